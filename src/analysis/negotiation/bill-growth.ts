/** How a bill grew, and how well a straight line of its logarithm forecasts it. */
export interface BillGrowth {
  /** A year, as a fraction. */
  readonly growth: number;
  /** Relative error of the forecast: standard deviation around the line. */
  readonly sigma: number;
}

const MONTHS_A_YEAR = 12;
/** Fewer months say more about the season than about growth. */
const LEAST_MONTHS = 6;
/** Beyond these a trend of one year is no forecast of three. */
const GROWTH_RANGE = { low: -0.3, high: 0.5 };
const SIGMA_RANGE = { low: 0.05, high: 0.5 };

/**
 * Growth a year from monthly amounts, oldest first: against the same months of the year before where there are any, so
 * that a season is not taken for a trend; otherwise by least squares on the logarithm. The error is the scatter around that
 * line. Null with fewer than six months or a month without spend. Both are held within ranges that a forecast can bear.
 */
export function billGrowthOf(monthly: readonly number[]): BillGrowth | null {
  if (monthly.length < LEAST_MONTHS || monthly.some((amount) => amount <= 0)) return null;
  const logs = monthly.map((amount) => Math.log(amount));
  const centre = (monthly.length - 1) / 2;
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const spread = logs.reduce((sum, _, month) => sum + (month - centre) ** 2, 0);
  const slope = logs.reduce((sum, value, month) => sum + (month - centre) * (value - mean), 0) / spread;
  const squares = logs.reduce((sum, value, month) => sum + (value - mean - slope * (month - centre)) ** 2, 0);
  return {
    growth: clamped(yearOnYear(monthly) ?? Math.exp(slope * MONTHS_A_YEAR) - 1, GROWTH_RANGE),
    sigma: clamped(Math.sqrt(squares / (monthly.length - 2)), SIGMA_RANGE),
  };
}

/** The latest months over the same months a year before; null without such a pair. */
function yearOnYear(monthly: readonly number[]): number | null {
  const pairs = Math.min(MONTHS_A_YEAR, monthly.length - MONTHS_A_YEAR);
  if (pairs <= 0) return null;
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const before = monthly.slice(-MONTHS_A_YEAR - pairs, monthly.length - MONTHS_A_YEAR);
  return sum(monthly.slice(-pairs)) / sum(before) - 1;
}

const clamped = (value: number, { low, high }: { readonly low: number; readonly high: number }): number =>
  Math.min(high, Math.max(low, value));
