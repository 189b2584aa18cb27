import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPortfolio } from '../../../src/analysis/negotiation/best-portfolio.ts';
import { closureSearch } from '../../../src/analysis/negotiation/closure-search.ts';
import { leaveFlows, npvLeave } from '../../../src/analysis/negotiation/leave-case.ts';
import { portfolioContest, portfolioSpace } from '../../../src/analysis/negotiation/portfolio-space.ts';
import { portfolioGain, portfolioValues } from '../../../src/analysis/negotiation/portfolio-values.ts';
import { baselineOf, termOf } from '../../../src/analysis/negotiation/term.ts';
import type { NegotiationCase } from '../../../src/finding/negotiation-case.ts';
import { caseArbitrary } from './case-arbitraries.ts';
import { bestByLookingAtAll, npvLeaveMonthByMonth } from './month-by-month.ts';

const indexesOf = (input: NegotiationCase, mask: number): number[] =>
  input.groups.map((_, index) => index).filter((index) => (mask >> index) % 2 === 1);

const namesOf = (input: NegotiationCase, indexes: readonly number[]): Set<string> =>
  new Set(indexes.map((index) => input.groups[index]?.name ?? ''));

const pvOf = (input: NegotiationCase): number => baselineOf(termOf(input), input.groups).presentValue;

describe('the cost of leaving', () => {
  it('is the same whether it is added up by year or month after month, for any set of groups', () => {
    fc.assert(
      fc.property(caseArbitrary(), fc.nat(31), (input, mask) => {
        const indexes = indexesOf(input, mask);
        const term = termOf(input);
        const npv = npvLeave(term, leaveFlows(input, term, new Set(indexes)));
        const expected = npvLeaveMonthByMonth(input, namesOf(input, indexes));
        expect(Math.abs(npv - expected)).toBeLessThanOrEqual(1e-9 * (Math.abs(expected) + pvOf(input)));
      }),
      { numRuns: 500 },
    );
  });

  it('is the baseline when nothing leaves', () => {
    fc.assert(
      fc.property(caseArbitrary(), (input) => {
        const term = termOf(input);
        expect(npvLeave(term, leaveFlows(input, term, new Set()))).toBeCloseTo(pvOf(input), 3);
      }),
    );
  });

  it('taken apart for the search adds up to the same gain', () => {
    fc.assert(
      fc.property(caseArbitrary(), fc.nat(31), (input, mask) => {
        const indexes = indexesOf(input, mask);
        const term = termOf(input);
        const gain = portfolioGain(portfolioValues(input, term), indexes);
        const npv = npvLeave(term, leaveFlows(input, term, new Set(indexes)));
        expect(Math.abs(pvOf(input) - npv - gain)).toBeLessThanOrEqual(1e-9 * (Math.abs(npv) + pvOf(input)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the best set of groups', () => {
  it('gains what the best of all subsets gains, and is the smallest that does', () => {
    fc.assert(
      fc.property(caseArbitrary(6), (input) => {
        const found = bestPortfolio(portfolioSpace(input.groups), portfolioValues(input, termOf(input)));
        const expected = bestByLookingAtAll(input);
        expect(Math.abs(found.gain - expected.gain)).toBeLessThanOrEqual(1e-8 * pvOf(input));
        expect(found.leaving.length).toBeGreaterThanOrEqual(expected.atLeast);
        expect(found.leaving.length).toBeLessThanOrEqual(expected.atMost);
      }),
      { numRuns: 400 },
    );
  });

  it('is the same by cuts as by looking at every closed set', () => {
    fc.assert(
      fc.property(caseArbitrary(10), (input) => {
        const space = portfolioSpace(input.groups);
        const values = portfolioValues(input, termOf(input));
        const contest = portfolioContest(space, pvOf(input));
        closureSearch(space, values, contest);
        const found = bestPortfolio(space, values);
        expect(Math.abs(contest.best().gain - found.gain)).toBeLessThanOrEqual(1e-8 * pvOf(input));
      }),
      { numRuns: 600 },
    );
  });

  it('holds only movable groups, with everything they require', () => {
    fc.assert(
      fc.property(caseArbitrary(10), (input) => {
        const { leaving } = bestPortfolio(portfolioSpace(input.groups), portfolioValues(input, termOf(input)));
        const names = namesOf(input, leaving);
        for (const index of leaving) {
          expect(input.groups[index]?.movable).toBe(true);
          expect(input.groups[index]?.requires.filter((name) => !names.has(name))).toEqual([]);
        }
      }),
    );
  });

  it('of eighty groups is found in seconds, and no single change betters it', () => {
    const input = wideCase(80);
    const space = portfolioSpace(input.groups);
    const values = portfolioValues(input, termOf(input));
    const started = performance.now();
    const { leaving, gain } = bestPortfolio(space, values);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(leaving.length).toBeGreaterThan(10);
    expect(gain).toBeCloseTo(portfolioGain(values, leaving), 4);
    const inside = new Set(leaving);
    for (const index of space.eligible) {
      const without = leaving.filter((one) => one !== index && !(space.requires[one] ?? []).includes(index));
      const changed = inside.has(index) ? without : [...new Set([...leaving, index, ...(space.requires[index] ?? [])])];
      expect(portfolioGain(values, changed)).toBeLessThanOrEqual(gain + 1e-6);
    }
  });
});

/** Many groups of a plain pattern, every third requiring the one before. */
function wideCase(size: number): NegotiationCase {
  const [seed] = fc.sample(caseArbitrary(1), { numRuns: 1, seed: 7 });
  if (seed === undefined) throw new Error('no case was drawn');
  const groups = Array.from({ length: size }, (_, index) => ({
    name: `group ${String(index + 1).padStart(3, '0')}`,
    monthly: 2000 + ((index * 7919) % 9000),
    targetCostRatio: 0.4 + ((index * 31) % 90) / 100,
    cutoverMonth: 1 + ((index * 5) % 30),
    effortPersonMonths: ((index * 13) % 12) / 4,
    overlapMonths: (index % 3) / 2,
    movable: index % 11 !== 0,
    requires: index % 3 === 2 ? [`group ${String(index).padStart(3, '0')}`] : [],
    dataShare: 1 / size,
  }));
  return {
    ...seed,
    termYears: 4,
    growth: 0.05,
    discountRate: 0.1,
    groups,
    monthlyBillList: groups.reduce((sum, group) => sum + group.monthly, 0),
    inPlaceOptimisation: 0,
    ratePerPersonMonth: 12_000,
    fixedOneOff: 50_000,
    transferGb: 900_000,
    egressPerGb: 0.08,
    egressWaiver: 'none',
    commitments: [],
  };
}
