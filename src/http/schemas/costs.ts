import { z } from '@hono/zod-openapi';
import { QUESTION_METRICS } from '../../focus/parse-cost-question.ts';
import { COST_METRICS, SERIES_DIMENSIONS } from '../../focus/columns.ts';
import { COST_DIMENSIONS } from '../../focus/filter.ts';
import { amountSchema, currencySchema, daySchema, figureIdSchema, moneySchema } from './money.ts';

const MAX_TEXT = 400;
const DIMENSIONS = `${COST_DIMENSIONS.join(', ')}, tag:<key>`;

/** One text or several: a repeated query parameter. */
const repeated = z
  .union([z.string().max(MAX_TEXT), z.array(z.string().max(MAX_TEXT)).max(50)])
  .optional()
  .openapi({
    type: 'array',
    items: { type: 'string' },
    description: `\`dimension=value\`, repeated; values of one dimension are alternatives, and \`dimension=\` asks for charges without a value. Dimensions: ${DIMENSIONS}.`,
    example: ['chargeCategory=Usage'],
  });

/** The repeated parameter as a list. */
export const listOf = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : [value].flat());

export const filterQuery = {
  from: z.string().max(10).optional().meta({ description: 'First day.', example: '2024-09-01' }),
  to: z.string().max(10).optional().meta({ description: 'The day after the last.', example: '2024-10-01' }),
  filter: repeated,
};

export const costsQuery = z.strictObject({
  ...filterQuery,
  groupBy: z
    .string()
    .max(MAX_TEXT)
    .optional()
    .meta({ description: `Dimensions, separated by commas: ${DIMENSIONS}.`, example: 'serviceName,month' }),
  metric: z
    .string()
    .max(40)
    .optional()
    .meta({ description: QUESTION_METRICS.join(', '), example: 'billedCost' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .meta({ description: 'Converts by the dated rates of GET /v1/rates; a missing rate is an error.', example: 'EUR' }),
});

const share = z.number().meta({ description: 'Share of bill rows, 0 to 1, that state this cost.' });

const coverageSchema = z.object({
  rowCount: z.int(),
  undatedRowCount: z.int().meta({ description: 'Without a range: rows without a date among them. With one: such rows left out.' }),
  known: z.object({ billedCost: share, effectiveCost: share, listCost: share, contractedCost: share }),
  unfit: z
    .array(
      z.object({
        serviceProviderName: z.string(),
        column: z.string(),
        fallback: z.enum(COST_METRICS).nullable(),
        reason: z.string(),
        rowCount: z.int(),
      }),
    )
    .readonly()
    .meta({ description: 'Cost columns that a provider fills with something else than their names say.' }),
});

const rateUseSchema = z.object({
  from: currencySchema,
  to: currencySchema,
  rate: z.string(),
  baseCurrency: currencySchema,
  quoteCurrency: currencySchema,
  date: daySchema,
  source: z.string(),
});

const groupSchema = z.object({
  key: z.record(z.string(), z.string()),
  currency: currencySchema.meta({ description: 'For consumedQuantity, the unit.' }),
  amount: amountSchema,
  figureId: figureIdSchema,
});

export const costsSchema = z
  .object({
    from: daySchema.nullable(),
    to: daySchema.nullable(),
    metric: z.string(),
    groupBy: z.array(z.string()).readonly(),
    groups: z.array(groupSchema).readonly(),
    totals: z.array(z.object({ currency: currencySchema, amount: amountSchema })).readonly(),
    coverage: coverageSchema,
    deliveries: z.array(z.string()).readonly().meta({ description: 'SHA-256 of the bill files behind the answer.' }),
    rates: z.array(rateUseSchema).readonly().optional().meta({ description: 'The rates used, when the answer was converted.' }),
  })
  .meta({
    id: 'Costs',
    example: {
      from: '2024-09-01',
      to: '2024-10-01',
      metric: 'billedCost',
      groupBy: ['serviceName'],
      groups: [{ key: { serviceName: 'AWS Lambda' }, currency: 'USD', amount: '12.340000000', figureId: 'cost.W1siMjAyNC0' }],
      totals: [{ currency: 'USD', amount: '12.340000000' }],
      coverage: {
        rowCount: 1,
        undatedRowCount: 0,
        known: { billedCost: 1, effectiveCost: 1, listCost: 1, contractedCost: 0.5 },
        unfit: [],
      },
      deliveries: ['1b77c2…'],
    },
  });

const dimensions = Object.fromEntries([...SERIES_DIMENSIONS, 'chargeDescription'].map((name) => [name, z.string().optional()]));

export const chargeSchema = z
  .object({
    ...dimensions,
    runId: z.string(),
    billingPeriod: z.string().meta({ description: 'YYYY-MM, or empty.' }),
    day: z.string().meta({ description: 'YYYY-MM-DD, or empty for a charge without a date.' }),
    billedCost: moneySchema.nullable(),
    effectiveCost: moneySchema.nullable(),
    listCost: moneySchema.nullable(),
    contractedCost: moneySchema.nullable(),
    consumedQuantity: z.number().nullable(),
    pricingQuantity: z.number().nullable(),
    rowCount: z.int().meta({ description: 'Bill rows that were folded into it.' }),
  })
  .meta({
    id: 'Charge',
    description: 'Bill rows of one series on one day, folded. A cost that the bill does not state is null, not zero.',
  });

export const rateSchema = z
  .object({ date: daySchema, baseCurrency: currencySchema, quoteCurrency: currencySchema, rate: z.string(), source: z.string() })
  .meta({
    id: 'Rate',
    example: { date: '2024-09-30', baseCurrency: 'EUR', quoteCurrency: 'USD', rate: '1.1196', source: 'ECB reference rate' },
  });
