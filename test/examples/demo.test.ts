import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNTS, PROVIDERS } from '../../examples/sample-company/company.ts';
import type { SampleBills } from '../../examples/sample-company/generate.ts';
import { parseConfig } from '../../src/config.ts';
import { COST_METRICS, type CostMetric } from '../../src/focus/columns.ts';
import { attosOf, exactText } from '../../src/money.ts';
import { openStore, type NodeStore } from '../../src/node/db.ts';
import { askSample, demoFolders, loadSample, makeBills, type LoadedDelivery } from '../../src/node/demo.ts';
import { costs } from '../../src/store/costs.ts';

const out = mkdtempSync(join(tmpdir(), 'aweigh-demo-'));
const config = parseConfig({});
let sample: SampleBills;
let store: NodeStore;
let loaded: LoadedDelivery[];

async function loadAll(): Promise<LoadedDelivery[]> {
  const results: LoadedDelivery[] = [];
  for (const delivery of sample.deliveries) results.push(await loadSample(store, config, delivery));
  return results;
}

beforeAll(async () => {
  const folders = demoFolders(out);
  sample = await makeBills(folders);
  store = openStore(folders.database);
  loaded = await loadAll();
}, 300_000);

afterAll(() => {
  store.close();
  rmSync(out, { recursive: true, force: true });
});

/** What the generator says must be on the bill of each provider, period and currency, restatements counted once. */
function stated(metric: CostMetric): string[] {
  const sums = new Map<string, bigint>();
  for (const { provider, billingPeriod, totals } of sample.bills.filter(({ superseded }) => !superseded)) {
    const name = PROVIDERS.find(({ key }) => key === provider)?.name ?? '';
    for (const [currency, total] of Object.entries(totals)) {
      const key = `${name} ${billingPeriod} ${currency}`;
      sums.set(key, (sums.get(key) ?? 0n) + (attosOf(total[metric]) ?? 0n));
    }
  }
  return [...sums].map(([key, attos]) => `${key} ${exactText(attos)}`).sort();
}

async function answered(metric: CostMetric): Promise<string[]> {
  const answer = await costs(store.db, { range: null, groupBy: ['serviceProviderName', 'billingPeriod'], metric, where: {} });
  return answer.groups
    .map(({ key, amount }) => `${key['serviceProviderName']} ${key['billingPeriod']} ${amount.currency} ${exactText(amount.attos)}`)
    .sort();
}

describe('the demo', () => {
  it.each(COST_METRICS)('answers %s of every provider and month to the last digit that the generator wrote', async (metric) => {
    expect(await answered(metric)).toEqual(stated(metric));
  });

  it('keeps the restated month and drops the wrong one', async () => {
    const wrong = sample.bills.find(({ superseded }) => superseded);
    const month = { from: '2026-04-01', to: '2026-05-01' };
    const answer = await costs(store.db, { range: month, groupBy: [], metric: 'billedCost', where: { serviceProviderName: ['AWS'] } });
    expect(exactText(answer.totals[0]?.attos ?? 0n)).not.toBe(wrong?.totals['USD']?.billedCost);
  });

  it('changes nothing when it is run again', async () => {
    const before = await answered('billedCost');
    expect((await loadAll()).map(({ status }) => status)).toEqual(loaded.map(() => 'unchanged'));
    expect(await answered('billedCost')).toEqual(before);
  });

  it('loads every delivery at the first try, without a refused row', () => {
    expect(loaded.map(({ status }) => status)).toEqual(sample.deliveries.map(() => 'published'));
    expect(loaded.every(({ rows }) => rows > 0)).toBe(true);
  });

  it('finds all accounts of the company, ids with leading zeros whole', async () => {
    const answer = await costs(store.db, { range: null, groupBy: ['subAccountId'], metric: 'billedCost', where: {} });
    const found = [...new Set(answer.groups.map(({ key }) => key['subAccountId']))].sort();
    expect(found).toEqual(
      Object.values(ACCOUNTS)
        .map(({ subAccountId }) => subAccountId)
        .sort(),
    );
  });

  it('tells a lock-in story in which functions and proprietary databases hold the most', async () => {
    const { lockIn } = await askSample(store);
    expect(lockIn.portfolio.lockedShare.point).toBeGreaterThan(30);
    expect(lockIn.portfolio.lockedShare.point).toBeLessThan(70);
    expect(lockIn.portfolio.unclassifiedShare).toBeLessThan(2);
    const severe = lockIn.services.filter(({ band }) => band === 'severe').map(({ serviceName }) => serviceName);
    expect(severe).toEqual(expect.arrayContaining(['AWS Lambda', 'Amazon DynamoDB', 'BigQuery', 'Azure Cosmos DB', 'DATABASE']));
  });
});
