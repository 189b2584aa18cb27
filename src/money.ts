/**
 * Exact money. An amount is an integer count of attos (1e-18) of its currency,
 * so that the sum of a bill equals the bill to its last digit; what leaves the
 * product is rounded once, to nanos (1e-9), half away from zero.
 */
export interface Money {
  readonly attos: bigint;
  readonly currency: string;
}

/** Money as it crosses the API: a decimal string with nine places. */
export interface MoneyJson {
  readonly amount: string;
  readonly currency: string;
}

const ATTOS_PER_UNIT = 10n ** 18n;
const ATTOS_PER_NANO = 10n ** 9n;
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

export const money = (attos: bigint, currency: string): Money => ({ attos, currency });

export const zero = (currency: string): Money => ({ attos: 0n, currency });

/**
 * Attos of a decimal text such as "-12.5", "5e-06" or ".25".
 * Digits past the eighteenth decimal are rounded half away from zero.
 * Returns null for anything that is not a decimal number.
 */
export function attosOf(text: string): bigint | null {
  const match = DECIMAL.exec(text.trim());
  if (!match) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const shift = BigInt(exponent) + 18n - BigInt(fraction.length);
  const digits = BigInt(whole + fraction);
  const magnitude = shift >= 0n ? digits * 10n ** shift : divideHalfUp(digits, 10n ** -shift);
  return sign === '-' ? -magnitude : magnitude;
}

/** Attos from whole nanos and the remainder in attos, as the store keeps them. */
export const attosFromParts = (nanos: bigint, rest: bigint): bigint => nanos * ATTOS_PER_NANO + rest;

export function add(a: Money, b: Money): Money {
  requireSameCurrency(a, b);
  return { attos: a.attos + b.attos, currency: a.currency };
}

export function subtract(a: Money, b: Money): Money {
  requireSameCurrency(a, b);
  return { attos: a.attos - b.attos, currency: a.currency };
}

/** -1, 0 or 1. Amounts of two currencies have no order and throw. */
export function compare(a: Money, b: Money): -1 | 0 | 1 {
  requireSameCurrency(a, b);
  if (a.attos === b.attos) return 0;
  return a.attos < b.attos ? -1 : 1;
}

/** Money times an exact decimal factor given as text ("1.0852"), rounded to attos. */
export function scale(amount: Money, factor: string): Money {
  const factorAttos = attosOf(factor);
  if (factorAttos === null) throw new RangeError(`not a decimal factor: ${factor}`);
  return { attos: divideHalfUp(amount.attos * factorAttos, ATTOS_PER_UNIT), currency: amount.currency };
}

/** Splits money by integer weights so that the parts add up exactly; remainders go to the largest fractions. */
export function allocate(amount: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n) throw new RangeError('weights must add up to more than zero');
  const shares = weights.map((weight, index) => {
    const product = amount.attos * weight;
    return { index, attos: product / total, rest: magnitudeOf(product % total) };
  });
  const left = amount.attos - shares.reduce((sum, share) => sum + share.attos, 0n);
  const step = left < 0n ? -1n : 1n;
  const byRest = [...shares].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1));
  byRest.slice(0, Number(magnitudeOf(left))).forEach((share) => (share.attos += step));
  return shares.map(({ attos }) => ({ attos, currency: amount.currency }));
}

/** Plain decimal text with a fixed number of places (0 to 18), rounded half away from zero. */
export function decimalText(attos: bigint, places: number): string {
  const unit = 10n ** BigInt(18 - places);
  const rounded = divideHalfUp(attos, unit);
  const digits = magnitudeOf(rounded)
    .toString()
    .padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const sign = rounded < 0n ? '-' : '';
  return places === 0 ? sign + whole : `${sign}${whole}.${digits.slice(digits.length - places)}`;
}

/** Decimal text with no more places than needed: "0", "12.34", "-0.000005". */
export function exactText(attos: bigint): string {
  const text = decimalText(attos, 18).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}

export const moneyJson = (amount: Money): MoneyJson => ({
  amount: decimalText(amount.attos, 9),
  currency: amount.currency,
});

/** A float of the amount, for ratios in models and for charts only. */
export const approximate = (amount: Money): number => Number(decimalText(amount.attos, 9));

/** The ratio of two amounts of one currency as a float; null when the divisor is zero. */
export function ratio(part: Money, whole: Money): number | null {
  requireSameCurrency(part, whole);
  if (whole.attos === 0n) return null;
  return Number((part.attos * ATTOS_PER_UNIT) / whole.attos) / 1e18;
}

function requireSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} cannot be mixed`);
}

const magnitudeOf = (value: bigint): bigint => (value < 0n ? -value : value);

function divideHalfUp(value: bigint, divisor: bigint): bigint {
  const doubled = magnitudeOf(value) * 2n + divisor;
  const magnitude = doubled / (divisor * 2n);
  return value < 0n ? -magnitude : magnitude;
}

/** What a model estimates, rounded to nanos: the way from floats back to money. Throws RangeError when the value is not finite. */
export function estimated(value: number, currency: string): Money {
  const attos = attosOf(value.toFixed(9));
  if (attos === null) throw new RangeError(`an estimate in ${currency} is not a finite number`);
  return { attos, currency };
}

/** A float of a decimal text such as a unit price, for models only. Throws RangeError for anything else. */
export function approximateDecimal(text: string): number {
  const plain = text.trim();
  const value = DECIMAL.test(plain) ? Number(plain) : Number.NaN;
  if (Number.isNaN(value)) throw new RangeError(`not a decimal number: ${text}`);
  return value;
}
