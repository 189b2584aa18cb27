/** What a vendor can see of our readiness to leave, weakest first. */
export type EvidenceLevel = 'none' | 'written_quote' | 'proof_of_concept' | 'production_workload' | 'tenth_of_spend_elsewhere';

export type EgressWaiver = 'none' | 'full_exit_only' | 'always';

/** 1 close before the vendor's fiscal year end, 0.8 close before a quarter end, 0.6 otherwise. */
export type Timing = 1 | 0.8 | 0.6;

/** Workloads that move together. Months count from signature; a group runs at the incumbent through `cutoverMonth`. */
export interface CaseGroup {
  readonly name: string;
  /** List-equivalent spend a month, after in-place optimisation. */
  readonly monthly: number;
  /** Cost at the target as a share of the cost here. */
  readonly targetCostRatio: number;
  readonly cutoverMonth: number;
  readonly effortPersonMonths: number;
  readonly overlapMonths: number;
  readonly movable: boolean;
  /** Names of groups that must leave when this one leaves. */
  readonly requires: readonly string[];
  /** Share of transferGb that lies in this group. */
  readonly dataShare: number;
}

export interface CaseCommitment {
  readonly group: string;
  readonly monthly: number;
  readonly monthsLeft: number;
}

/** Clauses worth money beside the headline; absent ones are not asked for. */
export interface CaseAsks {
  readonly credits?: { readonly face: number; readonly usableProbability: number };
  /** `group` names the data transfer group; without it the group is found by its name. */
  readonly transferRateCut?: { readonly cut: number; readonly group?: string };
  readonly shortfallRollover?: { readonly rolloverFraction: number };
  readonly priceProtection?: { readonly coveredShare: number; readonly expectedListRise: number };
  readonly paymentTerms?: { readonly extraDays: number };
  readonly supportFeeCut?: { readonly monthlySaving: number };
}

export type AskName = keyof CaseAsks;

export interface CasePackage {
  readonly name: string;
  readonly asks: readonly AskName[];
}

export interface Benchmark {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
}

/**
 * Everything a negotiation is computed from, defaults filled in. Plain numbers of money are in `currency`, a month
 * where the name says so; discounts and shares are fractions. docs/negotiation-case.md describes each field.
 */
export interface NegotiationCase {
  readonly vendor: string;
  readonly currency: string;
  readonly snapshotDate: string | null;
  readonly plannedSignature: string | null;
  /** MM-DD. */
  readonly vendorFiscalYearEnd: string | null;
  readonly existingAgreementEnd: string | null;
  readonly termYears: number;
  readonly growth: number;
  readonly discountRate: number;
  readonly currentDiscount: number;
  readonly eligibleShare: number;
  readonly monthlyBillList: number;
  readonly inPlaceOptimisation: number;
  readonly groups: readonly CaseGroup[];
  readonly ratePerPersonMonth: number;
  readonly contingency: number;
  readonly fixedOneOff: number;
  readonly addedOpsMonthly: number;
  readonly crossCloudMonthly: number;
  readonly transferGb: number;
  readonly egressPerGb: number;
  readonly egressWaiver: EgressWaiver;
  readonly targetCreditRate: number;
  readonly commitments: readonly CaseCommitment[];
  readonly commitFraction: number;
  readonly forecastSigma: number;
  readonly evidence: EvidenceLevel;
  readonly horizonMonths: number;
  readonly vendorMargin: number;
  readonly bench: Benchmark;
  readonly timing: Timing;
  readonly precedentCap: number;
  readonly asks: CaseAsks;
  readonly packages: readonly CasePackage[];
  /** Of the draws behind `uncertainty`; the same seed gives the same percentiles. */
  readonly seed: number;
}
