import { createRoute, z } from '@hono/zod-openapi';
import { auditEntries } from '../../store/audit.ts';
import type { RegisterRoutes } from '../app-deps.ts';
import { pageOf, pageQuery } from '../list-page.ts';
import { guarded } from '../route-description.ts';
import { auditSchema } from '../schemas/keys.ts';

/** Who did what, newest first. */
export const registerAudit: RegisterRoutes = (app, deps) => {
  const { problems, ...guard } = guarded({ deps, scopes: ['admin'] });
  const route = createRoute({
    method: 'get',
    path: '/v1/audit',
    tags: ['Keys'],
    summary: 'Who did what',
    ...guard,
    request: { query: z.strictObject(pageQuery) },
    responses: {
      200: { description: 'Entries, newest first.', content: { 'application/json': { schema: pageOf(auditSchema) } } },
      ...problems,
    },
  });
  app.openapi(route, async (c) => c.json(await auditEntries(deps.store.db, c.req.valid('query')), 200));
};
