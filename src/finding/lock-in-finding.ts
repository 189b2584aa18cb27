import type { Assumption, Figure } from './figure.ts';
import type { MoneyJson } from '../money.ts';

/** What the lock-in analysis says; the JSON of `lock-in --json` and GET /v1/lock-in. Scores and shares run from 0 to 100. */
export interface LockInFinding {
  readonly modelVersion: string;
  readonly snapshotHash: string;
  readonly asOf: string;
  readonly window: { readonly from: string; readonly to: string; readonly months: number };
  /** The currency the shares are computed in; spend of other currencies without a dated rate is in gaps. */
  readonly currency: string;
  readonly portfolio: LockInSummary;
  readonly providers: readonly (LockInSummary & { readonly provider: string })[];
  readonly subAccounts: readonly (LockInSummary & { readonly provider: string; readonly subAccountId: string })[];
  readonly services: readonly ServiceLockIn[];
  readonly mobileSpend: readonly MobileSpend[];
  readonly cheapestMoves: readonly Move[];
  readonly catalogue: { readonly version: string; readonly reviewedOn: string };
  readonly assumptions: readonly Assumption[];
  readonly gaps: readonly Gap[];
  /** Every figure above by id, with its evidence. */
  readonly figures: readonly Figure[];
}

export type LockInClass = 'portable' | 'moderate' | 'high' | 'severe' | 'unclassified';

export interface LockInSummary {
  readonly meanScore: number;
  readonly lockedShare: { readonly point: number; readonly low: number; readonly high: number };
  readonly lockedSpend: readonly MoneyJson[];
  readonly scoredSpend: readonly MoneyJson[];
  readonly withoutReach: number;
  readonly exitIndex: number;
  readonly unclassifiedShare: number;
  readonly confidence: number;
  readonly classes: readonly { readonly class: LockInClass; readonly amount: string; readonly currency: string }[];
  /** Spend that is never scored (tax, credits, support, commitment fees), so that classes plus this add up to the bill. */
  readonly notScored: readonly MoneyJson[];
  readonly exitWeeks: { readonly low: number; readonly likely: number; readonly high: number; readonly p10: number; readonly p90: number };
  /** Situational facets in the exit index, 0 to 1; null where unknown, which the index counts as 0. */
  readonly situation: { readonly commitment: number | null; readonly egress: number | null; readonly skills: number | null };
  /** True when more than a fifth of the scored spend is unclassified. */
  readonly provisional: boolean;
  /** The figure of the locked share. */
  readonly figureId: string;
  /** Ids of the other figures of this summary, by the name of the key above. */
  readonly figureIds: Readonly<Record<string, string>>;
}

export interface ServiceLockIn {
  readonly provider: string;
  readonly serviceName: string;
  /** Names on the bill that were resolved to this service. */
  readonly billedAs: readonly string[];
  readonly score: number | null;
  readonly band: LockInClass;
  readonly facets: {
    readonly interface: number;
    readonly replacement: number;
    readonly data: number;
    readonly code: number;
    readonly operations: number;
  } | null;
  readonly block: { readonly reason: 'rewrite' | 'reload' | 'rewire' | 'none'; readonly value: number };
  readonly substitutes: readonly string[];
  readonly exitWeeks: { readonly low: number; readonly likely: number; readonly high: number } | null;
  readonly workloads: number;
  readonly spend: MoneyJson;
  /** The part of this spend that would have to be rebuilt before it could leave, reach included. */
  readonly lockedSpend: MoneyJson;
  readonly explanation: string;
  /** The figure of the score, or of the spend where there is no score. */
  readonly figureId: string;
  readonly spendFigureId: string;
}

export interface MobileSpend {
  readonly horizonDays: 90 | 180 | 365;
  readonly amount: MoneyJson;
  readonly share: number;
  readonly figureId: string;
}

export interface Move {
  readonly provider: string;
  readonly serviceName: string;
  readonly substitute: string;
  readonly lockedSpendReduced: MoneyJson;
  readonly personWeeks: { readonly low: number; readonly likely: number; readonly high: number };
  /** Expected benefit against effort: moves that fail are not listed; unknown where no saving was given. */
  readonly hohpeTest: 'passed' | 'unknown';
  readonly figureId: string;
}

/** Something the finding does not know, said plainly. */
export interface Gap {
  readonly code: string;
  readonly detail: string;
  readonly amount?: MoneyJson;
}
