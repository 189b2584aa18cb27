import { catalogVersion } from '../../catalog/catalog-rows.ts';
import { catalogProviderOf } from '../../catalog/provider-names.ts';
import { lockInConstant } from '../../catalog/lock-in-constants.ts';
import type { CommitmentTerm, SpendLine } from '../../focus/spend-line.ts';
import { money, moneyJson } from '../../money.ts';
import { addDays } from '../../time.ts';
import { cheapestMoves } from './cheapest-moves.ts';
import { currencyPools, type CurrencyPool } from './currency-pools.ts';
import { commitmentFacet, egressFacet, type SituationFacets } from './exit-index.ts';
import { assumptionOf, figureList, type FigureList } from './figure-list.ts';
import type { LockInFinding, MobileSpend, Move } from './finding.ts';
import { quotient } from './fraction-scale.ts';
import { lockInGaps } from './lock-in-gaps.ts';
import { LOCK_IN_MODEL_VERSION, type LockInInput } from './lock-in-input.ts';
import { lockInSummary, type SummaryDeps, type SummaryScope } from './lock-in-summary.ts';
import { HORIZONS, mobileSpend } from './mobile-spend.ts';
import { lockedMoney, type LockedMoney } from './reach.ts';
import { distinct, serviceGroups, type ServiceGroup } from './service-groups.ts';
import { serviceLockIn } from './service-lock-in.ts';
import { round } from './service-score.ts';
import { cellsOf, type CellsOfBill } from './spend-cells.ts';
import { NO_WORKLOAD_COUNTS, workloadCounts } from './workloads.ts';

/** What the parts of one finding are computed from. */
interface Workbench {
  readonly input: LockInInput;
  readonly bill: CellsOfBill;
  readonly pools: readonly CurrencyPool[];
  readonly main: CurrencyPool;
  readonly locked: LockedMoney;
  /** Services of the main pool. */
  readonly groups: readonly ServiceGroup[];
  readonly needsPlatform: boolean;
  readonly figures: FigureList;
  readonly deps: SummaryDeps;
}

/**
 * Which part of the bill could leave, and what holds the rest: service scores, locked shares, exit index, effort,
 * mobile spend and cheapest moves, each with its evidence. Pure; scores and shares run from 0 to 100.
 */
export function analyzeLockIn(input: LockInInput): LockInFinding {
  const bench = workbench(input);
  const { bill, main, pools, figures, locked } = bench;
  const providers = distinct([...bill.cells, ...bill.unscored].map((part) => part.provider));
  const situations = Object.fromEntries(providers.map((provider) => [provider, situationOf(bench, provider)]));
  const summaries = providers.map((provider) => ({
    provider,
    ...lockInSummary(bench.deps, providerScope(bench, provider, situations[provider] ?? NOTHING_KNOWN)),
  }));
  const portfolio = lockInSummary(bench.deps, portfolioScope(bench, situations));
  const otherGroups = pools.slice(1).flatMap((pool) => serviceGroups(pool.cells, locked, NO_WORKLOAD_COUNTS, pool.currency));
  const allGroups = [...bench.groups, ...otherGroups];
  return {
    modelVersion: LOCK_IN_MODEL_VERSION,
    snapshotHash: input.snapshotHash,
    asOf: input.asOf,
    window: { from: input.window?.from ?? '', to: input.window?.to ?? '', months: input.months },
    currency: main.currency,
    portfolio,
    providers: summaries,
    subAccounts: subAccountScopes(bench, situations).map(({ provider, subAccountId, scope }) => ({
      provider,
      subAccountId,
      ...lockInSummary(bench.deps, scope),
    })),
    services: allGroups.map((group) => serviceLockIn(figures, group, input.window)),
    mobileSpend: mobileSpends(bench),
    cheapestMoves: moves(bench),
    catalogue: catalogVersion(),
    assumptions: assumptionsOf(bench),
    gaps: lockInGaps({ input, bill, pools, groups: allGroups, provisional: portfolio.provisional, situations }),
    figures: figures.figures,
  };
}

const NOTHING_KNOWN: SituationFacets = { commitment: null, egress: null, skills: null };

