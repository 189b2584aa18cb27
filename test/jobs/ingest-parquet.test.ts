import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { workshop, type Workshop } from './ingest-fixture.ts';

const CELLS: Readonly<Record<string, string>> = {
  BilledCost: '1.5::DOUBLE',
  EffectiveCost: '1.25::DOUBLE',
  BillingCurrency: "'USD'",
  BillingAccountId: "'0123'",
  BillingPeriodStart: "TIMESTAMP '2026-05-01'",
  ChargePeriodStart: "TIMESTAMP '2026-05-10'",
  ChargeCategory: "'Usage'",
  ProviderName: "'AWS'",
  ServiceName: "'AWS Lambda'",
};

/** A Parquet bill; cells are SQL expressions, so that each column has the type under test. */
async function parquetBill(path: string, rows: readonly Readonly<Record<string, string>>[]): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const selects = rows.map((row) => {
    const cells = Object.entries({ ...CELLS, ...row }).map(([name, sql]) => `${sql} AS "${name}"`);
    return `SELECT ${cells.join(', ')}`;
  });
  await connection.run(`COPY (${selects.join(' UNION ALL ')}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

const terms = ({ store }: Workshop, column: string): unknown[] =>
  store.sqlite.prepare(`SELECT DISTINCT t.text FROM series s JOIN term t ON t.id = s.${column} ORDER BY 1`).pluck().all();

describe('Parquet bills of any column types', () => {
  test('doubles are read by their shortest text, however large', async () => {
    const amounts = ['855217.984443', '9543751.79', '6017207.83073', '63546751.6877', '71069199.71', '-199999.1234567'];
    for (const amount of amounts) {
      const shop = workshop();
      await shop.ingest([await parquetBill(join(shop.folder, 'bill.parquet'), [{ BilledCost: `${amount}::DOUBLE` }])]);
      expect(await shop.total()).toBe(`${amount} USD`);
    }
  });

  test('a cost, date or quantity in a column of a type that cannot hold one is refused by name, not by the engine', async () => {
    const cases = [
      { BilledCost: '[1.5]', code: 'row_cost_invalid' },
      { BilledCost: 'true', code: 'row_cost_invalid' },
      { ChargePeriodStart: '1778371200::BIGINT', code: 'row_date_invalid' },
      { ChargePeriodStart: '46152.0::DOUBLE', code: 'row_date_invalid' },
    ];
    for (const { code, ...cells } of cases) {
      const shop = workshop();
      const result = await shop.ingest([await parquetBill(join(shop.folder, 'bill.parquet'), [cells])]);
      expect(result).toMatchObject({ status: 'rejected', rejections: [{ column: Object.keys(cells)[0], code }] });
    }
    const shop = workshop();
    const result = await shop.ingest([await parquetBill(join(shop.folder, 'bill.parquet'), [{ PricingQuantity: "{'a': 1}" }])]);
    expect(result).toMatchObject({
      status: 'published',
      warnings: expect.arrayContaining([expect.objectContaining({ code: 'quantity_unreadable' })]),
    });
  });

  test('account ids that became numbers are the same ids, and bytes without a type are text', async () => {
    const shop = workshop();
    const path = await parquetBill(join(shop.folder, 'bill.parquet'), [
      { BillingAccountId: '1000000000000::DOUBLE', ServiceName: "encode('仮想マシン')", BillingCurrency: "encode(' usd ')" },
    ]);
    await shop.ingest([path]);
    expect(terms(shop, 'billing_account_id')).toEqual(['1000000000000']);
    expect(terms(shop, 'service_name')).toEqual(['仮想マシン']);
    expect(await shop.total()).toBe('1.5 USD');
  });

  test('tags as a map, as pairs or as text are the same JSON object, in one column or in two of different types', async () => {
    const shop = workshop();
    const rows = [{ Tags: "MAP {'env': 'prod'}" }, { Tags: "[{'key': 'env', 'value': 'prod'}]" }, { Tags: `'{"env":"prod"}'` }];
    const paths = await Promise.all(rows.map((row, index) => parquetBill(join(shop.folder, `${index}.parquet`), [row])));
    const both = { Tags: 'NULL::MAP(VARCHAR, VARCHAR)', x_ResourceTags: `'{"env":"prod"}'` };
    await shop.ingest([...paths, await parquetBill(join(shop.folder, 'both.parquet'), [both])]);
    expect(terms(shop, 'tags')).toEqual(['{"env":"prod"}']);
  });
});
