import { z } from '@hono/zod-openapi';
import { assumptionSchema, findingFigureSchema } from './figures.ts';
import { currencySchema, figureIdSchema, moneySchema } from './money.ts';

const list = <T extends z.ZodType>(item: T): z.ZodReadonly<z.ZodArray<T>> => z.array(item).readonly();

const figureIds = z.record(z.string(), z.string()).readonly().meta({ description: 'Figures of the other values, by name.' });
const quantiles = { p10: z.number(), p50: z.number(), p90: z.number() };
const moneyQuantiles = z.object({ p10: moneySchema, p50: moneySchema, p90: moneySchema }).meta({ description: 'Of the draws.' });
const share = z.number().meta({ description: '0 to 1.' });
const threePoint = z.object({ low: z.number(), mid: z.number(), high: z.number() });
const weeks = z.object({ low: z.number(), likely: z.number(), high: z.number() }).meta({ description: 'Person-weeks.' });

const routeSchema = z.enum([
  'kubernetes-node',
  'serverless-container',
  'linux-vm-app',
  'linux-vm-pet',
  'windows-vm',
  'faas',
  'paas',
  'data-service',
  'redesign',
  'not-addressable',
  'follows',
  'object-storage',
  'not-movable',
  'unpriced',
]);

const baselineSchema = z.object({
  effective: moneySchema,
  listEquivalent: moneySchema.nullable(),
  afterInPlaceOptimisation: moneySchema,
  hygiene: moneySchema,
  providers: list(
    z.object({
      provider: z.string(),
      effective: moneySchema,
      listEquivalent: moneySchema,
      listKnownShare: share,
      afterInPlaceOptimisation: moneySchema,
      notEligible: moneySchema,
      figureId: figureIdSchema,
    }),
  ),
  figureIds,
});

const coverageSchema = z.object({
  share,
  headline: z.enum(['point', 'range']),
  total: moneySchema,
  pricedAddressable: moneySchema,
  unpriced: moneySchema,
  routes: list(
    z.object({ route: routeSchema, monthly: moneySchema, movable: threePoint, resources: z.number(), figureId: figureIdSchema }),
  ),
  unpricedServices: list(z.object({ provider: z.string(), serviceName: z.string(), monthly: moneySchema, reason: z.string() })),
  grades: list(z.object({ grade: z.enum(['A', 'B', 'C', 'D']), monthly: moneySchema, workloads: z.number() })),
});

const groupSchema = z.object({
  name: z.string(),
  provider: z.string(),
  route: routeSchema,
  monthly: moneySchema,
  monthlyList: moneySchema.nullable(),
  workloads: z.number(),
  effortWeeks: weeks,
  cutoverMonth: z.number(),
  dataShare: share,
  serviceNames: list(z.string()),
  requires: list(z.string()),
  figureId: figureIdSchema,
});

const barSchema = z.object({
  id: z.enum(['today', 'hygiene', 'packing', 'unit-price', 'managed-premium', 'fees-network-storage', 'people', 'run-rate']),
  amount: moneySchema.meta({ description: 'Below zero saves; the bars between today and run-rate add up to their difference.' }),
  interval: moneyQuantiles,
  availableWithoutLeaving: moneySchema,
  figureId: figureIdSchema,
});

const packingSchema = z.object({
  workloads: z.number(),
  packedUsdPerHour: z.string(),
  lowerBoundUsdPerHour: z.string(),
  quality: z.number().meta({ description: 'Packed price over a bound that no packing can beat.' }),
  operatingSlack: z.number(),
  usdPerVcpuHour: z.number(),
  usdPerGibHour: z.number(),
  unplaced: list(z.object({ workload: z.string(), reason: z.string() })),
});

const nodeSchema = z.object({
  instanceType: z.string(),
  count: z.number(),
  usdPerHour: z.string(),
  purchase: z.enum(['on-demand', 'commit-1y', 'commit-3y', 'spot', 'mixed']),
  priceKey: z.string(),
  priceAsOf: z.string(),
});

