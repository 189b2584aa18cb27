import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateCase, parseCase } from '../../src/jobs/evaluate-case.ts';
import { negotiationCaseSchema } from '../../src/jobs/negotiation-case-schema.ts';
import { Problem } from '../../src/problem.ts';
import { ROOT } from '../source-files.ts';

type Json = Record<string, unknown>;

const sample = (): Json & { groups: Json[] } =>
  JSON.parse(readFileSync(join(ROOT, 'examples/negotiation-case.json'), 'utf8')) as Json & { groups: Json[] };

/** The least that a case must say. */
const least = (): Json & { groups: Json[] } => ({
  vendor: 'Nimbus Cloud',
  termYears: 3,
  growth: 0.08,
  discountRate: 0.1,
  eligibleShare: 0.93,
  monthlyBillList: 1000,
  groups: [{ name: 'all', monthly: 1000, targetCostRatio: 0.8, cutoverMonth: 6, effortPersonMonths: 0 }],
  bench: { low: 0.05, typical: 0.07, high: 0.1 },
});

function fieldsOf(given: unknown): string[] {
  try {
    parseCase(given);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.code).toBe('case_invalid');
    for (const { field, detail } of error.context.errors ?? []) expect(error.message).toContain(`${field}: ${detail}`);
    return (error.context.errors ?? []).map(({ field }) => field);
  }
  return [];
}

/** The sample with one group changed. */
const withGroup = (index: number, change: Json): Json => {
  const given = sample();
  given.groups[index] = { ...given.groups[index], ...change };
  return given;
};

describe('a case', () => {
  it('has finite numbers only, however small a share is that others are divided by', async () => {
    expect(fieldsOf({ ...least(), eligibleShare: 1e-300, vendorMargin: 1e-300, bench: { low: 0, typical: 0, high: 1e-300 } })).toEqual([
      'eligibleShare',
      'vendorMargin',
      'bench.high',
    ]);
    const smallest = { ...least(), eligibleShare: 1e-6, vendorMargin: 1e-6, bench: { low: 0, typical: 0, high: 1e-6 } };
    const infinite: unknown[] = [];
    JSON.stringify(await evaluateCase({ sha256: () => 'a'.repeat(64) }, smallest), (key, value: unknown) => {
      if (typeof value === 'number' && !Number.isFinite(value)) infinite.push([key, value]);
      return value;
    });
    expect(infinite).toEqual([]);
  });

  it('is taken as the example writes it', () => {
    expect(fieldsOf(sample())).toEqual([]);
    expect(parseCase(sample()).timing).toBe(1);
  });

  it('needs little, and fills in the rest by stated defaults', () => {
    expect(parseCase(least())).toMatchObject({
      currency: 'USD',
      currentDiscount: 0,
      inPlaceOptimisation: 0,
      contingency: 0.2,
      commitFraction: 0.85,
      forecastSigma: 0.15,
      evidence: 'none',
      horizonMonths: 12,
      vendorMargin: 0.5,
      precedentCap: 0.05,
      egressWaiver: 'none',
      timing: 0.6,
      ratePerPersonMonth: 0,
      commitments: [],
      asks: {},
      packages: [],
      seed: 1,
      groups: [{ overlapMonths: 0, movable: true, requires: [], dataShare: 0 }],
    });
  });

  it('takes null for what it does not say, and a whole date for the fiscal year end', () => {
    const given = { ...least(), vendorFiscalYearEnd: '2026-06-30', existingAgreementEnd: null, asks: { credits: null } };
    expect(parseCase(given)).toMatchObject({ vendorFiscalYearEnd: '06-30', existingAgreementEnd: null, asks: {} });
  });

  it('keeps a timing that is given over one that the dates tell', () => {
    expect(parseCase({ ...sample(), timing: 0.8 }).timing).toBe(0.8);
  });
});

describe('the finding of a case', () => {
  it('names what was assumed for it, with grade and source, and only that', async () => {
    const deps = { sha256: (text: string) => `${text.length}`.padStart(64, '0') };
    const assumed = ['contingency', 'commitFraction', 'forecastSigma', 'horizonMonths', 'vendorMargin', 'precedentCap'];
    const namesOf = async (given: unknown): Promise<string[]> =>
      (await evaluateCase(deps, given)).assumptions.filter(({ id }) => assumed.includes(id)).map(({ id }) => id);
    expect(await namesOf(sample())).toEqual([]);
    expect(await namesOf(least())).toEqual(assumed);
    expect(await namesOf({ ...least(), vendorMargin: 0.5 })).not.toContain('vendorMargin');
    const { assumptions } = await evaluateCase(deps, least());
    expect(assumptions.find(({ id }) => id === 'weightCan')).toMatchObject({ grade: 'A', value: expect.stringMatching(/^0\.4: /) });
    expect(new Set(assumptions.map(({ id }) => id)).size).toBe(assumptions.length);
  });
});

