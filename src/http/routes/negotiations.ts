import { createRoute, z } from '@hono/zod-openapi';
import type { VendorQuestion } from '../../jobs/case-sources.ts';
import { caseProblem, evaluateFields, issueErrors } from '../../jobs/evaluate-case.ts';
import { negotiationCaseSchema } from '../../jobs/negotiation-case-schema.ts';
import { negotiationFor, type VendorNegotiation } from '../../jobs/negotiation-for.ts';
import type { App, AppDeps, RegisterRoutes } from '../app-deps.ts';
import { guarded } from '../route-description.ts';
import { daySchema } from '../schemas/money.ts';
import { negotiationSchema, vendorNegotiationSchema } from '../schemas/negotiations.ts';

/** A case is drawn two thousand times. */
const EVALUATION_COST = 5;

/** What to open with, aim for and walk away from. */
export const registerNegotiations: RegisterRoutes = (app, deps) => {
  registerEvaluate(app, deps);
  registerReading(app, deps);
  registerChanged(app, deps);
};

/** The negotiation with a vendor, off the serving thread where there is one. */
export const askNegotiation = (deps: AppDeps, question: VendorQuestion): Promise<VendorNegotiation> =>
  deps.analyst?.negotiation(question) ?? negotiationFor(deps, question);

/** Packs the workloads of the vendor at every destination first. */
const DERIVATION_COST = 20;

const vendorParams = z.object({ vendor: z.string().min(1).max(100).meta({ description: 'Any name of the vendor.', example: 'AWS' }) });
const asOfQuery = z.strictObject({
  asOf: daySchema.optional().meta({ description: 'The day to stand on; the latest published charge day when absent.' }),
});

function registerReading(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({
    deps,
    scopes: ['report:internal'],
    cost: DERIVATION_COST,
    problems: ['vendor_not_billed', 'currency_rate_missing', 'no_data', 'case_invalid'],
  });
  const route = createRoute({
    method: 'get',
    path: '/v1/negotiations/{vendor}',
    tags: ['Negotiation'],
    summary: 'The numbers of a renewal with a vendor',
    description: 'Derived from bills, contracts, offers and the migration estimate; `derived` says where each input comes from.',
    ...guard,
    request: { params: vendorParams, query: asOfQuery },
    responses: { 200: { description: 'The numbers.', content: { 'application/json': { schema: vendorNegotiationSchema } } }, ...problems },
  });
  app.openapi(route, async (c) => {
    const { vendor } = c.req.valid('param');
    return c.json(await askNegotiation(deps, { vendor, asOf: c.req.valid('query').asOf ?? null, overrides: {} }), 200);
  });
}

function registerChanged(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({
    deps,
    scopes: ['report:internal'],
    cost: DERIVATION_COST,
    problems: [
      'vendor_not_billed',
      'currency_rate_missing',
      'no_data',
      'case_invalid',
      'body_invalid',
      'body_too_large',
      'media_type_unsupported',
    ],
  });
  const route = createRoute({
    method: 'post',
    path: '/v1/negotiations/{vendor}',
    tags: ['Negotiation'],
    summary: 'The same with fields of the case changed',
    description: 'The body holds fields of a case in the place of derived ones; groups named as derived ones are changed field by field.',
    ...guard,
    request: {
      params: vendorParams,
      query: asOfQuery,
      body: {
        required: true,
        content: { 'application/json': { schema: z.record(z.string(), z.unknown()).meta({ example: { evidence: 'written_quote' } }) } },
      },
    },
    responses: { 200: { description: 'The numbers.', content: { 'application/json': { schema: vendorNegotiationSchema } } }, ...problems },
  });
  app.openapi(route, async (c) => {
    const { vendor } = c.req.valid('param');
    return c.json(await askNegotiation(deps, { vendor, asOf: c.req.valid('query').asOf ?? null, overrides: c.req.valid('json') }), 200);
  });
}

function registerEvaluate(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({
    deps,
    scopes: ['report:internal'],
    cost: EVALUATION_COST,
    problems: ['body_invalid', 'body_too_large', 'media_type_unsupported', 'case_invalid'],
  });
  const route = createRoute({
    method: 'post',
    path: '/v1/negotiations/evaluate',
    tags: ['Negotiation'],
    summary: 'The numbers of a negotiation case',
    description: 'Reads and writes nothing in the database: a case in, its numbers with their evidence out.',
    ...guard,
    request: { body: { required: true, content: { 'application/json': { schema: negotiationCaseSchema } } } },
    responses: {
      200: { description: 'The numbers.', content: { 'application/json': { schema: negotiationSchema } } },
      ...problems,
    },
  });
  app.openapi(
    route,
    async (c) => c.json(await evaluateFields(deps, c.req.valid('json')), 200),
    (result) => {
      if (!result.success) throw caseProblem(issueErrors(result.error.issues));
    },
  );
}
