import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { COMPANY, DEFAULT_SEED, type ProviderKey } from '../../examples/sample-company/company.ts';
import { generateSampleBills, type SampleBills, type SampleDelivery } from '../../examples/sample-company/generate.ts';
import { sampleRates } from '../../examples/sample-company/plan.ts';
import type { LockInFinding } from '../finding/lock-in-finding.ts';
import type { Config } from '../config.ts';
import type { CostAnswer } from '../focus/cost-question.ts';
import type { MigrationFinding } from '../finding/migration-finding.ts';
import { lockInFor } from '../jobs/lock-in-for.ts';
import { DEFAULT_MIGRATION_QUESTION, migrationFor } from '../jobs/migration-for.ts';
import { negotiationFor, type VendorNegotiation } from '../jobs/negotiation-for.ts';
import type { ReportOrder } from '../jobs/report.ts';
import { Problem } from '../problem.ts';
import { costs } from '../store/costs.ts';
import { saveRates } from '../store/rates.ts';
import { deliveredHashes } from '../store/run-ledger.ts';
import { analyzeDeps } from './analyze-deps.ts';
import type { NodeStore } from './db.ts';
import { loadSideData } from './demo-side-data.ts';
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
  readonly migration: MigrationFinding;
  readonly negotiation: VendorNegotiation;
}

/** The vendor that the demo negotiates with. */
const VENDOR = 'AWS';

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

/** Costs by provider and what the analyses say on everything that was loaded. */
export async function askSample(store: NodeStore): Promise<DemoAnswer> {
  const deps = analyzeDeps(store);
  await saveRates(store, sampleRates());
  await loadSideData(store);
  return {
    costs: await costs(store.db, { range: null, groupBy: ['serviceProviderName'], metric: 'billedCost', where: {} }),
    lockIn: await lockInFor(deps, { asOf: null }),
    migration: await migrationFor(deps, DEFAULT_MIGRATION_QUESTION),
    negotiation: await negotiationFor(deps, { vendor: VENDOR, asOf: null, overrides: {} }),
  };
}

const REPORT_FORMATS = ['pdf', 'html', 'md'] as const;

/** Every report in every format; of the negotiation pack the edition for the vendor and the Japanese one too. */
const ORDERS: readonly (Omit<ReportOrder, 'customer'> & { readonly name: string })[] = [
  ...(['spend', 'lock-in', 'migration'] as const).flatMap((kind) =>
    REPORT_FORMATS.map((format) => ({ kind, edition: 'internal', format, name: kind }) as const),
  ),
  ...REPORT_FORMATS.map(
    (format) => ({ kind: 'negotiation', edition: 'internal', format, vendor: VENDOR, name: 'negotiation-aws' }) as const,
  ),
  { kind: 'negotiation', edition: 'internal', format: 'pdf', vendor: VENDOR, language: 'ja', name: 'negotiation-aws-ja' },
  { kind: 'negotiation', edition: 'vendor', format: 'pdf', vendor: VENDOR, name: 'proposal-aws' },
];

/** Writes every report and answers the files. */
export async function writeReports(store: NodeStore, folders: DemoFolders): Promise<readonly string[]> {
  mkdirSync(folders.reports, { recursive: true });
  const maker = createReportMaker(store);
  const paths: string[] = [];
  try {
    for (const { name, ...order } of ORDERS) {
      const { body } = await maker.make({ ...order, customer: COMPANY });
      const path = join(folders.reports, `${name}.${order.format}`);
      writeWhole(path, body);
      paths.push(path);
    }
  } finally {
    await maker.close();
  }
  return paths;
}

const sha256Of = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
