import { parentPort, workerData } from 'node:worker_threads';
import { parseConfig } from '../config.ts';
import type { IngestRequest } from '../jobs/ingest-deps.ts';
import { Problem, type ProblemContext } from '../problem.ts';
import type { ProblemCode } from '../problem-codes.ts';
import { databaseProblem, openStore } from './db.ts';
import { ingestHere } from './ingest.ts';

/** What the worker thread is started with. */
export interface IngestWork {
  readonly databasePath: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly request: IngestRequest;
}

/** A Problem as it crosses the thread boundary. */
export interface ProblemMessage {
  readonly code: ProblemCode;
  readonly context: Omit<ProblemContext, 'cause'>;
}

async function work(): Promise<void> {
  const { databasePath, environment, request } = workerData as IngestWork;
  const abort = new AbortController();
  parentPort?.on('message', () => abort.abort());
  try {
    const store = openStore(databasePath);
    try {
      const watch = { signal: abort.signal, onProgress: (progress: unknown) => parentPort?.postMessage({ kind: 'progress', progress }) };
      parentPort?.postMessage({ kind: 'result', result: await ingestHere({ store, config: parseConfig(environment) }, request, watch) });
    } finally {
      store.close();
    }
  } catch (error) {
    const problem = error instanceof Problem ? error : databaseProblem(error, databasePath);
    const { cause, ...context } = problem.context;
    void cause;
    parentPort?.postMessage({ kind: 'problem', problem: { code: problem.code, context } satisfies ProblemMessage });
  }
  parentPort?.close();
}

void work();
