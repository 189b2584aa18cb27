import { z } from 'zod';
import { isDay } from '../time.ts';

/** Far above any bill; keeps sums finite and amounts printable. */
const MOST_MONEY = 1e15;

const money = () => z.number().min(0).max(MOST_MONEY);
const share = () => z.number().min(0).max(1);
/** A share that others are divided by: below a millionth, what comes out is past every number. */
const divisor = () => share().min(1e-6);
const months = () => z.number().min(0).max(600);
const day = () => z.string().refine(isDay, 'a day as YYYY-MM-DD');
const label = () => z.string().trim().min(1).max(200);

/** Null and absent mean the same to people who write JSON by hand. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

const groupSchema = z.strictObject({
  name: label(),
  monthly: money().meta({ description: 'List-equivalent spend a month, after inPlaceOptimisation.' }),
  targetCostRatio: z.number().min(0).max(100).meta({ description: 'Cost at the target as a share of the cost here.' }),
  cutoverMonth: months().meta({ description: 'Runs at the incumbent through this month after signature.' }),
  effortPersonMonths: z.number().min(0).max(1e6),
  overlapMonths: months().default(0).meta({ description: 'Months paid at both places.' }),
  movable: z.boolean().default(true),
  requires: z.array(label()).max(500).default([]).meta({ description: 'Groups that must leave when this one leaves.' }),
  dataShare: share().default(0).meta({ description: 'Share of transferGb that lies here.' }),
});

const asksSchema = z.strictObject({
  credits: optional(z.strictObject({ face: money(), usableProbability: share() })),
  transferRateCut: optional(z.strictObject({ cut: share(), group: label().optional() })),
  shortfallRollover: optional(z.strictObject({ rolloverFraction: share() })),
  priceProtection: optional(z.strictObject({ coveredShare: share(), expectedListRise: z.number().min(0).max(10) })),
  paymentTerms: optional(z.strictObject({ extraDays: z.number().min(0).max(3650) })),
  supportFeeCut: optional(z.strictObject({ monthlySaving: money() })),
});

const askName = z.enum(['credits', 'transferRateCut', 'shortfallRollover', 'priceProtection', 'paymentTerms', 'supportFeeCut']);

const evidence = z.enum(['none', 'written_quote', 'proof_of_concept', 'production_workload', 'tenth_of_spend_elsewhere']);

const fiscalYearEnd = z
  .string()
  .refine((text) => isDay(text) || isDay(`2024-${text}`), 'MM-DD, or a day as YYYY-MM-DD')
  .transform((text) => text.slice(-5));

/** A negotiation case as a person or program writes it, field by field; what fields say of each other is checked in negotiation-case-checks.ts. */
export const negotiationCaseSchema = z.strictObject({
  vendor: label(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three capital letters of ISO 4217')
    .default('USD')
    .meta({ description: 'Of every plain number of money.' }),
  snapshotDate: day().nullable().default(null),
  plannedSignature: day().nullable().default(null),
  vendorFiscalYearEnd: fiscalYearEnd.nullable().default(null).meta({ description: 'MM-DD, or the day of one year end.' }),
  existingAgreementEnd: day().nullable().default(null),
  termYears: z.int().min(1).max(10),
  growth: z.number().gt(-1).max(10).meta({ description: 'Of spend a year, as a fraction; negative when it shrinks.' }),
  discountRate: z.number().min(0).max(1),
  currentDiscount: share().default(0),
  eligibleShare: divisor().meta({ description: 'Share of spend that a negotiated discount applies to.' }),
  monthlyBillList: money().gt(0).meta({ description: 'The bill at list-equivalent price, before inPlaceOptimisation.' }),
  inPlaceOptimisation: share().lt(1).default(0),
  groups: z.array(groupSchema).min(1).max(500),
  ratePerPersonMonth: money().optional().meta({ description: 'Needed when any group takes effort.' }),
  contingency: z.number().min(0).max(10).optional(),
  fixedOneOff: money().default(0),
  addedOpsMonthly: money().default(0),
  crossCloudMonthly: money().default(0),
  transferGb: z.number().min(0).max(MOST_MONEY).default(0),
  egressPerGb: money().default(0),
  egressWaiver: z.enum(['none', 'full_exit_only', 'always']).default('none'),
  targetCreditRate: share().default(0),
  commitments: z
    .array(z.strictObject({ group: label(), monthly: money(), monthsLeft: months() }))
    .max(5000)
    .default([]),
  commitFraction: share().optional(),
  forecastSigma: z.number().min(0).max(10).optional(),
  evidence: evidence.default('none'),
  horizonMonths: months().optional(),
  vendorMargin: divisor().optional(),
  bench: z
    .strictObject({ low: share(), typical: share(), high: divisor() })
    .meta({ description: 'Discounts that others get on this yearly spend.' }),
  timing: z.literal([1, 0.8, 0.6]).optional().meta({ description: 'By plannedSignature and vendorFiscalYearEnd when absent.' }),
  precedentCap: share().optional(),
  asks: optional(asksSchema),
  packages: z
    .array(z.strictObject({ name: label(), asks: z.array(askName).max(6) }))
    .max(50)
    .default([]),
  seed: z.int().min(0).max(4_294_967_295).default(1).meta({ description: 'Of the draws behind uncertainty.' }),
});

export type NegotiationCaseFields = z.output<typeof negotiationCaseSchema>;
