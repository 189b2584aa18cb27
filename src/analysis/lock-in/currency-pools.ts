import type { ExchangeRate } from '../../focus/spend-line.ts';
import { attosOf } from '../../money.ts';
import { roundedDivision } from './fraction-scale.ts';
import type { WeightedCell } from './reach.ts';
import type { SpendCell } from './spend-cells.ts';

const ATTOS_PER_UNIT = 10n ** 18n;

/** Cells that may be added up: those of one currency, and in the main pool those that a dated rate converts into it. */
export interface CurrencyPool {
  readonly currency: string;
  readonly cells: readonly WeightedCell[];
  readonly ratesUsed: readonly ExchangeRate[];
}

export interface PoolQuestion {
  readonly mainCurrency: string;
  readonly rates: readonly ExchangeRate[];
  readonly asOf: string;
}

/**
 * The main pool, in the currency of most bill rows, and one pool for each currency that no dated rate converts.
 * Nothing is ever added across currencies without a rate of the as-of day or before.
 */
export function currencyPools(cells: readonly SpendCell[], { mainCurrency, rates, asOf }: PoolQuestion): CurrencyPool[] {
  const usable = rates.filter((rate) => rate.date <= asOf && (attosOf(rate.rate) ?? 0n) > 0n);
  const others = [...new Set(cells.map((cell) => cell.billingCurrency))].filter((currency) => currency !== mainCurrency).sort();
  const found = others.map((currency) => ({ currency, rate: latestRate(usable, currency, mainCurrency) }));
  const ratesByCurrency = new Map(found.flatMap(({ currency, rate }) => (rate === null ? [] : [[currency, rate] as const])));
  const inPool = (currency: string): WeightedCell[] =>
    cells.filter((cell) => cell.billingCurrency === currency).map((cell) => ({ cell, weight: cell.spend }));
  const converted = [...ratesByCurrency].flatMap(([currency, rate]) =>
    inPool(currency).map(({ cell }) => ({ cell, weight: convert(cell.spend, currency, rate) })),
  );
  return [
    { currency: mainCurrency, cells: [...inPool(mainCurrency), ...converted], ratesUsed: [...ratesByCurrency.values()] },
    ...others
      .filter((currency) => !ratesByCurrency.has(currency))
      .map((currency) => ({ currency, cells: inPool(currency), ratesUsed: [] })),
  ];
}

function latestRate(rates: readonly ExchangeRate[], from: string, to: string): ExchangeRate | null {
  const between = rates.filter(
    (rate) => (rate.baseCurrency === from && rate.quoteCurrency === to) || (rate.baseCurrency === to && rate.quoteCurrency === from),
  );
  const direct = (rate: ExchangeRate): number => (rate.baseCurrency === from ? 1 : 0);
  return between.sort((a, b) => (a.date === b.date ? direct(b) - direct(a) : a.date < b.date ? 1 : -1))[0] ?? null;
}

function convert(attos: bigint, from: string, rate: ExchangeRate): bigint {
  const factor = attosOf(rate.rate) ?? 0n;
  return rate.baseCurrency === from ? roundedDivision(attos * factor, ATTOS_PER_UNIT) : roundedDivision(attos * ATTOS_PER_UNIT, factor);
}
