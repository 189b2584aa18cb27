import { DuckDBInstance } from '@duckdb/node-api';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { table, workshop, type Workshop } from '../ingest-fixture.ts';
import { chargeRows } from './charge-rows.ts';

const RECORDS = [
  {
    billing_account_id: '01AAAA-BBBBBB-CCCCCC',
    service: { id: '6F81-5844-456A', description: 'Compute Engine' },
    sku: { id: '2E27-4F75-95CD', description: 'N1 Predefined Instance Core running in Americas' },
    usage_start_time: '2026-04-30 23:00:00 UTC',
    project: { id: 'shop-prod', name: 'Shop', labels: [{ key: 'team', value: 'a' }] },
    labels: [
      { key: 'team', value: 'b' },
      { key: 'env', value: "o'hare" },
    ],
    system_labels: [{ key: 'compute.googleapis.com/machine_spec', value: 'n1-standard-4' }],
    location: { location: 'us-central1', region: 'us-central1', zone: 'us-central1-a' },
    cost: 1.5,
    currency: 'USD',
    usage: { amount: 3600, unit: 'seconds', amount_in_pricing_units: 1, pricing_unit: 'hour' },
    credits: [
      { name: 'CUD', amount: -0.25, full_name: null, id: 'x', type: 'COMMITTED_USAGE_DISCOUNT' },
      { name: 'Promo', amount: -1e-9, full_name: null, id: 'y', type: 'PROMOTION' },
    ],
    invoice: { month: '202605' },
    cost_type: 'regular',
    resource: { name: 'web-1', global_name: '//compute.googleapis.com/projects/1/zones/z/instance/1' },
  },
  {
    billing_account_id: '01AAAA-BBBBBB-CCCCCC',
    service: { id: 'X', description: 'Invoice' },
    sku: { id: 'TAX', description: 'Tax' },
    usage_start_time: '2026-05-02 00:00:00 UTC',
    project: { id: null, name: null, labels: [] },
    labels: [],
    system_labels: [],
    location: { location: null, region: null, zone: null },
    cost: 0.1,
    currency: 'USD',
    usage: { amount: null, unit: null, amount_in_pricing_units: null, pricing_unit: null },
    credits: [],
    invoice: { month: '202605' },
    cost_type: 'tax',
    resource: { name: null, global_name: null },
  },
] as const;

const JSON_LINES = RECORDS.map((record) => JSON.stringify(record)).join('\n');

const EXPECTED = [
  {
    day: '2026-04-30',
    period: '2026-05',
    billedCost: '1.249999999',
    effectiveCost: '1.249999999',
    contractedCost: '1.5',
    listCost: null,
    serviceName: 'Compute Engine',
    subAccountId: 'shop-prod',
    chargeCategory: 'Usage',
    regionId: 'us-central1',
    resourceType: 'compute.googleapis.com',
    commitmentDiscountStatus: 'Used',
    skuPriceDetails: '{"InstanceType":"n1-standard-4"}',
  },
  {
    day: '2026-05-02',
    period: '2026-05',
    billedCost: '0.1',
    contractedCost: '0.1',
    serviceName: 'Invoice',
    subAccountId: '',
    chargeCategory: 'Tax',
  },
];

const rowsOf = (shop: Workshop) =>
  chargeRows(shop.store, [
    'serviceName',
    'subAccountId',
    'chargeCategory',
    'regionId',
    'resourceType',
    'commitmentDiscountStatus',
    'skuPriceDetails',
    'tags',
  ]);

const tagsOf = async (shop: Workshop) =>
  (await rowsOf(shop)).map((row) => (row['tags'] === '' ? null : (JSON.parse(row['tags'] ?? '') as unknown)));

const TAGS = [{ team: 'b', env: "o'hare" }, null];

/** Nested values as a program writes them into the cell of a CSV file. */
const flat = (record: object, write: (value: unknown) => string, prefix = ''): [string, string][] =>
  Object.entries(record).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flat(value, write, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value === null ? '' : Array.isArray(value) ? write(value) : String(value)]],
  );

const csv = (write: (value: unknown) => string, name = (text: string) => text): string => {
  const rows = RECORDS.map((record) => Object.fromEntries(flat(record, write).map(([key, text]) => [name(key), text])));
  return table(Object.keys(rows[0] ?? {}), rows);
};

