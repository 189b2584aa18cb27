import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { delivery, type rejection, run, unfitColumn } from './ledger-tables.ts';
import { runPeriod } from './charge-tables.ts';
import { rawStatement, type Db, type Store } from './db.ts';
import type { DeliveryStyle } from './landing.ts';
import type { UnfitColumn } from '../focus/cost-question.ts';

export interface NewRun {
  readonly runId: string;
  readonly source: string;
  readonly style: DeliveryStyle;
  readonly digest: string;
  readonly startedAt: string;
}

/** Enters a run in the ledger before it reads anything, so that a crash leaves a trace. */
export async function openRun(db: Db, { runId, source, style, digest, startedAt }: NewRun): Promise<void> {
  await db.insert(run).values({ id: runId, source, status: 'loading', deliveryStyle: style, digest, startedAt });
}

/** The last published run of a source that brought exactly these deliveries, and whether a newer run replaced any of it since. */
export async function publishedRunWithDigest(
  db: Db,
  source: string,
  digest: string,
): Promise<{ readonly result: string; readonly superseded: boolean } | null> {
  const row = await db
    .select({ runId: run.id, result: run.result })
    .from(run)
    .where(and(eq(run.source, source), eq(run.digest, digest), eq(run.status, 'published')))
    .orderBy(desc(run.startedAt))
    .get();
  if (row === undefined) return null;
  const replaced = await db
    .select({ id: runPeriod.id })
    .from(runPeriod)
    .where(and(eq(runPeriod.runId, row.runId), eq(runPeriod.state, 'superseded')))
    .get();
  return { result: row.result ?? '', superseded: replaced !== undefined };
}

/** Hashes of the contents that published runs of this source and style already brought. */
export async function deliveredHashes(db: Db, source: string, styles: readonly DeliveryStyle[]): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ contentSha256: delivery.contentSha256 })
    .from(delivery)
    .innerJoin(run, eq(run.id, delivery.runId))
    .where(and(eq(run.source, source), eq(run.status, 'published'), inArray(run.deliveryStyle, [...styles])));
  return new Set(rows.map((row) => row.contentSha256));
}

export interface RunRecord {
  readonly runId: string;
  readonly deliveries: readonly (typeof delivery.$inferInsert)[];
  readonly rejections: readonly (typeof rejection.$inferInsert)[];
  readonly unfit: readonly UnfitColumn[];
}

/** Writes what a run read, what it refused and which columns it found unfit. Bulk rows travel as one JSON parameter. */
export async function recordRun(store: Store, record: RunRecord): Promise<void> {
  const { runId } = record;
  const rejected = JSON.stringify(record.rejections);
  await store.atomic((db) => [
    db.delete(delivery).where(eq(delivery.runId, runId)),
    ...record.deliveries.map((row) => db.insert(delivery).values(row)),
    rawStatement(
      db,
      sql`INSERT INTO rejection (run_id, path, line, column_name, code, detail, raw)
      SELECT value ->> 'runId', value ->> 'path', value ->> 'line', value ->> 'columnName', value ->> 'code', value ->> 'detail', value ->> 'raw' FROM json_each(${rejected})`,
    ),
    ...record.unfit.map((row) =>
      db.insert(unfitColumn).values({
        runId,
        serviceProviderName: row.serviceProviderName,
        columnName: row.column,
        fallback: row.fallback,
        reason: row.reason,
        rowCount: row.rowCount,
      }),
    ),
  ]);
}

/** Ends a run that publishes nothing. */
export async function endRun(
  db: Db,
  end: {
    readonly runId: string;
    readonly status: 'rejected' | 'unchanged' | 'failed' | 'cancelled';
    readonly at: string;
    readonly problem: string | null;
    readonly result: string | null;
  },
): Promise<void> {
  await db
    .update(run)
    .set({ status: end.status, finishedAt: end.at, problem: end.problem, result: end.result })
    .where(eq(run.id, end.runId));
}

/** The run that each of a run's periods will replace, by (account, period). */
export async function periodsToReplace(
  db: Db,
  runId: string,
): Promise<{ billingAccountId: string; billingPeriod: string; replacedRunId: string; replacedPeriodId: number; rowCount: number }[]> {
  return db.all(sql`SELECT n.billing_account_id AS billingAccountId, n.billing_period AS billingPeriod, o.run_id AS replacedRunId, o.id AS replacedPeriodId, o.row_count AS rowCount
    FROM run_period n JOIN run_period o ON o.source = n.source AND o.billing_account_id = n.billing_account_id AND o.billing_period = n.billing_period
    WHERE n.run_id = ${runId} AND n.style = 'replacement' AND o.state = 'published' AND o.style IN ('replacement', 'delta') ORDER BY n.id, o.style DESC, o.id`);
}

