import { createRoute, z } from '@hono/zod-openapi';
import { parseChargeFilter } from '../../focus/parse-cost-question.ts';
import { charges } from '../../store/charges.ts';
import type { RegisterRoutes } from '../app-deps.ts';
import { pageOf, pageQuery } from '../list-page.ts';
import { guarded } from '../route-description.ts';
import { chargeSchema, filterQuery, listOf } from '../schemas/costs.ts';

/** The rows behind a sum. */
export const registerCharges: RegisterRoutes = (app, deps) => {
  const { problems, ...guard } = guarded({ deps, scopes: ['read'], problems: ['query_invalid'] });
  const route = createRoute({
    method: 'get',
    path: '/v1/charges',
    tags: ['Costs'],
    summary: 'The charges that a filter selects',
    description: 'One item a series and day, each exactly once over all pages.',
    ...guard,
    request: { query: z.strictObject({ ...filterQuery, ...pageQuery }) },
    responses: { 200: { description: 'Charges.', content: { 'application/json': { schema: pageOf(chargeSchema) } } }, ...problems },
  });
  app.openapi(route, async (c) => {
    const { filter, limit, cursor, ...text } = c.req.valid('query');
    return c.json(await charges(deps.store.db, parseChargeFilter({ ...text, filters: listOf(filter) }), { limit, cursor }), 200);
  });
};
