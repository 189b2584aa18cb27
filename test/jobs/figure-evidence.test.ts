import { describe, expect, it } from 'vitest';
import { parseChargeFilter } from '../../src/focus/parse-cost-question.ts';
import type { CostQuestion } from '../../src/focus/cost-question.ts';
import type { Figure } from '../../src/finding/figure.ts';
import { costAnswerJson } from '../../src/jobs/cost-answer-json.ts';
import { figureEvidence } from '../../src/jobs/figure-evidence.ts';
import type { NodeStore } from '../../src/node/db.ts';
import { charges } from '../../src/store/charges.ts';
import { convertCosts } from '../../src/store/convert-costs.ts';
import { costs } from '../../src/store/costs.ts';
import { delivery } from '../../src/store/ledger-tables.ts';
import { saveRates } from '../../src/store/rates.ts';
import { storeWith } from '../store/sample-charges.ts';

const none = () => Promise.resolve(null);
const question: CostQuestion = {
  range: { from: '2026-01-01', to: '2026-02-01' },
  groupBy: ['serviceName', 'tag:team'],
  metric: 'billedCost',
  where: { chargeCategory: ['Usage'] },
};

async function sampleStore(): Promise<NodeStore> {
  const store = storeWith(
    [
      { day: '2026-01-01', billedCost: '1.5', serviceName: 'Functions & more', rowCount: 2 },
      { day: '2026-01-02', billedCost: '2', serviceName: 'Functions & more', rowCount: 1 },
      { day: '2026-01-02', billedCost: '4', serviceName: 'Functions & more', billingCurrency: 'EUR' },
      { day: '2026-01-02', billedCost: '8', serviceName: '' },
      { day: '2026-02-01', billedCost: '16', serviceName: 'Functions & more' },
    ].map(({ day, billedCost, rowCount, ...dimensions }) => ({
      day,
      costs: { billedCost },
      dimensions: { chargeCategory: 'Usage', tags: '{"team":"web"}', ...dimensions },
      rowCount: rowCount ?? 1,
    })),
  );
  const file = {
    path: 'january.csv',
    sha256: 'ab12',
    contentSha256: 'ab12',
    bytes: 1,
    format: 'focus-1.2',
    dataset: 'CostAndUsage',
    receivedAt: '2026-02-02T00:00:00Z',
  };
  await store.db.insert(delivery).values({ runId: 'run-1', rowsRead: 6, rowsAccepted: 6, rowsRejected: 0, ...file });
  return store;
}

/** The charges that a link of the API names. */
async function follow(store: NodeStore, link: string | null): Promise<Awaited<ReturnType<typeof charges>>['items']> {
  const query = new URL(link ?? '', 'http://localhost').searchParams;
  const filter = parseChargeFilter({
    from: query.get('from') ?? undefined,
    to: query.get('to') ?? undefined,
    filters: query.getAll('filter'),
  });
  return (await charges(store.db, filter, { limit: 100 })).items;
}

describe('a cost answer as JSON', () => {
  it('has the fields of the interface, amounts as text with nine places, the largest first in each currency', async () => {
    const store = await sampleStore();
    const json = costAnswerJson(await costs(store.db, question), ['ab12']);
    expect(json).toMatchObject({
      from: '2026-01-01',
      to: '2026-02-01',
      metric: 'billedCost',
      groupBy: ['serviceName', 'tag:team'],
      deliveries: ['ab12'],
    });
    expect(json.groups.map(({ key, currency, amount }) => [key['serviceName'], key['tag:team'], currency, amount])).toEqual([
      ['Functions & more', 'web', 'EUR', '4.000000000'],
      ['', 'web', 'USD', '8.000000000'],
      ['Functions & more', 'web', 'USD', '3.500000000'],
    ]);
    expect(json.totals).toEqual([
      { currency: 'EUR', amount: '4.000000000' },
      { currency: 'USD', amount: '11.500000000' },
    ]);
    expect('rates' in json).toBe(false);
  });
});

