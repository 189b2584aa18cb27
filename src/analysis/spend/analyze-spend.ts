import type { CostMetric } from '../../focus/columns.ts';
import type { CostAnswer, CostGroup } from '../../focus/cost-question.ts';
import { add, compare, ratio, subtract, zero, type Money } from '../../money.ts';
import { addDays, addMonths, billingPeriodOf, daysBetween, firstDayOf, isBillingPeriod, isDay, type Day } from '../../time.ts';
import type {
  CurrencySpend,
  DeliverySummary,
  EndingCommitment,
  MonthSpend,
  Movement,
  NamedAmount,
  ServiceSpend,
  SpendFinding,
  SpendLine,
  SpendTrend,
  SubAccountSpend,
} from '../../finding/spend-finding.ts';

export interface SpendInput {
  readonly metric: CostMetric;
  /** Grouped by month, serviceProviderName, serviceCategory and serviceName. */
  readonly services: CostAnswer;
  /** Grouped by serviceProviderName and subAccountId. */
  readonly subAccounts: CostAnswer;
  /** Grouped by chargeCategory. */
  readonly chargeCategories: CostAnswer;
  /** The last day with charges, or null when none is dated. */
  readonly lastDay: Day | null;
  readonly commitments: readonly EndingCommitment[];
  readonly deliveries: readonly DeliverySummary[];
}

/** Commitments that end within so many days of the last charge are worth a line. */
const ENDING_SOON_DAYS = 365;
const MOVEMENTS_KEPT = 8;

/** Sums, trend, largest lines and movements of what the bills state. Exact: amounts are added, never rounded. */
export function analyzeSpend(input: SpendInput): SpendFinding {
  const currencies = [...new Set(input.services.groups.map((group) => group.amount.currency))];
  const spends = currencies.map((currency) => currencySpend(input, currency));
  return {
    metric: input.metric,
    range: input.services.question.range,
    asOf: input.lastDay,
    currencies: spends.sort((a, b) => b.rowCount - a.rowCount || byText(a.currency, b.currency)),
    coverage: input.services.coverage,
    commitments: endingSoon(input),
    deliveries: [...input.deliveries].sort((a, b) => byText(a.path, b.path)),
  };
}

function currencySpend(input: SpendInput, currency: string): CurrencySpend {
  const groups = input.services.groups.filter((group) => group.amount.currency === currency);
  const total = sum(
    groups.map((group) => group.amount),
    currency,
  );
  const months = monthsOf(groups, currency, input.lastDay);
  const lines = (nameOf: (group: CostGroup) => string): SpendLine[] => spendLines(groups, { nameOf, months, total });
  const services = servicesOf(groups, months, total);
  const complete = months.filter((month) => !month.partial);
  return {
    currency,
    total,
    rowCount: groups.reduce((rows, group) => rows + group.rowCount, 0),
    knownRowCount: groups.reduce((rows, group) => rows + group.knownRowCount, 0),
    months,
    undated: sum(
      groups.filter((group) => !isBillingPeriod(key(group, 'month'))).map((group) => group.amount),
      currency,
    ),
    trend: trendOf(complete),
    categories: lines((group) => key(group, 'serviceCategory')),
    providers: lines((group) => key(group, 'serviceProviderName')),
    services,
    subAccounts: subAccountsOf(input.subAccounts.groups, total),
    chargeCategories: chargeCategoriesOf(input.chargeCategories.groups, currency),
    movements: movementsOf(services, months, complete),
  };
}

/** Every month from the first to the last with charges; a month without charges is a zero, not a hole. */
function monthsOf(groups: readonly CostGroup[], currency: string, lastDay: Day | null): MonthSpend[] {
  const named = groups
    .map((group) => key(group, 'month'))
    .filter((month) => isBillingPeriod(month))
    .sort(byText);
  const [first] = named;
  const last = named.at(-1);
  if (first === undefined || last === undefined) return [];
  const months: MonthSpend[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) {
    const amounts = groups.filter((group) => key(group, 'month') === month).map((group) => group.amount);
    months.push({ month, amount: sum(amounts, currency), partial: month === last && endsEarly(month, lastDay) });
  }
  return months;
}

/**
 * The last day that the bills cover, from the days with charges. Bills that charge on first days of months only
 * are monthly: such a day stands for its month. Null when no charge is dated.
 */
export function lastCoveredDay(days: readonly Day[]): Day | null {
  const dated = days.filter((day) => isDay(day));
  const last = dated.reduce<Day | null>((latest, day) => (latest === null || day > latest ? day : latest), null);
  const monthly = dated.length > 1 && dated.every((day) => day.endsWith('-01'));
  return last !== null && monthly ? addDays(firstDayOf(addMonths(billingPeriodOf(last), 1)), -1) : last;
}

/** A month is complete when its charges reach its last day. */
function endsEarly(month: string, lastDay: Day | null): boolean {
  if (lastDay === null || billingPeriodOf(lastDay) !== month) return false;
  return daysBetween(lastDay, firstDayOf(addMonths(month, 1))) > 1;
}

interface LineQuestion {
  readonly nameOf: (group: CostGroup) => string;
  readonly months: readonly MonthSpend[];
  readonly total: Money;
}

