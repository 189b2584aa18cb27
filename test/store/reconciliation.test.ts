import { describe, expect, it } from 'vitest';
import type { NodeStore } from '../../src/node/db.ts';
import { reconciliationGaps } from '../../src/store/reconciliation.ts';
import { SUMMARIES } from '../../src/store/summary-tables.ts';
import { storeWith } from './sample-charges.ts';

function reconciledStore(): NodeStore {
  const store = storeWith([
    { day: '2026-01-01', costs: { billedCost: '9000000000.000000000000000001' }, rowCount: 2 },
    { day: '2026-02-01', billingPeriod: '2026-01', costs: { billedCost: '9000000000' } },
    { day: '2026-01-01', costs: { billedCost: '5' }, dimensions: { billingCurrency: 'EUR' } },
  ]);
  const insert = store.sqlite.prepare('INSERT INTO control_total VALUES (1, ?, ?, 0, 0, 0, ?)');
  insert.run('USD', '18000000000.000000000000000001', 3);
  insert.run('EUR', '5', 1);
  return store;
}

describe('reconciliation', () => {
  it('finds no gap while charges and summaries add up to what was read, to the last digit', async () => {
    expect(await reconciliationGaps(reconciledStore().db)).toEqual([]);
  });

  it.each(['charge', ...SUMMARIES.map(({ table }) => table)])('finds a single atto missing from %s', async (table) => {
    const store = reconciledStore();
    store.sqlite.exec(`UPDATE ${table} SET billed_cost_rest = billed_cost_rest - 1 WHERE billed_cost_rest = 1`);
    expect(await reconciliationGaps(store.db)).toMatchObject([
      { table, metric: 'billedCost', currency: 'USD', read: '18000000000.000000000000000001', stored: '18000000000' },
    ]);
  });

  it('finds rows that went missing', async () => {
    const store = reconciledStore();
    store.sqlite.exec('DELETE FROM charge WHERE billed_cost = 5000000000');
    const gaps = await reconciliationGaps(store.db);
    expect(gaps.map((gap) => [gap.table, gap.metric, gap.stored])).toEqual([
      ['charge', 'billedCost', '0'],
      ['charge', 'rowCount', '0'],
    ]);
  });
});
