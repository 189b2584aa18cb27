import { parentPort, workerData } from 'node:worker_threads';
import type { LockInFinding } from '../finding/lock-in-finding.ts';
import type { MigrationFinding } from '../finding/migration-finding.ts';
import type { VendorQuestion } from '../jobs/case-sources.ts';
import { lockInFor, type LockInQuestion } from '../jobs/lock-in-for.ts';
import { migrationFor, type MigrationQuestion } from '../jobs/migration-for.ts';
import { negotiationFor, type VendorNegotiation } from '../jobs/negotiation-for.ts';
import type { MadeReport, ReportOrder } from '../jobs/report.ts';
import { analyzeDeps } from './analyze-deps.ts';
import { databaseProblem } from './db.ts';
import type { ProblemMessage } from './ingest-worker.ts';
import { createReportMaker } from './report-maker.ts';
import { openServerStore } from './serve-store.ts';

/** What the thread can be asked, by kind. */
export interface AnalystQuestion {
  readonly 'lock-in': LockInQuestion;
  readonly migration: MigrationQuestion;
  readonly negotiation: VendorQuestion;
  readonly report: ReportOrder;
}

export interface AnalystAnswer {
  readonly 'lock-in': LockInFinding;
  readonly migration: MigrationFinding;
  readonly negotiation: VendorNegotiation;
  readonly report: MadeReport;
}

/** A question with a number that its answer carries. */
export type AnalystRequest = {
  [Kind in keyof AnalystQuestion]: { readonly id: number; readonly kind: Kind; readonly question: AnalystQuestion[Kind] };
}[keyof AnalystQuestion];

export type AnalystReply =
  { readonly id: number; readonly answer: AnalystAnswer[keyof AnalystAnswer] } | { readonly id: number; readonly problem: ProblemMessage };

const databasePath = workerData as string;
const store = openServerStore(databasePath);
const maker = createReportMaker(store);

/** One after the other: each question reads the whole bill. */
let line: Promise<unknown> = Promise.resolve();

parentPort?.on('message', (request: AnalystRequest) => {
  line = line.then(() => answer(request));
});

async function answer(request: AnalystRequest): Promise<void> {
  const { id } = request;
  try {
    parentPort?.postMessage({ id, answer: await found(request) } satisfies AnalystReply);
  } catch (error) {
    const problem = databaseProblem(error, databasePath);
    const { cause: _cause, ...context } = problem.context;
    parentPort?.postMessage({ id, problem: { code: problem.code, context } } satisfies AnalystReply);
  }
}

function found(request: AnalystRequest): Promise<AnalystAnswer[keyof AnalystAnswer]> {
  switch (request.kind) {
    case 'lock-in':
      return lockInFor(analyzeDeps(store), request.question);
    case 'migration':
      return migrationFor(analyzeDeps(store), request.question);
    case 'negotiation':
      return negotiationFor(analyzeDeps(store), request.question);
    case 'report':
      return maker.make(request.question);
  }
}