describe('the page on cases', () => {
  it('has a row for every field, and for no other', () => {
    const page = readFileSync(join(ROOT, 'docs/negotiation-case.md'), 'utf8');
    const cells = [...page.matchAll(/^\| (`[^|]*)\|/gm)].map((match) => match[1] ?? '');
    const named = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)[^`]*`/g)].map((match) => match[1] ?? ''));
    expect(new Set(named)).toEqual(new Set(Object.keys(negotiationCaseSchema.shape)));
    const group = [...page.matchAll(/`groups\[\]\.(\w+)`/g)].map((match) => match[1] ?? '');
    expect(new Set(group)).toEqual(new Set(Object.keys(negotiationCaseSchema.shape.groups.element.shape)));
  });
});

describe('a case that is wrong is refused, and the field named', () => {
  const wrong: readonly (readonly [what: string, given: unknown, fields: readonly string[]])[] = [
    ['not an object', 17, ['case']],
    ['an unknown field', { ...sample(), discount: 0.1 }, ['discount']],
    ['an unknown field of a group', withGroup(1, { mothly: 3 }), ['groups[1].mothly']],
    ['an unknown ask', { ...sample(), asks: { goodwill: { face: 1 } }, packages: [] }, ['asks.goodwill']],
    ['a missing field', { ...least(), growth: undefined }, ['growth']],
    ['a missing field of a group', withGroup(2, { cutoverMonth: undefined }), ['groups[2].cutoverMonth']],
    ['a text for a number', { ...sample(), growth: '0.08' }, ['growth']],
    ['groups that do not add up', withGroup(0, { monthly: 52_001 }), ['groups']],
    [
      'a bill of next to nothing whose groups cost nothing',
      { ...least(), monthlyBillList: 0.005, groups: [{ ...least().groups[0], monthly: 0 }] },
      ['groups'],
    ],
    ['an optimisation that the groups leave out', { ...sample(), inPlaceOptimisation: 0.2 }, ['groups']],
    ['a share above one', { ...sample(), eligibleShare: 1.01 }, ['eligibleShare']],
    ['a share below zero', { ...sample(), vendorMargin: -0.1 }, ['vendorMargin']],
    ['an eligible share of nothing', { ...sample(), eligibleShare: 0 }, ['eligibleShare']],
    ['a discount in percent', { ...sample(), currentDiscount: 5 }, ['currentDiscount']],
    ['negative money', { ...sample(), fixedOneOff: -1 }, ['fixedOneOff']],
    ['negative money of a group', withGroup(3, { monthly: -9000 }), ['groups[3].monthly']],
    ['a negative month', withGroup(2, { cutoverMonth: -1 }), ['groups[2].cutoverMonth']],
    ['an unknown group required', withGroup(1, { requires: ['stateless services', 'nowhere'] }), ['groups[1].requires[1]']],
    ['a group that requires itself', withGroup(2, { requires: ['object storage'] }), ['groups[2].requires']],
    ['a cycle', withGroup(0, { requires: ['databases'] }), ['groups[0].requires', 'groups[1].requires']],
    ['a name twice', withGroup(3, { name: 'databases' }), ['groups[3].name', 'asks.transferRateCut.group']],
    ['a commitment on no group', { ...sample(), commitments: [{ group: 'x', monthly: 1, monthsLeft: 1 }] }, ['commitments[0].group']],
    ['a package with an ask that is not made', { ...least(), packages: [{ name: 'p', asks: ['credits'] }] }, ['packages[0].asks[0]']],
    ['a package with an ask that does not exist', { ...sample(), packages: [{ name: 'p', asks: ['luck'] }] }, ['packages[0].asks[0]']],
    ['an ask twice in a package', { ...sample(), packages: [{ name: 'p', asks: ['credits', 'credits'] }] }, ['packages[0].asks[1]']],
    ['benchmarks out of order', { ...sample(), bench: { low: 0.08, typical: 0.07, high: 0.1 } }, ['bench.typical']],
    ['a timing that does not exist', { ...sample(), timing: 0.7 }, ['timing']],
    ['an evidence that does not exist', { ...sample(), evidence: 'rumour' }, ['evidence']],
    ['a day that does not exist', { ...sample(), plannedSignature: '2026-02-30' }, ['plannedSignature']],
    ['a signature before the data', { ...sample(), plannedSignature: '2026-10-30' }, ['plannedSignature']],
    ['a year end that does not exist', { ...sample(), vendorFiscalYearEnd: '13-01' }, ['vendorFiscalYearEnd']],
    ['half a year of term', { ...sample(), termYears: 2.5 }, ['termYears']],
    ['a shrinkage to nothing', { ...sample(), growth: -1 }, ['growth']],
    ['effort without a price', { ...sample(), ratePerPersonMonth: undefined }, ['ratePerPersonMonth']],
    ['data shares above one', withGroup(0, { dataShare: 0.9 }), ['groups']],
    ['several things at once', { ...least(), growth: 'up', seed: -1, more: 1 }, ['growth', 'seed', 'more']],
  ];

  it.each(wrong)('%s', (_, given, fields) => {
    expect(fieldsOf(given)).toEqual(fields);
  });
});
