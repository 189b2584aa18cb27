import type { MoneyJson } from '../money.ts';
import type { Day, Instant } from '../time.ts';

/** The clauses of an agreement that decide what it is worth; catalog/contract-clauses.ts says what each means. */
export const CLAUSE_IDS = [
  'yearlyCommitment', 'ramp', 'growthCondition', 'eligibleServices', 'marketplaceDrawdown', 'shortfallPayment', 'shortfallCredit',
  'shortfallRollover', 'shortfallCap', 'carryForward', 'reductionRight', 'reductionOnDivestiture', 'reductionOnPriceCut', 'overageDiscount',
  'listPriceProtection', 'newServices', 'serviceSpecificRates', 'supportPlan', 'supportFloor', 'supportDowngrade', 'credits', 'creditExpiry',
  'creditBurnRule', 'creditClawback', 'migrationFunding', 'egressRate', 'egressWaiverOnExit', 'egressParallelUse', 'terminationAssistance',
  'dataReturnWindow', 'affiliates', 'acquisitions', 'divestitureSplit', 'auditRights', 'reportRights', 'autoRenewal', 'priceHoldOver',
  'renewalNotice', 'publicity', 'mostFavoured', 'benchmarkClause', 'governingLaw', 'confidentiality', 'aiCapacity',
] as const; // prettier-ignore

export type ClauseId = (typeof CLAUSE_IDS)[number];

/** What an agreement says on one clause. `number` is in the unit of the clause, `amount` where that unit is money. */
export interface ClauseAnswer {
  readonly answer: 'yes' | 'no' | 'unknown';
  readonly number: number | null;
  readonly amount: MoneyJson | null;
  readonly note: string | null;
}

/** What an agreement says, as far as it is known: null is not known, never zero. Shares and discounts are fractions, 0 to 1. */
export interface ContractTerms {
  /** As the person who entered it calls the vendor. */
  readonly vendor: string;
  readonly name: string;
  readonly currency: string;
  readonly start: Day | null;
  /** The first day after the term. */
  readonly end: Day | null;
  readonly termYears: number | null;
  readonly commitmentPerYear: MoneyJson | null;
  readonly commitmentTotal: MoneyJson | null;
  /** Negotiated discount off list price after self-service instruments: the headline. */
  readonly discount: number | null;
  /** Share of spend to which the discount applies. */
  readonly eligibleShare: number | null;
  /** Whether spend before (gross) or after (net) the discount retires the commitment. */
  readonly measured: 'gross' | 'net' | null;
  readonly clauses: Readonly<Record<ClauseId, ClauseAnswer>>;
  readonly note: string | null;
}

/** An agreement as it is kept. `vendorId` is the same for every spelling of a vendor. */
export interface Contract extends ContractTerms {
  readonly id: string;
  readonly vendorId: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}
