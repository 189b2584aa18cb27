import type { ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { ExchangeRate } from '../../focus/spend-line.ts';
import { estimated, moneyJson, type MoneyJson } from '../../money.ts';
import { daysBetween } from '../../time.ts';
import { scoredLine } from '../lock-in/scored-line.ts';
import { followingShares } from './following-shares.ts';
import { joinedGroups } from './joined-groups.ts';
import { placeOf } from './line-place.ts';
import { useIndex, type UseIndex } from './measured-use.ts';
import { machineReader } from './machine-reading.ts';
import type { MigrationInput } from './migration-input.ts';
import { groupsOf, itemOf } from './portfolio-items.ts';
import { pooledCpu } from './pooled-demand.ts';
import { sumUsd, type DemandReading, type PlacedLine } from './placed-line.ts';
import type { FixedSpend, Portfolio, SubstitutedCost } from './portfolio.ts';
import { trafficOf } from './traffic-of.ts';
import { HOURS_A_MONTH } from './usage-unit.ts';
import { dollarRates, floatOf, listCostOf, type DollarRates } from './usd-spend.ts';

/**
 * Today's bill as workloads: each charge of the window in exactly one place, effective cost in US dollars a month, demands
 * read from the quantities of the bill. Unknown services and machines are named as unpriced; nothing throws.
 */
export function portfolioOf(input: MigrationInput, prices: PriceBook, assumptions: ResolvedAssumptions): Portfolio {
  const rates = dollarRates(input.rates, input.asOf);
  const { placed, unconverted, substituted } = placedLines(input, rates);
  const reading: DemandReading = {
    prices,
    assumptions,
    machines: machineReader(prices),
    use: useIndex(input.utilisation),
    hours: input.window === null ? input.months * HOURS_A_MONTH : daysBetween(input.window.from, input.window.to) * 24,
    months: input.months,
  };
  const traffic = placed.filter(({ place }) => place.kind === 'traffic');
  const answers = joinedGroups(groupsOf(placed)).map((lines) => itemOf(reading, input, lines));
  const items = answers.flatMap((answer) => (answer.kind === 'item' ? [answer.item] : []));
  const refused = answers.flatMap((answer) =>
    answer.kind === 'unpriced' ? answer.lines.map((line) => ({ line, reason: answer.reason })) : [],
  );
  const refunds = answers.flatMap((answer) => (answer.kind === 'refund' ? answer.lines : []));
  const currencies = [...new Set(placed.map(({ line }) => line.billingCurrency))].sort();
  return {
    items: followingShares(items),
    fixed: fixedSpend(reading, placed, refunds),
    unpriced: unpricedSpend(reading, placed, refused),
    traffic: trafficOf(reading, traffic),
    totalEffective: floatOf(sumUsd(placed)) / input.months,
    totalList: totalList(reading, placed),
    unconverted: unconvertedSpend(unconverted, input.months),
    ratesUsed: currencies.map(rates.rateOf).filter((rate): rate is ExchangeRate => rate !== null),
    substitutedCosts: substituted,
    pooledCpu: pooledCpu(items, assumptions),
    unmatchedUse: unmatchedUse(input, reading.use),
  };
}

function unmatchedUse({ utilisation, lines }: MigrationInput, use: UseIndex): string[] {
  if (utilisation.length === 0) return [];
  const matched = new Set(lines.flatMap((line) => use.recordsOf(line)));
  return [...new Set(utilisation.filter((record) => !matched.has(record)).map(({ resourceId }) => resourceId))].sort();
}

interface PlacedBill {
  readonly placed: readonly PlacedLine[];
  readonly unconverted: ReadonlyMap<string, bigint>;
  readonly substituted: readonly SubstitutedCost[];
}

function placedLines({ lines, months }: MigrationInput, rates: DollarRates): PlacedBill {
  const placed: PlacedLine[] = [];
  const unconverted = new Map<string, bigint>();
  const notes = new Map<string, { readonly note: Omit<SubstitutedCost, 'monthly'>; usd: bigint }>();
  for (const line of lines) {
    const scored = scoredLine(line);
    const usd = rates.toUsd(scored.spend, line.billingCurrency);
    if (usd === null) {
      unconverted.set(line.billingCurrency, (unconverted.get(line.billingCurrency) ?? 0n) + scored.spend);
      continue;
    }
    const list = listCostOf(line, scored.spend);
    const { provider, serviceName, resolved, metric, metricReason } = scored;
    const usdList = list === null ? null : rates.toUsd(list, line.billingCurrency);
    placed.push({ line, provider, serviceName, row: resolved.row, place: placeOf(line, scored), usd, usdList });
    if (metricReason === null) continue;
    const note = { serviceProviderName: line.serviceProviderName, metric, reason: metricReason };
    const key = JSON.stringify(note);
    notes.set(key, { note, usd: (notes.get(key)?.usd ?? 0n) + usd });
  }
  const substituted = [...notes]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { note, usd }]) => ({ ...note, monthly: floatOf(usd) / months }));
  return { placed, unconverted, substituted };
}

