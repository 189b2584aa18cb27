import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterAll, describe, expect, it } from 'vitest';
import { COST_METRICS, columnName, SERIES_DIMENSIONS } from '../../src/focus/columns.ts';
import { openStore } from '../../src/node/db.ts';
import { MIGRATION_COUNT, schema } from '../../src/store/schema.ts';
import { ROOT } from '../source-files.ts';

const store = openStore(':memory:');
afterAll(() => store.close());

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

const tables: [string, SQLiteTable][] = Object.values(schema).map((table) => [getTableConfig(table).name, table]);
const migrated = store.sqlite
  .prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
  )
  .pluck()
  .all() as string[];

const columnsOf = (table: string): Column[] =>
  store.sqlite.prepare('SELECT name, type, "notnull", pk FROM pragma_table_info(?)').all(table) as Column[];

describe('the schema of the program and the migrations', () => {
  it('know the same tables', () => {
    expect(tables.map(([name]) => name).toSorted()).toEqual(migrated.toSorted());
  });

  it.each(tables)('agree on the columns, types, keys and nullability of %s', (name, table) => {
    const { columns, primaryKeys } = getTableConfig(table);
    const keys = primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
    const expected = columns.map((column) => ({
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      notNull: column.notNull,
      key: column.primary || keys.includes(column.name),
    }));
    const actual = columnsOf(name).map((column) => ({
      name: column.name,
      type: column.type,
      notNull: column.notnull === 1 || column.pk > 0,
      key: column.pk > 0,
    }));
    expect(actual).toEqual(expected);
  });

  it('agree on the order of every composite key, which is the order of the rows on disk', () => {
    const wrong = tables.flatMap(([name, table]) => {
      const declared = getTableConfig(table).primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
      if (declared.length === 0) return [];
      const stored = columnsOf(name)
        .filter((column) => column.pk > 0)
        .toSorted((a, b) => a.pk - b.pk)
        .map((column) => column.name);
      return stored.join() === declared.join() ? [] : [`${name}: ${stored.join()} is declared ${declared.join()}`];
    });
    expect(wrong).toEqual([]);
  });

  it('make every table STRICT, so that no text is ever stored as a number', () => {
    const loose = store.sqlite
      .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0")
      .pluck()
      .all() as string[];
    expect(loose.filter((name) => migrated.includes(name))).toEqual([]);
  });

  it('hold every dimension of a series and every cost of a charge', () => {
    const series = columnsOf('series').map((column) => column.name);
    expect(SERIES_DIMENSIONS.map(columnName).filter((name) => !series.includes(name))).toEqual([]);
    const charge = columnsOf('charge').map((column) => column.name);
    expect(
      COST_METRICS.flatMap((metric) => [columnName(metric), `${columnName(metric)}_rest`]).filter((name) => !charge.includes(name)),
    ).toEqual([]);
  });
});

describe('the migrations', () => {
  it('are as many as the release says, in the folder and in the journal', () => {
    const folder = join(ROOT, 'migrations');
    const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
    const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] };
    expect(files).toHaveLength(MIGRATION_COUNT);
    expect(journal.entries.map((entry) => `${entry.tag}.sql`).toSorted()).toEqual(files.toSorted());
  });

  it('leave the database sound', () => {
    expect(store.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(store.sqlite.pragma('foreign_key_check')).toEqual([]);
  });

  it('give the empty text the number 0', () => {
    expect(store.sqlite.prepare("SELECT id FROM term WHERE text = ''").pluck().get()).toBe(0);
  });
});
