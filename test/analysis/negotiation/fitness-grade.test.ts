import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitnessOf, spendBandOf, type FitnessInput } from '../../../src/analysis/negotiation/fitness-grade.ts';

const best: FitnessInput = {
  classifiedShare: 0.97,
  invoiceGap: 0.001,
  months: 13,
  hasContract: true,
  commitmentsConfirmed: true,
  evidence: 'written_quote',
};

describe('the fitness grade', () => {
  it('is A when every condition holds, and then has nothing to mend', () => {
    expect(fitnessOf(best)).toEqual({ grade: 'A', reasons: [] });
  });

  it.each([
    [{ classifiedShare: 0.9 }, 'B'],
    [{ invoiceGap: null }, 'B'],
    [{ invoiceGap: 0.02 }, 'B'],
    [{ months: 11 }, 'B'],
    [{ commitmentsConfirmed: false }, 'B'],
    [{ evidence: 'none' }, 'B'],
    [{ classifiedShare: 0.84 }, 'C'],
    [{ classifiedShare: 0.69 }, 'D'],
    [{ hasContract: false }, 'D'],
  ] as const)('with %o is %s, and says why', (change, grade) => {
    const fitness = fitnessOf({ ...best, ...change });
    expect(fitness.grade).toBe(grade);
    expect(fitness.reasons).not.toEqual([]);
  });

  it('never falls when more of the bill is classified', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(fitnessOf({ ...best, classifiedShare: more }).grade <= fitnessOf({ ...best, classifiedShare: less }).grade).toBe(true);
      }),
    );
  });
});

describe('the spend band', () => {
  it('bargains between a hundred thousand and a million a month', () => {
    expect([99_999, 100_000, 1_000_000, 1_000_001].map(spendBandOf)).toEqual([
      'self-service',
      'bargaining',
      'bargaining',
      'captured-unless-proven',
    ]);
  });
});
