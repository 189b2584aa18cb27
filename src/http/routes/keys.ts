import { createRoute, z } from '@hono/zod-openapi';
import { Problem } from '../../problem.ts';
import { listKeys, revokeKey } from '../../store/keys.ts';
import type { App, AppDeps, RegisterRoutes } from '../app-deps.ts';
import { callerOf } from '../authorize.ts';
import { createKey } from '../create-key.ts';
import { pageOf, pageOfList, pageQuery } from '../list-page.ts';
import { guarded } from '../route-description.ts';
import { keySchema, madeKeySchema, newKeySchema } from '../schemas/keys.ts';

/** Keys: made, listed without their secrets, revoked. */
export const registerKeys: RegisterRoutes = (app, deps) => {
  registerListing(app, deps);
  registerMaking(app, deps);
  registerRevoking(app, deps);
};

function registerListing(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['admin'] });
  const route = createRoute({
    method: 'get',
    path: '/v1/keys',
    tags: ['Keys'],
    summary: 'Keys, without their secrets',
    ...guard,
    request: { query: z.strictObject(pageQuery) },
    responses: {
      200: { description: 'Keys, revoked ones included.', content: { 'application/json': { schema: pageOf(keySchema) } } },
      ...problems,
    },
  });
  app.openapi(route, async (c) => c.json(pageOfList(await listKeys(deps.store.db), c.req.valid('query')), 200));
}

function registerMaking(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({
    deps,
    scopes: ['admin'],
    problems: ['body_invalid', 'body_too_large', 'media_type_unsupported'],
  });
  const route = createRoute({
    method: 'post',
    path: '/v1/keys',
    tags: ['Keys'],
    summary: 'Make a key',
    ...guard,
    request: { body: { required: true, content: { 'application/json': { schema: newKeySchema } } } },
    responses: {
      201: { description: 'The key with its secret, shown this once.', content: { 'application/json': { schema: madeKeySchema } } },
      ...problems,
    },
  });
  app.openapi(route, async (c) => {
    const { name, scopes, expiresAt } = c.req.valid('json');
    const now = deps.clock();
    if (expiresAt !== undefined && expiresAt <= now) {
      const detail = 'lies in the past';
      throw new Problem('input_invalid', { detail: `expiresAt: ${detail}`, errors: [{ field: 'expiresAt', detail }] });
    }
    const caller = callerOf(c);
    const made = await createKey(deps, { name, scopes, expiresAt: expiresAt ?? null, actor: `key ${caller.keyId} (${caller.name})`, now });
    return c.json(made, 201);
  });
}

function registerRevoking(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['admin'], problems: ['key_not_found'] });
  const route = createRoute({
    method: 'delete',
    path: '/v1/keys/{id}',
    tags: ['Keys'],
    summary: 'Revoke a key',
    description: 'Counts from the next request on.',
    ...guard,
    request: { params: z.object({ id: z.string().max(100) }) },
    responses: { 204: { description: 'Revoked.' }, ...problems },
  });
  app.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const caller = callerOf(c);
    await revokeKey(deps.store, { id, now: deps.clock(), actor: `key ${caller.keyId} (${caller.name})` });
    return c.body(null, 204);
  });
}
