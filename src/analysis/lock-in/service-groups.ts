import type { ServiceRow } from '../../catalog/service-row.ts';
import { roundedDivision } from './fraction-scale.ts';
import { weeksForWorkloads, type WeekRange } from './exit-effort.ts';
import type { LockedMoney, WeightedCell } from './reach.ts';
import type { ServiceScore } from './service-score.ts';
import { serviceGroupKey, workloadsOf, type WorkloadCounts } from './workloads.ts';

/** One service of a provider over all its sub accounts, in the currency of its pool. */
export interface ServiceGroup {
  readonly provider: string;
  readonly serviceName: string;
  readonly row: ServiceRow | null;
  readonly score: ServiceScore | null;
  readonly cells: readonly WeightedCell[];
  readonly currency: string;
  /** Attos of `currency`. */
  readonly spend: bigint;
  readonly committedSpend: bigint;
  /** Attos times FRACTION_SCALE. */
  readonly lockedNumerator: bigint;
  readonly workloads: number;
  readonly weeks: WeekRange | null;
  readonly billedAs: readonly string[];
  readonly serviceProviderNames: readonly string[];
}

/** What groups of one pool share. */
export interface GroupContext {
  readonly locked: LockedMoney;
  readonly workloads: WorkloadCounts;
  readonly currency: string;
}

/** Services in falling order of spend. */
export function serviceGroups(cells: readonly WeightedCell[], context: GroupContext): ServiceGroup[] {
  const members = new Map<string, WeightedCell[]>();
  for (const entry of cells) {
    const key = serviceGroupKey(entry.cell);
    const held = members.get(key);
    if (held === undefined) members.set(key, [entry]);
    else held.push(entry);
  }
  return [...members.entries()]
    .map(([, entries]) => groupOf(entries, context))
    .flatMap((group) => (group === null ? [] : [group]))
    .sort((a, b) => (a.spend === b.spend ? compareNames(a, b) : a.spend < b.spend ? 1 : -1));
}

const compareNames = (a: ServiceGroup, b: ServiceGroup): number =>
  `${a.provider} ${a.serviceName}` < `${b.provider} ${b.serviceName}` ? -1 : 1;

function groupOf(entries: readonly WeightedCell[], { locked, workloads: counts, currency }: GroupContext): ServiceGroup | null {
  const first = entries[0]?.cell;
  if (first === undefined) return null;
  const subAccounts = new Set(entries.map(({ cell }) => cell.subAccountId)).size;
  const workloads = workloadsOf(counts, first, subAccounts);
  const sum = (of: (entry: WeightedCell) => bigint): bigint => entries.reduce((total, entry) => total + of(entry), 0n);
  return {
    provider: first.provider,
    serviceName: first.serviceName,
    row: first.row,
    score: first.score,
    cells: entries,
    currency,
    spend: sum(({ weight }) => weight),
    committedSpend: sum(({ cell, weight }) => (cell.spend === 0n ? 0n : roundedDivision(weight * cell.committedSpend, cell.spend))),
    lockedNumerator: sum(({ cell }) => locked.withReach.get(cell.id) ?? 0n),
    workloads,
    weeks: first.row === null ? null : weeksForWorkloads(first.row.exitWeeks, workloads),
    billedAs: distinct(entries.flatMap(({ cell }) => [...cell.billedAs])),
    serviceProviderNames: distinct(entries.flatMap(({ cell }) => [...cell.serviceProviderNames])),
  };
}

export const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
