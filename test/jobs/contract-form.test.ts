import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTRACT_CLAUSES } from '../../src/catalog/contract-clauses.ts';
import { CLAUSE_IDS } from '../../src/focus/contract.ts';
import { contractFormSchema, contractTerms } from '../../src/jobs/contract-form.ts';
import { offerFormSchema, offerTerms } from '../../src/jobs/offer-form.ts';

const FORM = { vendor: 'AWS', name: 'Agreement', currency: 'USD' };
const termsOf = (form: object) => contractTerms(contractFormSchema.parse(form));
const faultsOf = (schema: typeof contractFormSchema | typeof offerFormSchema, form: unknown): string[] => {
  const parsed = schema.safeParse(form);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.') || `document: ${issue.message}`);
};

describe('a contract', () => {
  it('knows nothing that was not entered: null, never zero, and unknown for every clause', () => {
    const terms = termsOf(FORM);
    expect(terms).toMatchObject({
      start: null,
      end: null,
      termYears: null,
      commitmentPerYear: null,
      discount: null,
      eligibleShare: null,
      measured: null,
    });
    expect(Object.keys(terms.clauses)).toEqual([...CLAUSE_IDS]);
    expect(new Set(Object.values(terms.clauses).map((clause) => JSON.stringify(clause)))).toEqual(
      new Set(['{"answer":"unknown","number":null,"amount":null,"note":null}']),
    );
  });

  it('keeps amounts to the last digit, given as text, as Money or as a number', () => {
    const amounts = ['1234567.891234567', { amount: '1234567.891234567', currency: 'USD' }, 1234567.5].map(
      (commitmentPerYear) => termsOf({ ...FORM, commitmentPerYear }).commitmentPerYear?.amount,
    );
    expect(amounts).toEqual(['1234567.891234567', '1234567.891234567', '1234567.500000000']);
  });

  it('says the same again when what it says is entered', () => {
    const clause = fc.record({ answer: fc.constantFrom('yes', 'no', 'unknown'), note: fc.constantFrom(null, 'as agreed') });
    const form = fc.record({
      discount: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      commitmentPerYear: fc.option(fc.integer({ min: 0, max: 10 ** 9 }).map((cents) => `${cents / 100}`)),
      measured: fc.constantFrom(null, 'gross', 'net'),
      clauses: fc.dictionary(fc.constantFrom(...CLAUSE_IDS), clause),
    });
    fc.assert(
      fc.property(form, (fields) => {
        const terms = termsOf({ ...FORM, ...fields });
        expect(termsOf(terms)).toEqual(terms);
      }),
    );
  });

  it.each([
    [{ discuont: 0.1 }, 'document: Unrecognized key: "discuont"'],
    [{ discount: 12 }, 'discount'],
    [{ discount: '0.1' }, 'discount'],
    [{ eligibleShare: -0.1 }, 'eligibleShare'],
    [{ currency: 'usd' }, 'currency'],
    [{ vendor: ' ' }, 'vendor'],
    [{ start: '2027-02-30' }, 'start'],
    [{ start: '2027-01-01', end: '2027-01-01' }, 'end'],
    [{ start: '2027-01-01', end: '2028-01-01', termYears: 3 }, 'termYears'],
    [{ measured: 'both' }, 'measured'],
    [{ commitmentPerYear: '-5' }, 'commitmentPerYear'],
    [{ commitmentPerYear: '1,000' }, 'commitmentPerYear'],
    [{ commitmentPerYear: { amount: '5', currency: 'EUR' } }, 'commitmentPerYear'],
    [{ commitmentPerYear: '5000', commitmentTotal: '4000', termYears: 3 }, 'commitmentTotal'],
    [{ clauses: { egresWaiver: 'yes' } }, 'clauses'],
    [{ clauses: { ramp: 'maybe' } }, 'clauses.ramp'],
    [{ clauses: { ramp: { answer: 'yes', number: 12 } } }, 'clauses.ramp.number'],
    [{ clauses: { ramp: { answer: 'yes', amount: '12' } } }, 'clauses.ramp'],
    [{ clauses: { credits: { answer: 'yes', amount: { amount: '5', currency: 'EUR' } } } }, 'clauses.credits.amount'],
    [{ clauses: { supportDowngrade: { answer: 'yes', number: 1 } } }, 'clauses.supportDowngrade'],
  ])('with %j is refused at %s', (fields, field) => {
    expect(faultsOf(contractFormSchema, { ...FORM, ...fields })).toEqual([field]);
  });

  it('says in words what is wrong within a clause', () => {
    const parsed = contractFormSchema.safeParse({ ...FORM, clauses: { supportDowngrade: { answer: 'yes', number: 1 } } });
    expect(parsed.error?.issues[0]?.message).toBe('number: this clause has no number');
  });

  it('takes a term of years that days and years count a little differently', () => {
    expect(termsOf({ ...FORM, start: '2024-07-01', end: '2027-06-30', termYears: 3 }).termYears).toBe(3);
  });
});

