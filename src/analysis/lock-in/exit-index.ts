import { EU_SWITCHING_FREE_FROM, lockInConstant } from '../../catalog/lock-in-constants.ts';
import type { CommitmentTerm } from '../../focus/spend-line.ts';
import { attosOf } from '../../money.ts';
import { monthsBetween, type Day } from '../../time.ts';
import { quotient, timesFraction } from './fraction-scale.ts';

/** Situational facets of a provider, 0 to 1; null where nobody knows. */
export interface SituationFacets {
  readonly commitment: number | null;
  readonly egress: number | null;
  readonly skills: number | null;
}

/** What only the customer knows; null or absent where it was not asked. */
export interface Situation {
  /** Share of the delivery teams without production Kubernetes and open-source database experience, 0 to 1. */
  readonly skillsGap: number | null;
  readonly euCustomer: boolean | null;
  /** Day of a full exit; egress is free for EU customers from 12 January 2027. */
  readonly exitDay: Day | null;
  /** One-off egress for all data at list less waivers, as a share of one month of spend, by provider. */
  readonly egressMonths: Readonly<Record<string, number>>;
}

export const UNKNOWN_SITUATION: Situation = { skillsGap: null, euCustomer: null, exitDay: null, egressMonths: {} };

/**
 * X = 100 (1 - (1 - locked/100)(1 - 0.35 K)(1 - 0.15 E)(1 - 0.15 Z)): each part only raises it, and it stays below 100
 * unless everything is locked. What is unknown counts as 0, so X is then a lower bound. Lock-in model 0.1, section 4.
 */
export function exitIndex(lockedSharePoint: number, { commitment, egress, skills }: SituationFacets): number {
  const free =
    (1 - lockedSharePoint / 100) *
    (1 - lockInConstant('commitmentWeight') * (commitment ?? 0)) *
    (1 - lockInConstant('egressWeight') * (egress ?? 0)) *
    (1 - lockInConstant('skillsWeight') * (skills ?? 0));
  return 100 * (1 - free);
}

/** Stands in for a commitment whose cost is not stated in this currency. */
const ONE_UNIT = 10n ** 18n;

export interface CommitmentQuestion {
  readonly commitments: readonly CommitmentTerm[];
  readonly asOf: Day;
  /** Attos of one currency over the window: all scored spend of the provider, and the part that commitments cover. */
  readonly spend: bigint;
  readonly coveredSpend: bigint;
  readonly months: number;
  readonly billingCurrency: string;
}

/**
 * K: share of spend covered by commitments x min(1, remaining months / 36), remaining weighted by committed cost.
 * Covered is what the bill marks as covered, or the monthly committed cost where that is more.
 * Null when something is covered and no end date is known.
 */
export function commitmentFacet(question: CommitmentQuestion): number | null {
  const { asOf, spend, coveredSpend, months, billingCurrency } = question;
  if (spend <= 0n) return 0;
  const covered = Math.min(1, quotient(coveredSpend, spend));
  const terms = question.commitments.filter(
    (term) => term.periodStart !== '' && term.periodEnd !== '' && term.periodStart.slice(0, 10) <= asOf,
  );
  if (terms.length === 0) return coveredSpend > 0n ? null : 0;
  let committed = 0n;
  let weighted = 0n;
  let weights = 0n;
  for (const term of terms) {
    const start = term.periodStart.slice(0, 10);
    const end = term.periodEnd.slice(0, 10);
    const monthly =
      term.billingCurrency === billingCurrency
        ? timesFraction(attosOf(term.cost ?? '') ?? 0n, 1 / Math.max(1, monthsBetween(start, end)))
        : 0n;
    const remaining = Math.min(1, Math.max(0, monthsBetween(asOf, end)) / lockInConstant('commitmentMonths'));
    const weight = monthly > 0n ? monthly : ONE_UNIT;
    if (remaining > 0) committed += monthly;
    weighted += timesFraction(weight, remaining);
    weights += weight;
  }
  const byContract = quotient(committed * BigInt(Math.max(1, months)), spend);
  return Math.min(1, Math.max(covered, byContract)) * Math.min(1, quotient(weighted, weights));
}

/** E: one-off egress over one month of spend, cap 1; 0 for an EU customer who leaves in full after the Data Act's date. */
export function egressFacet(provider: string, situation: Situation): number | null {
  if (situation.euCustomer === true && situation.exitDay !== null && situation.exitDay >= EU_SWITCHING_FREE_FROM.day) return 0;
  const months = situation.egressMonths[provider];
  return months === undefined ? null : Math.min(1, Math.max(0, months));
}
