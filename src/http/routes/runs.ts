import { createRoute, z } from '@hono/zod-openapi';
import { Problem } from '../../problem.ts';
import { rejections, runs } from '../../store/runs.ts';
import type { App, AppDeps, RegisterRoutes } from '../app-deps.ts';
import { callerOf } from '../authorize.ts';
import { pageOf, pageQuery } from '../list-page.ts';
import { recordWrite } from '../record-write.ts';
import { guarded } from '../route-description.ts';
import { findRun, queuedRunJson, runJson } from '../run-json.ts';
import { rejectionSchema, runSchema } from '../schemas/runs.ts';

const params = z.object({ id: z.string().max(100).meta({ example: '0b6c7c2e-6f0e-4a35-9a0e-6a2b8f0f3f10' }) });

/** The ledger of runs: what was loaded, refused, replaced. */
export const registerRuns: RegisterRoutes = (app, deps) => {
  registerListing(app, deps);
  registerOne(app, deps);
  registerRejections(app, deps);
  if (deps.uploads !== null) registerCancel(app, deps);
};

function registerListing(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['ingest'], problems: ['query_invalid'] });
  const route = createRoute({
    method: 'get',
    path: '/v1/runs',
    tags: ['Bills'],
    summary: 'Runs, newest first',
    ...guard,
    request: { query: z.strictObject(pageQuery) },
    responses: {
      200: { description: 'Runs; those that wait come first.', content: { 'application/json': { schema: pageOf(runSchema) } } },
      ...problems,
    },
  });
  app.openapi(route, async (c) => {
    const request = c.req.valid('query');
    const page = await runs(deps.store.db, request);
    const known = new Set(page.items.map((run) => run.runId));
    const waiting = request.cursor === undefined ? (deps.uploads?.pending() ?? []) : [];
    const queued = waiting.filter((run) => !known.has(run.runId)).map(queuedRunJson);
    return c.json({ items: [...queued, ...page.items.map(runJson)], nextCursor: page.nextCursor }, 200);
  });
}

function registerOne(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['ingest'], cost: 0, problems: ['run_not_found'] });
  const route = createRoute({
    method: 'get',
    path: '/v1/runs/{id}',
    tags: ['Bills'],
    summary: 'One run',
    ...guard,
    request: { params },
    responses: { 200: { description: 'The run.', content: { 'application/json': { schema: runSchema } } }, ...problems },
  });
  app.openapi(route, async (c) => c.json(await findRun(deps, c.req.valid('param').id), 200));
}

function registerRejections(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['ingest'], problems: ['run_not_found', 'query_invalid'] });
  const route = createRoute({
    method: 'get',
    path: '/v1/runs/{id}/rejections',
    tags: ['Bills'],
    summary: 'Rows that a run refused',
    ...guard,
    request: { params, query: z.strictObject(pageQuery) },
    responses: {
      200: { description: 'Rejections in file order.', content: { 'application/json': { schema: pageOf(rejectionSchema) } } },
      ...problems,
    },
  });
  app.openapi(route, async (c) => {
    const { runId } = await findRun(deps, c.req.valid('param').id);
    return c.json(await rejections(deps.store.db, runId, c.req.valid('query')), 200);
  });
}

function registerCancel(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['ingest'], problems: ['run_not_found', 'run_not_cancellable'] });
  const route = createRoute({
    method: 'post',
    path: '/v1/runs/{id}/cancel',
    tags: ['Bills'],
    summary: 'Cancel a run that waits or loads',
    description: 'Nothing of it is published. The run shows as cancelled once it has stopped.',
    ...guard,
    request: { params },
    responses: { 202: { description: 'Being cancelled.', content: { 'application/json': { schema: runSchema } } }, ...problems },
  });
  app.openapi(route, async (c) => {
    const run = await findRun(deps, c.req.valid('param').id);
    const stopping = (await deps.uploads?.cancel(run.runId)) ?? false;
    if (!stopping) {
      throw new Problem('run_not_cancellable', {
        detail: `Run ${run.runId} is ${run.status}${run.status === 'loading' ? ' in another process' : ''}.`,
      });
    }
    await recordWrite(deps, callerOf(c), { action: 'run.cancel', subject: run.runId, detail: run.status });
    return c.json(await findRun(deps, run.runId), 202);
  });
}
