import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { addSource, changeSource, checkSource, removeSource, sourceWithName, type SourceDeps } from '../../jobs/sources.ts';
import { sources } from '../../store/sources.ts';
import type { App, AppDeps, AppEnv, RegisterRoutes } from '../app-deps.ts';
import { callerOf } from '../authorize.ts';
import { pageOf, pageQuery } from '../list-page.ts';
import { guarded } from '../route-description.ts';
import { newSourceSchema, sourceChangeSchema, sourceCheckSchema, sourceSchema } from '../schemas/sources.ts';

/** Sources: where bills come in by themselves. */
export const registerSources: RegisterRoutes = (app, deps) => {
  registerListing(app, deps);
  registerAdding(app, deps);
  registerShowing(app, deps);
  registerChanging(app, deps);
  registerRemoving(app, deps);
  if (deps.providers !== null) registerChecking(app, deps, deps.providers);
};

const common = { tags: ['Sources'] };
const params = z.object({ id: z.string().max(100) });
const oneSource = { 'application/json': { schema: sourceSchema } };
const BODY_PROBLEMS = ['body_invalid', 'body_too_large', 'media_type_unsupported', 'source_settings_invalid', 'source_local_only'] as const;

/** A probe asks a cloud several times. */
const CHECK_COST = 20;

function sourceDeps({ store, clock }: AppDeps, c: Context<AppEnv>): SourceDeps {
  const caller = callerOf(c);
  return { store, clock, actor: `key ${caller.keyId} (${caller.name})`, overHttp: true };
}

function registerListing(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['manage'], problems: ['query_invalid'] });
  const route = createRoute({
    ...common,
    method: 'get',
    path: '/v1/sources',
    summary: 'Sources by name',
    ...guard,
    request: { query: z.strictObject(pageQuery) },
    responses: { 200: { description: 'Sources.', content: { 'application/json': { schema: pageOf(sourceSchema) } } }, ...problems },
  });
  app.openapi(route, async (c) => c.json(await sources(deps.store.db, c.req.valid('query')), 200));
}

function registerAdding(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['manage'], problems: [...BODY_PROBLEMS, 'source_exists'] });
  const route = createRoute({
    ...common,
    method: 'post',
    path: '/v1/sources',
    summary: 'Add a source',
    description: 'Sources whose settings name paths of the machine are added on the machine itself.',
    ...guard,
    request: { body: { required: true, content: { 'application/json': { schema: newSourceSchema } } } },
    responses: { 201: { description: 'The source.', content: oneSource }, ...problems },
  });
  app.openapi(route, async (c) => c.json(await addSource(sourceDeps(deps, c), c.req.valid('json')), 201));
}

function registerShowing(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['manage'], problems: ['source_not_found'] });
  const route = createRoute({
    ...common,
    method: 'get',
    path: '/v1/sources/{id}',
    summary: 'One source',
    ...guard,
    request: { params },
    responses: { 200: { description: 'The source.', content: oneSource }, ...problems },
  });
  app.openapi(route, async (c) => c.json(await sourceWithName(deps.store, c.req.valid('param').id), 200));
}

function registerChanging(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['manage'], problems: [...BODY_PROBLEMS, 'source_not_found'] });
  const route = createRoute({
    ...common,
    method: 'patch',
    path: '/v1/sources/{id}',
    summary: 'Change settings of a source',
    description: 'Settings that are not named stay as they are. The source is then read from the beginning.',
    ...guard,
    request: { params, body: { required: true, content: { 'application/json': { schema: sourceChangeSchema } } } },
    responses: { 200: { description: 'The source as it is now.', content: oneSource }, ...problems },
  });
  app.openapi(route, async (c) =>
    c.json(await changeSource(sourceDeps(deps, c), c.req.valid('param').id, c.req.valid('json').settings), 200),
  );
}

function registerRemoving(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['manage'], problems: ['source_not_found'] });
  const route = createRoute({
    ...common,
    method: 'delete',
    path: '/v1/sources/{id}',
    summary: 'Forget how a source is read',
    description: 'What it published stays.',
    ...guard,
    request: { params },
    responses: { 204: { description: 'Removed.' }, ...problems },
  });
  app.openapi(route, async (c) => {
    await removeSource(sourceDeps(deps, c), c.req.valid('param').id);
    return c.body(null, 204);
  });
}

function registerChecking(app: App, deps: AppDeps, provider: NonNullable<AppDeps['providers']>): void {
  const { problems, ...guard } = guarded({
    deps,
    scopes: ['manage'],
    cost: CHECK_COST,
    problems: ['source_not_found', 'source_settings_invalid', 'source_unreachable'],
  });
  const route = createRoute({
    ...common,
    method: 'post',
    path: '/v1/sources/{id}/check',
    summary: 'Probe each permission of a source',
    ...guard,
    request: { params },
    responses: {
      200: { description: 'What is granted, and what to grant.', content: { 'application/json': { schema: sourceCheckSchema } } },
      ...problems,
    },
  });
  app.openapi(route, async (c) => c.json(await checkSource({ store: deps.store, provider }, c.req.valid('param').id), 200));
}
