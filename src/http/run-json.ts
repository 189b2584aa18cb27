import { z } from '@hono/zod-openapi';
import { PROBLEM_CODES } from '../problem-codes.ts';
import { runById, type RunEntry } from '../store/runs.ts';
import type { AppDeps } from './app-deps.ts';
import { runBodySchema, type RunJson } from './schemas/runs.ts';
import type { QueuedRun } from './upload-port.ts';

const NOTHING_YET = { finishedAt: null, problem: null, deliveries: [], periods: [], reconciliation: {}, rejections: [], warnings: [] };

/** The rest is a page of GET /v1/runs/{id}/rejections. */
const REJECTIONS_SHOWN = 100;

/** A run that waits for its turn. */
export const queuedRunJson = ({ runId, source, deliveryStyle, submittedAt }: QueuedRun): RunJson => ({
  runId,
  source,
  status: 'queued',
  deliveryStyle,
  startedAt: submittedAt,
  ...NOTHING_YET,
});

/** A run of the ledger, with what it brought once it ended. */
export function runJson(run: RunEntry): RunJson {
  const { runId, source, status, startedAt, finishedAt } = run;
  const result = run.result === null ? null : parsed(run.result);
  const body = runBodySchema.safeParse(result).data;
  const rejections = body?.rejections.slice(0, REJECTIONS_SHOWN) ?? [];
  const problem =
    run.problem === null ? null : { code: run.problem, detail: failureSchema.safeParse(result).data?.detail ?? titleOf(run.problem) };
  return { ...NOTHING_YET, ...body, rejections, runId, source, status, deliveryStyle: run.delivery, startedAt, finishedAt, problem };
}

/** A run by its id, waiting ones included. Throws Problem run_not_found. */
export async function findRun(deps: AppDeps, runId: string): Promise<RunJson> {
  try {
    return runJson(await runById(deps.store.db, runId));
  } catch (error) {
    const pending = deps.uploads?.pending().find((run) => run.runId === runId);
    if (pending === undefined) throw error;
    return queuedRunJson(pending);
  }
}

const failureSchema = z.object({ detail: z.string() });

const titleOf = (code: string): string => Object.entries(PROBLEM_CODES).find(([name]) => name === code)?.[1].title ?? code;

/** JSON that a run stored; null when it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
