/**
 * Time as the bills use it: UTC, days as YYYY-MM-DD, billing periods as YYYY-MM, ranges half-open.
 * The only file outside node/ and workers/ that may construct a Date.
 */
export type Day = string;
export type BillingPeriod = string;
export type Instant = string;

export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

/** Where the time comes from; passed as an argument so that results repeat. */
export type Clock = () => Instant;

const MS_PER_DAY = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const PERIOD = /^\d{4}-\d{2}$/;

/** The day number of charges that carry no date at all; far below any real day. */
export const UNDATED_DAY = -1_000_000;

/** Days since 1970-01-01. Throws RangeError for a text that is not a calendar day. */
export function dayNumber(day: Day): number {
  const ms = startOf(day);
  if (ms === null) throw new RangeError(`not a day: ${day}`);
  return ms / MS_PER_DAY;
}

export const isDay = (text: string): boolean => startOf(text) !== null;

/** Milliseconds at the start of a day; null for 31 February and other texts that are not a day. */
function startOf(day: Day): number | null {
  const ms = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day ? null : ms;
}

export const dayText = (number: number): Day => new Date(number * MS_PER_DAY).toISOString().slice(0, 10);

export const isBillingPeriod = (text: string): boolean => PERIOD.test(text) && isDay(`${text}-01`);

export const billingPeriodOf = (day: Day): BillingPeriod => day.slice(0, 7);

export const firstDayOf = (period: BillingPeriod): Day => `${period}-01`;

/** The period `months` later (or earlier, when negative). */
export function addMonths(period: BillingPeriod, months: number): BillingPeriod {
  const [year = 0, month = 1] = period.split('-').map((part) => Number(part));
  const index = year * 12 + (month - 1) + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** YYYYMM as an integer, as monthly sums are keyed. */
export const monthNumber = (period: BillingPeriod): number => Number(period.replace('-', ''));

/** `YYYY-MM` of a month number. */
export const monthText = (month: number): BillingPeriod => `${String(month).padStart(6, '0').slice(0, 4)}-${String(month).slice(-2)}`;

export const addDays = (day: Day, days: number): Day => dayText(dayNumber(day) + days);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

/** Months between two days as a fraction of average months (30.4375 days). */
export const monthsBetween = (from: Day, to: Day): number => daysBetween(from, to) / 30.4375;

export const dayOf = (instant: Instant): Day => instant.slice(0, 10);

export const secondsBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / 1000;
