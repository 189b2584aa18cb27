import { sql } from 'drizzle-orm';
import type { Db } from './db.ts';

/**
 * A text that is equal for equal published data: the ids of the published run periods, the commitments in force
 * and the exchange rates. Ids are never used twice, so a restatement always changes it.
 */
export async function publishedState(db: Db): Promise<string> {
  const rows = await db.all<{ state: string }>(sql`SELECT
    coalesce((SELECT group_concat(id) FROM (SELECT id FROM run_period WHERE state = 'published' ORDER BY id)), '') || '/' ||
    coalesce((SELECT group_concat(id) FROM (SELECT id FROM commitment WHERE state = 'published' ORDER BY id)), '') || '/' ||
    coalesce((SELECT group_concat(date || base_currency || quote_currency || rate || source) FROM
      (SELECT * FROM rate ORDER BY base_currency, quote_currency, date)), '') AS state`);
  return rows[0]?.state ?? '';
}
