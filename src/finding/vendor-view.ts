import type { MoneyJson } from '../money.ts';
import type { BillingPeriod, Day } from '../time.ts';

/**
 * All that a vendor may be shown, and the only input of the vendor edition. There is no field for walk-away, target,
 * expected settlement, ceiling, leverage, ladder, indifference discount, probabilities, authority, rival prices or people,
 * so that no builder can print them. Adding a field here is a decision about what the other side learns.
 */
export interface VendorView {
  readonly customer: string | null;
  readonly vendor: string;
  readonly currency: string;
  readonly asOf: Day;
  /** The bills that the vendor itself sent; `to` is exclusive. */
  readonly window: { readonly from: Day; readonly to: Day; readonly months: number };
  /** SHA-256 of this view without its hash: of what was shown, not of what is known. */
  readonly snapshotHash: string;
  readonly spend: {
    readonly months: readonly { readonly month: BillingPeriod; readonly amount: MoneyJson }[];
    readonly families: readonly { readonly name: string; readonly monthly: MoneyJson; readonly share: number }[];
  };
  readonly growthScenarios: readonly { readonly name: string; readonly byYear: readonly MoneyJson[] }[];
  readonly portability: {
    /** Share of spend (fraction) on services with open interfaces; null where too little is classified. */
    readonly openShare: number | null;
    /** When a part of the exit plan is ready; no cost, no ratio. */
    readonly milestones: readonly { readonly name: string; readonly on: Day }[];
    readonly proofs: readonly string[];
  };
  readonly calendar: {
    readonly agreementEnd: Day | null;
    readonly plannedSignature: Day | null;
    readonly legalDates: readonly { readonly subject: string; readonly on: Day; readonly text: string }[];
  };
  /** The opening as it is put on the table: packages that we would sign. */
  readonly packages: readonly OfferedPackage[];
  readonly termYears: number;
  readonly clauses: readonly {
    readonly label: string;
    readonly request: string;
    readonly precedent: string | null;
    readonly source: string | null;
  }[];
  readonly questions: readonly string[];
  readonly coverage: {
    readonly accountsInScope: number;
    readonly classifiedShare: number;
    readonly invoicesCompared: boolean;
  };
}

export interface OfferedPackage {
  readonly name: string;
  /** Headline discount as it is asked for. */
  readonly headline: number;
  readonly asks: OfferedAsks;
}

/** Asks with the size that is asked for; what we think they are worth, or how likely, is none of the vendor's business. */
export interface OfferedAsks {
  readonly credits?: { readonly face: number };
  readonly transferRateCut?: { readonly cut: number };
  readonly shortfallRollover?: { readonly rolloverFraction: number };
  readonly priceProtection?: { readonly coveredShare: number };
  readonly paymentTerms?: { readonly extraDays: number };
  readonly supportFeeCut?: { readonly monthlySaving: number };
}
