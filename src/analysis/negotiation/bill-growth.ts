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
 * Growth a year by least squares on the logarithm of the monthly amounts, oldest first; null with fewer than six
 * months or a month without spend. Growth and error are held within ranges that a forecast of years can bear.
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
    growth: clamped(Math.exp(slope * MONTHS_A_YEAR) - 1, GROWTH_RANGE),
    sigma: clamped(Math.sqrt(squares / (monthly.length - 2)), SIGMA_RANGE),
  };
}

const clamped = (value: number, { low, high }: { readonly low: number; readonly high: number }): number =>
  Math.min(high, Math.max(low, value));
