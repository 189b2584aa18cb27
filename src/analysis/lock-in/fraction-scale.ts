import { money, ratio } from '../../money.ts';

/** Fractions as integers of 1e-15, so that sums over money stay exact and independent of the order of lines. */
export const FRACTION_SCALE = 10n ** 15n;

export const scaledFraction = (fraction: number): bigint => BigInt(Math.round(fraction * 1e15));

/** The quotient of two integer amounts of one kind as a float; 0 where there is nothing to divide by. */
export const quotient = (part: bigint, whole: bigint): number => ratio(money(part, ''), money(whole, '')) ?? 0;

/** Division of amounts that are not negative, rounded half up. */
export const roundedDivision = (value: bigint, divisor: bigint): bigint => (2n * value + divisor) / (2n * divisor);

/** An amount times a fraction, rounded half up. */
export const timesFraction = (amount: bigint, fraction: number): bigint =>
  roundedDivision(amount * scaledFraction(fraction), FRACTION_SCALE);
