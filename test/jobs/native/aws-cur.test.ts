import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { table, workshop, type Workshop } from '../ingest-fixture.ts';
import { byText, chargeRows } from './charge-rows.ts';

type Row = Readonly<Record<string, string>>;

const DEFAULTS: Row = {
  'bill/PayerAccountId': '012345678901',
  'bill/BillingPeriodStartDate': '2026-05-01T00:00:00Z',
  'lineItem/UsageAccountId': '012345678902',
  'lineItem/LineItemType': 'Usage',
  'lineItem/UsageStartDate': '2026-05-10T03:00:00Z',
  'lineItem/ProductCode': 'AmazonEC2',
  'lineItem/CurrencyCode': 'USD',
  'product/ProductName': 'Amazon Elastic Compute Cloud',
};

const LINES: readonly Row[] = [
  {
    'lineItem/UnblendedCost': '1.25',
    'pricing/publicOnDemandCost': '2',
    'lineItem/UsageType': 'BoxUsage:m5.large',
    'product/instanceType': 'm5.large',
  },
  {
    'lineItem/LineItemType': 'SavingsPlanCoveredUsage',
    'lineItem/UnblendedCost': '10',
    'pricing/publicOnDemandCost': '10',
    'savingsPlan/SavingsPlanEffectiveCost': '6.5',
    'savingsPlan/SavingsPlanARN': 'arn:sp',
  },
  { 'lineItem/LineItemType': 'SavingsPlanNegation', 'lineItem/UnblendedCost': '-10', 'savingsPlan/SavingsPlanARN': 'arn:sp' },
  {
    'lineItem/LineItemType': 'SavingsPlanRecurringFee',
    'lineItem/UnblendedCost': '7',
    'savingsPlan/TotalCommitmentToDate': '7',
    'savingsPlan/UsedCommitment': '6.5',
    'savingsPlan/SavingsPlanARN': 'arn:sp',
  },
  { 'lineItem/LineItemType': 'SavingsPlanUpfrontFee', 'lineItem/UnblendedCost': '100', 'savingsPlan/SavingsPlanARN': 'arn:sp' },
  {
    'lineItem/LineItemType': 'DiscountedUsage',
    'lineItem/UnblendedCost': '0',
    'reservation/EffectiveCost': '3.75',
    'reservation/ReservationARN': 'arn:ri',
  },
  {
    'lineItem/LineItemType': 'RIFee',
    'lineItem/UnblendedCost': '30',
    'reservation/UnusedAmortizedUpfrontFeeForBillingPeriod': '0.5',
    'reservation/UnusedRecurringFee': '0.25',
    'reservation/ReservationARN': 'arn:ri',
  },
  { 'lineItem/LineItemType': 'Fee', 'lineItem/UnblendedCost': '500', 'reservation/ReservationARN': 'arn:ri' },
  { 'lineItem/LineItemType': 'Fee', 'lineItem/UnblendedCost': '15' },
  { 'lineItem/LineItemType': 'EdpDiscount', 'lineItem/UnblendedCost': '-0.125' },
  { 'lineItem/LineItemType': 'PrivateRateDiscount', 'lineItem/UnblendedCost': '-0.0625' },
  { 'lineItem/LineItemType': 'Tax', 'lineItem/UnblendedCost': '0.4' },
  { 'lineItem/LineItemType': 'Credit', 'lineItem/UnblendedCost': '-2' },
  { 'lineItem/LineItemType': 'Refund', 'lineItem/UnblendedCost': '-1E-9' },
];

