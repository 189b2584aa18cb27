import { sql } from 'drizzle-orm';
import type { Db } from './db.ts';

/** Ids travel as one JSON parameter: D1 takes 100 parameters a statement, a question may need thousands. */
const IDS_PER_STATEMENT = 20_000;

/** Ids of the dictionary texts that exist among `texts`; a text that no bill holds has none. */
export async function termIds(db: Db, texts: readonly string[]): Promise<number[]> {
  const rows = await db.all<{ id: number }>(sql`SELECT id FROM term WHERE text IN (SELECT value FROM json_each(${JSON.stringify(texts)}))`);
  return rows.map((row) => row.id);
}

/** Texts of dictionary ids. */
export async function termTexts(db: Db, ids: Iterable<number>): Promise<Map<number, string>> {
  const wanted = [...new Set(ids)];
  const texts = new Map<number, string>();
  for (let start = 0; start < wanted.length; start += IDS_PER_STATEMENT) {
    const slice = JSON.stringify(wanted.slice(start, start + IDS_PER_STATEMENT));
    const rows = await db.all<{ id: number; text: string }>(
      sql`SELECT term.id AS id, term.text AS text FROM json_each(${slice}) AS wanted CROSS JOIN term ON term.id = wanted.value`,
    );
    rows.forEach((row) => texts.set(row.id, row.text));
  }
  return texts;
}
