import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { IngestProgress, IngestRequest } from '../jobs/ingest-deps.ts';
import type { RunResult } from '../jobs/ingest-result.ts';
import type { ReadSourceDeps } from '../jobs/read-source.ts';
import { Problem } from '../problem.ts';
import { sha256 } from './analyze-deps.ts';
import { databaseProblem, type NodeStore } from './db.ts';
import { newRunId } from './ingest.ts';
import { takeLock } from './ingest-lock.ts';
import { runIngest } from './run-ingest.ts';
import { systemClock } from './system.ts';
import { openIncoming } from './provider-deps.ts';

const LOCK_PAUSE_MS = 500;

export interface ReadingOptions {
  readonly config: Config;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IngestProgress) => void;
}

/**
 * Does `work` with what reading sources needs, under a lock of the database: two readings never run together, and what
 * one that died left in its folder is gone before the next begins. Throws Problem reading_in_progress.
 */
export async function whileReading<T>(store: NodeStore, options: ReadingOptions, work: (deps: ReadSourceDeps) => Promise<T>): Promise<T> {
  const release = takeLock(store.path, 'reading');
  const folder = incomingFolder(store.path, options.config);
  const { signal, environment, onProgress } = options;
  try {
    rmSync(folder, { recursive: true, force: true });
    return await work({
      store,
      clock: systemClock,
      newRunId,
      sha256,
      openIncoming: (source) => openIncoming(join(folder, source), { environment, signal }),
      ingest: (request) => ingestWhenFree(request, { databasePath: store.path, signal, onProgress }),
      problemOf: (error) => (signal.aborted ? cancelled(error) : databaseProblem(error, store.path)),
      signal,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    release();
  }
}

function incomingFolder(databasePath: string, { tempDirectory }: Config): string {
  if (databasePath === ':memory:') return join(tempDirectory ?? tmpdir(), `aweigh-${process.pid}.incoming`);
  return join(tempDirectory ?? dirname(databasePath), `${basename(databasePath)}.incoming`);
}

const cancelled = (error: unknown): Problem =>
  error instanceof Problem && error.code === 'cancelled'
    ? error
    : new Problem('cancelled', { detail: 'Cancelled while a source was read.', cause: error });

/** Ingests in a thread of its own; waits while another process or an upload ingests into the same database. */
async function ingestWhenFree(request: IngestRequest, options: Parameters<typeof runIngest>[1]): Promise<RunResult> {
  const { signal } = options;
  for (;;) {
    if (signal?.aborted === true) throw new Problem('cancelled', { detail: 'Cancelled before it began.' });
    try {
      return await runIngest(request, options);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'ingest_in_progress') throw error;
      await pause(LOCK_PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
