import type { NegotiationCase } from '../../finding/negotiation-case.ts';
import { egressIsWaived, fixedOneOff, groupFlows, monthsAfter } from './leave-case.ts';
import { presentValue, yearOfMonth, type Term } from './term.ts';

/**
 * PV_B - NPV_leave(S) taken apart for the search of the best S: what each group adds on its own, and what depends on
 * the earliest cut-over, on the year of the last, and on whether everything leaves. All in present value.
 */
export interface PortfolioValues {
  /** Per group: the baseline it no longer causes, less what it costs to leave with it. */
  readonly gains: readonly number[];
  readonly cutovers: readonly number[];
  /** Per group: added operations when it is the earliest to leave. */
  readonly opsFrom: readonly number[];
  /** Per group: cost of spanning two clouds when it is the earliest to leave. */
  readonly crossFrom: readonly number[];
  readonly dataShares: readonly number[];
  /** Per group: egress of a data share of 1 when it is the last to leave. */
  readonly egressUntil: readonly number[];
  /** The same when everything leaves. */
  readonly egressUntilFull: readonly number[];
  readonly fixedCost: number;
}

export function portfolioValues(input: NegotiationCase, term: Term): PortfolioValues {
  const { groups } = input;
  const after = groups.map((group) => presentValue(term, monthsAfter(term, group.cutoverMonth)));
  const egress = (group: NegotiationCase['groups'][number], isFullExit: boolean): number =>
    egressIsWaived(input, isFullExit)
      ? 0
      : input.transferGb * input.egressPerGb * (term.discountFactors[yearOfMonth(group.cutoverMonth) - 1] ?? 0);
  return {
    gains: groups.map((group) => {
      const stay = term.growthFactors.map((factor) => 12 * group.monthly * factor);
      const costs = Object.values(groupFlows(input, term, group)).reduce((sum, flow) => sum + presentValue(term, flow), 0);
      return presentValue(term, stay) - costs;
    }),
    cutovers: groups.map((group) => group.cutoverMonth),
    opsFrom: after.map((months) => months * input.addedOpsMonthly),
    crossFrom: after.map((months) => months * input.crossCloudMonthly),
    dataShares: groups.map((group) => group.dataShare),
    egressUntil: groups.map((group) => egress(group, false)),
    egressUntilFull: groups.map((group) => egress(group, true)),
    fixedCost: fixedOneOff(input) * (term.discountFactors[0] ?? 0),
  };
}

/** What a set of leaving groups shares. */
export interface Programme {
  /** A group that leaves first, and one that leaves last. */
  readonly earliest: number;
  readonly last: number;
  readonly dataShare: number;
  readonly isFullExit: boolean;
}

/** Present value of what a set that is not empty costs besides its groups: fixed one-off, operations, two clouds, egress. */
export function programmeCost(values: PortfolioValues, { earliest, last, dataShare, isFullExit }: Programme): number {
  const ops = values.opsFrom[earliest] ?? 0;
  const cross = isFullExit ? 0 : (values.crossFrom[earliest] ?? 0);
  const egress = (isFullExit ? values.egressUntilFull : values.egressUntil)[last] ?? 0;
  return values.fixedCost + ops + cross + dataShare * egress;
}

/** PV_B - NPV_leave(S) of the groups with these indexes; 0 for none. */
export function portfolioGain(values: PortfolioValues, leaving: readonly number[]): number {
  if (leaving.length === 0) return 0;
  const at = (list: readonly number[], index: number): number => list[index] ?? 0;
  const furthest = (sign: 1 | -1): number =>
    leaving.reduce((found, index) => (sign * (at(values.cutovers, index) - at(values.cutovers, found)) > 0 ? index : found));
  const sumOf = (list: readonly number[]): number => leaving.reduce((sum, index) => sum + at(list, index), 0);
  const programme = {
    earliest: furthest(-1),
    last: furthest(1),
    dataShare: sumOf(values.dataShares),
    isFullExit: leaving.length === values.gains.length,
  };
  return sumOf(values.gains) - programmeCost(values, programme);
}
