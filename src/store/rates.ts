import { and, asc, desc, eq, lt, or, sql } from 'drizzle-orm';
import { attosOf, exactText } from '../money.ts';
import type { Day } from '../time.ts';
import type { Db, Store } from './db.ts';
import { rate } from './ledger-tables.ts';
import { pageOf, positionOf, type Page, type PageRequest } from './page.ts';

/** One unit of `baseCurrency` is worth `rate` units of `quoteCurrency` on `date`, as `source` says. */
export interface Rate {
  readonly date: Day;
  readonly baseCurrency: string;
  readonly quoteCurrency: string;
  /** Exact decimal text. */
  readonly rate: string;
  readonly source: string;
}

/** A rate as it was applied to amounts of `from`. `factor` is the rate, or its inverse when only that is known. */
export interface AppliedRate {
  readonly from: string;
  readonly to: string;
  readonly factor: string;
  readonly rate: Rate;
}

const ONE = 10n ** 18n;

/** The latest known rate between two currencies dated before `before` (null: the latest of all), either way round. */
export async function rateBefore(
  db: Db,
  pair: { readonly from: string; readonly to: string },
  before: Day | null,
): Promise<AppliedRate | null> {
  const { from, to } = pair;
  const eitherWay = or(
    and(eq(rate.baseCurrency, from), eq(rate.quoteCurrency, to)),
    and(eq(rate.baseCurrency, to), eq(rate.quoteCurrency, from)),
  );
  const found = await db
    .select()
    .from(rate)
    .where(and(eitherWay, before === null ? undefined : lt(rate.date, before)))
    .orderBy(desc(rate.date), sql`${rate.baseCurrency} = ${from} DESC`)
    .limit(1);
  const row = found[0];
  if (row === undefined) return null;
  return { from, to, factor: row.baseCurrency === from ? row.rate : inverse(row.rate), rate: row };
}

/** 1 divided by a rate, to 18 decimal places. */
function inverse(text: string): string {
  const attos = attosOf(text) ?? 0n;
  if (attos <= 0n) throw new RangeError(`not a rate: ${text}`);
  return exactText((ONE * ONE + attos / 2n) / attos);
}

const CURSOR = /^\w+!\w+!\d{4}-\d{2}-\d{2}$/;

/** Known rates by pair of currencies, oldest first. */
export async function rates(db: Db, request: PageRequest): Promise<Page<Rate>> {
  const [base = '', quote = '', date = ''] = positionOf(request, CURSOR) ?? [];
  const after = sql`(${rate.baseCurrency}, ${rate.quoteCurrency}, ${rate.date}) > (${base}, ${quote}, ${date})`;
  const rows = await db
    .select()
    .from(rate)
    .where(after)
    .orderBy(asc(rate.baseCurrency), asc(rate.quoteCurrency), asc(rate.date))
    .limit(request.limit + 1);
  return pageOf(rows, request.limit, (row) => [row.baseCurrency, row.quoteCurrency, row.date]);
}

/** Adds rates; a rate of the same pair and date is replaced. All or none. */
export const saveRates = (store: Store, list: readonly Rate[]): Promise<void> =>
  store.atomic((db) =>
    list.map((row) =>
      db
        .insert(rate)
        .values(row)
        .onConflictDoUpdate({ target: [rate.baseCurrency, rate.quoteCurrency, rate.date], set: { rate: row.rate, source: row.source } }),
    ),
  );
