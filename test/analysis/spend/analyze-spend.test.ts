import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeSpend, lastCoveredDay } from '../../../src/analysis/spend/analyze-spend.ts';
import type { CurrencySpend } from '../../../src/finding/spend-finding.ts';
import type { Money } from '../../../src/money.ts';
import { addMonths } from '../../../src/time.ts';
import { sampleSpend } from '../../reports/sample-company.ts';
import { spendInputs } from '../../reports/spend-arbitraries.ts';

const total = (amounts: readonly Money[]): bigint => amounts.reduce((sum, { attos }) => sum + attos, 0n);
const inUsd = (): CurrencySpend | undefined => analyzeSpend(sampleSpend).currencies.find(({ currency }) => currency === 'USD');

describe('the spend analysis', () => {
  it('adds up: categories, providers, services, and months with undated charges each give the total, exactly', () => {
    fc.assert(
      fc.property(spendInputs, (input) => {
        for (const spend of analyzeSpend(input).currencies) {
          const lines = [spend.categories, spend.providers, spend.services].map((parts) => total(parts.map(({ amount }) => amount)));
          expect([...lines, total(spend.months.map(({ amount }) => amount)) + spend.undated.attos]).toEqual(
            Array(4).fill(spend.total.attos),
          );
          spend.services.forEach((service) => expect(service.byMonth).toHaveLength(spend.months.length));
        }
      }),
    );
  });

  it('keeps currencies apart', () => {
    fc.assert(
      fc.property(spendInputs, (input) => {
        const { currencies } = analyzeSpend(input);
        const expected = new Set(input.services.groups.map(({ amount }) => amount.currency));
        expect(new Set(currencies.map(({ currency }) => currency))).toEqual(expected);
        for (const { currency, months, services } of currencies) {
          expect([...months, ...services].every(({ amount }) => amount.currency === currency)).toBe(true);
        }
      }),
    );
  });

  it('has a month for every month between the first and the last', () => {
    fc.assert(
      fc.property(spendInputs, (input) => {
        for (const { months } of analyzeSpend(input).currencies) {
          months.slice(1).forEach(({ month }, index) => expect(month).toBe(addMonths(months[index]?.month ?? '', 1)));
        }
      }),
    );
  });

  it('answers the same whatever the order of the groups', () => {
    fc.assert(
      fc.property(spendInputs, (input) => {
        const turned = { ...input, services: { ...input.services, groups: input.services.groups.toReversed() } };
        expect(analyzeSpend(turned)).toEqual(analyzeSpend(input));
      }),
    );
  });

  it('compares complete months only: a month that still runs is marked and left out', () => {
    const usd = inUsd();
    expect(usd?.months.at(-1)).toMatchObject({ month: '2026-11', partial: true });
    expect(usd?.trend?.latest.month).toBe('2026-10');
    expect(usd?.trend?.yearAgo?.month).toBe('2025-10');
    expect(usd?.trend?.yearChange).toBeCloseTo(0.19794, 4);
  });

  it('orders movements by size, falls included', () => {
    const movements = inUsd()?.movements ?? [];
    expect(movements[0]?.service).toBe('Amazon Elastic Compute Cloud');
    expect(movements.at(-1)).toMatchObject({ service: 'Amazon DynamoDB' });
  });

  it('has no growth ratio from nothing or from a credit', () => {
    const groups = [
      { key: { month: '2026-01', serviceName: 's' }, amount: { attos: -5n, currency: 'USD' }, rowCount: 1, knownRowCount: 1 },
      { key: { month: '2026-02', serviceName: 's' }, amount: { attos: 5n, currency: 'USD' }, rowCount: 1, knownRowCount: 1 },
    ];
    const [spend] = analyzeSpend({ ...sampleSpend, services: { ...sampleSpend.services, groups }, lastDay: '2026-02-28' }).currencies;
    expect(spend?.trend).toMatchObject({ monthChange: null, yearChange: null });
  });

  it('lists commitments that end within a year, the next first', () => {
    expect(analyzeSpend(sampleSpend).commitments.map(({ endsOn }) => endsOn)).toEqual(['2027-03-31', '2027-06-30']);
    expect(analyzeSpend({ ...sampleSpend, lastDay: '2027-04-01' }).commitments.map(({ endsOn }) => endsOn)).toEqual(['2027-06-30']);
  });
});

describe('the last day that bills cover', () => {
  it('is the last day with charges', () => {
    expect(lastCoveredDay(['2026-10-30', '', '2026-11-09', '2026-11-01'])).toBe('2026-11-09');
    expect(lastCoveredDay([''])).toBeNull();
  });

  it('is the end of the month for bills that only charge on first days', () => {
    expect(lastCoveredDay(['2026-09-01', '2026-10-01'])).toBe('2026-10-31');
    expect(lastCoveredDay(['2026-10-01'])).toBe('2026-10-01');
  });
});
