import { z } from '@hono/zod-openapi';

const list = <T extends z.ZodType>(item: T): z.ZodReadonly<z.ZodArray<T>> => z.array(item).readonly();

export const askNameSchema = z.enum([
  'credits',
  'transferRateCut',
  'shortfallRollover',
  'priceProtection',
  'paymentTerms',
  'supportFeeCut',
]);

const groupSchema = z.object({
  name: z.string(),
  monthly: z.number(),
  targetCostRatio: z.number(),
  cutoverMonth: z.number(),
  effortPersonMonths: z.number(),
  overlapMonths: z.number(),
  movable: z.boolean(),
  requires: list(z.string()),
  dataShare: z.number(),
});

const asksSchema = z.object({
  credits: z.object({ face: z.number(), usableProbability: z.number() }).optional(),
  transferRateCut: z.object({ cut: z.number(), group: z.string().optional() }).optional(),
  shortfallRollover: z.object({ rolloverFraction: z.number() }).optional(),
  priceProtection: z.object({ coveredShare: z.number(), expectedListRise: z.number() }).optional(),
  paymentTerms: z.object({ extraDays: z.number() }).optional(),
  supportFeeCut: z.object({ monthlySaving: z.number() }).optional(),
});

/** A case as it was evaluated, defaults filled in. */
export const evaluatedCaseSchema = z
  .object({
    vendor: z.string(),
    currency: z.string(),
    snapshotDate: z.string().nullable(),
    plannedSignature: z.string().nullable(),
    vendorFiscalYearEnd: z.string().nullable(),
    existingAgreementEnd: z.string().nullable(),
    termYears: z.number(),
    growth: z.number(),
    discountRate: z.number(),
    currentDiscount: z.number(),
    eligibleShare: z.number(),
    monthlyBillList: z.number(),
    inPlaceOptimisation: z.number(),
    groups: list(groupSchema),
    ratePerPersonMonth: z.number(),
    contingency: z.number(),
    fixedOneOff: z.number(),
    addedOpsMonthly: z.number(),
    crossCloudMonthly: z.number(),
    transferGb: z.number(),
    egressPerGb: z.number(),
    egressWaiver: z.enum(['none', 'full_exit_only', 'always']),
    targetCreditRate: z.number(),
    commitments: list(z.object({ group: z.string(), monthly: z.number(), monthsLeft: z.number() })),
    commitFraction: z.number(),
    forecastSigma: z.number(),
    evidence: z.enum(['none', 'written_quote', 'proof_of_concept', 'production_workload', 'tenth_of_spend_elsewhere']),
    horizonMonths: z.number(),
    vendorMargin: z.number(),
    bench: z.object({ low: z.number(), typical: z.number(), high: z.number() }),
    timing: z.literal([1, 0.8, 0.6]),
    precedentCap: z.number(),
    asks: asksSchema,
    packages: list(z.object({ name: z.string(), asks: list(askNameSchema) })),
    seed: z.number(),
  })
  .meta({ id: 'EvaluatedCase' });
