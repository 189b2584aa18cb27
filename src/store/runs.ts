import { asc, desc, eq, sql } from 'drizzle-orm';
import { Problem } from '../problem.ts';
import type { Db } from './db.ts';
import { delivery, rejection, run } from './ledger-tables.ts';
import { pageOf, positionOf, type Page, type PageRequest } from './page.ts';

/** A bill file that a run read. */
export interface Delivery {
  readonly runId: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly format: string;
  readonly dataset: string;
  readonly rowsRead: number;
  readonly rowsAccepted: number;
  readonly rowsRejected: number;
  readonly receivedAt: string;
}

/** One line of the ledger of runs. `problem` and `result` are the JSON texts that the run left. */
export interface RunEntry {
  readonly runId: string;
  readonly source: string;
  readonly status: 'loading' | 'published' | 'rejected' | 'unchanged' | 'failed' | 'cancelled';
  readonly delivery: 'replacement' | 'delta' | 'ledger';
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly problem: string | null;
  readonly result: string | null;
  readonly deliveries: readonly Delivery[];
}

export interface StoredRejection {
  readonly path: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly code: string;
  readonly detail: string;
  readonly raw: string;
}

const RUN_CURSOR = /^[\w:.+-]+![\w.-]+$/;
const ID_CURSOR = /^\d{1,15}$/;

/** Runs, the latest first, each with its deliveries. */
export async function runs(db: Db, request: PageRequest): Promise<Page<RunEntry>> {
  const position = positionOf(request, RUN_CURSOR);
  const rows = await db
    .select()
    .from(run)
    .where(position === null ? undefined : sql`(${run.startedAt}, ${run.id}) < (${position[0]}, ${position[1]})`)
    .orderBy(desc(run.startedAt), desc(run.id))
    .limit(request.limit + 1);
  const page = pageOf(rows, request.limit, (row) => [row.startedAt, row.id]);
  const deliveries = await deliveriesOfRuns(
    db,
    page.items.map((row) => row.id),
  );
  return { ...page, items: page.items.map((row) => entryOf(row, deliveries)) };
}

/** One run. Throws Problem run_not_found. */
export async function runById(db: Db, runId: string): Promise<RunEntry> {
  const row = await db.select().from(run).where(eq(run.id, runId)).get();
  if (row === undefined) throw new Problem('run_not_found', { detail: `There is no run ${runId}.` });
  return entryOf(row, await deliveriesOfRuns(db, [runId]));
}

function entryOf(row: typeof run.$inferSelect, deliveries: readonly Delivery[]): RunEntry {
  const { id, source, status, deliveryStyle, startedAt, finishedAt, problem, result } = row;
  const own = deliveries.filter((one) => one.runId === id);
  return { runId: id, source, status, delivery: deliveryStyle, startedAt, finishedAt, problem, result, deliveries: own };
}

/** The bill files that runs read, in the order of their runs. */
export async function deliveriesOfRuns(db: Db, runIds: readonly string[]): Promise<Delivery[]> {
  const rows = await db
    .select()
    .from(delivery)
    .where(sql`${delivery.runId} IN (SELECT value FROM json_each(${JSON.stringify(runIds)}))`)
    .orderBy(asc(delivery.runId), asc(delivery.id));
  return rows.map(({ id: _id, contentSha256: _content, ...row }) => row);
}

/** Hashes of the bill files that runs read, each once. */
export async function deliveryHashes(db: Db, runIds: readonly string[]): Promise<string[]> {
  const deliveries = await deliveriesOfRuns(db, runIds);
  return [...new Set(deliveries.map((one) => one.sha256))].sort();
}

/** Rows that a run refused, in the order they were found. */
export async function rejections(db: Db, runId: string, request: PageRequest): Promise<Page<StoredRejection>> {
  const after = positionOf(request, ID_CURSOR)?.[0] ?? '0';
  const rows = await db
    .select()
    .from(rejection)
    .where(sql`${rejection.runId} = ${runId} AND ${rejection.id} > CAST(${after} AS INTEGER)`)
    .orderBy(asc(rejection.id))
    .limit(request.limit + 1);
  const page = pageOf(rows, request.limit, (row) => [row.id]);
  const items = page.items.map(({ path, line, columnName, code, detail, raw }) => ({ path, line, column: columnName, code, detail, raw }));
  return { ...page, items };
}

/** Whether anything was ever published: tells an empty answer from an empty database. */
export async function hasPublishedCharges(db: Db): Promise<boolean> {
  const rows = await db.all<{ found: number }>(sql`SELECT 1 AS found FROM run_period WHERE state = 'published' LIMIT 1`);
  return rows.length > 0;
}
