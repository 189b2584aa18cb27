import { createRoute, z } from '@hono/zod-openapi';
import { DEFAULT_MIGRATION_QUESTION, migrationFor, type MigrationQuestion } from '../../jobs/migration-for.ts';
import type { App, AppDeps, RegisterRoutes } from '../app-deps.ts';
import { guarded } from '../route-description.ts';
import { migrationOrderSchema, migrationSchema } from '../schemas/migration.ts';
import { daySchema } from '../schemas/money.ts';

/** Packs every workload at every destination. */
const ESTIMATE_COST = 20;

const PROBLEMS = ['no_data', 'target_unknown', 'assumption_invalid', 'currency_rate_missing'] as const;

/** What the same workloads would cost on Kubernetes, at every destination. */
export const registerMigrations: RegisterRoutes = (app, deps) => {
  registerReading(app, deps);
  registerEstimating(app, deps);
};

const estimate = (deps: AppDeps, question: MigrationQuestion): ReturnType<typeof migrationFor> =>
  deps.analyst?.migration(question) ?? migrationFor(deps, question);

function registerReading(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['read'], cost: ESTIMATE_COST, problems: PROBLEMS });
  const route = createRoute({
    method: 'get',
    path: '/v1/migrations',
    tags: ['Analysis'],
    summary: 'Destinations compared, with the default assumptions',
    ...guard,
    request: {
      query: z.strictObject({
        asOf: daySchema.optional().meta({ description: 'The day to stand on; the latest published charge day when absent.' }),
        to: z
          .union([z.string().max(100), z.array(z.string().max(100)).max(100)])
          .optional()
          .meta({ description: 'Id of a migration target; may be given several times. Every active one when absent.' }),
      }),
    },
    responses: { 200: { description: 'The estimate.', content: { 'application/json': { schema: migrationSchema } } }, ...problems },
  });
  app.openapi(route, async (c) => {
    const { asOf, to } = c.req.valid('query');
    const targets = to === undefined ? null : [to].flat();
    return c.json(await estimate(deps, { ...DEFAULT_MIGRATION_QUESTION, asOf: asOf ?? null, targets }), 200);
  });
}

function registerEstimating(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({
    deps,
    scopes: ['read'],
    cost: ESTIMATE_COST,
    problems: [...PROBLEMS, 'body_invalid', 'body_too_large', 'media_type_unsupported'],
  });
  const route = createRoute({
    method: 'post',
    path: '/v1/migrations',
    tags: ['Analysis'],
    summary: 'An estimate with changed assumptions',
    description: 'The same order on the same bills and prices gives the same answer.',
    ...guard,
    request: { body: { required: true, content: { 'application/json': { schema: migrationOrderSchema } } } },
    responses: { 200: { description: 'The estimate.', content: { 'application/json': { schema: migrationSchema } } }, ...problems },
  });
  app.openapi(route, async (c) => {
    const { assumptions, ...question } = c.req.valid('json');
    return c.json(await estimate(deps, { ...question, overrides: assumptions }), 200);
  });
}
