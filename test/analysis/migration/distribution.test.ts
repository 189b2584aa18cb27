import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  betaQuantile,
  betaShapeOf,
  betaShare,
  empiricalQuantile,
  lognormalQuantile,
  normalQuantile,
  normalShare,
  pertExpected,
  pertQuantile,
  sampleQuantiles,
} from '../../../src/analysis/migration/distribution.ts';

const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
const shape = fc.record({ a: fc.double({ min: 1, max: 40, noNaN: true }), b: fc.double({ min: 1, max: 40, noNaN: true }) });

describe('quantile functions', () => {
  it('of the normal distribution equal the published tables', () => {
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0.9)).toBeCloseTo(1.2815515655446004, 14);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 12);
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.2623400898, 10);
  });

  it('of the normal distribution invert the share below', () => {
    fc.assert(fc.property(share, (p) => Math.abs(normalShare(normalQuantile(p)) - p) < 2e-7));
  });

  it('of the beta distribution equal closed forms', () => {
    expect(betaQuantile({ a: 1, b: 1 })(0.3)).toBeCloseTo(0.3, 12);
    expect(betaQuantile({ a: 2, b: 1 })(0.49)).toBeCloseTo(0.7, 12);
    expect(betaQuantile({ a: 1, b: 3 })(0.5)).toBeCloseTo(1 - 0.5 ** (1 / 3), 12);
    expect(betaShare(0.5, { a: 4, b: 4 })).toBeCloseTo(0.5, 12);
    expect(betaShare(0.25, { a: 2, b: 2 })).toBeCloseTo(3 * 0.25 ** 2 - 2 * 0.25 ** 3, 10);
  });

  it('of the beta distribution invert the share below', () => {
    fc.assert(fc.property(share, shape, (p, ab) => Math.abs(betaShare(betaQuantile(ab)(p), ab) - p) < 1e-7));
  });

  it('of a PERT range stay inside it, rise, and have the mean of three points', () => {
    const range = { low: 0.05, mid: 0.15, high: 0.35 };
    const quantile = pertQuantile(range);
    const values = Array.from({ length: 2000 }, (_, index) => quantile((index + 0.5) / 2000));
    expect(values.every((value, index) => value >= 0.05 && value <= 0.35 && value >= (values[index - 1] ?? 0))).toBe(true);
    expect(values.reduce((sum, value) => sum + value, 0) / 2000).toBeCloseTo(pertExpected(range), 4);
    expect(pertQuantile({ low: 2, mid: 2, high: 2 })(0.9)).toBe(2);
  });

  it('of a lognormal distribution meet its median and its P90', () => {
    expect(lognormalQuantile(1.2, 2)(0.5)).toBeCloseTo(1.2, 12);
    expect(lognormalQuantile(1.2, 2)(0.9)).toBeCloseTo(2, 12);
  });

  it('of a published curve go through its points', () => {
    const quantile = empiricalQuantile([
      { value: 0, share: 0 },
      { value: 10, share: 0.5 },
      { value: 100, share: 1 },
    ]);
    expect([quantile(0.25), quantile(0.5), quantile(0.75), quantile(1)]).toEqual([5, 10, 55, 100]);
  });

  it('of a sample leave the sample as it was', () => {
    const sample = Float64Array.of(3, 1, 2);
    expect(sampleQuantiles(sample, [0, 0.5, 0.75, 1])).toEqual([1, 2, 2.5, 3]);
    expect([...sample]).toEqual([3, 1, 2]);
  });
});

describe('a beta shape', () => {
  it('has the mean it was asked for, and exists for every deviation', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.double({ min: 0.001, max: 2, noNaN: true }), (mean, sd) => {
        const { a, b } = betaShapeOf(mean, sd);
        expect(a > 0 && b > 0).toBe(true);
        expect(a / (a + b)).toBeCloseTo(mean, 9);
      }),
    );
  });
});
