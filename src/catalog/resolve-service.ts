import { catalogProviderOf } from './provider-names.ts';
import { serviceByName } from './service-lookup.ts';
import type { CatalogProvider, ServiceRow } from './service-row.ts';
import { HINT_FIELDS, MUST_SPLIT, SPLIT_RULES, type HintField } from './split-rules.ts';

/** What a bill says about the service of a line; absent is the empty text. */
export interface BilledService extends Readonly<Record<HintField, string>> {
  readonly serviceProviderName: string;
  readonly serviceName: string;
}

export interface ResolvedService {
  /** Null when the provider is not in the catalogue. */
  readonly provider: CatalogProvider | null;
  /** Null when the provider's catalogue does not know the name. */
  readonly row: ServiceRow | null;
  /** Whether an umbrella name was told apart: `unsplit` names stayed whole for want of a matching hint. */
  readonly split: 'not-needed' | 'split' | 'unsplit';
  /** The hint that told it apart; null where none did. */
  readonly splitBy: HintField | null;
}

const compiled = SPLIT_RULES.map((rule) => ({ ...rule, expression: new RegExp(rule.pattern, 'i') }));

/** The catalogue row of a bill line: by service name, else by resource type, then through the split rules of umbrella names. */
export function resolveService(billed: BilledService): ResolvedService {
  const provider = catalogProviderOf(billed.serviceProviderName);
  if (provider === null) return { provider, ...UNSPLIT, row: null };
  const named = serviceByName(provider, billed.serviceName);
  const row = named ?? (billed.serviceName.trim() === '' ? serviceByName(provider, billed.resourceType) : null);
  return row === null ? { provider, ...UNSPLIT, row } : { provider, ...splitOf(row, billed) };
}

function splitOf(row: ServiceRow, billed: BilledService): Omit<ResolvedService, 'provider'> {
  const rules = compiled.filter((rule) => rule.provider === row.provider && rule.from.includes(row.serviceName));
  if (rules.length === 0) return { ...UNSPLIT, row };
  for (const field of HINT_FIELDS) {
    const rule = rules.find((rule) => rule.fields.includes(field) && rule.expression.test(billed[field]));
    if (rule !== undefined) return { row: serviceByName(row.provider, rule.to) ?? row, split: 'split', splitBy: field };
  }
  return { ...UNSPLIT, row, split: mustSplit(row) ? 'unsplit' : 'not-needed' };
}

const UNSPLIT = { split: 'not-needed', splitBy: null } as const;

const mustSplit = (row: ServiceRow): boolean =>
  MUST_SPLIT.some((umbrella) => umbrella.provider === row.provider && umbrella.serviceName === row.serviceName);

/**
 * Whether the charge descriptions of a line's name are worth reading: its umbrella was not told apart,
 * or only by the type of a resource, which bills its disks and traffic under the same id.
 */
export function wantsDescription(billed: BilledService): boolean {
  const resolved = resolveService(billed);
  return billed.chargeDescription === '' && (resolved.split === 'unsplit' || resolved.splitBy === 'resourceType');
}
