import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { CostQuestion } from '../../src/focus/cost-question.ts';
import { columnName } from '../../src/focus/columns.ts';
import { resolveFilter } from '../../src/store/charge-filter.ts';
import { planCosts, summaryFor } from '../../src/store/cost-plan.ts';
import { groupedSums } from '../../src/store/cost-sums.ts';
import { SUMMARIES } from '../../src/store/summary-tables.ts';
import type { NodeStore } from '../../src/node/db.ts';
import { storeWith } from './sample-charges.ts';

const ask = (question: Partial<CostQuestion>): CostQuestion => ({ range: null, groupBy: [], metric: 'billedCost', where: {}, ...question });
const wholeMonths = { from: '2026-01-01', to: '2026-03-01' };
const partOfMonth = { from: '2026-01-10', to: '2026-03-01' };

/** The steps of SQLite's plan for a question. */
async function stepsOf(store: NodeStore, question: CostQuestion): Promise<string[]> {
  const filter = await resolveFilter(store.db, question);
  const statement = groupedSums(question, filter, await planCosts(store.db, question, filter));
  const rows = await store.db.all<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${statement}`);
  return rows.map((row) => row.detail);
}

describe('summaries', () => {
  it.each(SUMMARIES)('$table has the columns of the database, in their order', ({ table, grain, dimensions }) => {
    const store = storeWith([]);
    const columns = store.sqlite.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
    expect(columns.slice(0, 3 + dimensions.length)).toEqual(['run_period_id', grain, 'known_costs', ...dimensions.map(columnName)]);
    store.close();
  });

  it('are all described', () => {
    const store = storeWith([]);
    const tables = store.sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'summary%'").pluck().all();
    expect(new Set(tables)).toEqual(new Set(SUMMARIES.map(({ table }) => table)));
    store.close();
  });
});

describe('a cost question is read from', () => {
  it.each<[string, Partial<CostQuestion>]>([
    ['summary_service_month', { groupBy: ['month', 'serviceName'], range: wholeMonths }],
    ['summary_service_month', { groupBy: ['billingPeriod', 'billingCurrency'], where: { chargeCategory: ['Usage'] } }],
    ['summary_service_day', { groupBy: ['day', 'month'] }],
    ['summary_service_day', { groupBy: ['serviceName'], range: partOfMonth }],
    ['summary_account_month', { groupBy: ['subAccountId'], where: { serviceName: ['any'] } }],
    ['summary_resource_month', { groupBy: ['resourceId'], range: wholeMonths }],
  ])('%s when that holds everything it asks', (table, question) => {
    expect(summaryFor(ask(question))?.table).toBe(table);
  });

  it.each<Partial<CostQuestion>>([
    { groupBy: ['tag:team'] },
    { where: { 'tag:team': ['web'] } },
    { groupBy: ['skuId'] },
    { groupBy: ['subAccountId'], range: partOfMonth },
    { metric: 'consumedQuantity' },
  ])('the charges when no summary does: %j', (question) => {
    expect(summaryFor(ask(question))).toBeNull();
  });
});

describe('the plan of SQLite', () => {
  const charges = [...Array(40).keys()].map((index) => ({
    day: '2026-01-05',
    costs: { billedCost: '1' },
    dimensions: { resourceId: `resource ${index}`, serviceName: `service ${index % 3}`, skuId: `sku ${index}` },
  }));

  it('goes from a named resource to its charges by index and key, statistics or none', async () => {
    const store = storeWith(charges);
    const question = ask({ groupBy: ['day'], where: { resourceId: ['resource 7'] } });
    const steps = await stepsOf(store, question);
    expect(steps.filter((step) => /^SCAN (s|m|rp|charge)\b/.test(step))).toEqual([]);
    expect(steps.find((step) => step.startsWith('SEARCH s '))).toContain('series_resource');
    expect(steps.find((step) => step.startsWith('SEARCH rp '))).toContain('run_period_account');
    expect(steps.find((step) => step.startsWith('SEARCH m '))).toContain('run_period_id=? AND series_id=?');
    store.close();
  });

  it('goes from a tag to its charges the same way', async () => {
    const store = storeWith(
      charges.map((charge, index) => ({ ...charge, dimensions: { ...charge.dimensions, tags: `{"team":"${index}"}` } })),
    );
    const steps = await stepsOf(store, ask({ groupBy: ['skuId'], where: { 'tag:team': ['7'] } }));
    expect(steps.find((step) => step.startsWith('SEARCH s '))).toContain('series_tags');
    expect(steps.find((step) => step.startsWith('SEARCH m '))).toContain('run_period_id=? AND series_id=?');
    store.close();
  });

  it('reads only the asked months of a summary', async () => {
    const store = storeWith(charges);
    const steps = await stepsOf(store, ask({ groupBy: ['serviceName'], range: wholeMonths }));
    expect(steps.find((step) => step.startsWith('SEARCH m '))).toContain('run_period_id=? AND month>? AND month<?');
    expect(steps.find((step) => step.startsWith('SEARCH rp '))).toContain('run_period_state');
    store.close();
  });
});
