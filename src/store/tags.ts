import { sql } from 'drizzle-orm';
import type { Db } from './db.ts';

/**
 * The value of one tag by the dictionary id of the Tags text that holds it. Texts without the key, or that are
 * no JSON object, are left out and count as ''; a value that is not a text is given as JSON writes it.
 */
export async function tagValues(db: Db, key: string): Promise<Map<number, string>> {
  const rows = await db.all<{ id: number; value: string }>(sql`
    SELECT term.id AS id,
      CASE tag.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' WHEN 'null' THEN '' ELSE CAST(tag.value AS TEXT) END AS value
    FROM (SELECT DISTINCT tags FROM series) AS used
    CROSS JOIN term ON term.id = used.tags
    CROSS JOIN json_each(CASE WHEN json_valid(term.text) THEN CASE json_type(term.text) WHEN 'object' THEN term.text ELSE '{}' END ELSE '{}' END) AS tag
    WHERE tag.key = ${key}`);
  return new Map(rows.map((row) => [row.id, row.value]));
}

/** Dictionary ids of the Tags texts in which `key` has one of `values`; '' asks for those without a value. */
export async function tagTermIds(db: Db, key: string, values: readonly string[]): Promise<number[]> {
  const found = await tagValues(db, key);
  const used = await db.all<{ id: number }>(sql`SELECT DISTINCT tags AS id FROM series`);
  return used.map((row) => row.id).filter((id) => values.includes(found.get(id) ?? ''));
}
