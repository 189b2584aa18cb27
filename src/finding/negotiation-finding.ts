import type { Assumption, Figure } from './figure.ts';
import type { Gap } from './lock-in-finding.ts';
import type { AskName, NegotiationCase } from './negotiation-case.ts';
import type { MoneyJson } from '../money.ts';

export type Posture = 'leave_or_build_evidence' | 'negotiate_with_exit_ready' | 'negotiate_and_build' | 'buy_time';

/** The parts of the leave case. Credits are negative. */
export interface LeaveParts<T> {
  readonly incumbent: T;
  readonly target: T;
  readonly overlap: T;
  readonly ops: T;
  readonly cross: T;
  readonly oneOff: T;
  readonly egress: T;
  readonly stranded: T;
  readonly credits: T;
}

export type LeavePart = keyof LeaveParts<unknown>;

export interface LeaveYear extends LeaveParts<MoneyJson> {
  readonly year: number;
  readonly discountFactor: number;
  /** Sum of the parts, not discounted. */
  readonly total: MoneyJson;
  readonly presentValue: MoneyJson;
}

/** Cost of leaving with some groups: `amount` is the present value over the term. */
export interface NpvLeave extends MoneyJson {
  readonly groups: readonly string[];
  /** Parts of each year, not discounted. */
  readonly byYear: readonly LeaveYear[];
  /** Present value of each part over the term. */
  readonly byPart: LeaveParts<MoneyJson>;
}

/** A discount with what it is worth in the first year and in present value over the term. */
export interface Position {
  readonly discount: number;
  readonly yearOne: MoneyJson;
  readonly presentValue: MoneyJson;
}

export interface LeverageIndex {
  /** 0 to 100. */
  readonly value: number;
  readonly can: number;
  readonly would: number;
  readonly shown: number;
  readonly timing: number;
}

export interface PackageValue {
  readonly name: string;
  /** Headline discount that makes the package worth the target. */
  readonly headline: number;
  readonly asks: readonly AskName[];
  readonly basketPv: MoneyJson;
  readonly totalPv: MoneyJson;
}

/** One driver of the tornado: what the indifference discount becomes at both ends of its range. */
export interface SensitivityRow {
  /** The input's name in the case; `groups.x` and `commitments.x` stand for all of them at once. */
  readonly input: string;
  readonly label: string;
  /** Whether low and high are values of the input or factors on it. */
  readonly unit: 'value' | 'factor';
  readonly base: number;
  readonly low: number;
  readonly high: number;
  /** Of the best portfolio at that value. */
  readonly dStarLow: number;
  readonly dStarHigh: number;
  readonly dStarFullExitLow: number;
  readonly dStarFullExitHigh: number;
  /** Absolute difference of dStarLow and dStarHigh. */
  readonly swing: number;
  /** True when leaving pays at one end and not at the other, for the best portfolio or for the full exit. */
  readonly signFlip: boolean;
}

export interface Percentiles<T> {
  readonly p10: T;
  readonly p50: T;
  readonly p90: T;
}

/** What the negotiation analysis says; the JSON of `negotiate --json`. Discounts, shares and scores but the index are fractions. */
export interface NegotiationFinding {
  readonly modelVersion: string;
  readonly snapshotHash: string;
  readonly vendor: string;
  readonly currency: string;
  /** The case with its defaults filled in. */
  readonly case: NegotiationCase;
  readonly baselineByYear: readonly MoneyJson[];
  readonly pvBaseline: MoneyJson;
  /** Of the best subset. */
  readonly npvLeave: NpvLeave;
  readonly npvLeaveFullExit: NpvLeave;
  readonly dStarFullExit: number;
  /** Names of the groups that are best moved, in the order of the case; empty when staying is cheapest. */
  readonly bestSubset: readonly string[];
  readonly dStar: number;
  /** pvBaseline less npvLeave: what the best subset saves over the term. */
  readonly savingPv: MoneyJson;
  readonly rho: number;
  readonly walkAway: Position;
  readonly credibleExitShare: number;
  readonly exitProbability: number;
  readonly freedom: number;
  readonly retentionValue: number;
  readonly vendorCeiling: number;
  readonly zone: boolean;
  readonly floor: number;
  readonly leverageIndex: LeverageIndex;
  readonly target: Position;
  /** Null without a zone of possible agreement. */
  readonly expected: Position | null;
  readonly opening: Position;
  readonly concessionLadder: readonly number[];
  readonly posture: Posture;
  readonly lockInPremiumPerYear: MoneyJson;
  readonly minimumExitShare: number;
  readonly sharePointValuePerYear: MoneyJson;
  /** Month and the share of all spend that could have left by then. */
  readonly exitCurve: readonly (readonly [month: number, share: number])[];
  readonly daysToExit: Readonly<Record<'p25' | 'p50' | 'p80', number | null>>;
  readonly asksPv: Readonly<Partial<Record<AskName, MoneyJson>>>;
  readonly packages: readonly PackageValue[];
  readonly sensitivity: readonly SensitivityRow[];
  readonly uncertainty: {
    readonly draws: number;
    readonly seed: number;
    readonly dStar: Percentiles<number>;
    readonly saving: Percentiles<MoneyJson>;
  };
  readonly assumptions: readonly Assumption[];
  readonly gaps: readonly Gap[];
  /** Every number above by id, with its evidence. */
  readonly figures: readonly Figure[];
  /** Ids of the figures by the name of the key above; nested names are joined by a dot, such as "leverageIndex.can". */
  readonly figureIds: Readonly<Record<string, string>>;
}

/** What a vendor puts on the table. Costs and asks are present values in the currency of the case. */
export interface VendorOffer {
  readonly headline: number;
  /** Present value of what the offer makes us pay besides, such as a forced support plan. */
  readonly addedCostsPv: number;
  /** Present value of asks that the offer grants. */
  readonly grantedAsksPv: number;
}

/** An offer in the unit of walk-away, target and opening. */
export interface EffectiveOffer {
  readonly headline: number;
  readonly addedCosts: number;
  readonly rho: number;
  readonly grantedAsks: number;
  /** headline - addedCosts - rho + grantedAsks. */
  readonly effectiveDiscount: number;
}
