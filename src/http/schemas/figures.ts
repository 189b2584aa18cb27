import { z } from '@hono/zod-openapi';
import { instantSchema, moneySchema } from './money.ts';

const valueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('money'), money: moneySchema }),
  z.object({ kind: z.literal('score'), value: z.number() }),
  z.object({ kind: z.literal('percent'), value: z.number() }),
  z.object({ kind: z.literal('number'), value: z.number(), unit: z.string() }),
  z.object({ kind: z.literal('unknown'), reason: z.string() }),
]);

export const assumptionSchema = z
  .object({ id: z.string(), value: z.string(), grade: z.string(), source: z.string(), asOf: z.string() })
  .meta({ id: 'Assumption' });

const filterSchema = z
  .object({
    range: z.object({ from: z.string(), to: z.string() }).nullable(),
    where: z.record(z.string(), z.array(z.string()).readonly().optional()),
    billingCurrency: z.string().optional(),
  })
  .meta({ description: 'Selects the charges of the figure.' });

const figureFields = {
  figureId: z.string(),
  label: z.string(),
  value: valueSchema,
  evidence: z.object({
    formula: z.string(),
    substituted: z.string().meta({ description: 'The formula with the numbers of this figure in it.' }),
    filter: filterSchema.nullable(),
    catalogRows: z.array(z.string()).readonly(),
    assumptions: z.array(assumptionSchema).readonly(),
  }),
};

/** A figure as a finding carries it. */
export const findingFigureSchema = z.object(figureFields).meta({ id: 'FindingFigure' });

export const figureSchema = z
  .object({
    ...figureFields,
    deliveries: z
      .array(z.object({ runId: z.string(), path: z.string(), sha256: z.string(), format: z.string(), receivedAt: instantSchema }))
      .readonly()
      .meta({ description: 'The bills behind it.' }),
    chargesLink: z.string().nullable().meta({ description: 'Returns the rows.' }),
  })
  .meta({
    id: 'Figure',
    example: {
      figureId: 'cost.W1siMjAyNC0',
      label: 'BilledCost, serviceName AWS Lambda, 2024-09-01 to 2024-10-01',
      value: { kind: 'money', money: { amount: '12.340000000', currency: 'USD' } },
      evidence: {
        formula: 'sum of BilledCost over the charges of the filter',
        substituted: '12.34 USD: BilledCost of 31 bill rows in 30 charges',
        filter: { range: { from: '2024-09-01', to: '2024-10-01' }, where: { serviceName: ['AWS Lambda'] }, billingCurrency: 'USD' },
        catalogRows: [],
        assumptions: [],
      },
      deliveries: [
        { runId: 'run_0b6c7c2e', path: 'september.csv.gz', sha256: '1b77c2…', format: 'focus-1.2', receivedAt: '2024-10-03T02:00:00.000Z' },
      ],
      chargesLink: '/v1/charges?from=2024-09-01&to=2024-10-01&filter=serviceName%3DAWS%20Lambda',
    },
  });
