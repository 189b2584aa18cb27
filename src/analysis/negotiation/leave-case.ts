import type { CaseGroup, NegotiationCase } from '../../finding/negotiation-case.ts';
import type { LeaveParts } from '../../finding/negotiation-finding.ts';
import { monthsWithin, presentValue, yearOfMonth, type Term } from './term.ts';

/** Cash flows of leaving by part and year, not discounted; index 0 is year 1. */
export type LeaveFlows = LeaveParts<readonly number[]>;

type GroupPart = 'incumbent' | 'target' | 'overlap' | 'oneOff' | 'stranded' | 'credits';

/** What one group costs when it leaves, apart from what the whole programme shares. */
export type GroupFlows = Readonly<Record<GroupPart, readonly number[]>>;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Cash flows of one group in S: the definitions of incumbent_y, target_y, overlap_y, oneoff_y (without the fixed
 * part), stranded and credits_y. What falls beyond the term is not counted. A cut-over at signature (month 0)
 * puts overlap, effort and stranded commitments in year 1.
 */
export function groupFlows(input: NegotiationCase, term: Term, group: CaseGroup): GroupFlows {
  const { cutoverMonth: cutover, targetCostRatio: ratio } = group;
  const cutoverYear = yearOfMonth(cutover);
  const effort = group.effortPersonMonths * input.ratePerPersonMonth * (1 + input.contingency);
  const stranded = sumOf(
    input.commitments.map((one) => (one.group === group.name ? one.monthly * Math.max(0, one.monthsLeft - cutover) : 0)),
  );
  const byYear = (value: (year: number, annual: number) => number): number[] =>
    term.growthFactors.map((factor, index) => value(index + 1, 12 * group.monthly * factor));
  const inCutoverYear = (value: (annual: number) => number): number[] =>
    byYear((year, annual) => (year === cutoverYear ? value(annual) : 0));
  return {
    incumbent: byYear((year, annual) => (annual * monthsWithin(cutover, year)) / 12),
    target: byYear((year, annual) => annual * ratio * (1 - monthsWithin(cutover, year) / 12)),
    overlap: inCutoverYear((annual) => (annual / 12) * ratio * group.overlapMonths),
    oneOff: cutover === 0 ? inCutoverYear(() => effort) : byYear((year) => (effort * monthsWithin(cutover, year)) / cutover),
    stranded: inCutoverYear(() => stranded),
    credits: byYear(
      (year, annual) => (-input.targetCreditRate * annual * ratio * (monthsWithin(cutover + 12, year) - monthsWithin(cutover, year))) / 12,
    ),
  };
}

/** Months of each year after the earliest cut-over: those that ops and cross-cloud cost count. */
export const monthsAfter = (term: Term, cutover: number): number[] =>
  term.growthFactors.map((_, index) => 12 - monthsWithin(cutover, index + 1));

/** Fixed one-off cost with its contingency, due in year 1 when anything leaves. */
export const fixedOneOff = (input: NegotiationCase): number => input.fixedOneOff * (1 + input.contingency);

/** Whether leaving with everything carries no egress charge, or leaving with anything at all. */
export const egressIsWaived = ({ egressWaiver }: NegotiationCase, isFullExit: boolean): boolean =>
  egressWaiver === 'always' || (egressWaiver === 'full_exit_only' && isFullExit);

/** Every cash flow of leaving with the groups whose index is in `leaving`. */
export function leaveFlows(input: NegotiationCase, term: Term, leaving: ReadonlySet<number>): LeaveFlows {
  const gone = input.groups.filter((_, index) => leaving.has(index));
  const flows = gone.map((group) => groupFlows(input, term, group));
  const stayingAnnual = 12 * sumOf(input.groups.map((group, index) => (leaving.has(index) ? 0 : group.monthly)));
  const isFullExit = leaving.size === input.groups.length;
  const cutovers = gone.map((group) => group.cutoverMonth);
  const months = gone.length === 0 ? [] : monthsAfter(term, Math.min(...cutovers));
  const egress = egressIsWaived(input, isFullExit) ? 0 : input.transferGb * input.egressPerGb * sumOf(gone.map((group) => group.dataShare));
  const egressYear = yearOfMonth(Math.max(0, ...cutovers));
  const byYear = (value: (index: number) => number): number[] => term.growthFactors.map((_, index) => value(index));
  const summed = (part: GroupPart): number[] => byYear((index) => sumOf(flows.map((flow) => flow[part][index] ?? 0)));
  const incumbent = summed('incumbent');
  const oneOff = summed('oneOff');
  return {
    incumbent: byYear((index) => (incumbent[index] ?? 0) + stayingAnnual * (term.growthFactors[index] ?? 0)),
    target: summed('target'),
    overlap: summed('overlap'),
    ops: byYear((index) => input.addedOpsMonthly * (months[index] ?? 0)),
    cross: byYear((index) => (isFullExit ? 0 : input.crossCloudMonthly * (months[index] ?? 0))),
    oneOff: byYear((index) => (oneOff[index] ?? 0) + (index === 0 && gone.length > 0 ? fixedOneOff(input) : 0)),
    egress: byYear((index) => (index + 1 === egressYear ? egress : 0)),
    stranded: summed('stranded'),
    credits: summed('credits'),
  };
}

export const LEAVE_PARTS = ['incumbent', 'target', 'overlap', 'ops', 'cross', 'oneOff', 'egress', 'stranded', 'credits'] as const;

/** NPV_leave(S). */
export const npvLeave = (term: Term, flows: LeaveFlows): number => sumOf(LEAVE_PARTS.map((part) => presentValue(term, flows[part])));

/** dStar(S) = (PV_B - NPV_leave(S)) / (eligibleShare x PV_B): the discount at which staying costs what leaving costs. */
export const indifferenceDiscount = (gain: number, pvBaseline: number, eligibleShare: number): number =>
  gain / (eligibleShare * pvBaseline);
