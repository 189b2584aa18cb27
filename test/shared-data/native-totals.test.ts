import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { CostMetric } from '../../src/focus/columns.ts';
import type { NamedDimension } from '../../src/focus/filter.ts';
import { attosOf, money, moneyJson } from '../../src/money.ts';
import { openStore } from '../../src/node/db.ts';
import { ingestHere } from '../../src/node/ingest.ts';
import { costs } from '../../src/store/costs.ts';

/** Sums of one group as totals.json states them: decimal texts by column, and the number of rows. */
type Sums = Readonly<Record<string, string | number>>;
type FileTotals = Readonly<Record<string, unknown>> & {
  readonly rows: number;
  readonly sums: Sums;
  readonly null_or_unparsable_cost_cells: Readonly<Record<string, number>>;
};

const DATA = resolve(import.meta.dirname, '../../../shared/data');
const present = existsSync(join(DATA, 'totals.json'));
const totals = (present ? JSON.parse(readFileSync(join(DATA, 'totals.json'), 'utf8')) : {}) as Readonly<Record<string, FileTotals>>;
const bills = Object.entries(totals).filter(([path]) => /^(aws-cur|azure|gcp|oci)\//.test(path));

/** The cost of ours that states what a column of the file says. Covered usage is effective at what the savings plan costs. */
const METRICS: Readonly<Record<string, CostMetric>> = {
  'lineItem/UnblendedCost': 'billedCost',
  line_item_unblended_cost: 'billedCost',
  'pricing/publicOnDemandCost': 'listCost',
  Cost: 'billedCost',
  CostInBillingCurrency: 'billedCost',
  costinbillingcurrency: 'billedCost',
  paygcostinbillingcurrency: 'listCost',
  PreTaxCost: 'billedCost',
  cost: 'contractedCost',
  'cost/myCost': 'billedCost',
};

const GROUPINGS: Readonly<Record<string, NamedDimension>> = {
  by_sub_account: 'subAccountId',
  by_charge_month: 'month',
  by_billing_month: 'billingPeriod',
};

async function grouped(db: Parameters<typeof costs>[0], metric: CostMetric, dimension: NamedDimension | null) {
  const { groups } = await costs(db, { range: null, groupBy: dimension === null ? [] : [dimension], metric, where: {} });
  const sums = new Map<string, bigint>();
  for (const group of groups) {
    const key = (dimension === null ? 'all' : group.key[dimension]) || '(none)';
    sums.set(key, (sums.get(key) ?? 0n) + group.amount.attos);
  }
  return Object.fromEntries([...sums].map(([key, attos]) => [key, moneyJson(money(attos, 'XXX')).amount]));
}

const expected = (groups: Readonly<Record<string, Sums>>, column: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(groups).map(([key, sums]) => [key, moneyJson(money(attosOf(String(sums[column] ?? '0')) ?? 0n, 'XXX')).amount]),
  );

describe.skipIf(!present)('the sample bills in native formats beside the repository (skipped: ../shared/data is absent)', () => {
  it.each(bills)('%s adds up to its exact totals in every grouping and cost', async (path, file) => {
    const store = openStore(':memory:');
    try {
      const request = { runId: 'run-1', paths: [join(DATA, path)], source: 'sample', style: 'replacement', maxRejected: 0 } as const;
      const result = await ingestHere({ store, config: parseConfig({}) }, request, { onProgress: () => undefined });
      expect({ status: result.status, rejections: result.rejections }).toEqual({ status: 'published', rejections: [] });
      const known = Object.keys(file.sums).filter((column) => column in METRICS);
      expect(known.length).toBeGreaterThan(0);
      // A cost that no row states is not known; totals.json adds it up to 0.
      for (const column of known.filter((name) => file.null_or_unparsable_cost_cells[name] !== file.rows || file.rows === 0)) {
        const metric = METRICS[column] ?? 'billedCost';
        if (file.rows > 0) expect(await grouped(store.db, metric, null)).toEqual(expected({ all: file.sums }, column));
        for (const [name, dimension] of Object.entries(GROUPINGS)) {
          const groups = file[name] as Readonly<Record<string, Sums>> | undefined;
          if (groups === undefined) continue;
          expect({ name, metric, sums: await grouped(store.db, metric, dimension) }).toEqual({
            name,
            metric,
            sums: expected(groups, column),
          });
        }
      }
      const { coverage } = await costs(store.db, { range: null, groupBy: [], metric: 'billedCost', where: {} });
      expect(coverage.rowCount).toBe(file.rows);
    } finally {
      store.close();
    }
  });

  it('a month that was not final is replaced by the final one, whose account keeps its leading zeros', async () => {
    const store = openStore(':memory:');
    try {
      const load = (runId: string, path: string) =>
        ingestHere(
          { store, config: parseConfig({}) },
          { runId, paths: [join(DATA, 'aws-cur', path)], source: 'sample', style: 'replacement', maxRejected: 0 },
          { onProgress: () => undefined },
        );
      await load('run-1', 'cur_month_not_final.csv');
      const result = await load('run-2', 'cur_month_final.csv');
      expect(result.periods).toMatchObject([{ billingAccountId: '0099999999999', billedCost: '30', effectiveCost: '0.3' }]);
      expect(await grouped(store.db, 'billedCost', null)).toEqual({ all: '30.000000000' });
      expect(await grouped(store.db, 'effectiveCost', null)).toEqual({ all: '0.300000000' });
    } finally {
      store.close();
    }
  });

  it('a folder with a report and its manifest is the report', async () => {
    const store = openStore(':memory:');
    try {
      const request = {
        runId: 'run-1',
        paths: [join(DATA, 'aws-cur/bucket_small')],
        source: 'sample',
        style: 'replacement',
        maxRejected: 0,
      } as const;
      const result = await ingestHere({ store, config: parseConfig({}) }, request, { onProgress: () => undefined });
      expect(result.deliveries.map((delivery) => delivery.rowsAccepted)).toEqual([6190]);
      expect(result.warnings).toEqual([]);
    } finally {
      store.close();
    }
  });
});
