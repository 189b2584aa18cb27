import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMillisOf, memoryMiBOf } from '../../src/kubernetes/quantity.ts';

const MIB = 2 ** 20;
const mib = (value: number): { value: number } => ({ value });

describe('a Kubernetes quantity', () => {
  it.each([
    ['500m', 500],
    ['2', 2000],
    ['0.1', 100],
    ['.5', 500],
    ['1.', 1000],
    ['1e2', 100_000],
    ['1k', 1_000_000],
    ['100u', 1],
    ['0', 0],
    [' 250m ', 250],
    ['+1', 1000],
  ])('of processors: %s is %d millicores', (text, millis) => {
    expect(cpuMillisOf(text)).toEqual({ value: millis });
  });

  it.each([
    ['1Gi', 1024],
    ['1.5Gi', 1536],
    ['64Mi', 64],
    ['512Ki', 0.5],
    [String(128974848), 123],
    ['129e6', 129e6 / MIB],
    ['129M', 129e6 / MIB],
    ['1G', 1e9 / MIB],
  ])('of memory: %s is %d MiB', (text, value) => {
    expect(memoryMiBOf(text)).toEqual(mib(value));
  });

  it.each(['', 'm', '1.2.3', '1 Gi', '1gi', '1GB', '1e3k', '-1', '1K', 'NaN', 'Infinity', '1e', '0x10', '900Ei'])(
    'is refused with a reason when it is %j',
    (text) => {
      expect(memoryMiBOf(text)).toHaveProperty('error');
    },
  );

  it('is the same whichever suffix says it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (millis) => {
        expect(cpuMillisOf(`${millis}m`)).toEqual({ value: millis });
        expect(cpuMillisOf(String(millis / 1000))).toEqual({ value: millis });
        expect(memoryMiBOf(`${millis}Mi`)).toEqual(memoryMiBOf(`${millis * 1024}Ki`));
      }),
    );
  });
});
