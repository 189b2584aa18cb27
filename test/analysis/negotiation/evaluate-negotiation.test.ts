import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveDiscount } from '../../../src/analysis/negotiation/effective-discount.ts';
import { evaluateNegotiation } from '../../../src/analysis/negotiation/evaluate-negotiation.ts';
import { LEAVE_PARTS } from '../../../src/analysis/negotiation/leave-case.ts';
import type { NegotiationCase } from '../../../src/finding/negotiation-case.ts';
import type { NegotiationFinding } from '../../../src/finding/negotiation-finding.ts';
import { parseCase } from '../../../src/jobs/evaluate-case.ts';
import { attosOf } from '../../../src/money.ts';
import { ROOT } from '../../source-files.ts';
import { caseArbitrary } from './case-arbitraries.ts';

const sample = parseCase(JSON.parse(readFileSync(join(ROOT, 'examples/negotiation-case.json'), 'utf8')));

const evaluate = (input: NegotiationCase): NegotiationFinding =>
  evaluateNegotiation({ case: input, snapshotHash: 'f'.repeat(64), filter: null, catalogRows: [], assumptions: [], gaps: [] });

const attos = (amount: { readonly amount: string }): bigint => attosOf(amount.amount) ?? -1n;

describe('the sample case', () => {
  const finding = evaluate(sample);

  // Computed apart from this program, from the definitions alone.
  it('has the numbers of a computation by other means', () => {
    expect(finding.pvBaseline).toEqual({ amount: '4338338.091660406', currency: 'USD' });
    expect(finding.bestSubset).toEqual(['stateless services', 'object storage', 'data transfer']);
    expect(finding.npvLeave).toMatchObject({ amount: '4140105.379413974', currency: 'USD' });
    const fractions: readonly (readonly [number, number])[] = [
      [finding.dStar, 0.04913251330922461],
      [finding.dStarFullExit, -0.05342415639543481],
      [finding.rho, 0.013437979127046178],
      [finding.walkAway.discount, 0.06257049243627079],
      [finding.credibleExitShare, 0.837037037037037],
      [finding.retentionValue, 0.1575069693349263],
      [finding.vendorCeiling, 0.15],
      [finding.freedom, 0.9111111111111111],
      [finding.leverageIndex.value, 63.170040215153435],
      [finding.target.discount, 0.11779974752418916],
      [finding.expected?.discount ?? Number.NaN, 0.10399243375220957],
      [finding.opening.discount, 0.14779974752418917],
      [finding.minimumExitShare, 0.5314285714285716],
      [finding.packages[2]?.headline ?? Number.NaN, 0.07263570419308639],
    ];
    for (const [found, wanted] of fractions) expect(found).toBeCloseTo(wanted, 12);
    expect(finding.lockInPremiumPerYear.amount).toBe('75330.000000000');
    expect(finding.sharePointValuePerYear.amount).toBe('2835.000000000');
    expect(Object.fromEntries(Object.entries(finding.asksPv).map(([ask, { amount }]) => [ask, amount]))).toEqual({
      credits: '95454.545454545',
      transferRateCut: '86766.761833208',
      shortfallRollover: '48692.271163143',
      priceProtection: '69018.630924117',
      paymentTerms: '35657.573356113',
      supportFeeCut: '189498.121712998',
    });
    expect([finding.zone, finding.posture]).toEqual([true, 'negotiate_with_exit_ready']);
    expect(finding.exitCurve.map(([month]) => month)).toEqual([6, 10, 11]);
    expect(finding.daysToExit).toEqual({ p25: 183, p50: 304, p80: 304 });
  });

  it('is the same each time, and its draws follow the seed', () => {
    expect(evaluate(sample)).toEqual(finding);
    expect(evaluate({ ...sample, seed: 2 }).uncertainty).not.toEqual(finding.uncertainty);
    expect(evaluate({ ...sample, seed: 2 }).sensitivity).toEqual(finding.sensitivity);
  });

  it('has every figure id it names, each of them once, with the numbers put in', () => {
    const ids = finding.figures.map((figure) => figure.figureId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.values(finding.figureIds).filter((id) => !ids.includes(id))).toEqual([]);
    const bare = finding.figures.filter(({ evidence }) => evidence.formula === '' || !/\d/.test(evidence.substituted));
    expect(bare.map((figure) => figure.figureId)).toEqual([]);
  });

  it('has a figure for every number of the answer', () => {
    expect(numbersWithoutFigure(finding)).toEqual([]);
  });
});

