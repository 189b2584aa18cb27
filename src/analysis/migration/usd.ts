import type { MoneyQuantiles, Quantiles } from '../../finding/migration-finding.ts';
import { money, moneyJson, type MoneyJson } from '../../money.ts';
import { sampleQuantiles } from './distribution.ts';
import { drawsOf } from './scenario-math.ts';

/** Prices are US dollars, so estimates are. */
export const CURRENCY = 'USD';

const ATTOS_PER_CENT = 10n ** 16n;

/** Whole cents, half away from zero. Throws RangeError when the amount is not finite. */
export function centsOf(usd: number): bigint {
  const cents = Math.round(Math.abs(usd) * 100);
  return usd < 0 ? -BigInt(cents) : BigInt(cents);
}

export const centsJson = (cents: bigint): MoneyJson => moneyJson(money(cents * ATTOS_PER_CENT, CURRENCY));

/** An estimate in whole cents: no estimate is known to less. */
export const usdJson = (usd: number): MoneyJson => centsJson(centsOf(usd));

/** P10, P50 and P90 of the draws. */
export function quantilesOf(values: Float64Array): Quantiles {
  const [p10 = 0, p50 = 0, p90 = 0] = sampleQuantiles(drawsOf(values), [0.1, 0.5, 0.9]);
  return { p10, p50, p90 };
}

export function moneyQuantiles(values: Float64Array): MoneyQuantiles {
  const { p10, p50, p90 } = quantilesOf(values);
  return { p10: usdJson(p10), p50: usdJson(p50), p90: usdJson(p90) };
}

/** A ratio to six places: more are not known, and the same record must give the same bytes. */
export const rounded = (value: number, places = 6): number => {
  const factor = 10 ** places;
  const result = Math.round(value * factor) / factor;
  return Object.is(result, -0) ? 0 : result;
};

export const roundedQuantiles = ({ p10, p50, p90 }: Quantiles, places = 6): Quantiles => ({
  p10: rounded(p10, places),
  p50: rounded(p50, places),
  p90: rounded(p90, places),
});

/** "12,345.67 USD" in the text of a formula. */
export function usdText(usd: number): string {
  const cents = centsOf(usd);
  const size = cents < 0n ? -cents : cents;
  const whole = (size / 100n).toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${cents < 0n ? '-' : ''}${whole}.${(size % 100n).toString().padStart(2, '0')} USD`;
}
