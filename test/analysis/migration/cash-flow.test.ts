import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cashFlow,
  indifferenceDiscount,
  paybackMonth,
  type CashMonth,
  type CashScenario,
} from '../../../src/analysis/migration/cash-flow.ts';

/** 100,000 a month; 65,000 at the destination from a six-month ramp that starts in month 4; 400,000 over nine months; 12,000 of people. */
const EXAMPLE: CashScenario = {
  months: 36,
  incumbents: [{ stay: 100_000, yearly: 0, listRatio: 1, bound: [] }],
  waves: [{ incumbent: 0, before: 100_000, after: 65_000, from: 3, until: 9 }],
  destinationYearly: 0,
  growth: 0,
  discountRate: 0.08,
  added: 0,
  people: 12_000,
  oneOff: 400_000,
  egress: 0,
  overlapMonths: 1,
  start: 1,
  end: 10,
};

const bound = (usd: number, months: number): number[] => Array.from({ length: 36 }, (_, month) => (month < months ? usd : 0));

describe('money over time', () => {
  it('gives the worked example: staying 3.204 million, leaving 3.168, indifferent at 1.1 percent', () => {
    const result = cashFlow(EXAMPLE);
    expect(result.pvStay / 1e6).toBeCloseTo(3.204, 3);
    expect((result.pvStay - result.npv) / 1e6).toBeCloseTo(3.168, 3);
    expect(indifferenceDiscount(result, 1) * 100).toBeCloseTo(1.1, 1);
  });

  it('falls with every discount of the incumbent, and never moves the discount measured from list-equivalent price', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.6, noNaN: true }), (discount) => {
        const kept = 1 - discount;
        const cheaper = cashFlow({
          ...EXAMPLE,
          incumbents: [{ stay: 100_000 * kept, yearly: 0, listRatio: 1 / kept, bound: [] }],
          waves: [{ incumbent: 0, before: 100_000 * kept, after: 65_000, from: 3, until: 9 }],
        });
        const list = cashFlow(EXAMPLE);
        expect(cheaper.npv).toBeLessThan(list.npv);
        expect(indifferenceDiscount(cheaper, 0.93)).toBeCloseTo(indifferenceDiscount(list, 0.93), 9);
      }),
    );
  });

  it('pays what is bound and no longer used until it ends, and nothing for what stays to use', () => {
    const until = (months: number) =>
      cashFlow({ ...EXAMPLE, incumbents: [{ stay: 100_000, yearly: 0, listRatio: 1, bound: bound(40_000, months) }] });
    expect(until(0).stranded).toBe(0);
    expect(until(24).stranded).toBeGreaterThan(until(12).stranded);
    expect(until(24).npv).toBeLessThan(until(12).npv);
    expect(
      cashFlow({ ...EXAMPLE, waves: [], incumbents: [{ stay: 100_000, yearly: 0, listRatio: 1, bound: bound(40_000, 36) }] }).stranded,
    ).toBe(0);
  });

  it('never rewards leaving before commitments end by more than what is saved in those months', () => {
    const leaving = (from: number) =>
      cashFlow({
        ...EXAMPLE,
        incumbents: [{ stay: 100_000, yearly: 0, listRatio: 1, bound: bound(100_000, 12) }],
        waves: [{ incumbent: 0, before: 100_000, after: 65_000, from, until: from }],
        people: 0,
        oneOff: 0,
        overlapMonths: 0,
      }).npv;
    expect(leaving(3)).toBeLessThanOrEqual(leaving(12));
  });

  it('pays back in the first month in which nothing is owed any more, or never', () => {
    const months = (...differences: number[]): CashMonth[] => differences.map((difference) => ({ stay: 100 + difference, leave: 100 }));
    expect(paybackMonth(months(0, -10, 4, 6, 5))).toBe(4);
    expect(paybackMonth(months(-10, 4, 5))).toBeNull();
    expect(paybackMonth(months(0, 0))).toBeNull();
  });
});
