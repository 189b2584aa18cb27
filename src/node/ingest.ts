import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { InspectedFile } from '../billfile/charge-file.ts';
import { recognize } from '../billfile/recognize.ts';
import type { Config } from '../config.ts';
import { ingestFiles } from '../jobs/ingest.ts';
import type { IngestDeps, IngestRequest, IngestWatch } from '../jobs/ingest-deps.ts';
import type { RunResult } from '../jobs/ingest-result.ts';
import { removeSuperseded } from '../jobs/remove-superseded.ts';
import { duckdbReadTable, parquetHeader } from '../rollup/duckdb/read-table.ts';
import { duckdbRollUp } from '../rollup/duckdb/roll-up-files.ts';
import type { SessionLimits } from '../rollup/duckdb/session.ts';
import { endRun, loadingRuns } from '../store/run-ledger.ts';
import { deleteUnpublished } from '../store/run-period-removal.ts';
import { findBillFiles } from './bill-files.ts';
import { databaseProblem, type NodeStore } from './db.ts';
import { takeIngestLock } from './ingest-lock.ts';
import { inspectFile } from './inspect-file.ts';
import { sqliteLanding } from './landing.ts';
import { systemClock } from './system.ts';

export const newRunId = (): string => `run_${randomUUID()}`;

/**
 * Ingests in this thread, under the lock of the database: first clears away what a run that died
 * left behind, then loads. For a process that must go on answering, use runIngest.
 */
export async function ingestHere(
  { store, config }: { readonly store: NodeStore; readonly config: Config },
  request: IngestRequest,
  watch: IngestWatch,
): Promise<RunResult> {
  const release = takeIngestLock(store.path);
  try {
    await clearDeadRuns(store);
    return await ingestFiles(ingestDeps(store, config), request, watch);
  } catch (error) {
    throw databaseProblem(error, store.path);
  } finally {
    if (store.sqlite.inTransaction) store.sqlite.exec('ROLLBACK');
    if (config.tempDirectory === undefined) rmSync(ownTempDirectory(), { recursive: true, force: true });
    release();
  }
}

/** Marks runs that died as failed and removes what they had stored; nothing of it was ever visible. */
export async function clearDeadRuns(store: NodeStore): Promise<number> {
  const dead = await loadingRuns(store.db);
  for (const { id } of dead) {
    await deleteUnpublished(store, id);
    await endRun(store.db, { runId: id, status: 'failed', at: systemClock(), problem: 'interrupted', result: null });
  }
  await removeSuperseded(store);
  return dead.length;
}

/** Where the engine spills to, unless told otherwise; removed when the run ends. */
const ownTempDirectory = (): string => join(tmpdir(), `aweigh-${process.pid}`);

function ingestDeps(store: NodeStore, config: Config): IngestDeps {
  const limits: SessionLimits = {
    memoryLimit: config.memoryLimit,
    threads: config.threads,
    tempDirectory: config.tempDirectory ?? ownTempDirectory(),
  };
  return {
    store,
    landing: sqliteLanding(store.sqlite),
    rollUp: duckdbRollUp(limits),
    readTable: duckdbReadTable(limits),
    findFiles: findBillFiles,
    describe: async (path, format) => recognize(await withParquetHeader(limits, await inspectFile(path)), format),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    archiveFolder: (runId) => archiveFolder(store.path, runId),
    clock: systemClock,
    problemOf: (error) => databaseProblem(error, store.path),
  };
}

async function withParquetHeader(limits: SessionLimits, file: InspectedFile): Promise<InspectedFile> {
  return file.container.kind === 'parquet' ? { ...file, header: await parquetHeader(limits, file) } : file;
}

function archiveFolder(databasePath: string, runId: string): string | null {
  if (databasePath === ':memory:') return null;
  const folder = join(dirname(databasePath), 'rollups', runId);
  mkdirSync(folder, { recursive: true });
  return folder;
}
