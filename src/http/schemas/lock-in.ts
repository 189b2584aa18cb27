import { z } from '@hono/zod-openapi';
import { assumptionSchema, findingFigureSchema } from './figures.ts';
import { amountSchema, currencySchema, figureIdSchema, moneySchema, percentSchema } from './money.ts';

const list = <T extends z.ZodType>(item: T): z.ZodReadonly<z.ZodArray<T>> => z.array(item).readonly();

const classSchema = z.enum(['portable', 'moderate', 'high', 'severe', 'unclassified']);
const weeksSchema = z.object({ low: z.number(), likely: z.number(), high: z.number() }).meta({ description: 'Person-weeks.' });
const partSchema = z.number().nullable().meta({ description: '0 to 1; null where unknown.' });

const summaryFields = {
  meanScore: percentSchema,
  lockedShare: z.object({ point: percentSchema, low: percentSchema, high: percentSchema }),
  lockedSpend: list(moneySchema),
  scoredSpend: list(moneySchema),
  withoutReach: percentSchema.meta({ description: 'The locked share if nothing were coupled to anything else.' }),
  exitIndex: percentSchema,
  unclassifiedShare: percentSchema,
  confidence: percentSchema,
  classes: list(z.object({ class: classSchema, amount: amountSchema, currency: currencySchema })),
  notScored: list(moneySchema).meta({ description: 'Tax, credits, support, commitment fees: classes plus this add up to the bill.' }),
  exitWeeks: weeksSchema.extend({ p10: z.number(), p90: z.number() }),
  situation: z.object({ commitment: partSchema, egress: partSchema, skills: partSchema }),
  provisional: z.boolean().meta({ description: 'More than a fifth of the scored spend is unclassified.' }),
  figureId: figureIdSchema,
  figureIds: z.record(z.string(), z.string()).meta({ description: 'Figures of the other values, by name.' }),
};

const serviceSchema = z
  .object({
    provider: z.string(),
    serviceName: z.string(),
    billedAs: list(z.string()),
    score: percentSchema.nullable(),
    band: classSchema,
    facets: z
      .object({ interface: z.number(), replacement: z.number(), data: z.number(), code: z.number(), operations: z.number() })
      .nullable()
      .meta({ description: 'Each 0 (nothing binds) to 1; null for a service the catalogue does not know.' }),
    block: z.object({ reason: z.enum(['rewrite', 'reload', 'rewire', 'none']), value: z.number() }),
    substitutes: list(z.string()),
    exitWeeks: weeksSchema.nullable(),
    workloads: z.number(),
    spend: moneySchema,
    lockedSpend: moneySchema,
    explanation: z.string(),
    figureId: figureIdSchema,
    spendFigureId: figureIdSchema,
  })
  .meta({ id: 'ServiceLockIn' });

const moveSchema = z.object({
  provider: z.string(),
  serviceName: z.string(),
  substitute: z.string(),
  lockedSpendReduced: moneySchema,
  personWeeks: weeksSchema,
  hohpeTest: z.enum(['passed', 'unknown']),
  figureId: figureIdSchema,
});

/** GET /v1/lock-in, the JSON of `lock-in --json`. Scores and shares run from 0 to 100. */
export const lockInSchema = z
  .object({
    modelVersion: z.string(),
    snapshotHash: z.string(),
    asOf: z.string(),
    window: z.object({ from: z.string(), to: z.string(), months: z.number() }),
    currency: currencySchema.meta({ description: 'The currency that shares are computed in.' }),
    portfolio: z.object(summaryFields).meta({ id: 'LockInSummary' }),
    providers: list(z.object({ ...summaryFields, provider: z.string() })),
    subAccounts: list(z.object({ ...summaryFields, provider: z.string(), subAccountId: z.string() })),
    services: list(serviceSchema),
    mobileSpend: list(
      z.object({ horizonDays: z.literal([90, 180, 365]), amount: moneySchema, share: percentSchema, figureId: figureIdSchema }),
    ).meta({ description: 'What could have left within so many days.' }),
    cheapestMoves: list(moveSchema),
    catalogue: z.object({ version: z.string(), reviewedOn: z.string() }),
    assumptions: list(assumptionSchema),
    figures: list(findingFigureSchema).meta({ description: 'Every figure above by id, with its evidence.' }),
    gaps: list(z.object({ code: z.string(), detail: z.string(), amount: moneySchema.optional() })).meta({
      description: 'What the finding does not know.',
    }),
  })
  .meta({ id: 'LockIn' });
