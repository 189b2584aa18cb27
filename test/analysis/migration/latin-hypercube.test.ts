import { describe, expect, it } from 'vitest';
import { latinHypercube } from '../../../src/analysis/migration/latin-hypercube.ts';
import { randomStream } from '../../../src/analysis/migration/random.ts';

describe('a Latin hypercube', () => {
  it('has exactly one value in each stratum of every column', () => {
    const column = latinHypercube(7, 500).column('slack');
    expect([...column].map((value) => Math.floor(value * 500)).sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, n) => n));
  });

  it('draws a column by its name alone, whatever was asked for before', () => {
    const first = latinHypercube(7, 200);
    const second = latinHypercube(7, 200);
    second.column('adoption');
    expect(second.column('slack')).toEqual(first.column('slack'));
    expect(first.column('slack')).toBe(first.column('slack'));
  });

  it('gives other draws for another seed and another name', () => {
    const column = latinHypercube(7, 200).column('slack');
    expect(latinHypercube(8, 200).column('slack')).not.toEqual(column);
    expect(latinHypercube(7, 200).column('drift')).not.toEqual(column);
  });

  it('keeps columns uncorrelated', () => {
    const cube = latinHypercube(3, 2000);
    const [one, two] = [cube.column('one'), cube.column('two')];
    const sum = one.reduce((total, value, index) => total + (value - 0.5) * ((two[index] ?? 0) - 0.5), 0);
    expect(Math.abs((sum * 12) / 2000)).toBeLessThan(0.07);
  });
});

describe('a random stream', () => {
  it('stays strictly between 0 and 1 and fills it evenly', () => {
    const random = randomStream(1, 'even');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 20_000; index += 1) {
      const value = random();
      expect(value > 0 && value < 1).toBe(true);
      counts[Math.floor(value * 10)] = (counts[Math.floor(value * 10)] ?? 0) + 1;
    }
    expect(counts.every((count) => Math.abs(count - 2000) < 200)).toBe(true);
  });
});
