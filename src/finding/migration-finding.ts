import type { MoneyJson } from '../money.ts';
import type { Assumption, Figure } from './figure.ts';
import type { Gap } from './lock-in-finding.ts';

/** What the migration estimate says; the JSON of `migrate --json` and /v1/migrations. Money is per month unless its name says otherwise. */
export interface MigrationFinding {
  readonly modelVersion: string;
  readonly snapshotHash: string;
  readonly asOf: string;
  readonly window: { readonly from: string; readonly to: string; readonly months: number };
  /** The currency of every amount: prices are US dollars, bills of other currencies are converted with a dated rate. */
  readonly currency: string;
  readonly horizonMonths: number;
  readonly today: MigrationBaseline;
  readonly coverage: MigrationCoverage;
  /** What could be moved, by workload class. */
  readonly groups: readonly WorkloadGroup[];
  readonly commitments: readonly OpenCommitment[];
  /** Destinations by P50 of their net present value, the best first; those without prices last, by name. */
  readonly destinations: readonly DestinationEstimate[];
  /** Retired systems that were asked for by name, with what continues them. */
  readonly historic: readonly {
    readonly targetId: string;
    readonly name: string;
    readonly successorId: string | null;
    readonly notes: string;
  }[];
  /** What to measure to narrow the interval most, in words with the names of the resources. */
  readonly measureNext: readonly { readonly what: string; readonly resources: readonly string[]; readonly narrows: number }[];
  readonly priceBook: { readonly version: string; readonly oldestAsOf: string; readonly newestAsOf: string };
  readonly assumptions: readonly MigrationAssumption[];
  readonly gaps: readonly Gap[];
  /** Every figure above by id, with its evidence. */
  readonly figures: readonly Figure[];
}

export interface MigrationBaseline {
  readonly effective: MoneyJson;
  /** Null where the bill does not state list prices. */
  readonly listEquivalent: MoneyJson | null;
  /** Effective spend after what can be saved without leaving: hygiene, and packing on the incumbent's own Kubernetes. */
  readonly afterInPlaceOptimisation: MoneyJson;
  readonly hygiene: MoneyJson;
  /** The same by incumbent, for the negotiation with one of them; keys of the catalogue, in order of name. */
  readonly providers: readonly ProviderBaseline[];
  readonly figureIds: Readonly<Record<string, string>>;
}

export interface ProviderBaseline {
  readonly provider: string;
  readonly effective: MoneyJson;
  /** Effective spend with the negotiated discount put back, where list and contracted cost are both stated; otherwise as it is. */
  readonly listEquivalent: MoneyJson;
  /** Share of the effective spend for which list and contracted cost are stated, 0 to 1. */
  readonly listKnownShare: number;
  readonly afterInPlaceOptimisation: MoneyJson;
  /** Spend that no agreement discounts: tax, support, marketplace, credits. */
  readonly notEligible: MoneyJson;
  readonly figureId: string;
}

/** A commitment that has not ended, and the group whose spend it covers; null when it covers what stays. */
export interface OpenCommitment {
  readonly commitmentId: string;
  readonly provider: string;
  readonly group: string | null;
  readonly monthly: MoneyJson;
  readonly endsOn: string;
  /** Months from the day of the estimate. */
  readonly monthsLeft: number;
}

export type MigrationRoute =
  | 'kubernetes-node'
  | 'serverless-container'
  | 'linux-vm-app'
  | 'linux-vm-pet'
  | 'windows-vm'
  | 'faas'
  | 'paas'
  | 'data-service'
  | 'redesign'
  | 'not-addressable'
  | 'follows'
  | 'object-storage'
  | 'not-movable'
  | 'unpriced';

export interface MigrationCoverage {
  /** Priced addressable spend over all spend, 0 to 1. Below 0.6 the headline is a range. */
  readonly share: number;
  readonly headline: 'point' | 'range';
  readonly total: MoneyJson;
  readonly pricedAddressable: MoneyJson;
  readonly unpriced: MoneyJson;
  readonly routes: readonly {
    readonly route: MigrationRoute;
    readonly monthly: MoneyJson;
    readonly movable: { readonly low: number; readonly mid: number; readonly high: number };
    readonly resources: number;
    readonly figureId: string;
  }[];
  /** Services without a known way or price, by name with their spend, the largest first. */
  readonly unpricedServices: readonly {
    readonly provider: string;
    readonly serviceName: string;
    readonly monthly: MoneyJson;
    readonly reason: string;
  }[];
  /** Spend by the grade of what is known of its utilisation: A measured per container to D nothing. */
  readonly grades: readonly { readonly grade: UtilisationGrade; readonly monthly: MoneyJson; readonly workloads: number }[];
}

export type UtilisationGrade = 'A' | 'B' | 'C' | 'D';

