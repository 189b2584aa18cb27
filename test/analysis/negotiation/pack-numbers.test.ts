import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packNumbersOf } from '../../../src/analysis/negotiation/pack-numbers.ts';
import { parseCase } from '../../../src/jobs/evaluate-case.ts';
import { ROOT } from '../../source-files.ts';

const sample = parseCase(JSON.parse(readFileSync(join(ROOT, 'examples/negotiation-case.json'), 'utf8')));
const numbers = packNumbersOf(sample, 'A');
const value = ({ amount }: { readonly amount: string }): number => Number(amount);

describe('what a pack says beside the finding', () => {
  it('compares all endings with the cheapest, which costs nothing more', () => {
    const more = numbers.alternatives.map((one) => value(one.moreThanBest));
    expect(Math.min(...more)).toBe(0);
    expect(more.every((amount) => amount >= 0)).toBe(true);
    expect(numbers.alternatives.map(({ id }) => id)).toContain('doNothing');
  });

  it('pays list price when nothing is signed, and less by the discount otherwise', () => {
    const pv = (id: string): number => value(numbers.alternatives.find((one) => one.id === id)?.presentValue ?? { amount: 'NaN' });
    expect(pv('doNothing') * (1 - sample.eligibleShare * sample.currentDiscount)).toBeCloseTo(pv('asToday'), 3);
  });

  it('lets freedom only grow while commitments end', () => {
    const shares = numbers.freedomCurve.map(([, share]) => share);
    expect(numbers.freedomCurve[0]?.[0]).toBe(0);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('never ranks the low end of a line above its high end, and widens with a worse grade', () => {
    const wider = packNumbersOf(sample, 'B').ranges;
    const width = ({ low, high }: typeof wider): number => high.walkAway.discount - low.walkAway.discount;
    expect(width(numbers.ranges)).toBeGreaterThanOrEqual(0);
    expect(width(wider)).toBeGreaterThanOrEqual(width(numbers.ranges));
  });

  it('names a group as a lever only when it could move but not in time', () => {
    const late = { ...sample, horizonMonths: 8 };
    const levers = packNumbersOf(late, 'A').levers;
    expect(levers.map(({ group }) => group).toSorted()).toEqual(['data transfer', 'databases', 'object storage']);
    levers.forEach((lever) => expect(lever.share).toBeGreaterThan(0));
    expect(packNumbersOf({ ...sample, horizonMonths: 60 }, 'A').levers).toEqual([]);
  });

  it('shows what the next proof is worth, and nothing after the last', () => {
    expect(numbers.nextEvidence?.level).toBe('production_workload');
    expect(packNumbersOf({ ...sample, evidence: 'tenth_of_spend_elsewhere' }, 'A').nextEvidence).toBeNull();
  });
});