const unconvertedSpend = (sums: ReadonlyMap<string, bigint>, months: number): MoneyJson[] =>
  [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([currency, attos]) => moneyJson(estimated(floatOf(attos) / months, currency)));

/** List total, with effective cost where a charge states no list cost; null where less than half of the spend states it. */
function totalList({ months }: DemandReading, placed: readonly PlacedLine[]): number | null {
  const stated = sumUsd(placed.filter(({ usdList }) => usdList !== null));
  if (2n * stated < sumUsd(placed) || placed.length === 0) return null;
  return floatOf(placed.reduce((sum, { usd, usdList }) => sum + (usdList ?? usd), 0n)) / months;
}

/** Spend that no price moves, by provider and service; refunds that leave a workload below zero are among it. */
function fixedSpend({ months }: DemandReading, placed: readonly PlacedLine[], refunds: readonly PlacedLine[]): FixedSpend[] {
  const sums = new Map<string, { readonly spend: Omit<FixedSpend, 'monthlyEffective'>; usd: bigint }>();
  const add = (line: PlacedLine, route: FixedSpend['route'], scalesWithSpend: boolean): void => {
    const spend = { provider: line.provider, serviceName: line.serviceName, route, scalesWithSpend };
    const key = JSON.stringify(spend);
    sums.set(key, { spend, usd: (sums.get(key)?.usd ?? 0n) + line.usd });
  };
  for (const line of placed) if (line.place.kind === 'fixed') add(line, line.place.route, line.place.scalesWithSpend);
  for (const line of refunds) add(line, 'not-movable', false);
  return [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { spend, usd }]) => ({ ...spend, monthlyEffective: floatOf(usd) / months }));
}

interface RefusedLine {
  readonly line: PlacedLine;
  readonly reason: string;
}

/** Spend without a way or a price, by service and reason, the largest first. */
function unpricedSpend({ months }: DemandReading, placed: readonly PlacedLine[], refused: readonly RefusedLine[]): Portfolio['unpriced'] {
  const all = [...placed.flatMap((line) => (line.place.kind === 'unpriced' ? [{ line, reason: line.place.reason }] : [])), ...refused];
  const sums = new Map<string, { readonly line: PlacedLine; readonly reason: string; usd: bigint }>();
  for (const { line, reason } of all) {
    if (line.usd === 0n) continue;
    const key = JSON.stringify([line.provider, line.serviceName, reason]);
    sums.set(key, { line, reason, usd: (sums.get(key)?.usd ?? 0n) + line.usd });
  }
  return [...sums]
    .toSorted(([a, x], [b, y]) => (x.usd === y.usd ? (a < b ? -1 : 1) : x.usd < y.usd ? 1 : -1))
    .map(([, { line, reason, usd }]) => ({
      provider: line.provider,
      serviceName: line.serviceName,
      route: 'unpriced',
      monthlyEffective: floatOf(usd) / months,
      scalesWithSpend: false,
      reason,
    }));
}
