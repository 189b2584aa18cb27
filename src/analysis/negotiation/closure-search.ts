import { maximumClosure } from './maximum-closure.ts';
import type { Contest, PortfolioSpace } from './portfolio-space.ts';
import { portfolioGain, type PortfolioValues } from './portfolio-values.ts';
import { yearOfMonth } from './term.ts';

/**
 * Offers the best closed sets to the contest without looking at each. What does not add up group by group depends only
 * on the earliest cut-over, on the year of the last, and on whether everything leaves. So for each pair of an earliest
 * month and a last year the rest is a closure of largest weight, which a minimum cut finds exactly (Picard, Management
 * Science 22, 1976). Charging a set for an earlier start than it has only costs it; charging egress in a later year
 * than its own would flatter it, so there a group of that year is forced in. The full exit is offered by itself.
 */
export function closureSearch(space: PortfolioSpace, values: PortfolioValues, contest: Contest): void {
  const { eligible } = space;
  if (eligible.length === values.gains.length) contest.offer(eligible, portfolioGain(values, eligible));
  const years = values.cutovers.map(yearOfMonth);
  const firsts = eligible.filter((index, at) => eligible.findIndex((one) => values.cutovers[one] === values.cutovers[index]) === at);
  for (const lastYear of new Set(eligible.map((index) => years[index] ?? 0))) {
    const egress = values.egressUntil[years.indexOf(lastYear)] ?? 0;
    const weights = values.gains.map((gain, index) => gain - egress * (values.dataShares[index] ?? 0));
    for (const first of firsts) searchPair({ space, values, contest, years, weights }, first, lastYear);
  }
}

interface Search {
  readonly space: PortfolioSpace;
  readonly values: PortfolioValues;
  readonly contest: Contest;
  /** Per group: the year it leaves in. */
  readonly years: readonly number[];
  /** Per group: its gain less its egress in the last year of the pair. */
  readonly weights: readonly number[];
}

function searchPair({ space, values, contest, years, weights }: Search, first: number, lastYear: number): void {
  const earliest = values.cutovers[first] ?? 0;
  const isWithin = (index: number): boolean => (values.cutovers[index] ?? 0) >= earliest && (years[index] ?? 0) <= lastYear;
  const shared = values.fixedCost + (values.opsFrom[first] ?? 0) + (values.crossFrom[first] ?? 0);
  let atMost = -shared;
  for (const index of space.eligible) if (isWithin(index)) atMost += Math.max(0, weights[index] ?? 0);
  if (contest.isHopeless(atMost)) return;
  const allowed = new Set(space.eligible.filter((index) => isWithin(index) && (space.requires[index] ?? []).every(isWithin)));
  const last = [...allowed].filter((index) => years[index] === lastYear);
  if (last.length === 0) return;
  const free = maximumClosure(weights, space.requires, allowed);
  if (contest.isHopeless(free.reduce((sum, index) => sum + (weights[index] ?? 0), -shared))) return;
  if (free.length > 0) contest.offer(free, portfolioGain(values, free));
  if (free.some((index) => years[index] === lastYear)) return;
  for (const anchor of last) {
    const forced = new Set([anchor, ...(space.requires[anchor] ?? [])]);
    const rest = maximumClosure(weights, space.requires, new Set([...allowed].filter((index) => !forced.has(index))));
    const set = [...forced, ...rest];
    contest.offer(set, portfolioGain(values, set));
  }
}
