import { closureSearch } from './closure-search.ts';
import { portfolioContest, type ClosedSet, type Contest, type Portfolio, type PortfolioSpace } from './portfolio-space.ts';
import { programmeCost, type PortfolioValues } from './portfolio-values.ts';

/**
 * sStar: the set of movable groups, closed under requires, with the largest PV_B - NPV_leave(S). The empty set takes
 * part with a gain of 0. Exact at every size: small cases by looking at every closed set, larger ones by minimum cuts
 * (see closureSearch). Of sets that gain the same, the smaller wins, then the first by names.
 */
export function bestPortfolio(space: PortfolioSpace, values: PortfolioValues): Portfolio {
  const scale = values.gains.reduce((sum, gain) => sum + Math.abs(gain), values.fixedCost);
  const contest = portfolioContest(space, scale);
  if (space.closedSets === null) closureSearch(space, values, contest);
  else everyClosedSet(space.closedSets, values, contest);
  return contest.best();
}

/** Offers every closed set to the contest, each computed from the one it grows from. */
function everyClosedSet(sets: readonly ClosedSet[], values: PortfolioValues, contest: Contest): void {
  const sums = new Float64Array(sets.length);
  const shares = new Float64Array(sets.length);
  const earliest = new Int32Array(sets.length);
  const last = new Int32Array(sets.length);
  const sizes = new Int32Array(sets.length);
  const at = (list: ArrayLike<number>, index: number): number => list[index] ?? 0;
  sets.forEach(({ parent, added }, set) => {
    if (set === 0) return;
    const size = at(sizes, parent) + 1;
    sizes[set] = size;
    sums[set] = at(sums, parent) + at(values.gains, added);
    shares[set] = at(shares, parent) + at(values.dataShares, added);
    const cutover = at(values.cutovers, added);
    earliest[set] = size === 1 || cutover < at(values.cutovers, at(earliest, parent)) ? added : at(earliest, parent);
    last[set] = size === 1 || cutover > at(values.cutovers, at(last, parent)) ? added : at(last, parent);
    const programme = {
      earliest: at(earliest, set),
      last: at(last, set),
      dataShare: at(shares, set),
      isFullExit: size === values.gains.length,
    };
    const gain = at(sums, set) - programmeCost(values, programme);
    if (!contest.isHopeless(gain)) contest.offer(membersOf(sets, set), gain);
  });
}

function membersOf(sets: readonly ClosedSet[], set: number): number[] {
  const members: number[] = [];
  for (let at = set; at !== 0; at = sets[at]?.parent ?? 0) members.push(sets[at]?.added ?? 0);
  return members;
}
