import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Instant } from '../time.ts';
import { auditStatement } from './audit.ts';
import { rawStatement, type Db, type Store } from './db.ts';
import { sourceSetting, sourceUnit } from './exit-tables.ts';
import { source } from './ledger-tables.ts';
import { pageOf, positionOf, type Page, type PageRequest } from './page.ts';

/** A source that is read by itself. The settings hold no secret: they name environment variables. */
export interface StoredSource {
  readonly name: string;
  /** Id of its provider. */
  readonly provider: string;
  readonly settings: unknown;
  /** When all its open periods were last read without a failure; null before. */
  readonly readAt: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** Configured sources by name. */
export async function sources(db: Db, request: PageRequest): Promise<Page<StoredSource>> {
  const after = positionOf(request, /^[\w.-]+$/)?.[0];
  const rows = await db
    .select()
    .from(sourceSetting)
    .where(after === undefined ? undefined : gt(sourceSetting.source, after))
    .orderBy(asc(sourceSetting.source))
    .limit(request.limit + 1);
  const page = pageOf(rows, request.limit, (row) => [row.source]);
  return { ...page, items: page.items.map(sourceOf) };
}

/** Every configured source, by name. */
export async function allSources(db: Db): Promise<StoredSource[]> {
  return (await db.select().from(sourceSetting).orderBy(asc(sourceSetting.source))).map(sourceOf);
}

export async function sourceNamed(db: Db, name: string): Promise<StoredSource | null> {
  const row = await db.select().from(sourceSetting).where(eq(sourceSetting.source, name)).get();
  return row === undefined ? null : sourceOf(row);
}

/** Keeps a source in place of the one of the same name. What it last read under other settings counts as not read. */
export function saveSource(store: Store, one: StoredSource, write: { readonly actor: string; readonly action: string }): Promise<void> {
  const row = { provider: one.provider, body: JSON.stringify(one.settings), readAt: one.readAt, updatedAt: one.updatedAt };
  return store.atomic((db) => [
    db
      .insert(sourceSetting)
      .values({ source: one.name, createdAt: one.createdAt, ...row })
      .onConflictDoUpdate({ target: sourceSetting.source, set: row }),
    db
      .insert(source)
      .values({ name: one.name, kind: one.provider, createdAt: one.createdAt })
      .onConflictDoUpdate({ target: source.name, set: { kind: one.provider } }),
    db.delete(sourceUnit).where(eq(sourceUnit.source, one.name)),
    auditStatement(db, { at: one.updatedAt, ...write, subject: one.name, detail: one.provider }),
  ]);
}

/** Forgets how a source is read; what it published stays. */
export function deleteSource(store: Store, name: string, write: { readonly actor: string; readonly at: Instant }): Promise<void> {
  return store.atomic((db) => [
    db.delete(sourceUnit).where(eq(sourceUnit.source, name)),
    db.delete(sourceSetting).where(eq(sourceSetting.source, name)),
    auditStatement(db, { ...write, action: 'source.remove', subject: name, detail: '' }),
  ]);
}

/** Whether this version of a unit is what is published: brought by a run of which nothing was replaced since. */
export async function isUnitCurrent(db: Db, unit: { source: string; unit: string; version: string }): Promise<boolean> {
  const rows = await db.all<{ current: number }>(sql`SELECT 1 AS current FROM source_unit u WHERE u.source = ${unit.source}
    AND u.unit = ${unit.unit} AND u.version = ${unit.version}
    AND EXISTS (SELECT 1 FROM run_period p WHERE p.run_id = u.run_id AND p.state = 'published')
    AND NOT EXISTS (SELECT 1 FROM run_period p WHERE p.run_id = u.run_id AND p.state <> 'published')`);
  return rows.length > 0;
}

/** Remembers the version of a unit that a run published. */
export async function saveUnit(db: Db, row: typeof sourceUnit.$inferInsert): Promise<void> {
  const { version, runId } = row;
  await db
    .insert(sourceUnit)
    .values(row)
    .onConflictDoUpdate({ target: [sourceUnit.source, sourceUnit.unit], set: { version, runId } });
}

/** Notes that all open periods of a source were read, unless its settings changed meanwhile. */
export async function markSourceRead(db: Db, one: StoredSource, at: Instant): Promise<void> {
  const unchanged = and(eq(sourceSetting.source, one.name), eq(sourceSetting.updatedAt, one.updatedAt));
  await db.update(sourceSetting).set({ readAt: at }).where(unchanged);
}

/** Notes in the ledger that a unit was looked at and brought nothing new. */
export function recordUnchanged(
  store: Store,
  row: { runId: string; source: string; digest: string; at: Instant; result: string },
): Promise<void> {
  const { runId, source: name, digest, at, result } = row;
  return store.atomic((db) => [
    rawStatement(
      db,
      sql`INSERT INTO run (id, source, status, delivery_style, digest, started_at, finished_at, result)
        VALUES (${runId}, ${name}, 'unchanged', 'replacement', ${digest}, ${at}, ${at}, ${result})`,
    ),
  ]);
}

/** Bodies are written by saveSource alone. */
const sourceOf = ({ source: name, body, provider, readAt, createdAt, updatedAt }: typeof sourceSetting.$inferSelect): StoredSource => ({
  name,
  provider,
  settings: JSON.parse(body) as unknown,
  readAt,
  createdAt,
  updatedAt,
});
