import { catalogServices } from './catalog-rows.ts';
import { PROVIDERS, type CatalogProvider, type ServiceRow } from './service-row.ts';

/** Vendor words that bills add to or drop from the names of their own services. */
const VENDOR_WORDS: Readonly<Record<CatalogProvider, readonly string[]>> = {
  aws: ['amazon', 'aws'],
  azure: ['azure', 'microsoftazure', 'microsoft'],
  gcp: ['googlecloud', 'google'],
  oci: ['oraclecloudinfrastructure', 'oci', 'oracle'],
  ibm: ['ibmcloud', 'ibm'],
};

/** Name endings that stand for a whole family of services. */
const FAMILIES: readonly { readonly provider: CatalogProvider; readonly ending: string; readonly serviceName: string }[] = [
  { provider: 'aws', ending: '(amazonbedrockedition)', serviceName: 'Amazon Bedrock Edition models' },
];

/** The form in which names are compared: no case, no blanks, no registered marks. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll(/[\s®™©]|\((?:R|TM)\)/gi, '')
    .toLowerCase();

interface ServiceIndex {
  readonly spelled: ReadonlyMap<string, ServiceRow>;
  readonly exact: ReadonlyMap<string, ServiceRow>;
  /** Keys without the vendor's own words; only those that point at one row. */
  readonly loose: ReadonlyMap<string, ServiceRow | null>;
}

const indexes = new Map<CatalogProvider, ServiceIndex>();

/**
 * The row of a service by its bill name or any alias (product code, FOCUS name, resource type), or null.
 * Only the rows of the named provider are searched.
 */
export function serviceByName(provider: CatalogProvider, name: string): ServiceRow | null {
  // Bills repeat a few names on thousands of lines; a name as the catalogue spells it needs no folding.
  const spelled = indexOf(provider).spelled.get(name);
  if (spelled !== undefined) return spelled;
  const key = nameKey(name);
  if (key === '') return null;
  const index = indexOf(provider);
  const family = FAMILIES.find((row) => row.provider === provider && key.endsWith(row.ending) && !index.exact.has(key));
  if (family !== undefined) return index.exact.get(nameKey(family.serviceName)) ?? null;
  return index.exact.get(key) ?? index.loose.get(withoutVendor(provider, key)) ?? null;
}

function indexOf(provider: CatalogProvider): ServiceIndex {
  const held = indexes.get(provider);
  if (held !== undefined) return held;
  const spelled = new Map<string, ServiceRow>();
  const exact = new Map<string, ServiceRow>();
  const loose = new Map<string, ServiceRow | null>();
  for (const row of catalogServices().filter((row) => row.provider === provider)) {
    for (const name of [row.serviceName, ...row.aliases]) {
      const key = nameKey(name);
      spelled.set(name, row);
      exact.set(key, row);
      const bare = withoutVendor(provider, key);
      const other = loose.get(bare);
      loose.set(bare, other === undefined || other === row ? row : null);
    }
  }
  const index = { spelled, exact, loose };
  indexes.set(provider, index);
  return index;
}

function withoutVendor(provider: CatalogProvider, key: string): string {
  const word = VENDOR_WORDS[provider].find((word) => key.startsWith(word) && key.length > word.length);
  return word === undefined ? key : key.slice(word.length);
}

/** Providers whose catalogue knows a name; used to say where an unknown name might belong, never to score it. */
export const providersKnowing = (name: string): CatalogProvider[] => PROVIDERS.filter((provider) => serviceByName(provider, name) !== null);
