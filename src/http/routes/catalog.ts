import { createRoute, z } from '@hono/zod-openapi';
import { catalogServices, catalogTargets, catalogVersion } from '../../catalog/catalog-rows.ts';
import { FACETS } from '../../catalog/facet-rows.ts';
import { PROVIDERS, serviceRowSchema, targetRowSchema } from '../../catalog/service-row.ts';
import type { App, AppDeps, RegisterRoutes } from '../app-deps.ts';
import { pageOf, pageOfList, pageQuery } from '../list-page.ts';
import { guarded } from '../route-description.ts';

const catalogue = z.object({ version: z.string(), reviewedOn: z.string() }).meta({ description: 'Of the whole catalogue.' });

const serviceSchema = serviceRowSchema.meta({ id: 'CatalogService' });
const targetSchema = targetRowSchema.meta({ id: 'CatalogTarget' });

const facetSchema = z
  .object({
    id: z.string(),
    letter: z.string(),
    label: z.string(),
    weight: z.number(),
    anchors: z.record(z.string(), z.string()).meta({ description: 'What a value means.' }),
    columns: z.array(z.object({ column: z.string(), values: z.record(z.string(), z.number()) })).readonly(),
    source: z.string(),
    reviewedOn: z.string(),
    grade: z.string(),
  })
  .meta({ id: 'CatalogFacet' });

const serviceQuery = z.strictObject({
  ...pageQuery,
  provider: z.enum(PROVIDERS).optional(),
  name: z.string().max(200).optional().meta({ description: 'Part of the name or of an alias, in any case.', example: 'lambda' }),
});

/** What the scores rest on: rows with source, review date and grade. */
export const registerCatalog: RegisterRoutes = (app, deps) => {
  registerServices(app, deps);
  registerTargets(app, deps);
  registerFacets(app, deps);
};

const common = { method: 'get' as const, tags: ['Catalogue'] };

function registerServices(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['read'], problems: ['query_invalid'] });
  const route = createRoute({
    ...common,
    path: '/v1/catalog/services',
    summary: 'Services',
    ...guard,
    request: { query: serviceQuery },
    responses: {
      200: { description: 'Service rows.', content: { 'application/json': { schema: pageOf(serviceSchema).extend({ catalogue }) } } },
      ...problems,
    },
  });
  app.openapi(route, (c) => {
    const { provider, name, ...page } = c.req.valid('query');
    const wanted = name?.toLowerCase();
    const rows = catalogServices().filter(
      (row) =>
        (provider === undefined || row.provider === provider) &&
        (wanted === undefined || [row.serviceName, ...row.aliases].some((text) => text.toLowerCase().includes(wanted))),
    );
    return c.json({ ...pageOfList(rows, page), catalogue: catalogVersion() }, 200);
  });
}

function registerTargets(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['read'], problems: ['query_invalid'] });
  const route = createRoute({
    ...common,
    path: '/v1/catalog/targets',
    summary: 'Migration targets',
    ...guard,
    request: { query: z.strictObject(pageQuery) },
    responses: {
      200: { description: 'Target rows.', content: { 'application/json': { schema: pageOf(targetSchema).extend({ catalogue }) } } },
      ...problems,
    },
  });
  app.openapi(route, (c) => {
    return c.json({ ...pageOfList(catalogTargets(), c.req.valid('query')), catalogue: catalogVersion() }, 200);
  });
}

function registerFacets(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['read'], problems: ['query_invalid'] });
  const route = createRoute({
    ...common,
    path: '/v1/catalog/facets',
    summary: 'Facets of the service score',
    ...guard,
    request: { query: z.strictObject(pageQuery) },
    responses: {
      200: { description: 'Facet rows.', content: { 'application/json': { schema: pageOf(facetSchema).extend({ catalogue }) } } },
      ...problems,
    },
  });
  app.openapi(route, (c) => {
    return c.json({ ...pageOfList(FACETS, c.req.valid('query')), catalogue: catalogVersion() }, 200);
  });
}
