import { createRoute, z } from '@hono/zod-openapi';
import { discountBenchmarks, discountBenchmarkSchema } from '../../catalog/discount-benchmarks.ts';
import { legalDates, legalDateSchema, negotiationFactsVersion } from '../../catalog/legal-dates.ts';
import { vendorCalendars, vendorCalendarSchema } from '../../catalog/vendor-calendar.ts';
import { vendorId } from '../../catalog/vendor-names.ts';
import type { App, AppDeps, RegisterRoutes } from '../app-deps.ts';
import { pageOf, pageOfList, pageQuery } from '../list-page.ts';
import { guarded } from '../route-description.ts';

const catalogue = z.object({ version: z.string() }).meta({ description: 'Of benchmarks, calendars and legal dates together.' });

const benchmarkSchema = discountBenchmarkSchema.meta({ id: 'DiscountBenchmark' });
const calendarSchema = vendorCalendarSchema.meta({ id: 'VendorCalendar' });
const legalSchema = legalDateSchema.meta({ id: 'LegalDate' });

const query = z.strictObject({
  ...pageQuery,
  vendor: z.string().max(100).optional().meta({ description: 'Any name of a vendor.', example: 'AWS' }),
});

/** What a negotiation rests on beside the bill: public claims, calendars and law, each with source and grade. */
export const registerCatalogFacts: RegisterRoutes = (app, deps) => {
  registerBenchmarks(app, deps);
  registerCalendars(app, deps);
  registerLegalDates(app, deps);
};

const common = { method: 'get' as const, tags: ['Catalogue'] };

function registerBenchmarks(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['read'], problems: ['query_invalid'] });
  const route = createRoute({
    ...common,
    path: '/v1/catalog/benchmarks',
    summary: 'Discount benchmarks',
    description: 'Rows with `synthesis` are defaults of the model, not facts of the market.',
    ...guard,
    request: { query },
    responses: {
      200: { description: 'Benchmark rows.', content: { 'application/json': { schema: pageOf(benchmarkSchema).extend({ catalogue }) } } },
      ...problems,
    },
  });
  app.openapi(route, (c) => {
    const { vendor, ...page } = c.req.valid('query');
    const rows = discountBenchmarks().filter((row) => vendor === undefined || row.vendor === vendorId(vendor));
    return c.json({ ...pageOfList(rows, page), catalogue: { version: negotiationFactsVersion() } }, 200);
  });
}

function registerCalendars(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['read'], problems: ['query_invalid'] });
  const route = createRoute({
    ...common,
    path: '/v1/catalog/vendor-calendars',
    summary: 'Fiscal years and quarters of vendors',
    ...guard,
    request: { query },
    responses: {
      200: { description: 'Calendar rows.', content: { 'application/json': { schema: pageOf(calendarSchema).extend({ catalogue }) } } },
      ...problems,
    },
  });
  app.openapi(route, (c) => {
    const { vendor, ...page } = c.req.valid('query');
    const rows = vendorCalendars().filter((row) => vendor === undefined || row.id === vendorId(vendor));
    return c.json({ ...pageOfList(rows, page), catalogue: { version: negotiationFactsVersion() } }, 200);
  });
}

function registerLegalDates(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['read'], problems: ['query_invalid'] });
  const route = createRoute({
    ...common,
    path: '/v1/catalog/legal-dates',
    summary: 'Law and public terms that move leverage',
    ...guard,
    request: { query },
    responses: {
      200: { description: 'Legal rows.', content: { 'application/json': { schema: pageOf(legalSchema).extend({ catalogue }) } } },
      ...problems,
    },
  });
  app.openapi(route, (c) => {
    const { vendor, ...page } = c.req.valid('query');
    const concerns = (vendors: readonly string[]): boolean =>
      vendor === undefined || vendors.length === 0 || vendors.includes(vendorId(vendor));
    const rows = legalDates().filter((row) => concerns(row.vendors));
    return c.json({ ...pageOfList(rows, page), catalogue: { version: negotiationFactsVersion() } }, 200);
  });
}
