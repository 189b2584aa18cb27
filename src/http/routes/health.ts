import { createRoute, z } from '@hono/zod-openapi';
import { hasPublishedCharges } from '../../store/runs.ts';
import type { RegisterRoutes } from '../app-deps.ts';
import { problemAnswers } from '../route-description.ts';

const healthSchema = z
  .object({ status: z.literal('ok'), version: z.string() })
  .meta({ id: 'Health', example: { status: 'ok', version: '0.1.0' } });

const readySchema = z
  .object({ status: z.enum(['ready', 'not ready']), database: z.enum(['ok', 'failing']) })
  .meta({ id: 'Ready', example: { status: 'ready', database: 'ok' } });

const healthRoute = createRoute({
  method: 'get',
  path: '/health',
  tags: ['Service'],
  summary: 'Liveness',
  description: 'The process answers. Needs no key.',
  security: [],
  responses: { 200: { description: 'Alive.', content: { 'application/json': { schema: healthSchema } } }, ...problemAnswers([]) },
});

const readyRoute = createRoute({
  method: 'get',
  path: '/ready',
  tags: ['Service'],
  summary: 'Readiness',
  description: 'The database answers. Needs no key.',
  security: [],
  responses: {
    200: { description: 'Ready.', content: { 'application/json': { schema: readySchema } } },
    503: { description: 'Not ready.', content: { 'application/json': { schema: readySchema } } },
  },
});

export const registerHealth: RegisterRoutes = (app, deps) => {
  app.openapi(healthRoute, (c) => c.json({ status: 'ok' as const, version: deps.version }, 200));
  app.openapi(readyRoute, async (c) => {
    try {
      await hasPublishedCharges(deps.store.db);
      return c.json({ status: 'ready' as const, database: 'ok' as const }, 200);
    } catch (error) {
      c.set('failure', error);
      return c.json({ status: 'not ready' as const, database: 'failing' as const }, 503);
    }
  });
};