/** Per line: charge category, billed and effective cost, contracted cost, status of the commitment. */
const EXPECTED = [
  ['Usage', '1.25', '1.25', '1.25', ''],
  ['Usage', '10', '6.5', '10', 'Used'],
  ['Usage', '-10', '0', '0', ''],
  ['Purchase', '7', '0.5', null, 'Unused'],
  ['Purchase', '100', '0', '100', ''],
  ['Usage', '0', '3.75', null, 'Used'],
  ['Purchase', '30', '0.75', null, 'Unused'],
  ['Purchase', '500', '0', '500', ''],
  ['Purchase', '15', '15', '15', ''],
  ['Usage', '-0.125', '-0.125', '-0.125', ''],
  ['Usage', '-0.0625', '-0.0625', '-0.0625', ''],
  ['Tax', '0.4', '0.4', '0.4', ''],
  ['Credit', '-2', '-2', '-2', ''],
  ['Adjustment', '-0.000000001', '-0.000000001', '-0.000000001', ''],
];

const ROWS: readonly Row[] = LINES.map((line, index) => ({
  ...DEFAULTS,
  'lineItem/LineItemDescription': `line ${index}`,
  'lineItem/ResourceId': `r-${index}`,
  ...line,
}));
const HEADER = [...new Set(ROWS.flatMap(Object.keys))];

const underscore = (name: string): string =>
  name
    .replace('/', '_')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

async function linesOf(shop: Workshop) {
  const rows = await chargeRows(shop.store, ['resourceId', 'chargeCategory', 'commitmentDiscountStatus']);
  return rows
    .map((row) => [
      row['resourceId'],
      row['chargeCategory'],
      row.billedCost,
      row.effectiveCost,
      row.contractedCost,
      row['commitmentDiscountStatus'],
    ])
    .sort((a, b) => Number(String(a[0]).slice(2)) - Number(String(b[0]).slice(2)))
    .map((row) => row.slice(1));
}

