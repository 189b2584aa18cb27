import { attosOf, decimalText, money, moneyJson, type MoneyJson } from '../../money.ts';
import type { LockInClass, LockInSummary } from '../../finding/lock-in-finding.ts';
import type { SpendCell, UnscoredSpend } from './spend-cells.ts';

const CLASSES: readonly LockInClass[] = ['portable', 'moderate', 'high', 'severe', 'unclassified'];

const ATTOS_PER_NANO = 10n ** 9n;

/** The bill by lock-in class and what is not scored, in each currency; together they add up to the bill to the last printed digit. */
export interface BillSplit {
  readonly classes: LockInSummary['classes'];
  readonly notScored: MoneyJson[];
  readonly scoredSpend: MoneyJson[];
}

export function billSplit(cells: readonly SpendCell[], unscored: readonly UnscoredSpend[]): BillSplit {
  const currencies = [...new Set([...cells, ...unscored].map((part) => part.billingCurrency))].sort();
  const rows = currencies.map((currency) => {
    const byClass = CLASSES.map((name) =>
      sum(cells.filter((cell) => cell.billingCurrency === currency && (cell.score?.band ?? 'unclassified') === name)),
    );
    const rounded = roundTogether([...byClass, sum(unscored.filter((part) => part.billingCurrency === currency))]);
    return { currency, byClass: rounded.slice(0, -1), rest: rounded.at(-1) ?? 0n };
  });
  return {
    classes: rows.flatMap(({ currency, byClass }) =>
      CLASSES.map((name, index) => ({ class: name, amount: moneyJson(money(byClass[index] ?? 0n, currency)).amount, currency })),
    ),
    notScored: rows.map(({ currency, rest }) => moneyJson(money(rest, currency))),
    scoredSpend: rows.map(({ currency, byClass }) =>
      moneyJson(
        money(
          byClass.reduce((total, part) => total + part, 0n),
          currency,
        ),
      ),
    ),
  };
}

const sum = (parts: readonly { readonly spend: bigint }[]): bigint => parts.reduce((total, part) => total + part.spend, 0n);

/** Rounds amounts to nanos so that they add up to their rounded total; what is left goes to the largest remainders. */
function roundTogether(amounts: readonly bigint[]): bigint[] {
  const total = amounts.reduce((all, amount) => all + amount, 0n);
  const parts = amounts.map((amount, index) => {
    const rest = ((amount % ATTOS_PER_NANO) + ATTOS_PER_NANO) % ATTOS_PER_NANO;
    return { index, floor: amount - rest, rest };
  });
  let left = (attosOf(decimalText(total, 9)) ?? 0n) - parts.reduce((all, part) => all + part.floor, 0n);
  for (const part of [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1))) {
    if (left <= 0n) break;
    part.floor += ATTOS_PER_NANO;
    left -= ATTOS_PER_NANO;
  }
  return parts.map((part) => part.floor);
}