const python = (value: unknown): string => JSON.stringify(value).replaceAll('"', "'").replaceAll('null', 'None').replaceAll(':', ': ');

describe('a Google Cloud billing export', () => {
  it('is cost plus credits in its invoice month, as JSON lines', async () => {
    const shop = workshop();
    const result = await shop.ingest([shop.put('export.json', JSON_LINES)]);
    expect({ format: result.deliveries[0]?.format, rejections: result.rejections }).toEqual({
      format: 'gcp-billing-export',
      rejections: [],
    });
    expect(await rowsOf(shop)).toMatchObject(EXPECTED);
    expect(await tagsOf(shop)).toEqual(TAGS);
  });

  it.each([
    ['compressed JSON lines', 'export.jsonl.gz', gzipSync(JSON_LINES)],
    ['a CSV with JSON in its cells', 'export.csv', csv(JSON.stringify)],
    ['a CSV with underscores in its names', 'export.csv', csv(JSON.stringify, (name) => name.replaceAll('.', '_'))],
  ])('says the same as %s', async (_, name, content) => {
    const shop = workshop();
    await shop.ingest([shop.put(name, content)]);
    expect(await rowsOf(shop)).toMatchObject(EXPECTED);
    expect(await tagsOf(shop)).toEqual(TAGS);
  });

  it('says the same as a CSV that a Python program wrote', async () => {
    const shop = workshop();
    await shop.ingest([shop.put('export.csv', csv(python).replace("o'hare", 'ohare'))]);
    expect(await rowsOf(shop)).toMatchObject(EXPECTED);
    expect(await tagsOf(shop)).toEqual([{ team: 'b', env: 'ohare' }, null]);
  });

  it('says the same as Parquet with nested columns', async () => {
    const shop = workshop();
    const json = shop.put('export.jsonl', JSON_LINES);
    const path = join(shop.folder, 'export.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT * REPLACE (CAST(replace(usage_start_time, ' UTC', 'Z') AS TIMESTAMPTZ) AS usage_start_time) FROM read_json('${json}')) TO '${path}' (FORMAT parquet)`,
    );
    connection.closeSync();
    await shop.ingest([path]);
    expect(await rowsOf(shop)).toMatchObject(EXPECTED);
    expect(await tagsOf(shop)).toEqual(TAGS);
  });

  it('counts credits that first stand far down in a file, whose other lines leave them out', async () => {
    const shop = workshop();
    const { credits: _, ...bare } = RECORDS[0];
    const lines = Array.from({ length: 2_000 }, () => JSON.stringify({ ...bare, cost: 0, labels: [{ key: 'a', value: 'x'.repeat(200) }] }));
    await shop.ingest([shop.put('export.jsonl', [...lines, JSON.stringify(RECORDS[0])].join('\n'))]);
    expect(await shop.total()).toBe('1.249999999 USD');
  });

  it('names the line of a record that is no JSON, and of a cost that is no number', async () => {
    const shop = workshop();
    const bad = JSON.stringify({ ...RECORDS[1], cost: 'much' });
    const result = await shop.ingest([shop.put('export.jsonl', [JSON_LINES, '{"cost":', '', bad, ''].join('\n'))], { maxRejected: 1 });
    expect(result.rejections).toMatchObject([
      { line: 3, code: 'row_malformed' },
      { line: 5, column: 'cost', code: 'row_cost_invalid' },
    ]);
    expect(result.deliveries[0]).toMatchObject({ rowsRead: 4, rowsAccepted: 2, rowsRejected: 2 });
    expect(await shop.total()).toBe('1.349999999 USD');
  });

  it('rejects a row whose credits cannot be read', async () => {
    const shop = workshop();
    const bad = { ...RECORDS[0], credits: [{ name: 'x', amount: 'some' }] };
    const result = await shop.ingest([shop.put('export.jsonl', JSON.stringify(bad))], { maxRejected: 1 });
    expect(result.rejections).toMatchObject([{ line: 1, code: 'row_cost_invalid' }]);
  });

  it('is found in a folder by what its JSON says, other JSON is passed over', async () => {
    const shop = workshop();
    shop.put('export.json', JSON_LINES);
    shop.put('package.json', '{"name":"x","version":"1","a":1,"b":2,\n"c":3}');
    const result = await shop.ingest([shop.folder]);
    expect(result.deliveries.map((delivery) => delivery.format)).toEqual(['gcp-billing-export']);
  });
});
