import { randomUUID } from 'node:crypto';
import { parseConfig } from '../../src/config.ts';
import { lockInFor } from '../../src/jobs/lock-in-for.ts';
import { nightly, type NightDeps } from '../../src/jobs/nightly.ts';
import { analyzeDeps } from '../../src/node/analyze-deps.ts';
import { openStore } from '../../src/node/db.ts';
import { whileReading } from '../../src/node/read-sources.ts';
import { createReportMaker, sha256Hex } from '../../src/node/report-maker.ts';
import { Problem } from '../../src/problem.ts';

/** A program for crash tests: makes a night and kills itself, without warning, when a stage begins; prints it where none does. */
const [databasePath = '', stage = ''] = process.argv.slice(2);

const die = (here: string): void => {
  if (here === stage) process.kill(process.pid, 'SIGKILL');
};

const store = openStore(databasePath);
const maker = createReportMaker(store);
const options = {
  config: parseConfig(process.env),
  environment: {},
  signal: new AbortController().signal,
  onProgress: ({ phase }: { readonly phase: string }) => die(phase),
};
const report = await whileReading(store, options, (reading) => {
  const deps: NightDeps = {
    ...reading,
    openIncoming: (source) => {
      die(source);
      return reading.openIncoming(source);
    },
    randomId: randomUUID,
    sha256Bytes: sha256Hex,
    lockIn: (question) => {
      die('lock-in');
      return lockInFor(analyzeDeps(store), question);
    },
    migration: () => {
      die('migration');
      return Promise.reject(new Problem('no_data', { detail: 'Not asked here.' }));
    },
    report: (order) => {
      die('report');
      return maker.make(order);
    },
  };
  return nightly(deps);
});
process.stdout.write(JSON.stringify(report));
await maker.close();
store.close();
