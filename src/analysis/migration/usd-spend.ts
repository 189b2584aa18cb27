import type { ExchangeRate } from '../../focus/spend-line.ts';
import { KNOWN_COST_BITS } from '../../focus/columns.ts';
import type { UsageLine } from '../../focus/usage-line.ts';
import { approximateDecimal, attosOf, exactText } from '../../money.ts';
import { roundedDivision } from '../lock-in/fraction-scale.ts';

const ATTOS_PER_UNIT = 10n ** 18n;
const DOLLAR = 'USD';

/** Turns attos of one currency into attos of dollars; null where no dated rate does. */
export interface DollarRates {
  readonly toUsd: (attos: bigint, currency: string) => bigint | null;
  readonly rateOf: (currency: string) => ExchangeRate | null;
}

/** Rates of the as-of day or before, the latest of each currency; a rate that is not above zero is none. */
export function dollarRates(rates: readonly ExchangeRate[], asOf: string): DollarRates {
  const usable = rates.filter((rate) => rate.date <= asOf && (attosOf(rate.rate) ?? 0n) > 0n);
  const known = new Map<string, ExchangeRate | null>();
  const rateOf = (currency: string): ExchangeRate | null => {
    const held = known.get(currency);
    if (held !== undefined) return held;
    const rate = latestRate(usable, currency);
    known.set(currency, rate);
    return rate;
  };
  return {
    rateOf,
    toUsd: (attos, currency) => {
      if (currency === DOLLAR) return attos;
      const rate = rateOf(currency);
      return rate === null ? null : converted(attos, { currency, rate });
    },
  };
}

function latestRate(rates: readonly ExchangeRate[], currency: string): ExchangeRate | null {
  const direct = (rate: ExchangeRate): number => (rate.baseCurrency === currency ? 1 : 0);
  const between = rates.filter(
    ({ baseCurrency, quoteCurrency }) =>
      (baseCurrency === currency && quoteCurrency === DOLLAR) || (baseCurrency === DOLLAR && quoteCurrency === currency),
  );
  return between.toSorted((a, b) => (a.date === b.date ? direct(b) - direct(a) : a.date < b.date ? 1 : -1))[0] ?? null;
}

function converted(attos: bigint, { currency, rate }: { readonly currency: string; readonly rate: ExchangeRate }): bigint {
  const factor = attosOf(rate.rate) ?? 1n;
  const size = attos < 0n ? -attos : attos;
  const usd =
    rate.baseCurrency === currency ? roundedDivision(size * factor, ATTOS_PER_UNIT) : roundedDivision(size * ATTOS_PER_UNIT, factor);
  return attos < 0n ? -usd : usd;
}

/** List cost of a line in its currency; null where the bill does not state it, or states 0 for usage that it bills. */
export function listCostOf(line: UsageLine, effective: bigint): bigint | null {
  if ((line.knownCosts & KNOWN_COST_BITS.listCost) === 0) return null;
  return line.listCost === 0n && effective > 0n ? null : line.listCost;
}

/** A float of exact attos, to all the digits a float holds. */
export const floatOf = (attos: bigint): number => approximateDecimal(exactText(attos));
