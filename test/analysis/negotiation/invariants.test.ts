import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indifference } from '../../../src/analysis/negotiation/indifference.ts';
import { leverageOf } from '../../../src/analysis/negotiation/leverage.ts';
import { leaveFlows, npvLeave } from '../../../src/analysis/negotiation/leave-case.ts';
import { portfolioSpace } from '../../../src/analysis/negotiation/portfolio-space.ts';
import { positionsOf, type Positions } from '../../../src/analysis/negotiation/positions.ts';
import { commitmentPrice } from '../../../src/analysis/negotiation/effective-discount.ts';
import { sensitivityOf } from '../../../src/analysis/negotiation/sensitivity.ts';
import { changedCase } from '../../../src/analysis/negotiation/changed-case.ts';
import { baselineOf, termOf } from '../../../src/analysis/negotiation/term.ts';
import { NEGOTIATION_RANGES } from '../../../src/catalog/negotiation-ranges.ts';
import type { CaseGroup, EvidenceLevel, NegotiationCase } from '../../../src/finding/negotiation-case.ts';
import { asksOf, caseArbitrary, discountBaseOf } from './case-arbitraries.ts';

const dStarOf = (input: NegotiationCase): number => indifference(input, portfolioSpace(input.groups)).dStar;
const fullExitOf = (input: NegotiationCase): number => indifference(input, portfolioSpace(input.groups)).dStarFullExit;

/** The lines of a case, and the fractions behind them. */
function linesOf(
  input: NegotiationCase,
): Positions & { readonly vendorCeiling: number; readonly leverageIndex: number; readonly fractions: number[] } {
  const dStar = dStarOf(input);
  const leverage = leverageOf(input, baselineOf(termOf(input), input.groups).monthlyTotal, dStar);
  const { vendorCeiling, leverageIndex, credibleExitShare, freedom, retentionValue, minimumExitShare } = leverage;
  const positions = positionsOf(input, { dStar, rho: commitmentPrice(input), vendorCeiling, leverageIndex: leverageIndex.value });
  const { walkAway, target, opening, expected, floor } = positions;
  const fractions = [
    dStar,
    fullExitOf(input),
    walkAway,
    target,
    opening,
    expected ?? -1,
    floor,
    vendorCeiling,
    leverageIndex.value,
    credibleExitShare,
    freedom,
    retentionValue,
    minimumExitShare,
  ];
  return { ...positions, vendorCeiling, leverageIndex: leverageIndex.value, fractions };
}

