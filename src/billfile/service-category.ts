import { catalogServices } from '../catalog/catalog-rows.ts';
import type { CatalogProvider } from '../catalog/service-row.ts';
import type { Formula } from './formula.ts';

/** The FOCUS category of a service, which native bills do not state, by every name the service catalogue has for it. */
export function serviceCategoryOf(provider: CatalogProvider, serviceName: Formula): Formula {
  const rows = catalogServices().filter((row) => row.provider === provider);
  const entries = rows.flatMap((row) =>
    [row.serviceName, ...row.aliases].map((name) => [name.trim().toLowerCase(), row.focusCategory] as const),
  );
  return { kind: 'lookup', of: serviceName, table: 'the service catalogue', entries: Object.fromEntries(entries.reverse()) };
}
