import { negotiationConstant } from '../../catalog/negotiation-constants.ts';
import type { NegotiationCase } from '../../finding/negotiation-case.ts';
import type { LeverageIndex, Posture } from '../../finding/negotiation-finding.ts';

/** What makes the threat to leave count, all fractions but the index. */
export interface Leverage {
  readonly credibleExitShare: number;
  readonly exitProbability: number;
  readonly freedom: number;
  readonly retentionValue: number;
  readonly vendorCeiling: number;
  readonly minimumExitShare: number;
  readonly leverageIndex: LeverageIndex;
}

/** s, p, freedom, R, V, sMin and LI by their definitions. `dStar` is that of the best portfolio. */
export function leverageOf(input: NegotiationCase, monthlyTotal: number, dStar: number): Leverage {
  const { bench, eligibleShare, vendorMargin } = input;
  const credible = input.groups.filter((group) => group.movable && group.cutoverMonth <= input.horizonMonths);
  const credibleExitShare = credible.reduce((sum, group) => sum + group.monthly, 0) / monthlyTotal;
  const exitProbability = negotiationConstant(`probability.${input.evidence}`);
  const committed = input.commitments.reduce((sum, one) => sum + one.monthly, 0);
  const freedom = Math.max(0, 1 - committed / monthlyTotal);
  const retentionValue = (exitProbability * credibleExitShare * vendorMargin) / eligibleShare;
  return {
    credibleExitShare,
    exitProbability,
    freedom,
    retentionValue,
    vendorCeiling: Math.max(bench.high, Math.min(retentionValue, bench.high + input.precedentCap)),
    minimumExitShare: (eligibleShare * bench.high) / (exitProbability * vendorMargin),
    leverageIndex: leverageIndex(input, credibleExitShare * freedom, dStar),
  };
}

function leverageIndex({ bench, evidence, timing }: NegotiationCase, freeShare: number, dStar: number): LeverageIndex {
  const floor = negotiationConstant('leverageFloor');
  const can = Math.max(floor, freeShare);
  const would = Math.max(floor, Math.min(Math.max(dStar / bench.high, 0), 1));
  const shown = negotiationConstant(`shown.${evidence}`);
  const value =
    100 *
    can ** negotiationConstant('weightCan') *
    would ** negotiationConstant('weightWould') *
    shown ** negotiationConstant('weightShown') *
    timing ** negotiationConstant('weightTiming');
  return { value, can, would, shown, timing };
}

/** The tone that the numbers allow: no zone, no bluff. */
export function postureOf(zone: boolean, index: number): Posture {
  if (!zone) return 'leave_or_build_evidence';
  if (index >= negotiationConstant('exitReadyFrom')) return 'negotiate_with_exit_ready';
  return index >= negotiationConstant('buildFrom') ? 'negotiate_and_build' : 'buy_time';
}