const expectAllClose = (found: readonly number[], wanted: readonly number[]): void =>
  wanted.forEach((value, index) =>
    expect(Math.abs((found[index] ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-7 * Math.max(1, Math.abs(value))),
  );

/** The case with every amount of money multiplied: another currency at one rate, or a larger company. */
function scaled(input: NegotiationCase, k: number): NegotiationCase {
  const { credits, supportFeeCut, ...asks } = input.asks;
  return {
    ...input,
    monthlyBillList: input.monthlyBillList * k,
    groups: input.groups.map((group) => ({ ...group, monthly: group.monthly * k })),
    ratePerPersonMonth: input.ratePerPersonMonth * k,
    fixedOneOff: input.fixedOneOff * k,
    addedOpsMonthly: input.addedOpsMonthly * k,
    crossCloudMonthly: input.crossCloudMonthly * k,
    egressPerGb: input.egressPerGb * k,
    commitments: input.commitments.map((one) => ({ ...one, monthly: one.monthly * k })),
    asks: {
      ...asks,
      ...(credits && { credits: { ...credits, face: credits.face * k } }),
      ...(supportFeeCut && { supportFeeCut: { monthlySaving: supportFeeCut.monthlySaving * k } }),
    },
  };
}

const everyGroup = (input: NegotiationCase, change: (group: CaseGroup) => Partial<CaseGroup>): NegotiationCase => ({
  ...input,
  groups: input.groups.map((group) => ({ ...group, ...change(group) })),
});

describe('the indifference discount', () => {
  it('of the full exit makes staying cost what leaving costs, to within one unit of currency', () => {
    fc.assert(
      fc.property(caseArbitrary(), (input) => {
        const term = termOf(input);
        const stay = baselineOf(term, input.groups).presentValue * (1 - input.eligibleShare * fullExitOf(input));
        const leave = npvLeave(term, leaveFlows(input, term, new Set(input.groups.keys())));
        expect(Math.abs(stay - leave)).toBeLessThan(1);
      }),
    );
  });

  it('of the best portfolio is never negative and never below that of an allowed full exit', () => {
    fc.assert(
      fc.property(caseArbitrary(), (input) => {
        const dStar = dStarOf(input);
        expect(dStar).toBeGreaterThanOrEqual(0);
        if (input.groups.every((group) => group.movable)) expect(dStar).toBeGreaterThanOrEqual(fullExitOf(input) - 1e-12);
      }),
    );
  });

  const costlier: Record<string, (input: NegotiationCase) => NegotiationCase> = {
    targetCostRatio: (input) => everyGroup(input, (group) => ({ targetCostRatio: group.targetCostRatio + 0.1 })),
    effortPersonMonths: (input) => everyGroup(input, (group) => ({ effortPersonMonths: group.effortPersonMonths + 5 })),
    contingency: (input) => ({ ...input, contingency: input.contingency + 0.1 }),
    ratePerPersonMonth: (input) => ({ ...input, ratePerPersonMonth: input.ratePerPersonMonth + 2000 }),
    addedOpsMonthly: (input) => ({ ...input, addedOpsMonthly: input.addedOpsMonthly + 1000 }),
    overlapMonths: (input) => everyGroup(input, (group) => ({ overlapMonths: group.overlapMonths + 1 })),
    commitments: (input) => ({ ...input, commitments: input.commitments.map((one) => ({ ...one, monthly: one.monthly + 1000 })) }),
  };

  // Credits repay a share of what the target costs, so a case that is paid to buy more is left out: rates stay below 1.
  it.each(Object.keys(costlier))('of the full exit does not rise with %s', (name) => {
    fc.assert(
      fc.property(caseArbitrary(), (input) => {
        const before = fullExitOf(input);
        expect(fullExitOf(costlier[name]?.(input) ?? input)).toBeLessThanOrEqual(before + 1e-12 * Math.max(1, Math.abs(before)));
      }),
    );
  });

  it('of the full exit falls when effort rises at a price, and does not fall with credits and an egress waiver', () => {
    fc.assert(
      fc.property(caseArbitrary(), (input) => {
        const priced = { ...input, ratePerPersonMonth: input.ratePerPersonMonth + 1 };
        expect(fullExitOf(everyGroup(priced, (group) => ({ effortPersonMonths: group.effortPersonMonths + 5 })))).toBeLessThan(
          fullExitOf(priced),
        );
        const before = fullExitOf(input);
        const least = before - 1e-12 * Math.max(1, Math.abs(before));
        expect(fullExitOf({ ...input, targetCreditRate: input.targetCreditRate + 0.1 })).toBeGreaterThanOrEqual(least);
        expect(fullExitOf({ ...input, egressWaiver: 'full_exit_only' })).toBeGreaterThanOrEqual(
          fullExitOf({ ...input, egressWaiver: 'none' }),
        );
        expect(dStarOf({ ...input, egressWaiver: 'always' })).toBeGreaterThanOrEqual(
          dStarOf({ ...input, egressWaiver: 'full_exit_only' }) - 1e-12,
        );
      }),
    );
  });
});

describe('the four lines', () => {
  const inOrder = (input: NegotiationCase): void => {
    const { walkAway, target, opening, zone, vendorCeiling, concessionLadder } = linesOf(input);
    expect(target).toBeGreaterThanOrEqual(walkAway - 1e-12);
    expect(opening).toBeGreaterThan(target);
    if (zone) expect(target).toBeLessThanOrEqual(vendorCeiling);
    expect(concessionLadder).toHaveLength(5);
    expect(concessionLadder[0]).toBe(opening);
    expect(concessionLadder[4]).toBe(target);
    concessionLadder.slice(1).forEach((position, index) => expect(position).toBeLessThan(concessionLadder[index] ?? 0));
  };

  it('stand in order, opening above target above walk-away, with a ladder that falls from one to the other', () => {
    fc.assert(fc.property(caseArbitrary(), inOrder), { numRuns: 500 });
  });

  it('stand in order in every row of the tornado', () => {
    fc.assert(
      fc.property(caseArbitrary(3), (input) => {
        for (const row of sensitivityOf(input, portfolioSpace(input.groups))) {
          const driver = NEGOTIATION_RANGES.find((range) => range.input === row.input)?.input ?? 'growth';
          for (const value of [row.low, row.high]) inOrder(changedCase(input, driver, value));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keep every fraction when all money is multiplied: in another currency, or for a larger bill at the same shares', () => {
    fc.assert(
      fc.property(caseArbitrary(), fc.constantFrom(0.0067, 0.92, 3, 157.25), (input, k) => {
        const larger = scaled(input, k);
        expectAllClose(linesOf(larger).fractions, linesOf(input).fractions);
        expect(discountBaseOf(larger) / discountBaseOf(input)).toBeCloseTo(k, 6);
        const [asks, largerAsks] = [Object.values(asksOf(input)), Object.values(asksOf(larger))];
        expectAllClose(
          largerAsks,
          asks.map((value) => value * k),
        );
      }),
    );
  });

  it('open a zone with more evidence, or leave it open, while the indifference discount stays', () => {
    const levels: readonly EvidenceLevel[] = [
      'none',
      'written_quote',
      'proof_of_concept',
      'production_workload',
      'tenth_of_spend_elsewhere',
    ];
    fc.assert(
      fc.property(caseArbitrary(), fc.integer({ min: 0, max: 3 }), (input, level) => {
        const less = { ...input, evidence: levels[level] ?? 'none' };
        const more = { ...input, evidence: levels[level + 1] ?? 'none' };
        expect(dStarOf(more)).toBe(dStarOf(less));
        expect(linesOf(more).vendorCeiling).toBeGreaterThanOrEqual(linesOf(less).vendorCeiling);
        if (linesOf(less).zone) expect(linesOf(more).zone).toBe(true);
      }),
    );
  });
});

describe('the tornado', () => {
  it('has the compulsory rows, at least eight drivers, and the widest swing first', () => {
    fc.assert(
      fc.property(caseArbitrary(3), (input) => {
        const rows = sensitivityOf(input, portfolioSpace(input.groups));
        expect(rows.length).toBeGreaterThanOrEqual(8);
        expect(rows.find((row) => row.input === 'groups.cutoverMonth')).toMatchObject({ unit: 'factor', low: 1, high: 1.5 });
        const contingency = rows.find((row) => row.input === 'contingency');
        expect(contingency?.low).toBe(Math.min(0.2, input.contingency));
        expect(contingency?.high).toBe(Math.max(0.25, input.contingency));
        rows.slice(1).forEach((row, index) => expect(row.swing).toBeLessThanOrEqual(rows[index]?.swing ?? 0));
      }),
      { numRuns: 40 },
    );
  });

  it('tells the discounts that the changed case itself has', () => {
    fc.assert(
      fc.property(caseArbitrary(4), (input) => {
        for (const row of sensitivityOf(input, portfolioSpace(input.groups))) {
          const driver = NEGOTIATION_RANGES.find((range) => range.input === row.input)?.input ?? 'growth';
          expect(row.dStarHigh).toBe(dStarOf(changedCase(input, driver, row.high)));
          expect(row.dStarFullExitLow).toBe(fullExitOf(changedCase(input, driver, row.low)));
        }
      }),
      { numRuns: 30 },
    );
  });
});
