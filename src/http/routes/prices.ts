import { createRoute, z } from '@hono/zod-openapi';
import { listedPrices } from '../../catalog/price-list.ts';
import { PRICE_KINDS, type PriceRow } from '../../catalog/price-row.ts';
import { currentPrices } from '../../jobs/import-prices.ts';
import type { RegisterRoutes } from '../app-deps.ts';
import { pageOf, pageOfList, pageQuery } from '../list-page.ts';
import { guarded } from '../route-description.ts';
import { priceSchema } from '../schemas/prices.ts';

const query = z.strictObject({
  ...pageQuery,
  kind: z.enum(PRICE_KINDS).optional(),
  provider: z.string().max(40).optional().meta({ example: 'aws' }),
  region: z.string().max(100).optional().meta({ description: 'As the provider spells it.', example: 'eu-central-1' }),
  item: z.string().max(100).optional().meta({ description: 'Part of the instance type or item, in any case.', example: 'm7i.large' }),
});

const book = z.object({ version: z.string(), oldestAsOf: z.string(), newestAsOf: z.string() }).meta({ description: 'Of all prices.' });

/** What migration estimates are priced with. */
export const registerPrices: RegisterRoutes = (app, deps) => {
  const { problems, ...guard } = guarded({ deps, scopes: ['read'], problems: ['query_invalid'] });
  const route = createRoute({
    method: 'get',
    path: '/v1/prices',
    tags: ['Catalogue'],
    summary: 'Prices in force',
    description:
      'List prices in US dollars before tax, by kind, provider and region. Those of aweigh prices import stand in place of the default ones.',
    ...guard,
    request: { query },
    responses: {
      200: { description: 'Prices.', content: { 'application/json': { schema: pageOf(priceSchema).extend({ priceBook: book }) } } },
      ...problems,
    },
  });
  app.openapi(route, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const prices = await currentPrices(deps.store.db);
    const page = pageOfList(listedPrices(prices, filter), { limit, cursor });
    const { version, oldestAsOf, newestAsOf } = prices;
    return c.json({ ...page, items: page.items.map(priceJson), priceBook: { version, oldestAsOf, newestAsOf } }, 200);
  });
};

function priceJson(row: PriceRow): z.infer<typeof priceSchema> {
  const { usd: _usd, ...shown } = row;
  return shown;
}
