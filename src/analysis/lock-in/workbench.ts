import { NO_CURRENCY } from '../../focus/columns.ts';
import { catalogProviderOf } from '../../catalog/provider-names.ts';
import type { CommitmentTerm, SpendLine } from '../../focus/spend-line.ts';
import { currencyPools, type CurrencyPool } from './currency-pools.ts';
import { commitmentFacet, egressFacet, type SituationFacets } from './exit-index.ts';
import { figureList, type FigureList } from './figure-list.ts';
import type { LockInInput } from './lock-in-input.ts';
import { lockedMoney, type LockedMoney } from './reach.ts';
import { distinct, serviceGroups, type ServiceGroup } from './service-groups.ts';
import { round } from './service-score.ts';
import { cellsOf, type CellsOfBill } from './spend-cells.ts';
import { NO_WORKLOAD_COUNTS, workloadCounts } from './workloads.ts';

/** What all parts of one finding are computed from. */
export interface Workbench {
  readonly input: LockInInput;
  readonly bill: CellsOfBill;
  /** The main pool first, then one for each currency that no rate converts. */
  readonly pools: readonly CurrencyPool[];
  readonly main: CurrencyPool;
  readonly locked: LockedMoney;
  /** Weight of each cell in the currency of its pool, by cell id. */
  readonly weights: ReadonlyMap<string, bigint>;
  /** Services of the main pool, and those of the others. */
  readonly groups: readonly ServiceGroup[];
  readonly otherGroups: readonly ServiceGroup[];
  /** Every provider of the bill with its situational facets. */
  readonly situations: Readonly<Record<string, SituationFacets>>;
  /** Names of each provider on the bill. */
  readonly billNames: Readonly<Record<string, readonly string[]>>;
  readonly needsPlatform: boolean;
  readonly figures: FigureList;
}

export function workbench(input: LockInInput): Workbench {
  const bill = cellsOf(input.lines);
  const mainCurrency = mainCurrencyOf(input.lines);
  const pools = currencyPools(bill.cells, { mainCurrency, rates: input.rates, asOf: input.asOf });
  const main = pools[0] ?? { currency: mainCurrency, cells: [], ratesUsed: [] };
  const locked = mergedLocked(pools.map((pool) => lockedMoney(pool.cells, input.edges)));
  const workloads = workloadCounts(input.resources, input.applications);
  const groups = serviceGroups(main.cells, { locked, workloads, currency: main.currency });
  const providers = distinct([...bill.cells, ...bill.unscored].map((part) => part.provider));
  return {
    input,
    bill,
    pools,
    main,
    locked,
    weights: new Map(pools.flatMap((pool) => pool.cells.map(({ cell, weight }) => [cell.id, weight] as const))),
    groups,
    otherGroups: pools
      .slice(1)
      .flatMap((pool) => serviceGroups(pool.cells, { locked, workloads: NO_WORKLOAD_COUNTS, currency: pool.currency })),
    situations: Object.fromEntries(providers.map((provider) => [provider, situationOf({ input, main, groups }, provider)])),
    billNames: billNamesOf(input.lines),
    needsPlatform: !groups.some((group) => group.row?.kind === 'managed-kubernetes' && group.spend > 0n),
    figures: figureList(input.snapshotHash),
  };
}

/** The currency of most bill rows; amounts of different currencies cannot be compared to choose by size. */
function mainCurrencyOf(lines: readonly SpendLine[]): string {
  const rows = new Map<string, number>();
  for (const line of lines) rows.set(line.billingCurrency, (rows.get(line.billingCurrency) ?? 0) + line.rowCount);
  return [...rows].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? NO_CURRENCY;
}

function billNamesOf(lines: readonly SpendLine[]): Record<string, readonly string[]> {
  const names = distinct(lines.map((line) => line.serviceProviderName));
  return Object.fromEntries(
    distinct(names.map(providerOfName)).map((provider) => [provider, names.filter((name) => providerOfName(name) === provider)]),
  );
}

function mergedLocked(pools: readonly LockedMoney[]): LockedMoney {
  const merged = (of: (locked: LockedMoney) => ReadonlyMap<string, bigint>): Map<string, bigint> =>
    new Map(pools.flatMap((locked) => [...of(locked)]));
  return { base: merged((pool) => pool.base), withReach: merged((pool) => pool.withReach), withoutCap: merged((pool) => pool.withoutCap) };
}

/** The provider of a name on the bill: its catalogue id, else the name itself. */
const providerOfName = (name: string): string => catalogProviderOf(name) ?? name.trim();

export const commitmentsOf = (input: LockInInput, provider: string): CommitmentTerm[] =>
  input.commitments.filter((term) => providerOfName(term.serviceProviderName) === provider);

function situationOf({ input, main, groups }: Pick<Workbench, 'input' | 'main' | 'groups'>, provider: string): SituationFacets {
  const own = groups.filter((group) => group.provider === provider);
  return {
    commitment: roundedOrNull(
      commitmentFacet({
        commitments: commitmentsOf(input, provider),
        asOf: input.asOf,
        spend: own.reduce((sum, group) => sum + group.spend, 0n),
        coveredSpend: own.reduce((sum, group) => sum + group.committedSpend, 0n),
        months: input.months,
        billingCurrency: main.currency,
      }),
    ),
    egress: roundedOrNull(egressFacet(provider, input.situation)),
    skills: input.situation.skillsGap,
  };
}

const roundedOrNull = (value: number | null): number | null => (value === null ? null : round(value, 6));