function workbench(input: LockInInput): Workbench {
  const bill = cellsOf(input.lines);
  const pools = currencyPools(bill.cells, mainCurrencyOf(input.lines), input.rates, input.asOf);
  const main = pools[0] ?? { currency: mainCurrencyOf(input.lines), cells: [], ratesUsed: [] };
  const byPool = pools.map((pool) => lockedMoney(pool.cells, input.edges));
  const merged = (of: (locked: LockedMoney) => ReadonlyMap<string, bigint>): Map<string, bigint> =>
    new Map(byPool.flatMap((locked) => [...of(locked)]));
  const locked = { base: merged((l) => l.base), withReach: merged((l) => l.withReach), withoutCap: merged((l) => l.withoutCap) };
  const figures = figureList(input.snapshotHash);
  const weights = new Map(pools.flatMap((pool) => pool.cells.map(({ cell, weight }) => [cell.id, weight] as const)));
  const groups = serviceGroups(main.cells, locked, workloadCounts(input.resources, input.applications), main.currency);
  return {
    input,
    bill,
    pools,
    main,
    locked,
    groups,
    needsPlatform: !groups.some((group) => group.row?.kind === 'managed-kubernetes' && group.spend > 0n),
    figures,
    deps: { figures, locked, weights, currency: main.currency, window: input.window, months: input.months },
  };
}

/** The currency of most bill rows; amounts of different currencies cannot be compared to choose by size. */
function mainCurrencyOf(lines: readonly SpendLine[]): string {
  const rows = new Map<string, number>();
  for (const line of lines) rows.set(line.billingCurrency, (rows.get(line.billingCurrency) ?? 0) + line.rowCount);
  return [...rows].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? 'XXX';
}

const providerOfName = (name: string): string => catalogProviderOf(name) ?? name.trim();

function commitmentsOf({ input }: Workbench, provider: string): CommitmentTerm[] {
  return input.commitments.filter((term) => providerOfName(term.serviceProviderName) === provider);
}

function situationOf(bench: Workbench, provider: string): SituationFacets {
  const { input, main, groups } = bench;
  const own = groups.filter((group) => group.provider === provider);
  return {
    commitment: commitmentFacet({
      commitments: commitmentsOf(bench, provider),
      asOf: input.asOf,
      spend: own.reduce((sum, group) => sum + group.spend, 0n),
      coveredSpend: own.reduce((sum, group) => sum + group.committedSpend, 0n),
      months: input.months,
      billingCurrency: main.currency,
    }),
    egress: egressFacet(provider, input.situation),
    skills: input.situation.skillsGap,
  };
}

function providerScope(bench: Workbench, provider: string, situation: SituationFacets): SummaryScope {
  const cells = bench.main.cells.filter(({ cell }) => cell.provider === provider);
  return {
    slug: `provider.${provider}`,
    label: provider || 'unnamed provider',
    where: { serviceProviderName: providerNamesOf(bench, provider) },
    cells,
    groups: bench.groups.filter((group) => group.provider === provider),
    allCells: bench.bill.cells.filter((cell) => cell.provider === provider),
    unscored: bench.bill.unscored.filter((part) => part.provider === provider),
    situation,
    needsPlatform: bench.needsPlatform,
  };
}

const providerNamesOf = ({ input }: Workbench, provider: string): string[] =>
  distinct(input.lines.map((line) => line.serviceProviderName)).filter((name) => providerOfName(name) === provider);

/** The portfolio's situational facets are the providers', weighted by spend; unknown stays unknown only where all are. */
function portfolioScope(bench: Workbench, situations: Readonly<Record<string, SituationFacets>>): SummaryScope {
  const weights = Object.keys(situations).map((provider) => ({
    facets: situations[provider] ?? NOTHING_KNOWN,
    spend: bench.groups.filter((group) => group.provider === provider).reduce((sum, group) => sum + group.spend, 0n),
  }));
  const all = weights.reduce((sum, { spend }) => sum + spend, 0n);
  const weighted = (facet: 'commitment' | 'egress'): number | null => {
    const known = weights.filter(({ facets }) => facets[facet] !== null);
    return known.length === 0 ? null : known.reduce((sum, { facets, spend }) => sum + (facets[facet] ?? 0) * quotient(spend, all), 0);
  };
  return {
    slug: 'portfolio',
    label: 'portfolio',
    where: {},
    cells: bench.main.cells,
    groups: bench.groups,
    allCells: bench.bill.cells,
    unscored: bench.bill.unscored,
    situation: { commitment: weighted('commitment'), egress: weighted('egress'), skills: bench.input.situation.skillsGap },
    needsPlatform: bench.needsPlatform,
  };
}

