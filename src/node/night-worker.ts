import { parentPort, workerData } from 'node:worker_threads';
import { parseConfig } from '../config.ts';
import { databaseProblem, openStore } from './db.ts';
import { nightHere } from './night-here.ts';

/** What the worker thread is started with. */
export interface NightWork {
  readonly databasePath: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How a night ended, as it is logged. */
export type NightEnd =
  | { readonly nightId: string; readonly status: 'done' | 'failed'; readonly problems: readonly string[] }
  | { readonly code: string; readonly detail: string };

async function work(): Promise<NightEnd> {
  const { databasePath, environment } = workerData as NightWork;
  const abort = new AbortController();
  parentPort?.on('message', () => abort.abort());
  try {
    const store = openStore(databasePath);
    try {
      const options = { config: parseConfig(environment), environment, signal: abort.signal, onProgress: () => undefined };
      const { nightId, status, problems } = await nightHere(store, options);
      return { nightId, status, problems: problems.map(({ step, code }) => `${step}: ${code}`) };
    } finally {
      store.close();
    }
  } catch (error) {
    const { code, message } = databaseProblem(error, databasePath);
    return { code, detail: message };
  }
}

parentPort?.postMessage(await work());
parentPort?.close();
