import { createRoute, z } from '@hono/zod-openapi';
import type { ChargeFilter } from '../../focus/filter.ts';
import { parseChargeFilter } from '../../focus/parse-cost-question.ts';
import { figureFilter } from '../../jobs/figure-evidence.ts';
import { Problem } from '../../problem.ts';
import { charges } from '../../store/charges.ts';
import type { AppDeps, Caller, RegisterRoutes } from '../app-deps.ts';
import { callerOf } from '../authorize.ts';
import { pageOf, pageQuery } from '../list-page.ts';
import { guarded } from '../route-description.ts';
import { chargeSchema, filterQuery, listOf } from '../schemas/costs.ts';
import { findFigure, requireFigure } from './figures.ts';

const query = z.strictObject({
  ...filterQuery,
  figureId: z.string().max(4000).optional().meta({
    description: 'Id of a figure of an analysis, in the place of a filter and a range: the charges that it rests on.',
  }),
  ...pageQuery,
});

/** The rows behind a sum. */
export const registerCharges: RegisterRoutes = (app, deps) => {
  const { problems, ...guard } = guarded({ deps, scopes: ['read'], problems: ['query_invalid', 'figure_not_found'] });
  const route = createRoute({
    method: 'get',
    path: '/v1/charges',
    tags: ['Costs'],
    summary: 'The charges that a filter selects',
    description: 'One item a series and day, each exactly once over all pages.',
    ...guard,
    request: { query },
    responses: { 200: { description: 'Charges.', content: { 'application/json': { schema: pageOf(chargeSchema) } } }, ...problems },
  });
  app.openapi(route, async (c) => {
    const { limit, cursor, ...asked } = c.req.valid('query');
    return c.json(await charges(deps.store.db, await filterOf(deps, callerOf(c), asked), { limit, cursor }), 200);
  });
};

type Asked = Omit<z.infer<typeof query>, keyof typeof pageQuery>;

async function filterOf(deps: AppDeps, caller: Caller, { figureId, filter, ...range }: Asked): Promise<ChargeFilter> {
  if (figureId === undefined) return parseChargeFilter({ ...range, filters: listOf(filter) });
  if (filter !== undefined || range.from !== undefined || range.to !== undefined) {
    const detail = 'figureId stands alone: the figure says its days and its filter';
    throw new Problem('query_invalid', { detail, errors: [{ field: 'figureId', detail }] });
  }
  requireFigure(caller, figureId);
  return figureFilter(deps.store.db, figureId, findFigure);
}