/** Names of numbers and amounts in the answer that no figure has; names of tables are those of figureIds. */
function numbersWithoutFigure(finding: NegotiationFinding): string[] {
  const named = new Set(Object.keys(finding.figureIds));
  const listed = (prefix: string, values: readonly unknown[], from: number): string[] =>
    values.map((_, index) => `${prefix}.${index + from}`);
  const wanted = [
    ...listed('baselineByYear', finding.baselineByYear, 1),
    ...listed('concessionLadder', finding.concessionLadder, 0),
    ...['npvLeave', 'npvLeaveFullExit'].flatMap((prefix) => [
      prefix,
      ...LEAVE_PARTS.map((part) => `${prefix}.byPart.${part}`),
      ...listed(`${prefix}.byYear`, finding.npvLeave.byYear, 1).flatMap((year) => [year, ...LEAVE_PARTS.map((part) => `${year}.${part}`)]),
    ]),
    ...['walkAway', 'target', 'opening', ...(finding.expected === null ? [] : ['expected'])].flatMap((line) => [
      line,
      `${line}.yearOne`,
      `${line}.presentValue`,
    ]),
    'pvBaseline',
    'dStar',
    'dStarFullExit',
    'savingPv',
    'rho',
    'credibleExitShare',
    'exitProbability',
    'freedom',
    'retentionValue',
    'vendorCeiling',
    'floor',
    'leverageIndex',
    'lockInPremiumPerYear',
    'minimumExitShare',
    'sharePointValuePerYear',
    ...['can', 'would', 'shown', 'timing'].map((name) => `leverageIndex.${name}`),
    ...finding.exitCurve.map(([month]) => `exitCurve.${month}`),
    ...['p25', 'p50', 'p80'].map((name) => `daysToExit.${name}`),
    ...Object.keys(finding.asksPv).map((ask) => `asksPv.${ask}`),
    ...listed('packages', finding.packages, 1).flatMap((name) => [`${name}.headline`, `${name}.basketPv`, `${name}.totalPv`]),
    ...finding.sensitivity.flatMap(({ input }) =>
      ['dStarLow', 'dStarHigh', 'dStarFullExitLow', 'dStarFullExitHigh'].map((end) => `sensitivity.${input}.${end}`),
    ),
    ...['p10', 'p50', 'p90'].flatMap((name) => [`uncertainty.dStar.${name}`, `uncertainty.saving.${name}`]),
  ];
  return wanted.filter((name) => !named.has(name));
}

describe('any case', () => {
  it('gives all packages the same total, and a headline that makes it', () => {
    fc.assert(
      fc.property(caseArbitrary(3), (input) => {
        const { packages, target } = evaluate(input);
        for (const one of packages) {
          expect(one.totalPv).toEqual(target.presentValue);
          const base = Number(target.presentValue.amount) / target.discount;
          if (target.discount > 1e-6) expect(one.headline * base + Number(one.basketPv.amount)).toBeCloseTo(Number(one.totalPv.amount), 1);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('orders its percentiles, knows no negative saving, and adds the parts of leaving up to its present value', () => {
    fc.assert(
      fc.property(caseArbitrary(4), (input) => {
        const { uncertainty, npvLeave, npvLeaveFullExit } = evaluate(input);
        const { p10, p50, p90 } = uncertainty.dStar;
        expect([p10, p50, p90]).toEqual([p10, p50, p90].toSorted((a, b) => a - b));
        expect(p10).toBeGreaterThanOrEqual(0);
        expect(attos(uncertainty.saving.p10)).toBeGreaterThanOrEqual(0n);
        for (const leave of [npvLeave, npvLeaveFullExit]) {
          const parts = LEAVE_PARTS.reduce((sum, part) => sum + attos(leave.byPart[part]), 0n);
          const years = leave.byYear.reduce((sum, year) => sum + attos(year.presentValue), 0n);
          for (const sum of [parts, years]) expect(Math.abs(Number(sum - attos(leave)) / 1e18)).toBeLessThan(1e-5);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('says what its numbers rest on: groups that cannot move or are held, cut-overs too late, a transfer group not found', () => {
    const codes = (input: NegotiationCase): string[] => evaluate(input).gaps.map((gap) => gap.code);
    expect(codes(sample)).toEqual(['full_exit_moves_fixed_groups']);
    const held = sample.groups.map((group, index) => (index === 0 ? { ...group, requires: ['serverless and events'] } : group));
    const [, gap] = evaluate({ ...sample, groups: held }).gaps;
    expect(gap).toMatchObject({
      code: 'movable_but_held',
      detail: expect.stringMatching(/^stateless services, databases, data transfer can move but/),
    });
    const groups = sample.groups.map((group, index) => ({ ...group, name: `group ${index}`, requires: [], cutoverMonth: 40 }));
    const asks = { transferRateCut: { cut: 0.3 } };
    expect(codes({ ...sample, groups, asks, packages: [], commitments: [], plannedSignature: null })).toEqual([
      'full_exit_moves_fixed_groups',
      'cutover_beyond_term',
      'transfer_group_unknown',
      'signature_undated',
    ]);
  });
});

describe('an offer', () => {
  it('is worth its headline less added costs and the commitment, plus what it grants', () => {
    const base = 0.93 * 4_338_338.091660406;
    const offer = effectiveDiscount(sample, { headline: 0.11, addedCostsPv: 0.047 * base, grantedAsksPv: 0.02 * base });
    expect(offer.addedCosts).toBeCloseTo(0.047, 12);
    expect(offer.effectiveDiscount).toBeCloseTo(0.11 - 0.047 - 0.013437979127046178 + 0.02, 12);
  });
});
