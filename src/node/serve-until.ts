import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { setCron } from '../jobs/set-schedule.ts';
import { createAnalyst } from './analyst.ts';
import { startServer, type RunningServer, type ServeOptions } from './serve.ts';
import { openServerUploads } from './serve-ingest.ts';
import { closeLog, configureLog, serverLog } from './serve-log.ts';
import { startServerNights } from './serve-nights.ts';
import { openServerStore } from './serve-store.ts';
import { systemClock } from './system.ts';

export interface ServeWork extends ServeOptions {
  readonly config: Config;
  readonly databasePath: string;
  /** When nights begin from now on; what is stored holds where it is not given. */
  readonly cron?: string | undefined;
}

/**
 * Serves until `stop` settles, then ends in order: no new requests, answers finish, the run being made is aborted
 * (nothing of it is published), the database closes. Throws as startServer and openStore do.
 */
export async function serveUntil(stop: Promise<string>, work: ServeWork, onStarted: (server: RunningServer) => void): Promise<void> {
  const { config, databasePath, host, port } = work;
  await configureLog(config.logLevel, (line) => process.stderr.write(line));
  const store = openServerStore(databasePath);
  try {
    if (work.cron !== undefined) await setCron({ store, clock: systemClock, actor: 'command line' }, work.cron);
    const parent = config.tempDirectory ?? (store.path === ':memory:' ? tmpdir() : dirname(store.path));
    const uploads = await openServerUploads(store, { parent, maxBytes: config.maxUploadBytes }, systemClock);
    const analyst = createAnalyst(databasePath);
    try {
      const server = await startServer({ store, uploads, analyst }, { host, port });
      const nights = startServerNights(store);
      onStarted(server);
      serverLog.info('stopping', { reason: await stop });
      await server.close();
      await nights.close();
    } finally {
      await Promise.all([uploads.close(), analyst.close()]);
    }
  } finally {
    store.close();
    await closeLog();
  }
}

/** Resolves with the name of the first SIGINT or SIGTERM; a second one ends the process as it would have. */
export function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
  });
}
