import { createRoute, z } from '@hono/zod-openapi';
import { figureEvidence, type FindFigure } from '../../jobs/figure-evidence.ts';
import { storedFigure } from '../../store/findings.ts';
import { Problem } from '../../problem.ts';
import type { Caller, RegisterRoutes } from '../app-deps.ts';
import { callerOf } from '../authorize.ts';
import { guarded } from '../route-description.ts';
import { figureSchema } from '../schemas/figures.ts';
import { holdsScope } from '../scopes.ts';

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
  app.openapi(route, async (c) => {
    const { figureId } = c.req.valid('param');
    requireFigure(callerOf(c), figureId);
    return c.json(await figureEvidence(deps.store.db, figureId, findFigure), 200);
  });
};

/** Walk-away, target and the like: whoever may not read the negotiation may not read its figures one by one. */
const NEGOTIATION_FIGURES = 'negotiation.';

/** Throws Problem forbidden where the caller may not see the figure. */
export function requireFigure({ scopes }: Caller, figureId: string): void {
  if (figureId.startsWith(NEGOTIATION_FIGURES) && !holdsScope(scopes, ['report:internal']))
    throw new Problem('forbidden', { detail: 'Figures of a negotiation need the scope report:internal.' });
}

/** Looks among the findings that are kept. */
export const findFigure: FindFigure = async (db, figureId) => (await storedFigure(db, figureId))?.figure ?? null;
