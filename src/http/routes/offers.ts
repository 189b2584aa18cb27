import { createRoute, z } from '@hono/zod-openapi';
import { vendorId } from '../../catalog/vendor-names.ts';
import { addOffer } from '../../jobs/contracts.ts';
import type { Offer } from '../../focus/offer.ts';
import { offerAnswers, type OfferAnswer } from '../../jobs/offer-answers.ts';
import { offers } from '../../store/offers.ts';
import type { App, AppDeps, RegisterRoutes } from '../app-deps.ts';
import { pageOf, pageQuery } from '../list-page.ts';
import { guarded } from '../route-description.ts';
import { newOfferSchema, offerSchema } from '../schemas/offers.ts';
import { agreementDeps } from './contracts.ts';
import { askNegotiation } from './negotiations.ts';

/** The offer log of a vendor. */
export const registerOffers: RegisterRoutes = (app, deps) => {
  registerListing(app, deps);
  registerAdding(app, deps);
};

const answersTo = (deps: AppDeps, vendor: string, logged: readonly Offer[]): Promise<OfferAnswer[]> =>
  offerAnswers(logged, () => askNegotiation(deps, { vendor, asOf: null, overrides: {} }));

const common = { tags: ['Negotiation'], path: '/v1/negotiations/{vendor}/offers' as const };
const params = z.object({ vendor: z.string().min(1).max(100).meta({ description: 'Any name of the vendor.', example: 'AWS' }) });

function registerListing(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['report:internal'], problems: ['query_invalid'] });
  const route = createRoute({
    ...common,
    method: 'get',
    summary: 'Offers of a vendor, the oldest first',
    ...guard,
    request: { params, query: z.strictObject(pageQuery) },
    responses: { 200: { description: 'Offers.', content: { 'application/json': { schema: pageOf(offerSchema) } } }, ...problems },
  });
  app.openapi(route, async (c) => {
    const { vendor } = c.req.valid('param');
    const page = await offers(deps.store.db, { ...c.req.valid('query'), vendorId: vendorId(vendor) });
    return c.json({ ...page, items: await answersTo(deps, vendor, page.items) }, 200);
  });
}

function registerAdding(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({
    deps,
    scopes: ['report:internal'],
    problems: ['body_invalid', 'body_too_large', 'media_type_unsupported'],
  });
  const route = createRoute({
    ...common,
    method: 'post',
    summary: 'Log an offer',
    ...guard,
    request: { params, body: { required: true, content: { 'application/json': { schema: newOfferSchema } } } },
    responses: { 201: { description: 'The offer.', content: { 'application/json': { schema: offerSchema } } }, ...problems },
  });
  app.openapi(route, async (c) => {
    const { vendor } = c.req.valid('param');
    const added = await addOffer(agreementDeps(deps, c), c.req.valid('json'), vendor);
    const [answer = { ...added, effective: null, position: null }] = await answersTo(deps, vendor, [added]);
    return c.json(answer, 201);
  });
}