function subAccountScopes(bench: Workbench, situations: Readonly<Record<string, SituationFacets>>) {
  const keyOf = (part: { readonly provider: string; readonly subAccountId: string }): string =>
    JSON.stringify([part.provider, part.subAccountId]);
  const parts = new Map([...bench.bill.cells, ...bench.bill.unscored].map((part) => [keyOf(part), part] as const));
  const cellsByKey = Map.groupBy(bench.main.cells, ({ cell }) => keyOf(cell));
  return [...parts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { provider, subAccountId }]) => {
      const cells = cellsByKey.get(key) ?? [];
      const scope: SummaryScope = {
        slug: `account.${provider}.${subAccountId}`,
        label: subAccountId || 'charges without a sub account',
        where: { serviceProviderName: providerNamesOf(bench, provider), subAccountId: [subAccountId] },
        cells,
        groups: serviceGroups(cells, bench.locked, NO_WORKLOAD_COUNTS, bench.main.currency),
        allCells: bench.bill.cells.filter((cell) => keyOf(cell) === key),
        unscored: bench.bill.unscored.filter((part) => keyOf(part) === key),
        situation: situations[provider] ?? NOTHING_KNOWN,
        needsPlatform: false,
      };
      return { provider, subAccountId, scope };
    });
}

function mobileSpends(bench: Workbench): MobileSpend[] {
  const { input, main, groups, figures, needsPlatform } = bench;
  const all = groups.reduce((sum, group) => sum + group.spend, 0n);
  return HORIZONS.map((horizonDays) => {
    const end = addDays(input.asOf, horizonDays);
    const commitmentsEnded = (provider: string): boolean => {
      const terms = commitmentsOf(bench, provider);
      return terms.length > 0 && terms.every((term) => term.periodEnd !== '' && term.periodEnd.slice(0, 10) <= end);
    };
    const attos = mobileSpend({ groups, horizonDays, teamSize: input.teamSize, needsPlatform, commitmentsEnded });
    const amount = moneyJson(money(attos, main.currency));
    const figureId = figures.add({
      slug: `mobile.${horizonDays}`,
      label: `Mobile spend within ${horizonDays} days`,
      value: { kind: 'money', money: amount },
      evidence: {
        formula: 'spend of services that a team can move in the horizon, by spend a person-week; commitments that outlast it stay',
        substituted: `${input.teamSize} people x ${horizonDays} / 7 weeks${needsPlatform ? ', after the platform' : ''} = ${amount.amount} ${amount.currency}`,
        filter: { range: input.window, where: {}, billingCurrency: main.currency },
        catalogRows: distinct(groups.flatMap((group) => group.cells[0]?.cell.catalogKey ?? [])),
        assumptions: (['teamSize', 'effortExponent', 'coordination', 'platformLikely'] as const).map(assumptionOf),
      },
    });
    return { horizonDays, amount, share: round(100 * quotient(attos, all), 4), figureId };
  });
}

function moves({ input, main, groups, locked, figures }: Workbench): Move[] {
  return cheapestMoves({ cells: main.cells, groups, locked, edges: input.edges, economics: input.economics }).map((move, index) => {
    const { group, substitute, weeks, hohpeTest } = move;
    const lockedSpendReduced = moneyJson(money(move.lockedSpendReduced, main.currency));
    const personWeeks = { low: round(weeks.low, 1), likely: round(weeks.likely, 1), high: round(weeks.high, 1) };
    const figureId = figures.add({
      slug: `move.${index + 1}`,
      label: `Move ${group.serviceName} to ${substitute}`,
      value: { kind: 'money', money: lockedSpendReduced },
      evidence: {
        formula: 'locked spend before less locked spend with the service portable, reach included',
        substituted: `${lockedSpendReduced.amount} ${lockedSpendReduced.currency} for ${personWeeks.low} to ${personWeeks.high} person-weeks (${group.workloads} workloads)`,
        filter: { range: input.window, where: { serviceProviderName: group.serviceProviderNames, serviceName: group.billedAs } },
        catalogRows: distinct(group.cells.flatMap(({ cell }) => cell.catalogKey ?? [])),
        assumptions: (['effortExponent', 'coordination', 'reachFactor', 'priorCap'] as const).map(assumptionOf),
      },
    });
    return { provider: group.provider, serviceName: group.serviceName, substitute, lockedSpendReduced, personWeeks, hohpeTest, figureId };
  });
}

function assumptionsOf({ input, main }: Workbench): LockInFinding['assumptions'] {
  const team = assumptionOf('teamSize');
  const given =
    input.teamSize === lockInConstant('teamSize')
      ? team
      : { ...team, value: `${input.teamSize}: given with the question`, grade: 'A' as const };
  const rates = main.ratesUsed.map((rate) => ({
    id: `rate.${rate.baseCurrency}.${rate.quoteCurrency}`,
    value: `1 ${rate.baseCurrency} = ${rate.rate} ${rate.quoteCurrency}`,
    grade: 'S' as const,
    source: rate.source,
    asOf: rate.date,
  }));
  return [
    given,
    ...(['reachFactor', 'priorCap', 'unknownFloor', 'billEvidence', 'effortExponent', 'coordination', 'platformLikely'] as const).map(
      assumptionOf,
    ),
    ...rates,
  ];
}
