import { Worker } from 'node:worker_threads';
import type { AnalystPort } from '../http/analyst-port.ts';
import type { MadeReport, ReportOrder } from '../jobs/report.ts';
import { Problem } from '../problem.ts';
import type { AnalystAnswer, AnalystQuestion, AnalystReply } from './analyst-worker.ts';
import { THREAD_START } from './thread-start.ts';

/** Analyses and reports of one database in a thread of their own, so that a server goes on answering. */
export interface Analyst extends AnalystPort {
  readonly report: (order: ReportOrder) => Promise<MadeReport>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: AnalystAnswer[keyof AnalystAnswer]) => void;
  readonly reject: (problem: Problem) => void;
}

/** Starts no thread before the first question; one that dies is replaced at the next. */
export function createAnalyst(databasePath: string): Analyst {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let asked = 0;
  const fail = (worker: Worker, cause: unknown): void => {
    if (worker !== thread) return;
    thread = null;
    const problem = new Problem('internal', { detail: 'The analysis thread ended.', cause });
    [...waiting.values()].forEach(({ reject }) => reject(problem));
    waiting.clear();
  };
  const settle = (reply: AnalystReply): void => {
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('answer' in reply) one?.resolve(reply.answer);
    else one?.reject(new Problem(reply.problem.code, reply.problem.context));
  };
  const start = (): Worker => {
    const worker = new Worker(new URL('./analyst-worker.ts', import.meta.url), { workerData: databasePath, execArgv: THREAD_START });
    worker.on('message', settle);
    worker.on('error', (error) => fail(worker, error));
    worker.on('exit', (code) => fail(worker, code));
    worker.unref();
    return worker;
  };
  const ask = <Kind extends keyof AnalystAnswer>(kind: Kind, question: AnalystQuestion[Kind]): Promise<AnalystAnswer[Kind]> =>
    new Promise((resolve, reject) => {
      asked += 1;
      waiting.set(asked, { resolve: (answer) => resolve(answer as AnalystAnswer[Kind]), reject });
      thread ??= start();
      thread.postMessage({ id: asked, kind, question });
    });
  return {
    lockIn: (question) => ask('lock-in', question),
    migration: (question) => ask('migration', question),
    negotiation: (question) => ask('negotiation', question),
    report: (order: ReportOrder): Promise<MadeReport> => ask('report', order),
    close: async () => void (await thread?.terminate()),
  };
}