const numbersSchema = z
  .object({
    runRate: moneySchema,
    runRateInterval: moneyQuantiles,
    ratio: z.object({ point: z.number(), ...quantiles }),
    groupRatios: list(z.object({ group: z.string(), point: z.number(), ...quantiles, figureId: figureIdSchema })),
    bars: list(barSchema),
    nodes: list(nodeSchema),
    packing: packingSchema,
    oneOff: moneyQuantiles,
    effortWeeks: z.object(quantiles),
    monthsToLeave: z.object(quantiles),
    doubleRun: moneyQuantiles,
    exitEgress: moneySchema,
    stranded: moneySchema,
    peopleMonthly: moneySchema,
    npv: moneyQuantiles,
    paybackMonths: z.number().nullable().meta({ description: 'Null where it does not pay back within the horizon.' }),
    indifference: z
      .object({ point: z.number(), p25: z.number(), ...quantiles })
      .meta({ description: 'Discount off list-equivalent price at which staying costs the same; below zero there is no price leverage.' }),
    probabilityOfSaving: share,
    headline: z.enum(['point', 'range-only']),
    verdict: z.enum(['saves', 'unclear', 'costs-more']),
    sensitivity: list(z.object({ input: z.string(), rankCorrelation: z.number(), npvAtLow: moneySchema, npvAtHigh: moneySchema })),
    cashFlow: list(z.object({ month: z.number(), stay: moneySchema, leave: moneySchema, cumulative: moneySchema })),
    stays: list(z.object({ workload: z.string(), monthly: moneySchema, reason: z.string() })),
    figureIds,
  })
  .meta({ id: 'DestinationNumbers' });

const destinationSchema = z
  .object({
    targetId: z.string(),
    name: z.string(),
    provider: z.string(),
    platform: z.string(),
    region: z.string(),
    flags: list(z.string()),
    status: z.enum(['estimated', 'no-prices']),
    reason: z.string().nullable(),
    estimate: numbersSchema.nullable(),
  })
  .meta({ id: 'DestinationEstimate' });

/** GET and POST /v1/migrations, the JSON of `migrate --json`. Money is a month unless its name says otherwise. */
export const migrationSchema = z
  .object({
    modelVersion: z.string(),
    snapshotHash: z.string(),
    asOf: z.string(),
    window: z.object({ from: z.string(), to: z.string(), months: z.number() }),
    currency: currencySchema,
    horizonMonths: z.number(),
    today: baselineSchema,
    coverage: coverageSchema,
    groups: list(groupSchema),
    commitments: list(
      z.object({
        commitmentId: z.string(),
        provider: z.string(),
        group: z.string().nullable(),
        monthly: moneySchema,
        endsOn: z.string(),
        monthsLeft: z.number(),
      }),
    ),
    destinations: list(destinationSchema).meta({ description: 'The best first, by the P50 of the net present value.' }),
    historic: list(z.object({ targetId: z.string(), name: z.string(), successorId: z.string().nullable(), notes: z.string() })),
    measureNext: list(z.object({ what: z.string(), resources: list(z.string()), narrows: z.number() })),
    priceBook: z.object({ version: z.string(), oldestAsOf: z.string(), newestAsOf: z.string() }),
    assumptions: list(assumptionSchema.extend({ label: z.string(), unit: z.string(), overrides: z.string().nullable() })),
    gaps: list(z.object({ code: z.string(), detail: z.string(), amount: moneySchema.optional() })),
    figures: list(findingFigureSchema).meta({ description: 'Every figure above by id, with its evidence.' }),
  })
  .meta({ id: 'Migration' });

/** What an estimate may be asked with. */
export const migrationOrderSchema = z
  .strictObject({
    asOf: z.iso.date().nullable().default(null).meta({ description: 'The day to stand on; null is the latest published charge day.' }),
    providers: z
      .array(z.enum(['aws', 'azure', 'gcp', 'ibm', 'oci']))
      .min(1)
      .nullable()
      .default(null)
      .meta({ description: 'Incumbents whose spend may move; null is all.' }),
    targets: z
      .array(z.string().max(100))
      .min(1)
      .max(100)
      .nullable()
      .default(null)
      .meta({ description: 'Ids of migration targets; null is every active one.' }),
    assumptions: z
      .record(z.string().max(100), z.union([z.number(), z.strictObject({ low: z.number(), mid: z.number(), high: z.number() })]))
      .default({})
      .meta({ description: 'Values in the place of the defaults, by the id that the answer lists.' }),
    seed: z.int().min(0).max(4_294_967_295).default(1),
  })
  .meta({ id: 'MigrationOrder', example: { asOf: null, targets: ['gke', 'oke'], assumptions: { 'effort.hourRate': 110 }, seed: 1 } });