describe('the evidence of a figure', () => {
  it('of a cost answer has its value, formula, deliveries, and a link to exactly its rows', async () => {
    const store = await sampleStore();
    const json = costAnswerJson(await costs(store.db, question), []);
    for (const group of json.groups) {
      const evidence = await figureEvidence(store.db, group.figureId, none);
      expect(evidence.value).toEqual({ kind: 'money', money: { amount: group.amount, currency: group.currency } });
      expect(evidence.deliveries).toEqual([
        { runId: 'run-1', path: 'january.csv', sha256: 'ab12', format: 'focus-1.2', receivedAt: '2026-02-02T00:00:00Z' },
      ]);
      const rows = await follow(store, evidence.chargesLink);
      const sum = rows.reduce((total, row) => total + Number(row.billedCost?.amount), 0);
      expect(sum.toFixed(9)).toBe(group.amount);
    }
    const evidence = await figureEvidence(store.db, json.groups[2]?.figureId ?? '', none);
    expect(evidence.evidence.substituted).toBe('3.5 USD: BilledCost of 3 bill rows in 2 charges');
    expect(evidence.label).toBe('BilledCost, serviceName Functions & more, tag:team web, 2026-01-01 to 2026-02-01');
  });

  it('of a converted amount names the rate with date and source', async () => {
    const store = await sampleStore();
    await saveRates(store, [{ date: '2026-01-31', baseCurrency: 'EUR', quoteCurrency: 'USD', rate: '1.25', source: 'Example Bank' }]);
    const converted = await convertCosts(store.db, await costs(store.db, question), 'USD');
    const json = costAnswerJson(converted, [], converted.rates);
    expect(json.rates).toEqual([
      { from: 'EUR', to: 'USD', rate: '1.25', baseCurrency: 'EUR', quoteCurrency: 'USD', date: '2026-01-31', source: 'Example Bank' },
    ]);
    const functions = json.groups.find(({ key }) => key['serviceName'] === 'Functions & more');
    const evidence = await figureEvidence(store.db, functions?.figureId ?? '', none);
    expect(evidence.value).toEqual({ kind: 'money', money: { amount: '8.500000000', currency: 'USD' } });
    expect(evidence.evidence.substituted).toBe('4 EUR × 1.25 + 3.5 USD = 8.5 USD: BilledCost of 4 bill rows in 3 charges');
    expect(evidence.evidence.assumptions).toMatchObject([{ id: 'rate/EUR/USD', source: 'Example Bank', asOf: '2026-01-31' }]);
  });

  it('is gone when the published bills no longer hold it', async () => {
    const store = await sampleStore();
    const [group] = costAnswerJson(await costs(store.db, question), []).groups;
    store.sqlite.exec("UPDATE run_period SET state = 'superseded'");
    await expect(figureEvidence(store.db, group?.figureId ?? '', none)).rejects.toMatchObject({ code: 'figure_not_found' });
  });

  it('of an analysis is looked up, with the deliveries and rows of its filter', async () => {
    const store = await sampleStore();
    const figure: Figure = {
      figureId: 'lock-in.0123456789ab.portfolio',
      label: 'Mean score',
      value: { kind: 'score', value: 40 },
      evidence: {
        formula: 'f',
        substituted: 's',
        filter: { range: null, where: { serviceName: [''] } },
        catalogRows: ['services/x'],
        assumptions: [],
      },
    };
    const found = await figureEvidence(store.db, figure.figureId, () => Promise.resolve(figure));
    expect(found).toMatchObject({ ...figure, deliveries: [{ path: 'january.csv' }] });
    expect(await follow(store, found.chargesLink)).toHaveLength(1);
    await expect(figureEvidence(store.db, 'lock-in.unknown', none)).rejects.toMatchObject({ code: 'figure_not_found' });
  });
});