/** Formats of the files behind what is published for the accounts and periods that a run brings, its own source's and others'. */
export async function publishedFormats(
  db: Db,
  runId: string,
): Promise<{ billingAccountId: string; billingPeriod: string; source: string; format: string }[]> {
  return db.all(sql`SELECT DISTINCT o.billing_account_id AS billingAccountId, o.billing_period AS billingPeriod, o.source, d.format
    FROM run_period n JOIN run_period o ON o.billing_account_id = n.billing_account_id AND o.billing_period = n.billing_period
    JOIN delivery d ON d.run_id = o.run_id WHERE n.run_id = ${runId} AND o.run_id <> n.run_id AND o.state = 'published' ORDER BY 1, 2, 3, 4`);
}

/** Published accounts of the runs that a run replaces, in the same periods, that the run itself does not bring. */
export async function accountsLeftBehind(
  db: Db,
  runId: string,
): Promise<{ billingAccountId: string; billingPeriod: string; rowCount: number }[]> {
  return db.all(sql`SELECT DISTINCT o.billing_account_id AS billingAccountId, o.billing_period AS billingPeriod, o.row_count AS rowCount
    FROM run_period n JOIN run_period r ON r.source = n.source AND r.billing_account_id = n.billing_account_id AND r.billing_period = n.billing_period
    JOIN run_period o ON o.run_id = r.run_id AND o.billing_period = n.billing_period
    WHERE n.run_id = ${runId} AND n.style = 'replacement' AND r.style = 'replacement' AND r.state = 'published' AND o.state = 'published'
      AND NOT EXISTS (SELECT 1 FROM run_period m WHERE m.run_id = ${runId} AND m.billing_account_id = o.billing_account_id
        AND m.billing_period = o.billing_period) ORDER BY 2, 1`);
}

/**
 * Makes a run the published one of its periods, in one step: readers see the old figures or the new ones.
 * `alsoReplaces` names published periods under other accounts whose bills the run brings again.
 */
export async function publishRun(
  store: Store,
  end: { readonly runId: string; readonly at: string; readonly result: string; readonly alsoReplaces?: readonly number[] },
): Promise<void> {
  const { runId } = end;
  const sameUnit = sql`n.source = run_period.source AND n.billing_account_id = run_period.billing_account_id AND n.billing_period = run_period.billing_period`;
  await store.atomic((db) => [
    rawStatement(
      db,
      sql`UPDATE run_period SET replaced_run_id = (SELECT n.run_id FROM run_period n WHERE ${sameUnit} AND n.state = 'published' AND n.style = 'replacement')
      WHERE run_id = ${runId} AND style = 'replacement'`,
    ),
    rawStatement(
      db,
      sql`UPDATE run_period SET state = 'superseded' WHERE state = 'published' AND style IN ('replacement', 'delta')
      AND EXISTS (SELECT 1 FROM run_period n WHERE n.run_id = ${runId} AND n.style = 'replacement' AND ${sameUnit})`,
    ),
    rawStatement(
      db,
      sql`UPDATE run_period SET state = 'superseded' WHERE state = 'published' AND id IN (SELECT value FROM json_each(${JSON.stringify(end.alsoReplaces ?? [])}))`,
    ),
    rawStatement(db, sql`UPDATE run_period SET state = 'published' WHERE run_id = ${runId}`),
    rawStatement(
      db,
      sql`UPDATE commitment SET state = 'superseded' WHERE state = 'published' AND EXISTS (SELECT 1 FROM commitment n
      WHERE n.run_id = ${runId} AND n.source = commitment.source AND n.contract_commitment_id = commitment.contract_commitment_id)`,
    ),
    rawStatement(db, sql`UPDATE commitment SET state = 'published' WHERE run_id = ${runId}`),
    rawStatement(
      db,
      sql`UPDATE invoice_detail SET state = 'superseded' WHERE state = 'published' AND EXISTS (SELECT 1 FROM invoice_detail n
      WHERE n.run_id = ${runId} AND n.source = invoice_detail.source AND n.invoice_detail_id = invoice_detail.invoice_detail_id)`,
    ),
    rawStatement(db, sql`UPDATE invoice_detail SET state = 'published' WHERE run_id = ${runId}`),
    db.update(run).set({ status: 'published', finishedAt: end.at, result: end.result }).where(eq(run.id, runId)),
  ]);
}

/** Runs that say they are loading; with the ingest lock held, they died. */
export const loadingRuns = (db: Db): Promise<{ id: string }[]> =>
  Promise.resolve(db.select({ id: run.id }).from(run).where(eq(run.status, 'loading')));
