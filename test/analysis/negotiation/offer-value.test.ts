import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { valuedOffer } from '../../../src/analysis/negotiation/offer-value.ts';
import type { OfferTerms } from '../../../src/focus/offer.ts';
import { parseCase } from '../../../src/jobs/evaluate-case.ts';
import { ROOT } from '../../source-files.ts';

const sample = parseCase(JSON.parse(readFileSync(join(ROOT, 'examples/negotiation-case.json'), 'utf8')));
const usd = (amount: string) => ({ amount, currency: 'USD' });

const plain: OfferTerms = {
  vendor: 'AWS',
  offeredOn: '2026-11-01',
  headline: 0.08,
  currency: 'USD',
  termYears: 3,
  commitmentPerYear: null,
  commitmentTotal: null,
  addedCosts: [],
  grantedAsks: {},
  note: null,
};

const effectiveOf = (change: Partial<OfferTerms>): number => valuedOffer(sample, { ...plain, ...change }).effective.effectiveDiscount;

describe('the effective discount of an offer', () => {
  it('is the headline less the price of committing when nothing else is in it', () => {
    const { effective } = valuedOffer(sample, plain);
    expect(effective.effectiveDiscount).toBeCloseTo(0.08 - effective.rho, 12);
  });

  it('falls by a cost it adds, the same whether stated by month or as present value', () => {
    const pv = 5000 * 12 * (1 / 1.1 + 1 / 1.1 ** 2 + 1 / 1.1 ** 3);
    const monthly = effectiveOf({ addedCosts: [{ label: 'support', monthly: usd('5000'), presentValue: null }] });
    expect(monthly).toBeLessThan(effectiveOf({}));
    expect(effectiveOf({ addedCosts: [{ label: 'support', monthly: null, presentValue: usd(pv.toFixed(9)) }] })).toBeCloseTo(monthly, 9);
  });

  it('rises by what it grants of the asks of the case', () => {
    const before = effectiveOf({});
    expect(effectiveOf({ grantedAsks: { credits: { face: usd('100000'), usableProbability: 0.5 } } })).toBeGreaterThan(before);
    expect(effectiveOf({ grantedAsks: { transferRateCut: { cut: 0.3 } } })).toBeGreaterThan(before);
    expect(effectiveOf({ grantedAsks: { paymentTerms: { extraDays: 30 } } })).toBeGreaterThan(before);
  });
});
