import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DEFAULT_SEED, type ProviderKey } from '../../examples/sample-company/company.ts';
import { generateSampleBills, type SampleBills, type SampleDelivery } from '../../examples/sample-company/generate.ts';
import { sampleRates } from '../../examples/sample-company/plan.ts';
import type { LockInFinding } from '../finding/lock-in-finding.ts';
import type { Config } from '../config.ts';
import type { CostAnswer } from '../focus/cost-question.ts';
import { lockInFor } from '../jobs/lock-in-for.ts';
import { Problem } from '../problem.ts';
import { REPORT_KINDS } from '../reports/model.ts';
import { costs } from '../store/costs.ts';
import { saveRates } from '../store/rates.ts';
import { deliveredHashes } from '../store/run-ledger.ts';
import { analyzeDeps } from './analyze-deps.ts';
import type { NodeStore } from './db.ts';
import { writeWhole } from './commands/report.ts';
import { ingestHere, newRunId } from './ingest.ts';
import { createReportMaker } from './report-maker.ts';

/** Where the demo keeps its things: never the user's own database. */
export interface DemoFolders {
  readonly bills: string;
  readonly database: string;
  readonly reports: string;
}

export const demoFolders = (out: string): DemoFolders => ({
  bills: resolve(out, 'bills'),
  database: resolve(out, 'demo.db'),
  reports: resolve(out, 'reports'),
});

/** One ingestion of the demo: what it was, and how many rows of bills it brought. */
export interface LoadedDelivery {
  readonly source: string;
  readonly what: string;
  readonly status: 'published' | 'unchanged';
  readonly rows: number;
}

export interface DemoAnswer {
  readonly costs: CostAnswer;
  readonly lockIn: LockInFinding;
}

export const makeBills = (folders: DemoFolders): Promise<SampleBills> => generateSampleBills(folders.bills, DEFAULT_SEED);

/** The deliveries of one provider, in the order in which a company would have received them. */
export const deliveriesOf = (sample: SampleBills, provider: ProviderKey): readonly SampleDelivery[] =>
  sample.deliveries.filter(({ source }) => source === provider);

/**
 * Loads one delivery as `ingest file` does. What was loaded before is left alone, even where a later
 * restatement took its place: the demo tells its story once. Throws Problem when rows were refused.
 */
export async function loadSample(store: NodeStore, config: Config, delivery: SampleDelivery): Promise<LoadedDelivery> {
  const { source, style, what, paths } = delivery;
  const known = await deliveredHashes(store.db, source, [style]);
  if (paths.every((path) => known.has(sha256Of(path)))) return { source, what, status: 'unchanged', rows: 0 };
  const request = { runId: newRunId(), paths, source, style, maxRejected: 0 };
  const result = await ingestHere({ store, config }, request, { onProgress: () => undefined });
  if (result.status === 'rejected') {
    throw new Problem('too_many_rejections', { detail: `Sample bills of ${source} were refused: ${what}.` });
  }
  const rows = result.deliveries.reduce((sum, file) => sum + file.rowsAccepted, 0);
  return { source, what, status: result.status, rows };
}

/** Costs by provider and the lock-in finding on everything that was loaded. */
export async function askSample(store: NodeStore): Promise<DemoAnswer> {
  await saveRates(store, sampleRates());
  return {
    costs: await costs(store.db, { range: null, groupBy: ['serviceProviderName'], metric: 'billedCost', where: {} }),
    lockIn: await lockInFor(analyzeDeps(store), { asOf: null }),
  };
}

const REPORT_FORMATS = ['pdf', 'html', 'md'] as const;

/** Writes every report in every format and answers the files. */
export async function writeReports(store: NodeStore, folders: DemoFolders): Promise<readonly string[]> {
  mkdirSync(folders.reports, { recursive: true });
  const maker = createReportMaker(store);
  const paths: string[] = [];
  try {
    for (const kind of REPORT_KINDS) {
      for (const format of REPORT_FORMATS) {
        const { body } = await maker.make({ kind, edition: 'internal', format });
        const path = join(folders.reports, `${kind}.${format}`);
        writeWhole(path, body);
        paths.push(path);
      }
    }
  } finally {
    await maker.close();
  }
  return paths;
}

const sha256Of = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
