import { addDays, addMonths, dayNumber, daysBetween, firstDayOf, type BillingPeriod, type Day } from '../../src/time.ts';
import { FIRST_PERIOD } from './company.ts';
import type { Trend } from './plan.ts';

/** Factors are whole numbers of 1/10000, so that amounts stay exact. */
export const ONE = 10_000n;

const MONTHLY_GROWTH: Record<Trend['shape'], bigint> = { flat: 10_000n, grow: 10_220n, boom: 10_900n, fall: 9_550n, season: 10_080n };

/** Ferries are full in summer: January to December against October. */
const SEASON = [7_800n, 7_900n, 8_600n, 9_800n, 10_600n, 12_600n, 15_200n, 15_600n, 11_600n, 10_000n, 8_400n, 9_200n] as const;

/** How much of its first month's spend a line has in a period; null when it does not exist then. */
export function monthFactor(trend: Trend, period: BillingPeriod): bigint | null {
  if (period < trend.from || period >= trend.until) return null;
  let factor = ONE;
  for (let month = trend.from > FIRST_PERIOD ? trend.from : FIRST_PERIOD; month < period; month = addMonths(month, 1)) {
    factor = (factor * MONTHLY_GROWTH[trend.shape]) / ONE;
  }
  const season = trend.shape === 'season' ? (SEASON[Number(period.slice(5)) - 1] ?? ONE) : ONE;
  return (factor * season) / ONE;
}

/** Ferry traffic peaks from Friday to Sunday; offices rest on two of them; machines do not care. */
export function weekdayFactor(trend: Trend, day: Day): bigint {
  const weekday = (((dayNumber(day) + 4) % 7) + 7) % 7;
  if (trend.shape === 'flat') return ONE;
  if (trend.shape === 'season') return weekday === 0 || weekday >= 5 ? 11_600n : 8_800n;
  return weekday === 0 || weekday === 6 ? 8_950n : 10_420n;
}

export function daysOf(period: BillingPeriod): readonly Day[] {
  const first = firstDayOf(period);
  const count = daysBetween(first, firstDayOf(addMonths(period, 1)));
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

/** Whole months between two days; a span that ends a day short of a year counts as the year. */
export function monthsOf(start: string, end: string): number {
  const index = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return index(end) - index(start) + (end.slice(8) > start.slice(8) ? 1 : 0);
}
