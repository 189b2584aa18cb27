import { createRoute, z } from '@hono/zod-openapi';
import type { RegisterRoutes } from '../app-deps.ts';
import { guarded } from '../route-description.ts';

/** Requests, runs and process figures as Prometheus text; absent where the runtime keeps no counters. */
export const registerMetrics: RegisterRoutes = (app, deps) => {
  const { metrics } = deps;
  if (metrics === null) return;
  const { problems, ...guard } = guarded({ deps, scopes: ['read'] });
  const route = createRoute({
    method: 'get',
    path: '/metrics',
    tags: ['Service'],
    summary: 'Prometheus text',
    ...guard,
    responses: { 200: { description: 'Counters of this process.', content: { 'text/plain': { schema: z.string() } } }, ...problems },
  });
  app.openapi(route, async (c) => {
    const { contentType, body } = await metrics.text();
    return c.text(body, 200, { 'content-type': contentType });
  });
};
