import { parentPort, workerData } from 'node:worker_threads';
import type { LockInFinding } from '../finding/lock-in-finding.ts';
import { lockInFor, type LockInQuestion } from '../jobs/lock-in-for.ts';
import type { MadeReport, ReportOrder } from '../jobs/report.ts';
import { analyzeDeps } from './analyze-deps.ts';
import { databaseProblem } from './db.ts';
import type { ProblemMessage } from './ingest-worker.ts';
import { createReportMaker } from './report-maker.ts';
import { openServerStore } from './serve-store.ts';

/** What the thread is asked, by a number that its answer carries. */
export type AnalystRequest =
  | { readonly id: number; readonly kind: 'lock-in'; readonly question: LockInQuestion }
  | { readonly id: number; readonly kind: 'report'; readonly order: ReportOrder };

export type AnalystReply =
  { readonly id: number; readonly answer: LockInFinding | MadeReport } | { readonly id: number; readonly problem: ProblemMessage };

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
    const found = request.kind === 'report' ? await maker.make(request.order) : await lockInFor(analyzeDeps(store), request.question);
    parentPort?.postMessage({ id, answer: found } satisfies AnalystReply);
  } catch (error) {
    const problem = databaseProblem(error, databasePath);
    const { cause: _cause, ...context } = problem.context;
    parentPort?.postMessage({ id, problem: { code: problem.code, context } } satisfies AnalystReply);
  }
}
