import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billGrowthOf } from '../../../src/analysis/negotiation/bill-growth.ts';

const bill = (months: number, yearly: number, scale = 1000): number[] =>
  Array.from({ length: months }, (_, month) => scale * (1 + yearly) ** (month / 12));

describe('the growth of a bill', () => {
  it('is found again from a bill that grows steadily', () => {
    expect(billGrowthOf(bill(12, 0.08))).toEqual({ growth: expect.closeTo(0.08, 10), sigma: 0.05 });
  });

  it('does not change with the size of the bill', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 6, maxLength: 14 }), (months) => {
        const [one, thousand] = [billGrowthOf(months), billGrowthOf(months.map((amount) => amount * 1000))];
        expect(thousand?.growth).toBeCloseTo(one?.growth ?? 0, 9);
        expect(thousand?.sigma).toBeCloseTo(one?.sigma ?? 0, 9);
      }),
    );
  });

  it('is not fooled by a season once the same month of the year before is known', () => {
    const seasonal = Array.from({ length: 13 }, (_, month) => 1000 * (1 + 0.5 * Math.sin((month * Math.PI) / 6)));
    expect(billGrowthOf(seasonal)?.growth).toBeCloseTo(0, 9);
    expect(Math.abs(billGrowthOf(seasonal.slice(1))?.growth ?? 0)).toBeGreaterThan(0.1);
  });

  it('is held where a trend stops being a forecast', () => {
    expect(billGrowthOf(bill(12, 4))?.growth).toBe(0.5);
    expect(billGrowthOf(bill(12, -0.9))?.growth).toBe(-0.3);
  });

  it('is unknown with less than half a year, or a month without spend', () => {
    expect(billGrowthOf(bill(5, 0.1))).toBeNull();
    expect(billGrowthOf([0, ...bill(8, 0.1)])).toBeNull();
  });
});
