import { describe, expect, it } from 'vitest';
import { daysToExit, exitCurve } from '../../../src/analysis/negotiation/exit-curve.ts';
import { concessionLadder } from '../../../src/analysis/negotiation/positions.ts';
import { normalIntegral, shortfall } from '../../../src/analysis/negotiation/shortfall.ts';
import { baselineOf, termOf } from '../../../src/analysis/negotiation/term.ts';
import { vendorTiming } from '../../../src/analysis/negotiation/vendor-timing.ts';
import { SUPPORT_FEE_SCHEDULES, supportFee, supportFeeSchedule, type SupportFeeSchedule } from '../../../src/catalog/support-fees.ts';
import { isDay } from '../../../src/time.ts';
import type { CaseGroup } from '../../../src/finding/negotiation-case.ts';

const group = (fields: Partial<CaseGroup>): CaseGroup => ({
  name: 'all',
  monthly: 135_000,
  targetCostRatio: 0.8,
  cutoverMonth: 6,
  effortPersonMonths: 0,
  overlapMonths: 0,
  movable: true,
  requires: [],
  dataShare: 0,
  ...fields,
});

describe('the reference case', () => {
  it('has a baseline of 4,338,338 over three years at 8% growth and a rate of 10%', () => {
    const term = termOf({ termYears: 3, growth: 0.08, discountRate: 0.1 });
    expect(Math.round(baselineOf(term, [group({})]).presentValue)).toBe(4_338_338);
  });

  it('prices a commitment at 85% of a forecast with 15% error at 1.34%', () => {
    expect(shortfall(0.85, 0.15) / 0.93).toBeCloseTo(0.0134, 4);
  });
});

describe('the normal integral', () => {
  it('agrees with published values to 1e-12', () => {
    const published: readonly (readonly [number, number])[] = [
      [0, 0.5],
      [1, 0.841344746068543],
      [-1, 0.158655253931457],
      [1.96, 0.97500210485178],
      [-3, 0.00134989803163],
      [-5, 2.866515719235e-7],
      [6, 0.999999999013412],
    ];
    for (const [z, value] of published) expect(Math.abs(normalIntegral(z) - value)).toBeLessThan(1e-12);
    expect(normalIntegral(-40)).toBe(0);
    expect(normalIntegral(40)).toBe(1);
  });

  it('gives the expected shortfall that adding up the distribution gives, to 1e-9', () => {
    for (const [fraction, sigma] of [
      [0.85, 0.15],
      [0.5, 0.3],
      [1, 0.1],
      [0.2, 0.05],
    ] as const) {
      expect(Math.abs(shortfall(fraction, sigma) - addedUp(fraction, sigma))).toBeLessThan(1e-9);
    }
  });

  it('without a forecast error is what the commitment exceeds the forecast by', () => {
    expect(shortfall(0.85, 0)).toBe(0);
    expect(shortfall(1, 0)).toBe(0);
    expect(shortfall(0.85, 1e-9)).toBeCloseTo(0, 12);
  });
});

/** E[max(0, fraction - X)], X normal around 1, by Simpson's rule. */
function addedUp(fraction: number, sigma: number): number {
  const from = 1 - 12 * sigma;
  const steps = 40_000;
  const step = (fraction - from) / steps;
  if (step <= 0) return 0;
  let sum = 0;
  for (let index = 0; index <= steps; index += 1) {
    const x = from + index * step;
    const weight = index === 0 || index === steps ? 1 : index % 2 === 1 ? 4 : 2;
    sum += weight * (fraction - x) * Math.exp(-(((x - 1) / sigma) ** 2) / 2);
  }
  return (sum * step) / 3 / (sigma * Math.sqrt(2 * Math.PI));
}

describe('support fees', () => {
  it('of the legacy AWS Enterprise plan are 15,000 at 135,000 a month and 94,500 at 2,000,000', () => {
    const schedule = supportFeeSchedule('aws-enterprise-legacy');
    expect(supportFee(schedule, 135_000)).toBe(15_000);
    expect(supportFee(schedule, 2_000_000)).toBeCloseTo(94_500, 6);
    expect(supportFee(schedule, 0)).toBe(15_000);
  });

  it('of the legacy AWS Business plan are 8,650 at 135,000 a month, 6,350 below Enterprise', () => {
    expect(supportFee(supportFeeSchedule('aws-business-legacy'), 135_000)).toBeCloseTo(8650, 6);
  });

  it('are unknown where the bands are', () => {
    expect(supportFee(supportFeeSchedule('aws-business-plus'), 135_000)).toBeNull();
  });

  it('carry their source, date and grade', () => {
    const known: readonly SupportFeeSchedule[] = SUPPORT_FEE_SCHEDULES;
    expect(known.filter(({ source, asOf }) => source === '' || !isDay(asOf))).toEqual([]);
    expect(known.filter(({ grade }) => !['S', 'M', 'W', 'G'].includes(grade))).toEqual([]);
  });
});

describe('the concession ladder', () => {
  it('gives up eight, four, two and one fifteenths of the way', () => {
    const ladder = concessionLadder(0.25, 0.1);
    const steps = ladder.slice(1).map((position, index) => ((ladder[index] ?? 0) - position) * 100);
    [8, 4, 2, 1].forEach((step, index) => expect(steps[index]).toBeCloseTo(step, 9));
  });
});

describe('the exit curve', () => {
  const groups = [
    group({ name: 'a', monthly: 30, cutoverMonth: 4 }),
    group({ name: 'b', monthly: 20, cutoverMonth: 9 }),
    group({ name: 'c', monthly: 10, cutoverMonth: 4 }),
    group({ name: 'd', monthly: 40, cutoverMonth: 12, movable: false }),
  ];

  it('tells for each month the share of all spend that could have left', () => {
    expect(exitCurve(groups, 100)).toEqual([
      [4, 0.4],
      [9, 0.6],
    ]);
  });

  it('turns months into days by the share of what can move, half days to even', () => {
    const curve = exitCurve(groups, 100);
    expect(daysToExit(curve, 0.25)).toBe(122);
    expect(daysToExit(curve, 0.6)).toBe(122);
    expect(daysToExit(curve, 0.8)).toBe(274);
    expect(daysToExit([[24, 0.4]], 0.8)).toBe(730);
    expect(daysToExit([], 0.25)).toBeNull();
    expect(daysToExit([[3, 0]], 0.25)).toBeNull();
  });
});

describe('timing', () => {
  it.each([
    ['2026-12-31', '12-31', 1],
    ['2026-11-16', '12-31', 1],
    ['2026-11-15', '12-31', 0.6],
    ['2026-06-01', '12-31', 0.8],
    ['2026-05-30', '12-31', 0.6],
    ['2027-01-01', '12-31', 0.6],
    ['2026-06-10', '06-30', 1],
    ['2026-12-10', '06-30', 0.8],
    ['2027-02-20', '05-31', 0.8],
    ['2028-02-29', '05-31', 0.8],
    ['2027-03-01', '05-31', 0.6],
    ['2026-11-20', '01-15', 0.6],
    ['2026-12-05', '01-15', 1],
    ['2026-10-01', '01-15', 0.8],
  ] as const)('of a signature on %s with a year that ends on %s is %d', (signature, yearEnd, timing) => {
    expect(vendorTiming(signature, yearEnd)).toBe(timing);
  });
});
