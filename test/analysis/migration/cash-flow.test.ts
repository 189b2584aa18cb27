import { describe, expect, it } from 'vitest';
import {
  cashFlow,
  indifferenceDiscount,
  paybackMonth,
  type CashMonth,
  type CashScenario,
} from '../../../src/analysis/migration/cash-flow.ts';

/** 100,000 a month; 65,000 at the destination from a six-month ramp that starts in month 4; 400,000 once; 12,000 of people. */
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
  start: 0,
  end: 9,
};

describe('money over time', () => {
  it('gives the worked example: staying 3.204 million, leaving 3.168, indifferent at 1.1 percent', () => {
    const result = cashFlow({ ...EXAMPLE, start: 1, end: 10 });
    expect(result.pvStay / 1e6).toBeCloseTo(3.204, 3);
    expect((result.pvStay - result.npv) / 1e6).toBeCloseTo(3.168, 3);
    expect(indifferenceDiscount(result, 1) * 100).toBeCloseTo(1.1, 1);
  });
});
