import { asc, lte } from 'drizzle-orm';
import type { ExchangeRate } from '../focus/spend-line.ts';
import type { Day } from '../time.ts';
import type { Db } from './db.ts';
import { rate } from './ledger-tables.ts';

/** Exchange rates dated on or before a day, in a stable order. */
export async function ratesUpTo(db: Db, day: Day): Promise<ExchangeRate[]> {
  return await db.select().from(rate).where(lte(rate.date, day)).orderBy(asc(rate.baseCurrency), asc(rate.quoteCurrency), asc(rate.date));
}
