import { z } from '@hono/zod-openapi';
import { assumptionSchema, findingFigureSchema } from './figures.ts';
import { amountSchema, currencySchema, moneySchema } from './money.ts';
import { evaluatedCaseSchema, askNameSchema } from './negotiation-case.ts';

const list = <T extends z.ZodType>(item: T): z.ZodReadonly<z.ZodArray<T>> => z.array(item).readonly();

const fraction = z.number().meta({ description: 'A fraction: 0.1 is 10%.' });

const leaveParts = {
  incumbent: moneySchema,
  target: moneySchema,
  overlap: moneySchema,
  ops: moneySchema,
  cross: moneySchema,
  oneOff: moneySchema,
  egress: moneySchema,
  stranded: moneySchema,
  credits: moneySchema,
};

const npvLeaveSchema = z
  .object({
    amount: amountSchema.meta({ description: 'Present value over the term.' }),
    currency: currencySchema,
    groups: list(z.string()).meta({ description: 'The groups that leave.' }),
    byYear: list(
      z.object({ year: z.int(), discountFactor: z.number(), ...leaveParts, total: moneySchema, presentValue: moneySchema }),
    ).meta({ description: 'Not discounted, save presentValue.' }),
    byPart: z.object(leaveParts).meta({ description: 'Present value of each part over the term.' }),
  })
  .meta({ id: 'NpvLeave' });

const positionSchema = z
  .object({ discount: fraction, yearOne: moneySchema, presentValue: moneySchema })
  .meta({ id: 'Position', description: 'A discount with what it is worth in year 1 and in present value over the term.' });

const sensitivitySchema = z.object({
  input: z.string(),
  label: z.string(),
  unit: z.enum(['value', 'factor']).meta({ description: 'Whether base, low and high are values of the input or factors on it.' }),
  base: z.number(),
  low: z.number(),
  high: z.number(),
  dStarLow: fraction,
  dStarHigh: fraction,
  dStarFullExitLow: fraction,
  dStarFullExitHigh: fraction,
  swing: fraction,
  signFlip: z.boolean().meta({ description: 'Leaving pays at one end and not at the other.' }),
});

const percentiles = <T extends z.ZodType>(value: T) => z.object({ p10: value, p50: value, p90: value });

const packageSchema = z.object({
  name: z.string(),
  headline: fraction,
  asks: list(askNameSchema),
  basketPv: moneySchema,
  totalPv: moneySchema,
});

/** The JSON of `negotiate --json`. Discounts and shares are fractions, the leverage index runs from 0 to 100. */
export const negotiationSchema = z
  .object({
    modelVersion: z.string(),
    snapshotHash: z.string(),
    vendor: z.string(),
    currency: currencySchema,
    case: evaluatedCaseSchema,
    baselineByYear: list(moneySchema),
    pvBaseline: moneySchema,
    npvLeave: npvLeaveSchema.meta({ description: 'With the best subset.' }),
    npvLeaveFullExit: npvLeaveSchema,
    dStarFullExit: fraction,
    bestSubset: list(z.string()),
    dStar: fraction,
    savingPv: moneySchema,
    rho: fraction,
    walkAway: positionSchema,
    credibleExitShare: fraction,
    exitProbability: fraction,
    freedom: fraction,
    retentionValue: fraction,
    vendorCeiling: fraction,
    zone: z.boolean().meta({ description: 'A zone of possible agreement exists.' }),
    floor: fraction,
    leverageIndex: z.object({ value: z.number(), can: z.number(), would: z.number(), shown: z.number(), timing: z.number() }),
    target: positionSchema,
    expected: positionSchema.nullable().meta({ description: 'Null without a zone.' }),
    opening: positionSchema,
    concessionLadder: list(fraction),
    posture: z.enum(['leave_or_build_evidence', 'negotiate_with_exit_ready', 'negotiate_and_build', 'buy_time']),
    lockInPremiumPerYear: moneySchema,
    minimumExitShare: fraction,
    sharePointValuePerYear: moneySchema,
    exitCurve: list(z.tuple([z.number(), z.number()]).readonly()).meta({
      description: 'Month and share of spend that could have left by then.',
    }),
    daysToExit: z.object({ p25: z.number().nullable(), p50: z.number().nullable(), p80: z.number().nullable() }),
    asksPv: z.partialRecord(askNameSchema, moneySchema),
    packages: list(packageSchema),
    sensitivity: list(sensitivitySchema).meta({ description: 'The tornado, widest swing first.' }),
    uncertainty: z.object({ draws: z.int(), seed: z.int(), dStar: percentiles(fraction), saving: percentiles(moneySchema) }),
    assumptions: list(assumptionSchema),
    gaps: list(z.object({ code: z.string(), detail: z.string(), amount: moneySchema.optional() })),
    figures: list(findingFigureSchema).meta({ description: 'Every number above by id, with its evidence.' }),
    figureIds: z.record(z.string(), z.string()).meta({ description: 'Figures by the name of the number, nested names joined by a dot.' }),
  })
  .meta({ id: 'Negotiation' });

/** The JSON of `negotiate --vendor NAME --json`: the numbers, and where each input of the case comes from. */
export const vendorNegotiationSchema = negotiationSchema
  .extend({
    derived: z.object({
      origins: list(
        z.object({
          input: z.string(),
          value: z.string(),
          source: z.string(),
          grade: z.string(),
          asOf: z.string(),
          figureId: z.string().nullable(),
          catalogRows: list(z.string()),
        }),
      ).meta({ description: 'One entry an input of the case.' }),
      destination: z.object({ targetId: z.string(), name: z.string() }).nullable(),
      band: z.enum(['self-service', 'bargaining', 'captured-unless-proven']),
      fitness: z.object({ grade: z.enum(['A', 'B', 'C', 'D']), reasons: list(z.string()) }),
      listKnownShare: fraction,
      gaps: list(z.object({ code: z.string(), detail: z.string(), amount: moneySchema.optional() })),
    }),
  })
  .meta({ id: 'VendorNegotiation' });
