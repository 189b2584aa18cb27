import { setTimeout as pause } from 'node:timers/promises';
import type { IngestOrder, ReceivedUpload, UploadPort } from '../http/upload-port.ts';
import { Problem } from '../problem.ts';
import { recordEndedRun } from '../store/ended-run.ts';
import type { NodeStore } from './db.ts';
import { runIngest } from './run-ingest.ts';
import { serverLog } from './serve-log.ts';
import { createRunQueue } from './serve-queue.ts';
import { openSpool, type SpoolOptions } from './serve-uploads.ts';

const LOCK_PAUSE_MS = 1000;
/** Share of rows that an upload may lose before nothing of it is published. */
const MAX_REJECTED = 0.001;

export interface ServerUploads extends UploadPort {
  close(): Promise<void>;
}

interface Outcome {
  readonly status: 'failed' | 'cancelled';
  readonly problem: { readonly code: string; readonly detail: string };
}

/** Uploads of a server: a spool on disk, a line of runs, and a worker thread that makes them one at a time. */
export async function openServerUploads(store: NodeStore, spoolOptions: SpoolOptions, now: () => string): Promise<ServerUploads> {
  const spool = await openSpool(spoolOptions);
  const end = async (upload: ReceivedUpload, order: IngestOrder, outcome: Outcome): Promise<void> => {
    const { runId, source, deliveryStyle } = order;
    const at = now();
    await recordEndedRun(store, { runId, source, deliveryStyle, digest: upload.sha256, startedAt: at, finishedAt: at, ...outcome });
  };
  const makeRun = async (upload: ReceivedUpload, order: IngestOrder, signal: AbortSignal): Promise<void> => {
    try {
      const result = await ingestWhenFree({ path: spool.pathOf(upload), databasePath: store.path, upload, order, signal });
      serverLog.info('run ended', { runId: order.runId, status: result });
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem('internal', { detail: 'The run failed.', cause: error });
      serverLog.warning('run failed', { runId: order.runId, code: problem.code, detail: problem.message });
      await end(upload, order, {
        status: problem.code === 'cancelled' ? 'cancelled' : 'failed',
        problem: { code: problem.code, detail: problem.message },
      });
    } finally {
      await spool.discard(upload);
    }
  };
  const queue = createRunQueue(makeRun, now, (runId, error) => serverLog.error('run lost', { runId, error: String(error) }));
  return {
    receive: spool.receive,
    discard: spool.discard,
    submit: async (upload, order) => queue.submit(upload, order),
    pending: queue.pending,
    async cancel(runId) {
      const found = queue.cancel(runId);
      if (found === null || found === 'running') return found !== null;
      await end(found.upload, found.order, { status: 'cancelled', problem: { code: 'cancelled', detail: 'Cancelled while it waited.' } });
      await spool.discard(found.upload);
      return true;
    },
    async close() {
      await queue.close();
      await spool.close();
    },
  };
}

interface Ingestion {
  readonly path: string;
  readonly databasePath: string;
  readonly upload: ReceivedUpload;
  readonly order: IngestOrder;
  readonly signal: AbortSignal;
}

/** Waits while another process ingests into the same database, then ingests. Answers the run's status. */
async function ingestWhenFree({ path, databasePath, upload, order, signal }: Ingestion): Promise<string> {
  const { runId, source, format, deliveryStyle } = order;
  const request = {
    runId,
    paths: [path],
    source,
    format,
    style: deliveryStyle,
    maxRejected: MAX_REJECTED,
    shownAs: { [path]: upload.fileName },
  };
  for (;;) {
    if (signal.aborted) throw new Problem('cancelled', { detail: 'Cancelled before it began.' });
    try {
      const result = await runIngest(request, { databasePath, signal, onProgress: () => undefined });
      return result.status;
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'ingest_in_progress') throw error;
      await pause(LOCK_PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