describe('the clauses', () => {
  it('are each a question with a reason', () => {
    expect(Object.keys(CONTRACT_CLAUSES)).toEqual([...CLAUSE_IDS]);
    expect(CLAUSE_IDS.filter((id) => !/\?/.test(CONTRACT_CLAUSES[id].question) || !CONTRACT_CLAUSES[id].why.endsWith('.'))).toEqual([]);
  });
});

describe('an offer', () => {
  const OFFER = { vendor: 'AWS', offeredOn: '2026-11-01', headline: 0.12 };

  it('keeps what the vendor states and null for the rest', () => {
    const form = offerFormSchema.parse({
      ...OFFER,
      addedCosts: [{ label: 'Support', monthly: '6350' }],
      grantedAsks: { credits: { face: 100_000, usableProbability: 0.8 }, paymentTerms: { extraDays: 30 } },
    });
    expect(offerTerms(form, 'AWS')).toEqual({
      vendor: 'AWS',
      offeredOn: '2026-11-01',
      headline: 0.12,
      currency: 'USD',
      termYears: null,
      commitmentPerYear: null,
      commitmentTotal: null,
      addedCosts: [{ label: 'Support', presentValue: null, monthly: { amount: '6350.000000000', currency: 'USD' } }],
      grantedAsks: {
        credits: { face: { amount: '100000.000000000', currency: 'USD' }, usableProbability: 0.8 },
        paymentTerms: { extraDays: 30 },
      },
      note: null,
    });
  });

  it.each([
    [{ headline: 12 }, 'headline'],
    [{ headline: undefined }, 'headline'],
    [{ offeredOn: '2026-13-01' }, 'offeredOn'],
    [{ addedCosts: [{ label: 'Support' }] }, 'addedCosts.0'],
    [{ addedCosts: [{ label: 'Support', monthly: '1', presentValue: '2' }] }, 'addedCosts.0'],
    [{ addedCosts: [{ label: 'Support', monthly: '-1' }] }, 'addedCosts.0.monthly'],
    [{ addedCosts: [{ label: 'Support', monthly: { amount: '1', currency: 'EUR' } }] }, 'addedCosts.0.monthly'],
    [{ grantedAsks: { moon: {} } }, 'grantedAsks'],
    [{ grantedAsks: { credits: { face: '1' } } }, 'grantedAsks.credits.usableProbability'],
    [{ grantedAsks: { paymentTerms: { extraDays: 1.5 } } }, 'grantedAsks.paymentTerms.extraDays'],
    [{ effective: 0.1 }, 'document: Unrecognized key: "effective"'],
  ])('with %j is refused at %s', (fields, field) => {
    expect(faultsOf(offerFormSchema, { ...OFFER, ...fields })).toEqual([field]);
  });
});
