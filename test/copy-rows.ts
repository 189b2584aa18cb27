import { sql } from 'drizzle-orm';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { NodeStore } from '../src/node/db.ts';
import type { Db, Store } from '../src/store/db.ts';
import { schema } from '../src/store/schema.ts';

/** Tables others refer to stand first. */
const PARENTS: SQLiteTable[] = [schema.term, schema.source, schema.run, schema.runPeriod];
const TABLES = [...PARENTS, ...Object.values(schema).filter((table) => !PARENTS.includes(table))];

/** Removes every row of every table. */
export const emptyTables = (store: Store): Promise<void> => store.atomic((db) => TABLES.toReversed().map((table) => db.delete(table)));

/**
 * Copies every row of a database on Node to a database of any driver. Rows travel as one JSON parameter,
 * integers with all their digits, so that amounts past 2^53 arrive whole.
 */
export async function copyRows(from: NodeStore, to: Db): Promise<void> {
  for (const table of TABLES.map((one) => getTableConfig(one).name)) {
    const columns = from.sqlite.prepare('SELECT name, type FROM pragma_table_info(?)').all(table) as { name: string; type: string }[];
    const selected = columns.map(({ name, type }) => (type === 'BLOB' ? `hex(${name})` : name));
    const rows = from.sqlite
      .prepare(`SELECT ${selected.join(', ')} FROM ${table}`)
      .raw()
      .safeIntegers()
      .all() as unknown[][];
    if (rows.length === 0) continue;
    const cells = columns.map(({ type }, index) => (type === 'BLOB' ? `unhex(value ->> ${index})` : `value ->> ${index}`));
    const json = `[${rows.map((row) => `[${row.map(cellJson).join(',')}]`).join(',')}]`;
    await to.run(sql`INSERT INTO ${sql.raw(table)} SELECT ${sql.raw(cells.join(', '))} FROM json_each(${json})`);
  }
}

const cellJson = (value: unknown): string => (typeof value === 'bigint' ? value.toString() : JSON.stringify(value));
