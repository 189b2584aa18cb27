import { sql } from 'drizzle-orm';
import {
  addDays,
  addMonths,
  billingPeriodOf,
  dayNumber,
  daysBetween,
  firstDayOf,
  dayText,
  monthText,
  UNDATED_DAY,
  type BillingPeriod,
  type Day,
  type DayRange,
} from '../time.ts';
import { UNDATED_MONTH } from './charge-filter.ts';
import type { Db } from './db.ts';

/** The latest months that together say what a month costs now. */
export interface RunRateWindow {
  /** Null when the published charges carry no dates at all; they then count as one month. */
  readonly range: DayRange | null;
  /** Length in months; 1 for a bill without dates. */
  readonly months: number;
  readonly asOf: Day;
  /** Providers with published charges, none of which falls into the range. */
  readonly providersOutside: readonly string[];
}

/** Long enough to even out a busy month, short enough to be today. */
const WINDOW_MONTHS = 3;
const DAYS_A_MONTH = 30.4375;

/**
 * The last three complete months without a hole up to `asOf` (null: the latest charge day); fewer where the bill is shorter.
 * A bill of one month that still runs is cut at its last day. Null when nothing is published up to then. `today` is the
 * as-of day of bills without any date.
 */
export async function runRateWindow(db: Db, asOf: Day | null, today: Day): Promise<RunRateWindow | null> {
  const months = await publishedMonths(db);
  const dated = [...new Set(months.map(({ month }) => month))].filter((month) => month !== UNDATED_MONTH).map(monthText);
  if (dated.length === 0) return months.length === 0 ? null : { range: null, months: 1, asOf: asOf ?? today, providersOutside: [] };
  const lastDay = await lastChargeDay(db, asOf);
  if (lastDay === null) return null;
  const range = lastMonths(dated.toSorted(), lastDay);
  const inside = new Set(months.filter(({ month }) => isInside(month, range)).map(({ provider }) => provider));
  const outside = [...new Set(months.map(({ provider }) => provider))].filter((provider) => !inside.has(provider));
  return { range, months: lengthInMonths(range), asOf: asOf ?? lastDay, providersOutside: outside.toSorted() };
}

/** Complete months count one each, whatever their days: a monthly fee is paid once in February too. */
function lengthInMonths({ from, to }: DayRange): number {
  if (to !== firstDayOf(billingPeriodOf(to))) return daysBetween(from, to) / DAYS_A_MONTH;
  let count = 0;
  for (let month = billingPeriodOf(from); month < billingPeriodOf(to); month = addMonths(month, 1)) count += 1;
  return count;
}

function lastMonths(months: readonly BillingPeriod[], lastDay: Day): DayRange {
  const running = billingPeriodOf(lastDay);
  const isComplete = addDays(lastDay, 1) === firstDayOf(addMonths(running, 1));
  const end = isComplete ? addMonths(running, 1) : running;
  const complete = months.filter((month) => month < end);
  const last = complete.at(-1);
  if (last === undefined) return { from: firstDayOf(running), to: addDays(lastDay, 1) };
  let from = last;
  for (let count = 1; count < WINDOW_MONTHS && complete.includes(addMonths(from, -1)); count += 1) from = addMonths(from, -1);
  return { from: firstDayOf(from), to: firstDayOf(addMonths(last, 1)) };
}

const isInside = (month: number, range: DayRange): boolean =>
  month !== UNDATED_MONTH && monthText(month) >= billingPeriodOf(range.from) && firstDayOf(monthText(month)) < range.to;

async function publishedMonths(db: Db): Promise<{ month: number; provider: string }[]> {
  return db.all<{ month: number; provider: string }>(sql`
    SELECT DISTINCT m.month AS month, term.text AS provider
    FROM summary_service_month m
    JOIN run_period rp ON rp.id = m.run_period_id AND rp.state = 'published'
    JOIN term ON term.id = m.service_provider_name`);
}

async function lastChargeDay(db: Db, asOf: Day | null): Promise<Day | null> {
  const rows = await db.all<{ day: number | null }>(
    sql`SELECT max(m.day) AS day FROM summary_service_day m
        JOIN run_period rp ON rp.id = m.run_period_id AND rp.state = 'published'
        WHERE m.day > ${UNDATED_DAY} AND ${asOf === null ? sql`1 = 1` : sql`m.day <= ${dayNumber(asOf)}`}`,
  );
  const day = rows[0]?.day ?? null;
  return day === null ? null : dayText(day);
}
