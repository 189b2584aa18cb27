import { createRoute, z } from '@hono/zod-openapi';
import { attosOf, money, moneyJson } from '../../money.ts';
import { commitments, type Commitment } from '../../store/commitments.ts';
import { rates } from '../../store/rates.ts';
import type { App, AppDeps, RegisterRoutes } from '../app-deps.ts';
import { pageOf, pageQuery } from '../list-page.ts';
import { guarded } from '../route-description.ts';
import { commitmentSchema } from '../schemas/commitments.ts';
import { rateSchema } from '../schemas/costs.ts';

/** What stands beside the charges: commitments with their dates, and exchange rates. */
export const registerLedger: RegisterRoutes = (app, deps) => {
  registerCommitments(app, deps);
  registerRates(app, deps);
};

function registerCommitments(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['read'], problems: ['query_invalid'] });
  const route = createRoute({
    method: 'get',
    path: '/v1/commitments',
    tags: ['Costs'],
    summary: 'Contract commitments, those that end first first',
    ...guard,
    request: { query: z.strictObject(pageQuery) },
    responses: { 200: { description: 'Commitments.', content: { 'application/json': { schema: pageOf(commitmentSchema) } } }, ...problems },
  });
  app.openapi(route, async (c) => {
    const page = await commitments(deps.store.db, c.req.valid('query'));
    return c.json({ ...page, items: page.items.map(commitmentJson) }, 200);
  });
}

function commitmentJson({ id: _id, cost, billingCurrency, ...rest }: Commitment): z.infer<typeof commitmentSchema> {
  const attos = cost === null ? null : attosOf(cost);
  return { ...rest, cost: attos === null ? null : moneyJson(money(attos, billingCurrency)) };
}

function registerRates(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['read'], problems: ['query_invalid'] });
  const route = createRoute({
    method: 'get',
    path: '/v1/rates',
    tags: ['Costs'],
    summary: 'Exchange rates, by pair and date',
    description: 'One unit of the base currency is worth `rate` units of the quote currency. Imported with aweigh rates import.',
    ...guard,
    request: { query: z.strictObject(pageQuery) },
    responses: { 200: { description: 'Rates.', content: { 'application/json': { schema: pageOf(rateSchema) } } }, ...problems },
  });
  app.openapi(route, async (c) => c.json(await rates(deps.store.db, c.req.valid('query')), 200));
}
