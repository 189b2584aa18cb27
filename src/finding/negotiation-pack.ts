import type { Contract } from '../focus/contract.ts';
import type { AddedCost, Offer } from '../focus/offer.ts';
import type { MoneyJson } from '../money.ts';
import type { BillingPeriod, Day } from '../time.ts';
import type { DerivedCase } from './derived-case.ts';
import type { AssumptionGrade } from './figure.ts';
import type { LockInFinding } from './lock-in-finding.ts';
import type { MigrationFinding } from './migration-finding.ts';
import type { EffectiveOffer, NegotiationFinding, Position } from './negotiation-finding.ts';
import type { PackNumbers } from './pack-numbers.ts';

/**
 * Everything the internal edition of a negotiation pack is printed from. Plain JSON; null is not known, an empty list is
 * none. It is never handed to the builder of the vendor edition: that one takes a VendorView, which has no field for what
 * a vendor may not learn.
 */
export interface NegotiationPack {
  /** Who buys, as it shall stand on the cover; null where nobody said. */
  readonly customer: string | null;
  /** The incumbent as people call it, and its key as a provider in the catalogue. */
  readonly vendor: { readonly name: string; readonly provider: string };
  readonly asOf: Day;
  /** The bills behind it; `to` is exclusive. */
  readonly window: { readonly from: Day; readonly to: Day; readonly months: number };
  /** SHA-256 of the canonical JSON of all inputs. */
  readonly snapshotHash: string;
  /** The version of this pack first, then those before it. */
  readonly versions: readonly PackVersion[];
  /** The case with the origin of every input, its fitness, spend band and gaps. */
  readonly derived: DerivedCase;
  readonly finding: NegotiationFinding;
  readonly numbers: PackNumbers;
  readonly spend: PackSpend;
  readonly lockIn: LockInFinding | null;
  readonly migration: MigrationFinding | null;
  readonly commitments: readonly PackCommitment[];
  readonly contracts: readonly PackContract[];
  readonly calendar: PackCalendar;
  /** Own past deals and quotes first, then public rows. */
  readonly benchmarks: readonly PackBenchmark[];
  readonly offers: readonly PackOffer[];
  readonly legalFacts: readonly PackLegalFact[];
  readonly decision: PackDecision;
  readonly coverage: PackCoverage;
  /** What was chosen to be shown to the vendor beside what every vendor edition shows. */
  readonly shared: PackShared;
  readonly catalogue: { readonly version: string; readonly reviewedOn: Day };
  /** Rates that the amounts of other currencies were converted with. */
  readonly rates: readonly {
    readonly from: string;
    readonly to: string;
    readonly rate: string;
    readonly on: Day;
    readonly source: string;
  }[];
}

export interface PackVersion {
  readonly version: string;
  readonly on: Day;
  /** What moved walk-away, target or opening since the version before, and why: data, assumption, model or benchmark. */
  readonly changes: readonly string[];
}

export interface PackSpend {
  /** Spend with the vendor, month by month, as billed. */
  readonly months: readonly { readonly month: BillingPeriod; readonly amount: MoneyJson; readonly figureId: string | null }[];
  /** A month, by service family, the largest first. */
  readonly families: readonly {
    readonly name: string;
    readonly monthly: MoneyJson;
    /** Of all spend with the vendor, a fraction. */
    readonly share: number;
    readonly figureId: string | null;
  }[];
}

export interface PackCommitment {
  readonly name: string;
  readonly category: 'Spend' | 'Usage';
  readonly startsOn: Day | null;
  /** The last day. */
  readonly endsOn: Day;
  readonly monthly: MoneyJson | null;
  /** What is still to be paid until the end. */
  readonly remaining: MoneyJson | null;
  readonly group: string | null;
  readonly figureId: string | null;
}

/** An agreement with its clauses in the words of the catalogue, in the order of the catalogue. */
export interface PackContract {
  readonly contract: Contract;
  readonly clauses: readonly {
    readonly label: string;
    readonly why: string;
    readonly answer: 'yes' | 'no' | 'unknown';
    readonly value: string;
  }[];
}

export interface PackCalendar {
  /** Ends of the vendor's quarters within the horizon, in order; those of fiscal years are marked. */
  readonly quarterEnds: readonly { readonly on: Day; readonly isYearEnd: boolean }[];
  /** Last days on which notice can be given, by contract or commitment. */
  readonly notices: readonly { readonly name: string; readonly on: Day }[];
  readonly source: string;
  readonly grade: AssumptionGrade;
  readonly asOf: string;
}

export interface PackBenchmark {
  readonly program: string;
  /** Own quotes and renewals rank above any public row. */
  readonly ours: boolean;
  /** A default of the model, made from the public rows. */
  readonly isSynthesis: boolean;
  /** Size of the yearly commitment it speaks of, as text; empty where it is tied to none. */
  readonly size: string;
  /** Fractions. */
  readonly low: number | null;
  readonly typical: number | null;
  readonly high: number | null;
  readonly grade: AssumptionGrade;
  readonly asOf: string;
  readonly source: string;
  readonly catalogRow: string | null;
}

export interface PackOffer {
  readonly offer: Offer;
  readonly effective: EffectiveOffer;
  /** The effective discount in money. */
  readonly position: Position;
  readonly addedCosts: readonly AddedCost[];
}

export interface PackLegalFact {
  readonly jurisdiction: string;
  readonly subject: string;
  /** A day, a month, or null for a standing fact. */
  readonly on: string | null;
  readonly text: string;
  readonly source: string;
  readonly checkedOn: Day;
  readonly grade: AssumptionGrade;
  /** To be checked again before use. */
  readonly recheck: boolean;
}

/** Who decides what until when; names of people and limits appear in the internal edition only. */
export interface PackDecision {
  readonly owner: string | null;
  /** The day by which walk-away and authority must be approved. */
  readonly dueOn: Day;
  /** The discount down to which the negotiator may go alone, a fraction; null where nobody set it. */
  readonly authority: number | null;
}

/** How far the data carries: the statement of coverage. Shares are fractions. */
export interface PackCoverage {
  readonly accountsInScope: number;
  readonly accountsOutOfScope: readonly string[];
  readonly classifiedShare: number;
  readonly listKnownShare: number;
  /** Largest relative difference between bill and invoices; null without invoices. */
  readonly invoiceGap: number | null;
  /** Share of spend that no group of the case takes up. */
  readonly unallocatedShare: number | null;
  readonly servicesWithoutClass: readonly { readonly name: string; readonly monthly: MoneyJson }[];
  readonly billedNotInInventory: number | null;
  readonly inInventoryNotBilled: number | null;
  /** Share of addressable spend with a price at the destination. */
  readonly priceMapShare: number | null;
  /** Oldest and newest date of the benchmarks used. */
  readonly benchmarksFrom: string | null;
  readonly benchmarksTo: string | null;
  readonly contractsSeen: boolean;
  /** Spend left out: tax, support, marketplace, credits. */
  readonly notEligible: MoneyJson | null;
}

/** Chosen by the customer to be told to the vendor. */
export interface PackShared {
  /** Spend a year under a growth that we are willing to name; empty tells nothing of growth. */
  readonly growthScenarios: readonly { readonly name: string; readonly byYear: readonly MoneyJson[] }[];
  /** Proofs of portability that were done and may be named. */
  readonly proofs: readonly string[];
  /** Clauses that are asked for, each with a precedent where one is public. */
  readonly clauses: readonly {
    readonly label: string;
    readonly request: string;
    readonly precedent: string | null;
    readonly source: string | null;
  }[];
  readonly questions: readonly string[];
}
