import type { MoneyJson } from '../money.ts';
import type { Day, Instant } from '../time.ts';

/** What an offer costs beside its discount: its present value, or an amount each month of the term. One of the two is null. */
export interface AddedCost {
  readonly label: string;
  readonly presentValue: MoneyJson | null;
  readonly monthly: MoneyJson | null;
}

/** The asks of the negotiation model that an offer grants, with what it grants of each; an absent one is not granted. */
export interface GrantedAsks {
  readonly credits?: { readonly face: MoneyJson; readonly usableProbability: number };
  readonly transferRateCut?: { readonly cut: number };
  readonly shortfallRollover?: { readonly rolloverFraction: number };
  readonly priceProtection?: { readonly coveredShare: number; readonly expectedListRise: number };
  readonly paymentTerms?: { readonly extraDays: number };
  readonly supportFeeCut?: { readonly monthlySaving: MoneyJson };
}

/** An offer as the vendor made it. Null is not stated. Discounts are fractions, 0 to 1. */
export interface OfferTerms {
  readonly vendor: string;
  readonly offeredOn: Day;
  readonly headline: number;
  readonly currency: string;
  readonly termYears: number | null;
  readonly commitmentPerYear: MoneyJson | null;
  readonly commitmentTotal: MoneyJson | null;
  readonly addedCosts: readonly AddedCost[];
  readonly grantedAsks: GrantedAsks;
  readonly note: string | null;
}

export interface Offer extends OfferTerms {
  readonly id: string;
  readonly vendorId: string;
  readonly createdAt: Instant;
}
