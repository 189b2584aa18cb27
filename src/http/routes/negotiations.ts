import { createRoute } from '@hono/zod-openapi';
import { caseProblem, evaluateFields, issueErrors } from '../../jobs/evaluate-case.ts';
import { negotiationCaseSchema } from '../../jobs/negotiation-case-schema.ts';
import type { App, AppDeps, RegisterRoutes } from '../app-deps.ts';
import { guarded } from '../route-description.ts';
import { negotiationSchema } from '../schemas/negotiations.ts';

/** A case is drawn two thousand times. */
const EVALUATION_COST = 5;

/** What to open with, aim for and walk away from. */
export const registerNegotiations: RegisterRoutes = (app, deps) => {
  registerEvaluate(app, deps);
};

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
