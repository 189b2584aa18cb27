import type { CaseGroup, NegotiationCase } from '../../finding/negotiation-case.ts';
import type { PackLever } from '../../finding/pack-numbers.ts';
import { amountOf } from './figure-spec.ts';
import { indifference } from './indifference.ts';
import { leverageOf } from './leverage.ts';
import { portfolioSpace } from './portfolio-space.ts';
import type { Workings } from './workings.ts';

/**
 * Groups that could not credibly leave within the horizon yet: what making each ready, with all it requires, adds to the
 * share that could, and what that is worth at the table. Groups that cannot move at all are not levers. The best value
 * per person-month first.
 */
export function leversOf(workings: Workings): PackLever[] {
  const { input, sharePointValuePerYear } = workings;
  const levers = input.groups.flatMap((group): PackLever[] => {
    const needed = withRequired(input.groups, group);
    if (isCredible(input, group) || needed.some((one) => !one.movable)) return [];
    const waiting = needed.filter((one) => !isCredible(input, one));
    const ready = readied(input, new Set(waiting.map((one) => one.name)));
    const share = waiting.reduce((sum, one) => sum + one.monthly, 0) / workings.baseline.monthlyTotal;
    const personMonths = waiting.reduce((sum, one) => sum + one.effortPersonMonths, 0);
    const points = share * 100;
    return [
      {
        group: group.name,
        share,
        personMonths,
        pointsPerPersonMonth: personMonths === 0 ? points : points / personMonths,
        valuePerYear: amountOf(points * sharePointValuePerYear, input.currency),
        leverageIndex: leverageOf(ready, workings.baseline.monthlyTotal, indifference(ready, portfolioSpace(ready.groups)).dStar)
          .leverageIndex.value,
        requires: waiting.map((one) => one.name).filter((name) => name !== group.name),
      },
    ];
  });
  return levers.toSorted((a, b) => b.pointsPerPersonMonth - a.pointsPerPersonMonth || (a.group < b.group ? -1 : 1));
}

const isCredible = ({ horizonMonths }: NegotiationCase, group: CaseGroup): boolean => group.movable && group.cutoverMonth <= horizonMonths;

const readied = (input: NegotiationCase, names: ReadonlySet<string>): NegotiationCase => ({
  ...input,
  groups: input.groups.map((group) =>
    names.has(group.name) ? { ...group, cutoverMonth: Math.min(group.cutoverMonth, input.horizonMonths) } : group,
  ),
});

/** A group and everything that must leave with it. */
function withRequired(groups: readonly CaseGroup[], first: CaseGroup): CaseGroup[] {
  const found = new Set([first.name]);
  for (const name of found) groups.find((group) => group.name === name)?.requires.forEach((required) => found.add(required));
  return groups.filter((group) => found.has(group.name));
}
