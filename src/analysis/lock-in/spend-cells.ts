import { wantsDescription } from '../../catalog/resolve-service.ts';
import { serviceKey, type ServiceRow } from '../../catalog/service-row.ts';
import type { CostMetric } from '../../focus/columns.ts';
import type { SpendLine } from '../../focus/spend-line.ts';
import { scoredLine, type ScoredLine, type UnscoredReason } from './scored-line.ts';
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

/** Spend that is never scored, so that the classes and this add up to the bill. */
export interface UnscoredSpend {
  readonly reason: UnscoredReason;
  readonly billingCurrency: string;
  readonly provider: string;
  readonly subAccountId: string;
  readonly spend: bigint;
}

/** Spend of lines whose cost is not their effective cost, and why. */
export interface MetricNote {
  readonly serviceProviderName: string;
  readonly billingCurrency: string;
  readonly metric: CostMetric;
  readonly reason: string;
  readonly spend: bigint;
}

/** Spend of an umbrella name that no hint told apart. */
export interface UnsplitSpend {
  readonly serviceName: string;
  readonly billingCurrency: string;
  readonly spend: bigint;
}

export interface CellsOfBill {
  readonly cells: readonly SpendCell[];
  readonly unscored: readonly UnscoredSpend[];
  readonly metricNotes: readonly MetricNote[];
  readonly unsplit: readonly UnsplitSpend[];
}

/** Sorts every line of the bill into exactly one place: a cell of a service, a cell of an unknown name, or unscored. */
export function cellsOf(lines: readonly SpendLine[]): CellsOfBill {
  const all = lines.map(scoredLine);
  const scored = all.filter((entry) => entry.unscored === null);
  return {
    cells: grouped(scored, cellKey).map(([id, entries]) => cellOf(id, entries)),
    unscored: grouped(
      all.filter((entry) => entry.unscored !== null),
      ({ line, provider, unscored }) => [unscored ?? '', line.billingCurrency, provider, line.subAccountId],
    ).map(([, [first, ...rest]]) => ({
      reason: first.unscored ?? 'negative',
      billingCurrency: first.line.billingCurrency,
      provider: first.provider,
      subAccountId: first.line.subAccountId,
      spend: sum([first, ...rest]),
    })),
    metricNotes: grouped(
      all.filter((entry) => entry.metricReason !== null),
      ({ line, metric, metricReason }) => [line.serviceProviderName, line.billingCurrency, metric, metricReason ?? ''],
    ).map(([, [first, ...rest]]) => ({
      serviceProviderName: first.line.serviceProviderName,
      billingCurrency: first.line.billingCurrency,
      metric: first.metric,
      reason: first.metricReason ?? '',
      spend: sum([first, ...rest]),
    })),
    unsplit: grouped(
      scored.filter((entry) => entry.resolved.split === 'unsplit'),
      ({ line, serviceName }) => [serviceName, line.billingCurrency],
    ).map(([, [first, ...rest]]) => ({
      serviceName: first.serviceName,
      billingCurrency: first.line.billingCurrency,
      spend: sum([first, ...rest]),
    })),
  };
}

const cellKey = ({ line, provider, serviceName, resolved }: ScoredLine): string[] => [
  line.billingCurrency,
  provider,
  line.subAccountId,
  resolved.row === null ? 'unknown' : 'known',
  serviceName,
];

function cellOf(id: string, entries: NonEmpty<ScoredLine>): SpendCell {
  const [{ line, provider, serviceName, resolved }] = entries;
  const { row } = resolved;
  return {
    id,
    billingCurrency: line.billingCurrency,
    provider,
    subAccountId: line.subAccountId,
    serviceName,
    catalogKey: row === null ? null : serviceKey(row),
    row,
    score: row === null ? null : scoreService(row),
    spend: sum(entries),
    committedSpend: sum(entries.filter((entry) => entry.line.commitmentDiscountStatus !== '')),
    billedAs: new Set(entries.map((entry) => entry.line.serviceName)),
    serviceProviderNames: new Set(entries.map((entry) => entry.line.serviceProviderName)),
  };
}

type NonEmpty<T> = readonly [T, ...T[]];

/** Groups in the order of their keys, so that the order of lines never shows in a result. */
function grouped<T>(entries: readonly T[], keyOf: (entry: T) => readonly string[]): [string, NonEmpty<T>][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const entry of entries) {
    const key = JSON.stringify(keyOf(entry));
    const held = groups.get(key);
    if (held === undefined) groups.set(key, [entry]);
    else held.push(entry);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

const sum = (entries: readonly ScoredLine[]): bigint => entries.reduce((total, entry) => total + entry.spend, 0n);

/** Bill names of umbrella services that the monthly sums do not tell apart: reading their charge descriptions may. */
export const namesToDescribe = (lines: readonly SpendLine[]): string[] =>
  [...new Set(lines.filter(wantsDescription).map((line) => line.serviceName))].sort();
