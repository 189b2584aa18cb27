import { createRoute } from '@hono/zod-openapi';
import { parseCostQuestion } from '../../focus/parse-cost-question.ts';
import { costAnswerJson, type CostAnswerJson } from '../../jobs/cost-answer-json.ts';
import { convertCosts } from '../../store/convert-costs.ts';
import { costs } from '../../store/costs.ts';
import type { Db } from '../../store/db.ts';
import { deliveryHashes } from '../../store/runs.ts';
import type { CostQuestion } from '../../focus/cost-question.ts';
import type { RegisterRoutes } from '../app-deps.ts';
import { rememberedAnswer } from '../remembered-answer.ts';
import { guarded } from '../route-description.ts';
import { costsQuery, costsSchema, listOf } from '../schemas/costs.ts';

/** Grouped sums of the bills, remembered while the bills stay the same. */
export const registerCosts: RegisterRoutes = (app, deps) => {
  const { problems, ...guard } = guarded({
    deps,
    scopes: ['read'],
    problems: ['query_invalid', 'currency_rate_missing', 'units_mixed'],
    before: [rememberedAnswer(deps)],
  });
  const route = createRoute({
    method: 'get',
    path: '/v1/costs',
    tags: ['Costs'],
    summary: 'Sums of charges by any dimensions',
    description: 'Exact, per currency. Without from and to: all days, charges without a date included. Carries an ETag.',
    ...guard,
    request: { query: costsQuery },
    responses: {
      200: { description: 'The sums.', content: { 'application/json': { schema: costsSchema } } },
      304: { description: 'The answer of If-None-Match still holds.' },
      ...problems,
    },
  });
  app.openapi(route, async (c) => {
    const { filter, currency, ...text } = c.req.valid('query');
    const question = parseCostQuestion({ ...text, filters: listOf(filter) });
    return c.json(await answerOf(deps.store.db, question, currency), 200);
  });
};

async function answerOf(db: Db, question: CostQuestion, currency: string | undefined): Promise<CostAnswerJson> {
  const answer = await costs(db, question);
  const deliveries = await deliveryHashes(db, answer.runIds);
  if (currency === undefined) return costAnswerJson(answer, deliveries);
  const converted = await convertCosts(db, answer, currency);
  return costAnswerJson(converted, deliveries, converted.rates);
}
