import { asc, sql } from 'drizzle-orm';
import type { Instant } from '../time.ts';
import { rawStatement, type Db, type Store } from './db.ts';
import { price } from './exit-tables.ts';

interface PricePlace {
  readonly kind: string;
  readonly provider: string;
  readonly region: string;
  readonly item: string;
}

/** An imported price as it is kept: what names it, and the row as JSON. */
export interface StoredPrice extends PricePlace {
  readonly body: string;
  readonly asOf: string;
  readonly source: string;
  readonly grade: string;
}

/** Imported prices in order of kind, provider, region and item. */
export async function importedPrices(db: Db): Promise<StoredPrice[]> {
  const { kind, provider, region, item, body, asOf, source, grade } = price;
  const shown = { kind, provider, region, item, body, asOf, source, grade };
  return await db.select(shown).from(price).orderBy(asc(kind), asc(provider), asc(region), asc(item));
}

/** Rows that one statement carries. */
const CHUNK = 1000;

/**
 * Adds prices, all or none; one of the same kind, provider, region and item is replaced. Of each place in `tiersOf` every price
 * whose item goes on with `@` is removed first, so that no tier of an older list is left between new ones.
 */
export function savePrices(
  store: Store,
  rows: readonly StoredPrice[],
  { importedAt, tiersOf }: { readonly importedAt: Instant; readonly tiersOf: readonly PricePlace[] },
): Promise<void> {
  const chunks = Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, index) => rows.slice(index * CHUNK, (index + 1) * CHUNK));
  return store.atomic((db) => [
    rawStatement(
      db,
      sql`DELETE FROM price WHERE (kind, provider, region, substr(item, 1, instr(item, '@') - 1)) IN
      (SELECT value ->> 'kind', value ->> 'provider', value ->> 'region', value ->> 'item' FROM json_each(${JSON.stringify(tiersOf)}))`,
    ),
    ...chunks.map((chunk) =>
      rawStatement(
        db,
        sql`INSERT OR REPLACE INTO price (kind, provider, region, item, body, as_of, source, grade, imported_at)
        SELECT value ->> 'kind', value ->> 'provider', value ->> 'region', value ->> 'item', value ->> 'body', value ->> 'asOf',
          value ->> 'source', value ->> 'grade', ${importedAt}
        FROM json_each(${JSON.stringify(chunk)})`,
      ),
    ),
  ]);
}