/** The spend of one incumbent in one route: the unit in which negotiation moves spend. */
export interface WorkloadGroup {
  readonly name: string;
  readonly provider: string;
  readonly route: MigrationRoute;
  /** Effective spend a month of the movable part (mid share), after in-place optimisation. */
  readonly monthly: MoneyJson;
  /** The same part at list-equivalent price, as in ProviderBaseline; null where the bill does not state it. */
  readonly monthlyList: MoneyJson | null;
  readonly workloads: number;
  readonly effortWeeks: { readonly low: number; readonly likely: number; readonly high: number };
  /** Months from the start until the last workload of the group is cut over, at the default team. */
  readonly cutoverMonth: number;
  /** Share of the portfolio's stored bytes that this group holds, 0 to 1. */
  readonly dataShare: number;
  readonly serviceNames: readonly string[];
  readonly requires: readonly string[];
  readonly figureId: string;
}

export interface Quantiles {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

export interface MoneyQuantiles {
  readonly p10: MoneyJson;
  readonly p50: MoneyJson;
  readonly p90: MoneyJson;
}

export type WaterfallBarId =
  'today' | 'hygiene' | 'packing' | 'unit-price' | 'managed-premium' | 'fees-network-storage' | 'people' | 'run-rate';

export interface WaterfallBar {
  readonly id: WaterfallBarId;
  /** Signed: below zero saves. `today` and `run-rate` are totals; the others add up from the first to the last to the cent. */
  readonly amount: MoneyJson;
  readonly interval: MoneyQuantiles;
  /** The part that the incumbent's own Kubernetes or plain tidying gives: never counted as leverage. */
  readonly availableWithoutLeaving: MoneyJson;
  readonly figureId: string;
}

export interface DestinationNode {
  readonly instanceType: string;
  readonly count: number;
  readonly usdPerHour: string;
  readonly purchase: 'on-demand' | 'commit-1y' | 'commit-3y' | 'spot' | 'mixed';
  /** Key of the price row, such as "node-prices/aws/eu-central-1/m7i.xlarge". */
  readonly priceKey: string;
  readonly priceAsOf: string;
}

export interface DestinationEstimate {
  readonly targetId: string;
  readonly name: string;
  readonly provider: string;
  readonly platform: string;
  readonly region: string;
  /** Set where a region, shape or price stands in for the one meant. */
  readonly flags: readonly string[];
  /** `no-prices`: an active destination for which the price book holds nothing; every number below is then null or empty. */
  readonly status: 'estimated' | 'no-prices';
  readonly reason: string | null;
  readonly estimate: DestinationNumbers | null;
}

export interface DestinationNumbers {
  readonly runRate: MoneyJson;
  readonly runRateInterval: MoneyQuantiles;
  /** Run-rate over the baseline after in-place optimisation, for the moved part and what stays together. */
  readonly ratio: { readonly point: number } & Quantiles;
  readonly groupRatios: readonly {
    readonly group: string;
    readonly point: number;
    readonly p10: number;
    readonly p50: number;
    readonly p90: number;
    readonly figureId: string;
  }[];
  readonly bars: readonly WaterfallBar[];
  readonly nodes: readonly DestinationNode[];
  readonly packing: {
    readonly workloads: number;
    readonly packedUsdPerHour: string;
    readonly lowerBoundUsdPerHour: string;
    readonly quality: number;
    readonly operatingSlack: number;
    readonly usdPerVcpuHour: number;
    readonly usdPerGibHour: number;
    readonly unplaced: readonly { readonly workload: string; readonly reason: string }[];
  };
  readonly oneOff: MoneyQuantiles;
  readonly effortWeeks: Quantiles;
  readonly monthsToLeave: Quantiles;
  readonly doubleRun: MoneyQuantiles;
  readonly exitEgress: MoneyJson;
  readonly stranded: MoneyJson;
  readonly peopleMonthly: MoneyJson;
  readonly npv: MoneyQuantiles;
  readonly paybackMonths: number | null;
  /** Discount off list-equivalent price at which staying costs the same as leaving; below zero there is no price leverage. */
  readonly indifference: { readonly point: number; readonly p25: number } & Quantiles;
  readonly probabilityOfSaving: number;
  /** `range-only` when the interval is wider than its middle. */
  readonly headline: 'point' | 'range-only';
  readonly verdict: 'saves' | 'unclear' | 'costs-more';
  /** The inputs with the largest rank correlation to the net present value, the strongest first. */
  readonly sensitivity: readonly {
    readonly input: string;
    readonly rankCorrelation: number;
    readonly npvAtLow: MoneyJson;
    readonly npvAtHigh: MoneyJson;
  }[];
  /** One entry a month from the start. */
  readonly cashFlow: readonly {
    readonly month: number;
    readonly stay: MoneyJson;
    readonly leave: MoneyJson;
    readonly cumulative: MoneyJson;
  }[];
  /** Data services for which staying is the cheaper answer, and why. */
  readonly stays: readonly { readonly workload: string; readonly monthly: MoneyJson; readonly reason: string }[];
  readonly figureIds: Readonly<Record<string, string>>;
}

export interface MigrationAssumption extends Assumption {
  readonly label: string;
  readonly unit: string;
  /** The default as text when the user overrode it, otherwise null. */
  readonly overrides: string | null;
}
