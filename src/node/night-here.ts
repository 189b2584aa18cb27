import { randomUUID } from 'node:crypto';
import { nightly, type NightReport } from '../jobs/nightly.ts';
import { createAnalyst } from './analyst.ts';
import type { NodeStore } from './db.ts';
import { whileReading, type ReadingOptions } from './read-sources.ts';
import { sha256Hex } from './report-maker.ts';

const HOLD_MS = 60_000;

/** One night in this thread, with ingestions and analyses in threads of their own. Throws Problem reading_in_progress or cancelled. */
export async function nightHere(store: NodeStore, options: ReadingOptions): Promise<NightReport> {
  const analyst = createAnalyst(store.path);
  // The thread of the analyst does not hold a process that has nothing else to do; this night does.
  const hold = setInterval(() => undefined, HOLD_MS);
  try {
    return await whileReading(store, options, (deps) =>
      nightly({
        ...deps,
        randomId: randomUUID,
        sha256Bytes: sha256Hex,
        lockIn: analyst.lockIn,
        migration: analyst.migration,
        report: analyst.report,
      }),
    );
  } finally {
    clearInterval(hold);
    await analyst.close();
  }
}
