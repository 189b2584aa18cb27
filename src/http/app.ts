import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { Problem } from '../problem.ts';
import type { App, AppDeps, AppEnv, RegisterRoutes } from './app-deps.ts';
import { authenticate } from './authorize.ts';
import { problemOf, problemResponse } from './problem-response.ts';
import { boundAddress, requestFrame } from './request-frame.ts';
import { registerAudit } from './routes/audit.ts';
import { registerCatalog } from './routes/catalog.ts';
import { registerCatalogFacts } from './routes/catalog-facts.ts';
import { registerCharges } from './routes/charges.ts';
import { registerContracts } from './routes/contracts.ts';
import { registerCosts } from './routes/costs.ts';
import { registerDeliveries } from './routes/deliveries.ts';
import { registerDocs } from './routes/docs.ts';
import { registerFigures } from './routes/figures.ts';
import { registerHealth } from './routes/health.ts';
import { registerKeys } from './routes/keys.ts';
import { registerLedger } from './routes/ledger.ts';
import { registerLockIn } from './routes/lock-in.ts';
import { registerMigrations } from './routes/migrations.ts';
import { registerMetrics } from './routes/metrics.ts';
import { registerOffers } from './routes/offers.ts';
import { registerNegotiations } from './routes/negotiations.ts';
import { registerPages } from './routes/pages.ts';
import { registerPrices } from './routes/prices.ts';
import { registerReports } from './routes/reports.ts';
import { registerRuns } from './routes/runs.ts';
import { registerSchedule } from './routes/schedule.ts';
import { registerSources } from './routes/sources.ts';

/** In the order of the API page. */
const ROUTES: readonly RegisterRoutes[] = [
  registerHealth,
  registerMetrics,
  registerDeliveries,
  registerRuns,
  registerSources,
  registerSchedule,
  registerCosts,
  registerCharges,
  registerLedger,
  registerFigures,
  registerCatalog,
  registerCatalogFacts,
  registerPrices,
  registerLockIn,
  registerMigrations,
  registerContracts,
  registerOffers,
  registerNegotiations,
  registerReports,
  registerKeys,
  registerAudit,
  registerDocs,
  registerPages,
];

const MAX_JSON_BYTES = 65_536;

/** The path whose body is a file; it counts its own bytes. */
const UPLOAD_PATH = '/v1/deliveries';

/**
 * The whole HTTP surface on web standards alone, for Node and Workers alike. Everything under /v1 and /metrics
 * needs a key before anything else is looked at; every refusal is application/problem+json.
 */
export function createApp(deps: AppDeps): App {
  const app: App = new OpenAPIHono<AppEnv>({
    strict: true,
    defaultHook: (result) => {
      if (result.success) return;
      const errors = result.error.issues.map((issue) => ({ field: issue.path.join('.') || result.target, detail: issue.message }));
      throw new Problem('input_invalid', { detail: errors.map((error) => `${error.field}: ${error.detail}`).join('; '), errors });
    },
  });
  app.use('*', requestFrame(deps));
  app.use('*', boundAddress);
  app.use('*', methodNotAllowed({ app, onMethodNotAllowed: refuseMethod }));
  app.use('/v1/*', authenticate(deps));
  app.use('/metrics', authenticate(deps));
  const limitBody = bodyLimit({
    maxSize: MAX_JSON_BYTES,
    onError: () => {
      throw new Problem('body_too_large', { detail: `A JSON body holds at most ${MAX_JSON_BYTES} bytes.` });
    },
  });
  app.use('/v1/*', (c, next) => (c.req.method === 'GET' || c.req.path === UPLOAD_PATH ? next() : limitBody(c, next)));
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearerAuth', {
    type: 'http',
    scheme: 'bearer',
    description: 'A key made by `aweigh keys create`. Scopes: read, ingest, manage, report:internal, report:vendor, admin.',
  });
  ROUTES.forEach((register) => register(app, deps));
  app.notFound((c) => problemResponse(c, new Problem('not_found', { detail: `There is nothing at ${c.req.path}.` })));
  app.onError((error, c) => problemResponse(c, problemOf(error)));
  return app;
}

function refuseMethod(c: Context<AppEnv>, methods: readonly string[]): Response {
  c.header('allow', methods.join(', '));
  return problemResponse(c, new Problem('method_not_allowed', { detail: `${c.req.path} takes ${methods.join(', ')}.` }));
}
