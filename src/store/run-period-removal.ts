import { eq, sql } from 'drizzle-orm';
import { controlTotal, runPeriod } from './charge-tables.ts';
import { rawStatement, type Db, type Store } from './db.ts';
import { SUMMARIES } from './summary-tables.ts';

const SLICE_ROWS = 50_000;

/** Run periods whose figures a newer run replaced and whose rows are still there. */
export async function supersededPeriods(db: Db): Promise<number[]> {
  const rows = await db.all<{ id: number }>(sql`SELECT p.id FROM run_period p WHERE p.state = 'superseded'
    AND EXISTS (SELECT 1 FROM charge c WHERE c.run_period_id = p.id) ORDER BY p.id`);
  return rows.map((row) => row.id);
}

/** Deletes what a run period holds, in slices, charges last: an interrupted removal is seen and goes on. */
export async function deleteRunPeriodData(store: Store, runPeriodId: number): Promise<void> {
  for (const { table } of SUMMARIES) {
    await store.db.run(sql`DELETE FROM ${sql.identifier(table)} WHERE run_period_id = ${runPeriodId}`);
  }
  for (let left = true; left;) {
    const [bound] = await store.db.all<{ series: number | null }>(
      sql`SELECT max(series_id) AS series FROM (SELECT series_id FROM charge WHERE run_period_id = ${runPeriodId} ORDER BY series_id LIMIT ${SLICE_ROWS})`,
    );
    left = bound?.series !== null && bound?.series !== undefined;
    if (left) await store.db.run(sql`DELETE FROM charge WHERE run_period_id = ${runPeriodId} AND series_id <= ${bound?.series ?? 0}`);
  }
}

/** Removes a run that was never published: its rows, its periods and its unpublished commitments. The ledger keeps the run. */
export async function deleteUnpublished(store: Store, runId: string): Promise<number> {
  const periods = await store.db.select({ id: runPeriod.id }).from(runPeriod).where(eq(runPeriod.runId, runId));
  for (const { id } of periods) {
    await deleteRunPeriodData(store, id);
    await store.atomic((db) => [
      db.delete(controlTotal).where(eq(controlTotal.runPeriodId, id)),
      db.delete(runPeriod).where(eq(runPeriod.id, id)),
    ]);
  }
  await store.atomic((db) => [
    rawStatement(db, sql`DELETE FROM commitment WHERE run_id = ${runId} AND state = 'loading'`),
    rawStatement(db, sql`DELETE FROM invoice_detail WHERE run_id = ${runId} AND state = 'loading'`),
  ]);
  return periods.length;
}
