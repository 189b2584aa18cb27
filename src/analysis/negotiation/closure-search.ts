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
  const yearOf = (index: number): number => yearOfMonth(values.cutovers[index] ?? 0);
  const months = distinct(eligible.map((index) => values.cutovers[index] ?? 0));
  const years = distinct(eligible.map(yearOf));
  for (const earliest of months) {
    for (const lastYear of years) {
      const within = eligible.filter((index) => (values.cutovers[index] ?? 0) >= earliest && yearOf(index) <= lastYear);
      const allowed = new Set(within.filter((index) => (space.requires[index] ?? []).every((one) => within.includes(one))));
      const last = [...allowed].filter((index) => yearOf(index) === lastYear);
      const first = eligible.find((index) => values.cutovers[index] === earliest);
      if (last.length === 0 || first === undefined) continue;
      searchPair({ space, values, contest }, { allowed, last, first });
    }
  }
}

interface Search {
  readonly space: PortfolioSpace;
  readonly values: PortfolioValues;
  readonly contest: Contest;
}

interface Pair {
  readonly allowed: ReadonlySet<number>;
  /** Allowed groups of the last year. */
  readonly last: readonly number[];
  /** A group with the earliest month. */
  readonly first: number;
}

function searchPair({ space, values, contest }: Search, { allowed, last, first }: Pair): void {
  const egress = values.egressUntil[last[0] ?? 0] ?? 0;
  const shared = values.fixedCost + (values.opsFrom[first] ?? 0) + (values.crossFrom[first] ?? 0);
  const weights = values.gains.map((gain, index) => gain - egress * (values.dataShares[index] ?? 0));
  const weightOf = (set: Iterable<number>): number => [...set].reduce((sum, index) => sum + (weights[index] ?? 0), 0);
  const free = maximumClosure(weights, space.requires, allowed);
  if (contest.isHopeless(weightOf(free) - shared)) return;
  if (free.length > 0) contest.offer(free, portfolioGain(values, free));
  if (free.some((index) => last.includes(index))) return;
  for (const anchor of last) {
    const forced = new Set([anchor, ...(space.requires[anchor] ?? [])]);
    const rest = maximumClosure(weights, space.requires, new Set([...allowed].filter((index) => !forced.has(index))));
    const set = [...forced, ...rest];
    contest.offer(set, portfolioGain(values, set));
  }
}

const distinct = (values: readonly number[]): number[] => [...new Set(values)].toSorted((a, b) => a - b);
