import type { CostMetric } from './columns.ts';

/** Charges folded to what tells services apart, over a window of months. Costs are attos of the billing currency. */
export interface SpendLine {
  readonly billingCurrency: string;
  readonly serviceProviderName: string;
  readonly billingAccountId: string;
  readonly subAccountId: string;
  readonly serviceName: string;
  readonly chargeCategory: string;
  readonly commitmentDiscountStatus: string;
  readonly usageType: string;
  readonly operation: string;
  readonly skuMeter: string;
  readonly resourceType: string;
  /** Only read where an umbrella name needs it; otherwise empty. */
  readonly chargeDescription: string;
  /** Bits of KNOWN_COST_BITS: which costs the rows state at all. */
  readonly knownCosts: number;
  /** Set where the effective cost was found unfit: what to use for it, and why. */
  readonly unfit: { readonly fallback: CostMetric; readonly reason: string } | null;
  readonly billedCost: bigint;
  readonly effectiveCost: bigint;
  readonly listCost: bigint;
  readonly contractedCost: bigint;
  readonly rowCount: number;
}

/** How many different resources a billed service had in its busiest month. */
export interface ResourceCount {
  readonly serviceProviderName: string;
  readonly subAccountId: string;
  readonly serviceName: string;
  readonly resourceType: string;
  readonly resources: number;
}

/** An application that the tags of a billed service name. */
export interface TaggedApplication {
  readonly serviceProviderName: string;
  readonly subAccountId: string;
  readonly serviceName: string;
  readonly resourceType: string;
  readonly application: string;
}

/** A contract commitment with its dates; cost is decimal text for the whole period, null when stated in units. */
export interface CommitmentTerm {
  readonly contractCommitmentId: string;
  readonly serviceProviderName: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly cost: string | null;
  readonly billingCurrency: string;
}

/** One unit of the base currency costs `rate` units of the quote currency on `date`. */
export interface ExchangeRate {
  readonly date: string;
  readonly baseCurrency: string;
  readonly quoteCurrency: string;
  readonly rate: string;
  readonly source: string;
}
