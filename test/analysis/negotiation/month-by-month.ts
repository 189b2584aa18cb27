import type { NegotiationCase } from '../../../src/finding/negotiation-case.ts';

/**
 * NPV_leave(S) a second time and by another road: month after month instead of year after year, for cut-overs at
 * whole months. What the definitions place in one year is placed in its last month.
 */
export function npvLeaveMonthByMonth(input: NegotiationCase, leaving: ReadonlySet<string>): number {
  const gone = input.groups.filter((group) => leaving.has(group.name));
  const isFullExit = gone.length === input.groups.length;
  const first = Math.min(...gone.map((group) => group.cutoverMonth));
  const lastMonthOf = (cutover: number): number => 12 * Math.max(1, Math.ceil(cutover / 12));
  const waived = input.egressWaiver === 'always' || (input.egressWaiver === 'full_exit_only' && isFullExit);
  const withContingency = 1 + input.contingency;
  let npv = 0;
  for (let month = 1; month <= 12 * input.termYears; month += 1) {
    const year = Math.ceil(month / 12);
    const growth = (1 + input.growth) ** (year - 1);
    let cost = 0;
    for (const group of input.groups) {
      const spend = group.monthly * growth;
      const atTarget = spend * group.targetCostRatio;
      const { cutoverMonth: cutover } = group;
      if (!leaving.has(group.name) || month <= cutover) cost += spend;
      if (!leaving.has(group.name)) continue;
      if (month > cutover) cost += atTarget;
      if (month > cutover && month <= cutover + 12) cost -= input.targetCreditRate * atTarget;
      if (month <= Math.max(cutover, 1))
        cost += (group.effortPersonMonths * input.ratePerPersonMonth * withContingency) / Math.max(cutover, 1);
      if (month !== lastMonthOf(cutover)) continue;
      cost += atTarget * group.overlapMonths;
      for (const one of input.commitments) if (one.group === group.name) cost += one.monthly * Math.max(0, one.monthsLeft - cutover);
    }
    if (gone.length > 0) {
      if (month === 1) cost += input.fixedOneOff * withContingency;
      if (month > first) cost += input.addedOpsMonthly + (isFullExit ? 0 : input.crossCloudMonthly);
      if (!waived && month === lastMonthOf(Math.max(...gone.map((group) => group.cutoverMonth)))) {
        cost += input.transferGb * input.egressPerGb * gone.reduce((sum, group) => sum + group.dataShare, 0);
      }
    }
    npv += cost / (1 + input.discountRate) ** year;
  }
  return npv;
}

/**
 * The largest gain of any closed set of movable groups, and the size of the smallest set that reaches it: `atLeast` among
 * those that come near enough for rounding to decide, `atMost` among those that reach it as good as exactly.
 */
export function bestByLookingAtAll(input: NegotiationCase): { readonly gain: number; readonly atLeast: number; readonly atMost: number } {
  const stay = npvLeaveMonthByMonth(input, new Set());
  const sets = [{ gain: 0, size: 0 }];
  for (let mask = 1; mask < 2 ** input.groups.length; mask += 1) {
    const chosen = input.groups.filter((_, index) => (mask >> index) % 2 === 1);
    const names = new Set(chosen.map((group) => group.name));
    if (chosen.some((group) => !group.movable || group.requires.some((name) => !names.has(name)))) continue;
    sets.push({ gain: stay - npvLeaveMonthByMonth(input, names), size: chosen.length });
  }
  const gain = Math.max(...sets.map((one) => one.gain));
  const smallest = (tolerance: number): number =>
    Math.min(...sets.filter((one) => one.gain >= gain - tolerance * stay).map((one) => one.size));
  return { gain, atLeast: smallest(1e-7), atMost: smallest(1e-12) };
}