describe('the AWS Cost and Usage Report', () => {
  it('is read by the published rules for every type of line', async () => {
    const shop = workshop();
    const result = await shop.ingest([shop.put('cur.csv', table(HEADER, ROWS))]);
    expect({ format: result.deliveries[0]?.format, rejections: result.rejections }).toEqual({ format: 'aws-cur', rejections: [] });
    expect(await linesOf(shop)).toEqual(EXPECTED);
    expect(result.periods).toMatchObject([
      { billingAccountId: '012345678901', billingPeriod: '2026-05', currency: 'USD', rows: LINES.length },
    ]);
  });

  it('says the same under any spelling of its header, in any order of columns, with any line ends, packed or not', async () => {
    const spelling = fc.record({
      names: fc.constantFrom(
        underscore,
        (name: string) => name,
        (name: string) => name.toUpperCase(),
      ),
      order: fc.shuffledSubarray(HEADER, { minLength: HEADER.length, maxLength: HEADER.length }),
      bom: fc.boolean(),
      end: fc.constantFrom('\n', '\r\n'),
      packed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(spelling, async ({ names, order, bom, end, packed }) => {
        const shop = workshop();
        const rows = ROWS.map((row) => Object.fromEntries(Object.entries(row).map(([name, text]) => [names(name), text])));
        const text = `${bom ? '\uFEFF' : ''}${table(order.map(names), rows).replaceAll('\n', end)}`;
        await shop.ingest([shop.put(packed ? 'cur.csv.gz' : 'cur.csv', packed ? gzipSync(text) : text)]);
        expect(await linesOf(shop)).toEqual(EXPECTED);
      }),
      { numRuns: 4 },
    );
  }, 60_000);

  it('does without the columns of commitments that an account has none of', async () => {
    const shop = workshop();
    const header = HEADER.filter((name) => !/^(savingsPlan|reservation)\//.test(name));
    await shop.ingest([shop.put('cur.csv', table(header, ROWS.slice(0, 1)))]);
    expect(await linesOf(shop)).toEqual(EXPECTED.slice(0, 1));
  });

  it('keeps instance types, regions and tags, tags that differ by case too', async () => {
    const shop = workshop();
    const header = [...HEADER, 'product/region', 'resourceTags/user:app', 'resourceTags/user:App', 'resourceTags/aws:createdBy'];
    const tags = { 'resourceTags/user:app': 'shop', 'resourceTags/user:App': 'front "end"', 'resourceTags/aws:createdBy': '' };
    await shop.ingest([shop.put('cur.csv', table(header, [{ ...ROWS[0], ...tags, 'product/region': 'eu-west-1' }]))]);
    expect(await chargeRows(shop.store, ['tags', 'skuPriceDetails', 'skuMeter', 'regionId', 'usageType', 'serviceName'])).toMatchObject([
      {
        tags: '{"app":"shop","App":"front \\"end\\""}',
        skuPriceDetails: '{"InstanceType":"m5.large"}',
        skuMeter: 'm5.large',
        regionId: 'eu-west-1',
        usageType: 'BoxUsage:m5.large',
        serviceName: 'Amazon Elastic Compute Cloud',
      },
    ]);
  });

  it('names line and column of a cost that is no number, in the column that its line counts', async () => {
    const shop = workshop();
    const bad = [
      ROWS[0] ?? {},
      { ...ROWS[1], 'savingsPlan/SavingsPlanEffectiveCost': 'n/a' },
      { ...ROWS[0], 'savingsPlan/SavingsPlanEffectiveCost': 'n/a' },
    ];
    const result = await shop.ingest([shop.put('cur.csv', table(HEADER, bad))], { maxRejected: 1 });
    expect(result.rejections).toMatchObject([{ line: 3, column: 'savingsPlan/SavingsPlanEffectiveCost', code: 'row_cost_invalid' }]);
    expect(await shop.total('effectiveCost')).toBe('2.5 USD');
  });
});

describe('CUR 2.0', () => {
  it('is read from maps that a CSV holds as JSON', async () => {
    const shop = workshop();
    const rows = ROWS.map((row) => Object.fromEntries(Object.entries(row).map(([name, text]) => [underscore(name), text])));
    const header = [
      ...HEADER.map(underscore).filter((name) => !name.startsWith('product_')),
      'product',
      'resource_tags',
      'bill_payer_account_name',
    ];
    const maps = {
      product: '{"product_name":"Amazon EC2","instance_type":"m5.large"}',
      resource_tags: '{"user_app":"shop","aws_created_by":"x"}',
    };
    const result = await shop.ingest([
      shop.put(
        'cur2.csv',
        table(
          header,
          rows.slice(0, 1).map((row) => ({ ...row, ...maps })),
        ),
      ),
    ]);
    expect(result.deliveries[0]?.format).toBe('aws-cur-2.0');
    expect(await chargeRows(shop.store, ['serviceName', 'tags', 'skuPriceDetails'])).toMatchObject([
      { serviceName: 'Amazon EC2', tags: '{"app":"shop","aws:created_by":"x"}', skuPriceDetails: '{"InstanceType":"m5.large"}' },
    ]);
  });
});

describe('CUR as Parquet', () => {
  it('is read from maps, decimals, floats and timestamps', async () => {
    const shop = workshop();
    const path = join(shop.folder, 'cur-00001.snappy.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`COPY (SELECT '012345678901' AS bill_payer_account_id, 'Shop' AS bill_payer_account_name,
      TIMESTAMP '2026-05-01' AS bill_billing_period_start_date, TIMESTAMP '2026-05-10 03:00:00' AS line_item_usage_start_date,
      'SavingsPlanCoveredUsage' AS line_item_line_item_type, 0.1::DOUBLE AS line_item_unblended_cost, 'USD' AS line_item_currency_code,
      CAST('0.070000000000000001' AS DECIMAL(38,18)) AS savings_plan_savings_plan_effective_cost, 'AmazonEC2' AS line_item_product_code,
      MAP {'product_name': 'Amazon EC2', 'instance_type': 'm5.large'} AS product, MAP {'user_app': 'shop'} AS resource_tags,
      MAP {'bundled_discount': 0.5} AS discount) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    const result = await shop.ingest([path]);
    expect(result.deliveries[0]?.format).toBe('aws-cur-2.0');
    expect(await chargeRows(shop.store, ['serviceName', 'serviceCategory', 'tags', 'skuPriceDetails'])).toMatchObject([
      {
        billedCost: '0.1',
        effectiveCost: '0.070000000000000001',
        day: '2026-05-10',
        period: '2026-05',
        serviceName: 'Amazon EC2',
        serviceCategory: 'Compute',
        tags: '{"app":"shop"}',
        skuPriceDetails: '{"InstanceType":"m5.large"}',
      },
    ]);
  });

  it('rejects costs of a type that holds no amounts, and names the row', async () => {
    const shop = workshop();
    const path = join(shop.folder, 'cur.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`COPY (SELECT '1' AS bill_payer_account_id, DATE '2026-05-01' AS bill_billing_period_start_date,
      'Usage' AS line_item_line_item_type, true AS line_item_unblended_cost, 'USD' AS line_item_currency_code) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    const result = await shop.ingest([path], { maxRejected: 1 });
    expect(result.rejections).toMatchObject([
      {
        column: 'line_item_unblended_cost',
        code: 'row_cost_invalid',
        detail: 'Row 1: line_item_unblended_cost is "true"; expected a decimal number.',
      },
    ]);
  });
});

describe('a damaged report', () => {
  it('that was cut while it came is refused, packed or not at a line end', async () => {
    const shop = workshop();
    const text = table(HEADER, ROWS);
    await expect(shop.ingest([shop.put('cur.csv.gz', gzipSync(text).subarray(0, -9))])).rejects.toMatchObject({ code: 'file_truncated' });
    const result = await shop.ingest([shop.put('cur.csv', text.slice(0, -12))], { maxRejected: 0 });
    expect(result).toMatchObject({ status: 'rejected', rejections: [{ line: ROWS.length + 1, code: 'row_malformed' }] });
  });

  it('whose lines end in two ways is read all the same, with its own line numbers', async () => {
    const shop = workshop();
    const [head, one, two, ...rest] = table(HEADER, [...ROWS.slice(0, 3), { ...ROWS[0], 'lineItem/UnblendedCost': 'x' }])
      .trimEnd()
      .split('\n');
    const path = shop.put('cur.csv', `${[head, one].join('\r\n')}\r\n${[two, ...rest].join('\n')}\n`);
    const result = await shop.ingest([path], { maxRejected: 1 });
    expect(result.rejections).toMatchObject([{ path, line: 5, column: 'lineItem/UnblendedCost' }]);
    expect(await shop.total()).toBe('1.25 USD');
  });
});

describe('a manifest', () => {
  const report = (files: readonly string[]): string => JSON.stringify({ assemblyId: 'b', account: '1', reportKeys: files });
  const line = (cost: string): string => table(HEADER, [{ ...ROWS[0], 'lineItem/UnblendedCost': cost }]);

  it('names the files that are the bill; older versions beside it are passed over and counted', async () => {
    const shop = workshop();
    mkdirSync(join(shop.folder, 'bills/20260501-20260601/old'), { recursive: true });
    mkdirSync(join(shop.folder, 'bills/20260501-20260601/new'));
    shop.put('bills/20260501-20260601/old/cur-1.csv', line('100'));
    shop.put('bills/20260501-20260601/old/cur-Manifest.json', report(['p/cur/20260501-20260601/old/cur-1.csv']));
    shop.put('bills/20260501-20260601/new/cur-1.csv', line('1'));
    shop.put('bills/20260501-20260601/new/cur-2.csv', line('2'));
    const keys = ['p/cur/20260501-20260601/new/cur-1.csv', 'p/cur/20260501-20260601/new/cur-2.csv'];
    const manifest = shop.put('bills/20260501-20260601/cur-Manifest.json', report(keys));
    const result = await shop.ingest([join(shop.folder, 'bills')]);
    expect(await shop.total()).toBe('3 USD');
    expect(result.warnings).toMatchObject([{ code: 'files_not_in_manifest', rows: 1 }]);
    expect((await shop.ingest([manifest])).status).toBe('unchanged');
  });

  it('that names a missing file publishes nothing and names it', async () => {
    const shop = workshop();
    shop.put('cur-1.csv', line('1'));
    const manifest = shop.put(
      'cur-Manifest.json',
      report(['p/cur/20260501-20260601/new/cur-1.csv', 'p/cur/20260501-20260601/new/cur-2.csv']),
    );
    await expect(shop.ingest([manifest])).rejects.toMatchObject({
      code: 'file_not_found',
      context: { path: 'p/cur/20260501-20260601/new/cur-2.csv' },
    });
    expect(await shop.total()).toBe('');
  });
});

describe('a month that comes again under another billing account', () => {
  const month = (account: string, day: string): string =>
    table(
      HEADER,
      ROWS.map((row) => ({ ...row, 'bill/PayerAccountId': account, 'lineItem/UsageStartDate': `2026-05-${day}T00:00:00Z` })),
    );

  it('takes the place of the first when it bills the same resources on the same days', async () => {
    const shop = workshop();
    await shop.ingest([shop.put('draft.csv', month('999', '10'))]);
    const before = await shop.total();
    const result = await shop.ingest([shop.put('final.csv', month('00999', '10'))]);
    expect(result.warnings.map((warning) => warning.code)).toContain('billing_account_changed');
    expect([await shop.total(), before]).toEqual([before, before]);
  });

  it('stands beside the first when an account moved to another payer within the month, and under another source', async () => {
    const shop = workshop();
    await shop.ingest([shop.put('a.csv', month('111', '10'))]);
    const one = Number((await shop.total()).split(' ')[0]);
    await shop.ingest([shop.put('b.csv', month('222', '20'))]);
    expect(Number((await shop.total()).split(' ')[0])).toBeCloseTo(2 * one, 6);
    await shop.ingest([shop.put('c.csv', month('333', '10'))], { source: 'other' });
    expect(Number((await shop.total()).split(' ')[0])).toBeCloseTo(3 * one, 6);
  });
});

describe('an AWS Cost Explorer download', () => {
  const text =
    'Service,EC2-Instances($),"Relational Database Service($)",Tax($),Total costs($)\nService total,3.5,1.25,0.1,4.85\n2026-05-01,1.5,1.25,,2.75\n2026-05-02,2,,0.1,2.1\n';

  it('becomes a charge a cell, without its totals', async () => {
    const shop = workshop();
    const result = await shop.ingest([shop.put('costs.csv', text)]);
    expect(result.deliveries[0]).toMatchObject({ format: 'aws-cost-explorer', rowsRead: 4 });
    const rows = await chargeRows(shop.store, ['serviceName', 'chargeCategory']);
    expect(rows.map((row) => [row.day, row['serviceName'], row['chargeCategory'], row.billedCost]).sort(byText)).toEqual([
      ['2026-05-01', 'EC2-Instances', 'Usage', '1.5'],
      ['2026-05-01', 'Relational Database Service', 'Usage', '1.25'],
      ['2026-05-02', 'EC2-Instances', 'Usage', '2'],
      ['2026-05-02', 'Tax', 'Tax', '0.1'],
    ]);
    expect(await shop.total()).toBe('4.85 USD');
  });

  it('names the line of a cell that is no number', async () => {
    const shop = workshop();
    const result = await shop.ingest([shop.put('costs.csv', text.replace('2026-05-02,2,', '2026-05-02,two,'))], { maxRejected: 1 });
    expect(result.rejections).toMatchObject([{ line: 4, code: 'row_cost_invalid' }]);
  });
});
