import { describe, expect, it } from 'vitest';
import { openStore, type NodeStore } from '../../src/node/db.ts';
import { delivery, rejection, run } from '../../src/store/ledger-tables.ts';
import { deliveryHashes, rejections, runById, runs } from '../../src/store/runs.ts';

async function storeWithRuns(count: number): Promise<NodeStore> {
  const store = openStore(':memory:');
  for (let index = 0; index < count; index += 1) {
    // Pairs share an instant, so that the order within it matters.
    const startedAt = `2026-01-0${1 + Math.floor(index / 2)}T00:00:00.000Z`;
    const base = { source: 'files', status: 'published', deliveryStyle: 'replacement', digest: `d${index}` } as const;
    await store.db.insert(run).values({ id: `run_${index}`, startedAt, ...base });
    const file = {
      path: `${index}.csv`,
      sha256: `hash-${index % 2}`,
      contentSha256: `hash-${index % 2}`,
      bytes: 1,
      format: 'focus-1.2',
      dataset: 'CostAndUsage',
    };
    await store.db
      .insert(delivery)
      .values({ runId: `run_${index}`, ...file, rowsRead: 1, rowsAccepted: 1, rowsRejected: 0, receivedAt: startedAt });
  }
  return store;
}

describe('runs', () => {
  it('are listed latest first, each once over all pages, with their deliveries', async () => {
    const { db } = await storeWithRuns(5);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await runs(db, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      page.items.forEach((item) => seen.push(`${item.runId} ${item.deliveries.map((one) => one.path).join()}`));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([4, 3, 2, 1, 0].map((index) => `run_${index} ${index}.csv`));
  });

  it('are found by id, and an unknown id is a problem', async () => {
    const { db } = await storeWithRuns(1);
    expect(await runById(db, 'run_0')).toMatchObject({ runId: 'run_0', status: 'published', delivery: 'replacement' });
    await expect(runById(db, 'run_9')).rejects.toMatchObject({ code: 'run_not_found' });
  });

  it('name the hash of a file once, however many runs read it', async () => {
    const { db } = await storeWithRuns(4);
    expect(await deliveryHashes(db, ['run_0', 'run_1', 'run_2'])).toEqual(['hash-0', 'hash-1']);
  });
});

describe('rejections', () => {
  it('are listed in the order they were found, of one run only', async () => {
    const { db } = await storeWithRuns(2);
    const row = (runId: string, line: number) => ({
      runId,
      path: 'a.csv',
      line,
      columnName: 'BilledCost',
      code: 'row_cost_invalid',
      detail: 'x',
      raw: 'y',
    });
    for (const [runId, line] of [
      ['run_0', 3],
      ['run_1', 4],
      ['run_0', 5],
      ['run_0', 6],
    ] as const)
      await db.insert(rejection).values(row(runId, line));
    const first = await rejections(db, 'run_0', { limit: 2 });
    expect(first.items.map((item) => item.line)).toEqual([3, 5]);
    expect(first.items[0]).toEqual({ path: 'a.csv', line: 3, column: 'BilledCost', code: 'row_cost_invalid', detail: 'x', raw: 'y' });
    const second = await rejections(db, 'run_0', { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ items: [{ line: 6 }], nextCursor: null });
    await expect(rejections(db, 'run_0', { limit: 2, cursor: 'x' })).rejects.toMatchObject({ code: 'query_invalid' });
  });
});
