import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { lockInFor } from '../../src/jobs/lock-in-for.ts';
import { attosOf } from '../../src/money.ts';
import { openStore } from '../../src/node/db.ts';
import { ingestHere } from '../../src/node/ingest.ts';
import { costs } from '../../src/store/costs.ts';

const DATA = resolve(import.meta.dirname, '../../../shared/data');

/** Files whose effective cost is stated and fit: there the bill that is scored is the bill by effective cost. */
const BILLS = [
  'focus-1.2/aws_100.csv',
  'focus-1.2/azure_100.csv',
  'focus-1.3/gcp_100.csv',
  'focus-1.3/consolidated_two_currencies.csv',
  'focus-1.4/aws_cost_and_usage.csv',
].filter((path) => existsSync(join(DATA, path)));

describe.skipIf(BILLS.length === 0)('the lock-in classes of the sample bills (skipped: ../shared/data is absent)', () => {
  it.each(BILLS)('of %s add up with what is not scored to the bill, in every currency', async (path) => {
    const store = openStore(':memory:');
    try {
      const request = { runId: 'run-1', paths: [join(DATA, path)], source: 'sample', style: 'replacement', maxRejected: 0 } as const;
      await ingestHere({ store, config: parseConfig({}) }, request, { onProgress: () => undefined });
      const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
      const { portfolio } = await lockInFor({ store, clock: () => '2026-11-24T12:00:00Z', sha256 }, { asOf: null });
      const sums = new Map<string, bigint>();
      for (const part of [...portfolio.classes, ...portfolio.notScored]) {
        sums.set(part.currency, (sums.get(part.currency) ?? 0n) + (attosOf(part.amount) ?? 0n));
      }
      const bill = await costs(store.db, { range: null, groupBy: [], metric: 'effectiveCost', where: {} });
      const nano = 10n ** 9n;
      const rounded = (attos: bigint): bigint => (attos + nano / 2n) / nano;
      expect(Object.fromEntries([...sums].map(([currency, attos]) => [currency, attos / nano]))).toEqual(
        Object.fromEntries(bill.totals.map(({ currency, attos }) => [currency, rounded(attos)])),
      );
    } finally {
      store.close();
    }
  });
});
