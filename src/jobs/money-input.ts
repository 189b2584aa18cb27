import { z } from 'zod';
import { attosOf, money, moneyJson, type MoneyJson } from '../money.ts';

const DECIMAL = /^\d{1,15}(\.\d{1,18})?$/;

/** An amount of zero or more: decimal text, a plain number, or Money. Only text keeps every digit. */
export const amountInput = z
  .union(
    [z.string().regex(DECIMAL), z.number().min(0).max(1e15), z.strictObject({ amount: z.string().regex(DECIMAL), currency: z.string() })],
    {
      error: 'expected an amount of zero or more: decimal text such as "1200000.00", or {amount, currency}',
    },
  )
  .meta({ description: 'Decimal text in the currency of the document, or Money of that currency.' });

export type AmountInput = z.output<typeof amountInput>;

/** The amount as Money of the document's currency. */
export function amountOf(input: AmountInput | null | undefined, currency: string): MoneyJson | null {
  if (input === null || input === undefined) return null;
  const attos = attosOf(typeof input === 'object' ? input.amount : `${input}`);
  return attos === null ? null : moneyJson(money(attos, currency));
}

/** Whether Money was given in another currency than the document's. */
export const isForeign = (input: AmountInput | null | undefined, currency: string): boolean =>
  typeof input === 'object' && input !== null && input.currency !== currency;

/** Whether one amount is smaller than another; unknown ones are not. */
export function isLess(one: AmountInput | null | undefined, other: AmountInput | null | undefined): boolean {
  const [a, b] = [one, other].map((input) => amountOf(input, ''));
  return a !== null && a !== undefined && b !== null && b !== undefined && (attosOf(a.amount) ?? 0n) < (attosOf(b.amount) ?? 0n);
}

export const currencyInput = z
  .string()
  .regex(/^[A-Z]{3}$/, 'a currency code such as USD')
  .meta({ example: 'USD' });

export const shareInput = z.number().min(0, 'a fraction from 0 to 1').max(1, 'a fraction from 0 to 1, such as 0.12 for 12 %');
