import { parseConfig } from '../../src/config.ts';
import { openStore } from '../../src/node/db.ts';
import { ingestHere, newRunId } from '../../src/node/ingest.ts';

/** A program for crash tests: loads a bill and kills itself, without warning, when a phase begins. */
const [databasePath = '', path = '', phase = ''] = process.argv.slice(2);
const store = openStore(databasePath);
const request = { runId: newRunId(), paths: [path], source: 'files', style: 'replacement' as const, maxRejected: 0 };
await ingestHere({ store, config: parseConfig(process.env) }, request, {
  onProgress: (progress) => {
    if (progress.phase === phase && (progress.total <= 1 || progress.done > 0 || phase === 'read')) process.kill(process.pid, 'SIGKILL');
  },
});
