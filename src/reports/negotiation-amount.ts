import { approximate, attosOf, estimated, money, moneyJson, type MoneyJson } from '../money.ts';

/** An amount as a position on paper: charts draw with floats, figures keep the amount. */
export const approximateMoney = ({ amount, currency }: MoneyJson): number => approximate(money(attosOf(amount) ?? 0n, currency));

/** A plain number of a case, which is in its currency, as money. */
export const estimatedMoney = (value: number, currency: string): MoneyJson => moneyJson(estimated(value, currency));
