import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { COST_METRICS, focusName, type CostMetric } from '../../src/focus/columns.ts';
import type { NamedDimension } from '../../src/focus/filter.ts';
import { attosOf, exactText } from '../../src/money.ts';
import { openStore } from '../../src/node/db.ts';
import { ingestHere } from '../../src/node/ingest.ts';
import { costs } from '../../src/store/costs.ts';

/** Sums of one group as totals.json states them: decimal texts by column, and the number of rows. */
type Sums = Readonly<Record<string, string | number>>;
type FileTotals = Readonly<Record<string, unknown>> & { readonly rows: number; readonly sums?: Sums };

const DATA = resolve(import.meta.dirname, '../../../shared/data');

const GROUPINGS: Readonly<Record<string, NamedDimension>> = {
  by_service: 'serviceName',
  by_provider: 'serviceProviderName',
  by_sub_account: 'subAccountId',
  by_charge_month: 'month',
  by_billing_month: 'billingPeriod',
  by_charge_category: 'chargeCategory',
  by_currency: 'billingCurrency',
};

const present = existsSync(join(DATA, 'totals.json'));
const totals = (present ? JSON.parse(readFileSync(join(DATA, 'totals.json'), 'utf8')) : {}) as Readonly<Record<string, FileTotals>>;
const bills = Object.entries(totals).filter(
  ([path]) => /^(focus-1|spec-examples)/.test(path) && !/contract_commitment|billing_period|invoice_detail/.test(path),
);

/** What one grouping of an answer says, in the words of totals.json; sums over currencies are plain there. */
async function grouped(
  db: Parameters<typeof costs>[0],
  metric: CostMetric,
  dimension: NamedDimension | null,
): Promise<Record<string, string>> {
  const { groups } = await costs(db, { range: null, groupBy: dimension === null ? [] : [dimension], metric, where: {} });
  const sums = new Map<string, bigint>();
  for (const group of groups) {
    const key = (dimension === null ? 'all' : group.key[dimension]) || '(none)';
    sums.set(key, (sums.get(key) ?? 0n) + group.amount.attos);
  }
  return Object.fromEntries([...sums].map(([key, attos]) => [key, exactText(attos)]));
}

/** Cells such as "$10,000.00 " are amounts to us; totals.json counts them as unparsable and adds 0. */
const WITH_CURRENCY_SIGNS: Readonly<Record<string, string>> = {
  'spec-examples/simple_saas_agreements_a1.csv': '10000',
  'spec-examples/simple_saas_agreements_a2.csv': '50000',
};

/** totals.json keeps a month of dates such as 4/1/25 as it stands. */
const monthOf = (key: string): string =>
  key.replace(/^(\d{1,2})\/\d{1,2}\/(\d{2})$/, (_, month: string, year: string) => `20${year}-${month.padStart(2, '0')}`);

function expected(path: string, groups: Readonly<Record<string, Sums>>, column: string): Record<string, string> {
  const text = (sums: Sums): string => WITH_CURRENCY_SIGNS[path] ?? exactText(attosOf(String(sums[column] ?? '0')) ?? 0n);
  return Object.fromEntries(Object.entries(groups).map(([key, sums]) => [monthOf(key), text(sums)]));
}

describe.skipIf(!present)('the sample bills beside the repository (skipped: ../shared/data is absent)', () => {
  it.each(bills)('%s adds up to its exact totals in every grouping and cost', async (path, file) => {
    const store = openStore(':memory:');
    try {
      const request = { runId: 'run-1', paths: [join(DATA, path)], source: 'sample', style: 'replacement', maxRejected: 0 } as const;
      const result = await ingestHere({ store, config: parseConfig({}) }, request, { onProgress: () => undefined });
      expect(result.status).toBe('published');
      const metrics = COST_METRICS.filter((metric) => file.sums !== undefined && focusName(metric) in file.sums);
      for (const metric of metrics) {
        const column = focusName(metric);
        expect(await grouped(store.db, metric, null)).toEqual(expected(path, { all: file.sums ?? {} }, column));
        for (const [name, dimension] of Object.entries(GROUPINGS)) {
          const groups = file[name] as Readonly<Record<string, Sums>> | undefined;
          if (groups !== undefined)
            expect({ name, metric, sums: await grouped(store.db, metric, dimension) }).toEqual({
              name,
              metric,
              sums: expected(path, groups, column),
            });
        }
      }
      const { coverage } = await costs(store.db, { range: null, groupBy: [], metric: 'billedCost', where: {} });
      expect(coverage.rowCount).toBe(file.rows);
      expect(metrics.length).toBeGreaterThan(0);
    } finally {
      store.close();
    }
  });
});
