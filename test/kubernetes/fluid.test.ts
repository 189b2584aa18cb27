import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fluidBound, type Column } from '../../src/kubernetes/fluid.ts';

const column = (cpu: number, memory: number, pods: number, price: number): Column => ({
  capacity: Float64Array.of(cpu, memory, pods, 0),
  price,
});

const anyColumn = fc
  .tuple(
    fc.integer({ min: 1, max: 64 }),
    fc.integer({ min: 1, max: 256 }),
    fc.integer({ min: 5, max: 110 }),
    fc.integer({ min: 1, max: 999 }),
  )
  .map(([cpu, memory, pods, price]) => column(cpu, memory, pods, price));

const anyDemand = fc
  .tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 900 }))
  .map(([cpu, memory, pods]) => Float64Array.of(cpu, memory, pods, 0));

/** The same by the definition: every corner of u that three of the constraints A u <= p, u >= 0 meet in. */
function byEnumeration(columns: readonly Column[], demand: Float64Array): number {
  const rows = [
    ...columns.map(({ capacity, price }) => [capacity[0] ?? 0, capacity[1] ?? 0, capacity[2] ?? 0, price]),
    [-1, 0, 0, 0],
    [0, -1, 0, 0],
    [0, 0, -1, 0],
  ];
  let best = 0;
  for (let a = 0; a < rows.length; a += 1)
    for (let b = a + 1; b < rows.length; b += 1)
      for (let c = b + 1; c < rows.length; c += 1) {
        const corner = meet([rows[a] ?? [], rows[b] ?? [], rows[c] ?? []]);
        if (corner === null) continue;
        const inside = rows.every((row) => corner.reduce((sum, u, at) => sum + u * (row[at] ?? 0), 0) <= (row[3] ?? 0) + 1e-7);
        if (inside)
          best = Math.max(
            best,
            corner.reduce((sum, u, at) => sum + u * (demand[at] ?? 0), 0),
          );
      }
  return best;
}

const determinant = (m: readonly (readonly number[])[]): number => {
  const at = (row: number, cell: number): number => m[row]?.[cell] ?? 0;
  return (
    at(0, 0) * (at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1)) -
    at(0, 1) * (at(1, 0) * at(2, 2) - at(1, 2) * at(2, 0)) +
    at(0, 2) * (at(1, 0) * at(2, 1) - at(1, 1) * at(2, 0))
  );
};

function meet(rows: readonly (readonly number[])[]): number[] | null {
  const whole = determinant(rows);
  if (Math.abs(whole) < 1e-9) return null;
  return [0, 1, 2].map(
    (cell) => determinant(rows.map((row) => row.slice(0, 3).map((value, at) => (at === cell ? (row[3] ?? 0) : value)))) / whole,
  );
}

describe('the fluid bound', () => {
  it('mixes two shapes to meet a demand that neither meets alone', () => {
    const bound = fluidBound([column(2, 4, 0, 1), column(2, 8, 0, 1.3)], Float64Array.of(10, 26, 0, 0));
    expect(bound?.price).toBeCloseTo(3.5 * 1 + 1.5 * 1.3, 9);
    expect(bound?.duals[0]).toBeCloseTo(0.35, 9);
    expect(bound?.duals[1]).toBeCloseTo(0.075, 9);
  });

  it('is what the enumeration of all corners finds', () => {
    fc.assert(
      fc.property(fc.array(anyColumn, { minLength: 1, maxLength: 9 }), anyDemand, (columns, demand) => {
        const expected = byEnumeration(columns, demand);
        const found = fluidBound(columns, demand)?.price ?? Number.NaN;
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, expected));
      }),
    );
  });

  it('values no shape above its price, so that it holds for every packing', () => {
    fc.assert(
      fc.property(fc.array(anyColumn, { minLength: 1, maxLength: 60 }), anyDemand, (columns, demand) => {
        const duals = fluidBound(columns, demand)?.duals ?? [];
        for (const { capacity, price } of columns)
          expect(duals.reduce((sum, dual, at) => sum + dual * (capacity[at] ?? 0), 0)).toBeLessThanOrEqual(price * (1 + 1e-9));
      }),
    );
  });

  it('is nothing for no demand, and unknown where no shape has a resource that is asked for', () => {
    expect(fluidBound([column(1, 1, 1, 5)], new Float64Array(4))?.price).toBe(0);
    expect(fluidBound([column(1, 0, 1, 5)], Float64Array.of(1, 1, 1, 0))).toBeNull();
    expect(fluidBound([column(1, 1, 1, 0)], Float64Array.of(1, 1, 1, 0))?.price).toBe(0);
  });
});