function spendLines(groups: readonly CostGroup[], { nameOf, months, total }: LineQuestion): SpendLine[] {
  const byName = Map.groupBy(groups, nameOf);
  return [...byName]
    .map(([name, members]) => {
      const amount = sum(
        members.map((group) => group.amount),
        total.currency,
      );
      const byMonth = months.map(({ month }) =>
        sum(
          members.filter((group) => key(group, 'month') === month).map((group) => group.amount),
          total.currency,
        ),
      );
      return { name, amount, share: shareOf(amount, total), byMonth };
    })
    .sort((a, b) => compare(b.amount, a.amount) || byText(a.name, b.name));
}

function servicesOf(groups: readonly CostGroup[], months: readonly MonthSpend[], total: Money): ServiceSpend[] {
  const identity = (group: CostGroup): string => JSON.stringify([key(group, 'serviceProviderName'), key(group, 'serviceName')]);
  const categories = new Map<string, string>();
  const largest = new Map<string, bigint>();
  for (const group of groups) {
    const size = group.amount.attos < 0n ? -group.amount.attos : group.amount.attos;
    if (size < (largest.get(identity(group)) ?? -1n)) continue;
    largest.set(identity(group), size);
    categories.set(identity(group), key(group, 'serviceCategory'));
  }
  const owners = new Map(groups.map((group) => [identity(group), group.key]));
  return spendLines(groups, { nameOf: identity, months, total }).map((line) => ({
    ...line,
    name: owners.get(line.name)?.['serviceName'] ?? '',
    provider: owners.get(line.name)?.['serviceProviderName'] ?? '',
    category: categories.get(line.name) ?? '',
  }));
}

function subAccountsOf(groups: readonly CostGroup[], total: Money): SubAccountSpend[] {
  return groups
    .filter((group) => group.amount.currency === total.currency)
    .map((group) => ({
      provider: key(group, 'serviceProviderName'),
      subAccountId: key(group, 'subAccountId'),
      amount: group.amount,
      share: shareOf(group.amount, total),
    }))
    .sort((a, b) => compare(b.amount, a.amount) || byText(a.subAccountId, b.subAccountId));
}

function chargeCategoriesOf(groups: readonly CostGroup[], currency: string): NamedAmount[] {
  return groups
    .filter((group) => group.amount.currency === currency)
    .map((group) => ({ name: key(group, 'chargeCategory'), amount: group.amount, rowCount: group.rowCount }))
    .sort((a, b) => byMagnitude(b.amount, a.amount) || byText(a.name, b.name));
}

function trendOf(complete: readonly MonthSpend[]): SpendTrend | null {
  const latest = complete.at(-1);
  if (latest === undefined) return null;
  const previous = complete.at(-2) ?? null;
  const yearAgo = complete.find((month) => month.month === addMonths(latest.month, -12)) ?? null;
  return { latest, previous, monthChange: growth(previous, latest), yearAgo, yearChange: growth(yearAgo, latest) };
}

/** Later divided by earlier minus one; a growth from nothing has no ratio. */
function growth(from: MonthSpend | null, to: MonthSpend): number | null {
  if (from === null || from.amount.attos <= 0n) return null;
  return ratio(subtract(to.amount, from.amount), from.amount);
}

function movementsOf(services: readonly ServiceSpend[], months: readonly MonthSpend[], complete: readonly MonthSpend[]): Movement[] {
  const to = months.findIndex((month) => month === complete.at(-1));
  const from = months.findIndex((month) => month === complete.at(-2));
  if (to < 0 || from < 0) return [];
  return services
    .map((service) => {
      const before = service.byMonth[from] ?? zero(service.amount.currency);
      const after = service.byMonth[to] ?? zero(service.amount.currency);
      return { provider: service.provider, service: service.name, from: before, to: after, change: subtract(after, before) };
    })
    .filter((movement) => movement.change.attos !== 0n)
    .sort((a, b) => byMagnitude(b.change, a.change) || byText(a.service, b.service))
    .slice(0, MOVEMENTS_KEPT);
}

function endingSoon({ commitments, lastDay }: SpendInput): EndingCommitment[] {
  if (lastDay === null) return [];
  return commitments
    .filter(({ endsOn }) => daysBetween(lastDay, endsOn) >= 0 && daysBetween(lastDay, endsOn) <= ENDING_SOON_DAYS)
    .sort((a, b) => byText(a.endsOn, b.endsOn) || byText(a.commitmentId, b.commitmentId));
}

const key = (group: CostGroup, dimension: string): string => group.key[dimension] ?? '';

const sum = (amounts: readonly Money[], currency: string): Money => amounts.reduce((total, amount) => add(total, amount), zero(currency));

const shareOf = (part: Money, whole: Money): number | null => (whole.attos <= 0n ? null : ratio(part, whole));

const magnitude = (amount: Money): bigint => (amount.attos < 0n ? -amount.attos : amount.attos);

const byMagnitude = (a: Money, b: Money): number => (magnitude(a) === magnitude(b) ? 0 : magnitude(a) < magnitude(b) ? -1 : 1);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
