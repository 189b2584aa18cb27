import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { portfolioOf } from '../../src/analysis/migration/portfolio-of.ts';
import { resolveAssumptions } from '../../src/catalog/migration-assumptions.ts';
import { priceBook } from '../../src/catalog/price-book.ts';
import { parseConfig } from '../../src/config.ts';
import { openStore } from '../../src/node/db.ts';
import { ingestHere } from '../../src/node/ingest.ts';
import { runRateWindow } from '../../src/store/run-rate-window.ts';
import { usageLines } from '../../src/store/usage-lines.ts';

const DATA = resolve(import.meta.dirname, '../../../shared/data');

const BILLS = [
  'focus-1.0/multicloud_real_a.csv',
  'focus-1.2/aws_100.csv',
  'focus-1.3/gcp_100.csv',
  'focus-1.4/aws_cost_and_usage.csv',
  'oci/cost_report_real_a.csv',
].filter((path) => existsSync(join(DATA, path)));

describe.skipIf(BILLS.length === 0)('the portfolio of the sample bills (skipped: ../shared/data is absent)', () => {
  it.each(BILLS)('of %s adds up to the bill', async (path) => {
    const store = openStore(':memory:');
    try {
      const request = { runId: 'run-1', paths: [join(DATA, path)], source: 'sample', style: 'replacement', maxRejected: 0 } as const;
      await ingestHere({ store, config: parseConfig({}) }, request, { onProgress: () => undefined });
      const window = await runRateWindow(store.db, null, '2026-11-25');
      const resolved = resolveAssumptions({});
      if (window === null || !resolved.ok) throw new Error('the bill has no window');
      const lines = await usageLines(store.db, window.range);
      const question = { commitments: [], rates: [], utilisation: [], targets: null, overrides: {}, seed: 1 };
      const input = { snapshotHash: '', asOf: window.asOf, window: window.range, months: window.months, lines, ...question };
      const { items, fixed, unpriced, traffic, totalEffective } = portfolioOf(input, priceBook(), resolved.assumptions);
      const parts = [...items, ...fixed, ...unpriced].reduce((sum, part) => sum + part.monthlyEffective, traffic.monthlyEffective);
      expect(items.length).toBeGreaterThan(0);
      expect(parts).toBeCloseTo(totalEffective, 6);
    } finally {
      store.close();
    }
  });
});
