import { resolveService, wantsDescription, type ResolvedService } from '../../catalog/resolve-service.ts';
import { serviceKey, type ServiceRow } from '../../catalog/service-row.ts';
import { UNSCORED_KINDS } from '../../catalog/lock-in-constants.ts';
import { KNOWN_COST_BITS, type CostMetric } from '../../focus/columns.ts';
import type { SpendLine } from '../../focus/spend-line.ts';
import { scoreService, type ServiceScore } from './service-score.ts';

/** The scored spend of one service in one sub account and currency; the grain of the model. */
export interface SpendCell {
  readonly id: string;
  readonly billingCurrency: string;
  /** Catalogue id of the provider, or its name on the bill where the catalogue does not know it. */
  readonly provider: string;
  readonly subAccountId: string;
  readonly serviceName: string;
  /** Catalogue key, or null when unclassified. */
  readonly catalogKey: string | null;
  readonly row: ServiceRow | null;
  readonly score: ServiceScore | null;
  /** Attos of the billing currency, zero or more. */
  readonly spend: bigint;
  /** The part of spend that commitments cover. */
  readonly committedSpend: bigint;
  readonly billedAs: ReadonlySet<string>;
  readonly serviceProviderNames: ReadonlySet<string>;
}

export type UnscoredReason = 'tax' | 'credit' | 'support' | 'commitment-fee' | 'negative';

/** Spend that is never scored, so that the classes and this add up to the bill. */
export interface UnscoredSpend {
  readonly reason: UnscoredReason;
  readonly billingCurrency: string;
  readonly provider: string;
  readonly subAccountId: string;
  readonly spend: bigint;
}

/** A line whose cost is not its effective cost, and why. */
export interface MetricNote {
  readonly serviceProviderName: string;
  readonly billingCurrency: string;
  readonly metric: CostMetric;
  readonly reason: string;
  readonly spend: bigint;
}

export interface CellsOfBill {
  readonly cells: readonly SpendCell[];
  readonly unscored: readonly UnscoredSpend[];
  readonly metricNotes: readonly MetricNote[];
  /** Spend of umbrella names that no hint told apart, by name and currency. */
  readonly unsplit: readonly { readonly serviceName: string; readonly billingCurrency: string; readonly spend: bigint }[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Sorts every line of the bill into exactly one place: a cell of a service, a cell of an unknown name, or unscored. */
export function cellsOf(lines: readonly SpendLine[]): CellsOfBill {
  const cells = new Map<string, Mutable<SpendCell> & { billedAs: Set<string>; serviceProviderNames: Set<string> }>();
  const unscored = new Map<string, Mutable<UnscoredSpend>>();
  const notes = new Map<string, Mutable<MetricNote>>();
  const unsplit = new Map<string, Mutable<CellsOfBill['unsplit'][number]>>();
  for (const line of lines) {
    const { metric, reason: metricReason } = metricOf(line);
    const spend = line[metric];
    const resolved = resolveService(line);
    const provider = resolved.provider ?? line.serviceProviderName.trim();
    const { billingCurrency, subAccountId } = line;
    if (metricReason !== null) {
      const { serviceProviderName } = line;
      addTo(notes, [serviceProviderName, billingCurrency, metric, metricReason], {
        serviceProviderName,
        billingCurrency,
        metric,
        reason: metricReason,
        spend: 0n,
      }).spend += spend;
    }
    const reason = unscoredReason(line, resolved, metric, spend);
    if (reason !== null) {
      addTo(unscored, [reason, billingCurrency, provider, subAccountId], {
        reason,
        billingCurrency,
        provider,
        subAccountId,
        spend: 0n,
      }).spend += spend;
      continue;
    }
    const { row } = resolved;
    const serviceName = row?.serviceName ?? line.serviceName.trim();
    if (resolved.split === 'unsplit')
      addTo(unsplit, [serviceName, billingCurrency], { serviceName, billingCurrency, spend: 0n }).spend += spend;
    const id = JSON.stringify([billingCurrency, provider, subAccountId, row === null ? 'unknown' : 'known', serviceName]);
    const cell = addTo(cells, [id], { ...emptyCell(row), id, billingCurrency, provider, subAccountId, serviceName });
    cell.spend += spend;
    if (line.commitmentDiscountStatus !== '') cell.committedSpend += spend;
    cell.billedAs.add(line.serviceName.trim());
    cell.serviceProviderNames.add(line.serviceProviderName);
  }
  return {
    cells: sortedValues(cells),
    unscored: sortedValues(unscored),
    metricNotes: sortedValues(notes),
    unsplit: sortedValues(unsplit),
  };
}

const emptyCell = (row: ServiceRow | null) => ({
  row,
  catalogKey: row === null ? null : serviceKey(row),
  score: row === null ? null : scoreService(row),
  spend: 0n,
  committedSpend: 0n,
  billedAs: new Set<string>(),
  serviceProviderNames: new Set<string>(),
});

function addTo<T>(map: Map<string, T>, keyParts: readonly string[], empty: T): T {
  const key = keyParts.length === 1 ? (keyParts[0] ?? '') : JSON.stringify(keyParts);
  const held = map.get(key);
  if (held !== undefined) return held;
  map.set(key, empty);
  return empty;
}

/** Values in the order of their keys, so that the order of lines never shows in a result. */
const sortedValues = <T>(map: ReadonlyMap<string, T>): T[] =>
  [...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);

/** Net effective cost; where a bill does not state it or fills it with something else, the best cost it does state. */
function metricOf(line: SpendLine): { readonly metric: CostMetric; readonly reason: string | null } {
  if (line.unfit !== null) return { metric: line.unfit.fallback, reason: line.unfit.reason };
  if ((line.knownCosts & KNOWN_COST_BITS.effectiveCost) !== 0) return { metric: 'effectiveCost', reason: null };
  const stated = (['billedCost', 'contractedCost', 'listCost'] as const).find(
    (metric) => (line.knownCosts & KNOWN_COST_BITS[metric]) !== 0,
  );
  return { metric: stated ?? 'billedCost', reason: 'the bill does not state EffectiveCost' };
}

/** Marks of lines that buy a commitment: their cost is already in the usage they cover. */
const COMMITMENT_MARK = /savings ?plan|reserved instance|reservation|committed use|commitment/i;

function unscoredReason(line: SpendLine, { row }: ResolvedService, metric: CostMetric, spend: bigint): UnscoredReason | null {
  if (line.chargeCategory === 'Tax' || row?.kind === 'tax-credit') return 'tax';
  if (line.chargeCategory === 'Credit') return 'credit';
  if (UNSCORED_KINDS.some((kind) => kind === row?.kind)) return 'support';
  if (isCommitmentFee(line, row, metric)) return 'commitment-fee';
  return spend < 0n ? 'negative' : null;
}

function isCommitmentFee(line: SpendLine, row: ServiceRow | null, metric: CostMetric): boolean {
  if (row?.kind === 'other' && row.notes.startsWith('Commitment')) return true;
  if (line.chargeCategory !== 'Purchase') return false;
  // In billed or list cost the fee and the usage it covers would count twice.
  return metric !== 'effectiveCost' || [line.skuMeter, line.resourceType, line.usageType].some((text) => COMMITMENT_MARK.test(text));
}

/** Bill names of umbrella services that the monthly sums do not tell apart: reading their charge descriptions may. */
export const namesToDescribe = (lines: readonly SpendLine[]): string[] =>
  [...new Set(lines.filter(wantsDescription).map((line) => line.serviceName))].sort();
