import { createRoute, z } from '@hono/zod-openapi';
import { figureEvidence, type FindFigure } from '../../jobs/figure-evidence.ts';
import { storedFigure } from '../../store/findings.ts';
import type { RegisterRoutes } from '../app-deps.ts';
import { guarded } from '../route-description.ts';
import { figureSchema } from '../schemas/figures.ts';

/** Why a figure has its value. */
export const registerFigures: RegisterRoutes = (app, deps) => {
  const { problems, ...guard } = guarded({ deps, scopes: ['read'], problems: ['figure_not_found'] });
  const route = createRoute({
    method: 'get',
    path: '/v1/figures/{figureId}',
    tags: ['Costs'],
    summary: 'The evidence of a figure',
    description:
      'Its value, the formula with the numbers in it, the filter of its charges, the bills, catalogue rows and assumptions behind it.',
    ...guard,
    request: { params: z.object({ figureId: z.string().max(4000) }) },
    responses: { 200: { description: 'The evidence.', content: { 'application/json': { schema: figureSchema } } }, ...problems },
  });
  app.openapi(route, async (c) => c.json(await figureEvidence(deps.store.db, c.req.valid('param').figureId, findFigure), 200));
};

const findFigure: FindFigure = async (db, figureId) => (await storedFigure(db, figureId))?.figure ?? null;
