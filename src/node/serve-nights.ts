import { Worker } from 'node:worker_threads';
import { nightIsDue } from '../jobs/nightly.ts';
import type { NodeStore } from './db.ts';
import type { NightEnd, NightWork } from './night-worker.ts';
import { serverLog } from './serve-log.ts';
import { systemClock } from './system.ts';
import { THREAD_START } from './thread-start.ts';

const TICK_MS = 30_000;

export interface ServerNights {
  /** Ends the night that runs; what it had not published is left, and the next start catches it up. */
  close(): Promise<void>;
}

/**
 * Looks twice a minute whether a night is due by the stored schedule, and makes it in a thread of its own, so that the
 * server goes on answering. A schedule that changes counts from the next look on.
 */
export function startServerNights(store: NodeStore): ServerNights {
  let running: { readonly worker: Worker; readonly ended: Promise<void> } | null = null;
  let closed = false;
  const tick = async (): Promise<void> => {
    if (closed || running !== null || !(await nightIsDue({ store, clock: systemClock }))) return;
    // Another look may have begun one while this one asked the database; the lock would refuse it anyway.
    if (closed || running !== null) return;
    serverLog.info('night begins');
    const worker = startNight(store.path);
    running = { worker, ended: ended(worker).finally(() => (running = null)) };
  };
  const look = (): void => void tick().catch((error: unknown) => serverLog.error('schedule cannot be read', { error: String(error) }));
  look();
  const timer = setInterval(look, TICK_MS);
  return {
    async close() {
      closed = true;
      clearInterval(timer);
      running?.worker.postMessage('abort');
      await running?.ended;
    },
  };
}

function startNight(databasePath: string): Worker {
  const workerData: NightWork = { databasePath, environment: { ...process.env } };
  return new Worker(new URL('./night-worker.ts', import.meta.url), { workerData, execArgv: THREAD_START });
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.on('message', (end: NightEnd) => {
      if ('code' in end) serverLog.warning('night did not end', { ...end });
      else serverLog.info('night ended', { ...end });
    });
    worker.on('error', (error) => {
      serverLog.error('night lost', { error: error.message });
      resolve();
    });
    worker.on('exit', () => resolve());
  });
}
