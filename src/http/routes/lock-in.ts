import { createRoute, z } from '@hono/zod-openapi';
import { lockInFor } from '../../jobs/lock-in-for.ts';
import type { RegisterRoutes } from '../app-deps.ts';
import { rememberedAnswer } from '../remembered-answer.ts';
import { guarded } from '../route-description.ts';
import { lockInSchema } from '../schemas/lock-in.ts';
import { daySchema } from '../schemas/money.ts';

/** The first answer on new data reads the bills of thirteen months. */
const ANALYSIS_COST = 10;

/** How much of the money is locked, why, and what could leave. */
export const registerLockIn: RegisterRoutes = (app, deps) => {
  const { problems, ...guard } = guarded({
    deps,
    scopes: ['read'],
    cost: ANALYSIS_COST,
    problems: ['no_data'],
    before: [rememberedAnswer(deps)],
  });
  const route = createRoute({
    method: 'get',
    path: '/v1/lock-in',
    tags: ['Analysis'],
    summary: 'Scores, locked share, exit effort, cheapest moves',
    ...guard,
    request: {
      query: z.strictObject({
        asOf: daySchema
          .optional()
          .meta({ description: 'The day to stand on; the latest published charge day when absent.', example: '2024-09-30' }),
      }),
    },
    responses: {
      200: { description: 'The finding.', content: { 'application/json': { schema: lockInSchema } } },
      304: { description: 'The answer of If-None-Match still holds.' },
      ...problems,
    },
  });
  app.openapi(route, async (c) => {
    const question = { asOf: c.req.valid('query').asOf ?? null };
    return c.json(await (deps.analyst?.lockIn(question) ?? lockInFor(deps, question)), 200);
  });
};
