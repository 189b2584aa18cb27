import { describe, expect, it } from 'vitest';
import { exactText } from '../../src/money.ts';
import { convertCosts } from '../../src/store/convert-costs.ts';
import { costs } from '../../src/store/costs.ts';
import { rateBefore, rates, saveRates, type Rate } from '../../src/store/rates.ts';
import { storeWith } from './sample-charges.ts';

const rate = (date: string, [baseCurrency, quoteCurrency = 'EUR']: [string, string?], value: string): Rate => ({
  date,
  baseCurrency,
  quoteCurrency,
  rate: value,
  source: 'Example Bank',
});

const charges = [
  { day: '2026-01-10', costs: { billedCost: '100' }, dimensions: { serviceName: 'A' } },
  { day: '2026-01-10', costs: { billedCost: '7' }, dimensions: { serviceName: 'A', billingCurrency: 'EUR' } },
  { day: '2026-01-10', costs: { billedCost: '1000' }, dimensions: { serviceName: 'B', billingCurrency: 'JPY' } },
];
const january = { from: '2026-01-01', to: '2026-02-01' };

describe('conversion', () => {
  it('takes for each currency the latest rate before the end of the range, and names it', async () => {
    const store = storeWith(charges);
    await saveRates(store, [
      rate('2026-01-01', ['USD'], '0.5'),
      rate('2026-01-31', ['USD'], '0.9'),
      rate('2026-02-01', ['USD'], '2'),
      rate('2025-06-30', ['JPY'], '0.006'),
    ]);
    const answer = await costs(store.db, { range: january, groupBy: ['serviceName'], metric: 'billedCost', where: {} });
    const converted = await convertCosts(store.db, answer, 'EUR');
    expect(
      converted.groups.map((group) => `${group.key['serviceName']} ${exactText(group.amount.attos)} ${group.amount.currency}`),
    ).toEqual(['A 97 EUR', 'B 6 EUR']);
    expect(converted.totals).toEqual([{ attos: 103n * 10n ** 18n, currency: 'EUR' }]);
    expect(converted.rates.map(({ from, rate: { date, source } }) => [from, date, source])).toEqual([
      ['JPY', '2025-06-30', 'Example Bank'],
      ['USD', '2026-01-31', 'Example Bank'],
    ]);
  });

  it('fails for a missing rate rather than counting one to one', async () => {
    const store = storeWith(charges);
    await saveRates(store, [rate('2026-01-01', ['USD'], '0.5'), rate('2026-02-01', ['JPY'], '0.006')]);
    const answer = await costs(store.db, { range: january, groupBy: [], metric: 'billedCost', where: {} });
    await expect(convertCosts(store.db, answer, 'EUR')).rejects.toMatchObject({
      code: 'currency_rate_missing',
      message: expect.stringContaining('JPY'),
    });
  });

  it('turns a rate round when only the other way is known', async () => {
    const store = storeWith([]);
    await saveRates(store, [rate('2026-01-01', ['EUR', 'USD'], '1.25')]);
    expect(await rateBefore(store.db, { from: 'USD', to: 'EUR' }, null)).toMatchObject({ factor: '0.8', rate: { baseCurrency: 'EUR' } });
    expect(await rateBefore(store.db, { from: 'USD', to: 'EUR' }, '2026-01-01')).toBeNull();
  });
});

describe('rates', () => {
  it('are listed once each over all pages, and one of the same day replaces the older', async () => {
    const store = storeWith([]);
    const list = ['2026-01-01', '2026-01-02', '2026-01-03'].flatMap((date) => [rate(date, ['USD'], '0.9'), rate(date, ['JPY'], '0.006')]);
    await saveRates(store, list);
    await saveRates(store, [rate('2026-01-02', ['USD'], '0.91')]);
    const first = await rates(store.db, { limit: 4 });
    const second = await rates(store.db, { limit: 4, cursor: first.nextCursor ?? '' });
    expect(second.nextCursor).toBeNull();
    const seen = [...first.items, ...second.items].map((row) => `${row.baseCurrency} ${row.date} ${row.rate}`);
    expect(seen).toEqual([
      'JPY 2026-01-01 0.006',
      'JPY 2026-01-02 0.006',
      'JPY 2026-01-03 0.006',
      'USD 2026-01-01 0.9',
      'USD 2026-01-02 0.91',
      'USD 2026-01-03 0.9',
    ]);
  });
});
