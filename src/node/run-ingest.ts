import { Worker } from 'node:worker_threads';
import type { IngestProgress, IngestRequest } from '../jobs/ingest-deps.ts';
import type { RunResult } from '../jobs/ingest-result.ts';
import { Problem } from '../problem.ts';
import type { IngestWork, ProblemMessage } from './ingest-worker.ts';
import { THREAD_START } from './thread-start.ts';

interface IngestOptions {
  readonly databasePath: string;
  readonly onProgress: (progress: IngestProgress) => void;
  readonly signal?: AbortSignal | undefined;
}

type Message =
  | { readonly kind: 'progress'; readonly progress: IngestProgress }
  | { readonly kind: 'result'; readonly result: RunResult }
  | { readonly kind: 'problem'; readonly problem: ProblemMessage };

/** Ingests in a worker thread, so that this one goes on answering. Aborting the signal publishes nothing. */
export function runIngest(request: IngestRequest, { databasePath, onProgress, signal }: IngestOptions): Promise<RunResult> {
  const workerData: IngestWork = { databasePath, environment: { ...process.env }, request };
  const worker = new Worker(new URL('./ingest-worker.ts', import.meta.url), { workerData, execArgv: THREAD_START });
  const abort = (): void => worker.postMessage('abort');
  signal?.addEventListener('abort', abort);
  return new Promise<RunResult>((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if (message.kind === 'progress') onProgress(message.progress);
      if (message.kind === 'result') resolve(message.result);
      if (message.kind === 'problem') reject(new Problem(message.problem.code, message.problem.context));
    });
    worker.on('error', (error) => reject(new Problem('internal', { detail: error.message, cause: error })));
    worker.on('exit', (code) => reject(new Problem('internal', { detail: `The ingestion thread ended with ${code}.` })));
  }).finally(() => signal?.removeEventListener('abort', abort));
}
