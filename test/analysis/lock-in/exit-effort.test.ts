import { describe, expect, it } from 'vitest';
import { pertMean, programmeWeeks, weeksForWorkloads } from '../../../src/analysis/lock-in/exit-effort.ts';
import { serviceByName } from '../../../src/catalog/service-lookup.ts';

const weeksOf = (name: string, workloads: number) => {
  const row = serviceByName('aws', name);
  if (row === null) throw new RangeError(`${name} is not in the catalogue`);
  return weeksForWorkloads(row.exitWeeks, workloads);
};

describe('the exit effort', () => {
  it('of seven applications like those that left the cloud in public lies around 27, 72 and 177 person-weeks', () => {
    const services = [
      weeksOf('AmazonEKS', 7),
      weeksOf('Amazon Aurora', 7),
      weeksOf('Amazon ElastiCache', 7),
      weeksOf('Amazon OpenSearch Service', 2),
    ];
    const { low, likely, high } = programmeWeeks(services, true);
    expect(Math.abs(low - 27)).toBeLessThan(2);
    expect(Math.abs(likely - 72)).toBeLessThan(4);
    expect(Math.abs(high - 177)).toBeLessThan(9);
  });

  it('of 7,500 Oracle databases is about 22,700 person-weeks likely', () => {
    expect(Math.round(weeksForWorkloads({ low: 6, likely: 18, high: 50 }, 7500).likely / 100)).toBe(227);
  });

  it('adds the platform once, then a fifth for coordination', () => {
    const one = { low: 1, likely: 2, high: 3 };
    expect(programmeWeeks([one, one], false)).toMatchObject({ low: 2.4, likely: 4.8 });
    expect(programmeWeeks([one, one], true).likely).toBeCloseTo(1.2 * (2 + 2 + 12), 9);
    expect(programmeWeeks([], true)).toMatchObject({ low: 0, likely: 0, high: 0, p10: 0, p90: 0 });
  });

  it('states a range around the mean that grows slower than the number of services', () => {
    const part = { low: 1, likely: 4, high: 13 };
    const one = programmeWeeks([part], false);
    const four = programmeWeeks([part, part, part, part], false);
    expect(pertMean(part)).toBe(5);
    expect(one.p90 - one.p10).toBeCloseTo(1.2 * 2 * 1.2816 * 2, 9);
    expect(four.p90 - four.p10).toBeCloseTo(2 * (one.p90 - one.p10), 9);
  });
});
