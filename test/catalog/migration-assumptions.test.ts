import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MIGRATION_ASSUMPTION_IDS,
  assumptionText,
  resolveAssumptions,
  type AssumptionResolution,
} from '../../src/catalog/migration-assumptions.ts';

const errorsOf = (resolution: AssumptionResolution): string[] =>
  resolution.ok ? [] : resolution.errors.map((error) => `${error.field} ${error.detail}`);

describe('assumptions of the migration model', () => {
  it('resolve to their own defaults, each within what its unit admits', () => {
    const standard = resolveAssumptions({});
    if (!standard.ok) throw new Error('defaults must resolve');
    const asOverrides = Object.fromEntries(standard.assumptions.rows.map((row) => [row.id, row.value]));
    expect(errorsOf(resolveAssumptions(asOverrides))).toEqual([]);
    expect(standard.assumptions.range('rightSizing.adoption')).toEqual({ low: 0.5, mid: 0.7, high: 0.9 });
    expect(standard.assumptions.rows.every((row) => row.overridden === null && row.source !== '' && row.asOf !== '')).toBe(true);
  });

  it('keep the default beside a value of the user', () => {
    const resolution = resolveAssumptions({ 'effort.hourRate': 120, 'rightSizing.adoption': { low: 0.1, mid: 0.2, high: 0.3 } });
    if (!resolution.ok) throw new Error('must resolve');
    expect(resolution.assumptions.number('effort.hourRate')).toBe(120);
    expect(resolution.assumptions.row('effort.hourRate')).toMatchObject({ value: 120, overridden: 90 });
    expect(assumptionText(resolution.assumptions.row('rightSizing.adoption').overridden ?? 0)).toBe('0.5 / 0.7 / 0.9');
  });

  it('refuse a name they do not know, and name the one that was meant', () => {
    expect(errorsOf(resolveAssumptions({ 'Effort.HourRate': 120 }))).toEqual([
      'Effort.HourRate is not an assumption of the migration model; did you mean effort.hourRate?',
    ]);
    expect(errorsOf(resolveAssumptions({ toString: 1 }))).toHaveLength(1);
    expect(errorsOf(resolveAssumptions({ __proto__: null, constructor: 1 } as unknown as Record<string, number>))).toHaveLength(1);
  });

  it('refuse the wrong form, the wrong order, and what a unit does not admit', () => {
    const wrong = {
      'effort.hourRate': { low: 1, mid: 2, high: 3 },
      'rightSizing.adoption': 0.7,
      'packing.slackFixed': { low: 0.5, mid: 0.4, high: 0.8 },
      'purchase.commitShare': 1.5,
      'packing.minimumNodes': 2.5,
      'purchase.commitYears': 2,
      'money.growth': Number.NaN,
    };
    expect(errorsOf(resolveAssumptions(wrong)).map((text) => text.split(' ')[0])).toEqual(Object.keys(wrong));
  });

  it('never let a number through that is not finite or out of the bounds of its unit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MIGRATION_ASSUMPTION_IDS), fc.double(), (id, value) => {
        const resolution = resolveAssumptions({ [id]: value });
        if (!resolution.ok) return;
        expect(Number.isFinite(resolution.assumptions.row(id).value)).toBe(true);
      }),
    );
  });
});
