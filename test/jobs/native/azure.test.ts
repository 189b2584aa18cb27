import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { table, workshop } from '../ingest-fixture.ts';
import { chargeRows } from './charge-rows.ts';

type Row = Readonly<Record<string, string>>;

const DEFAULTS: Row = {
  BillingAccountId: '00998877',
  BillingPeriodStartDate: '05/01/2026',
  SubscriptionId: 'b0000000-0000-4000-8000-000000000001',
  Date: '05/17/2026',
  MeterCategory: 'Virtual Machines',
  MeterId: 'm-1',
  MeterName: 'D2s v5',
  ChargeType: 'Usage',
  PricingModel: 'OnDemand',
  BillingCurrency: 'EUR',
};

const HEADER = [
  ...Object.keys(DEFAULTS),
  'CostInBillingCurrency',
  'CostInUsd',
  'PaygCostInBillingCurrency',
  'ReservationId',
  'ResourceId',
  'Tags',
  'AdditionalInfo',
];
const file = (rows: readonly Row[], header: readonly string[] = HEADER): string =>
  table(
    header,
    rows.map((row) => ({ ...DEFAULTS, ...row })),
  );

const ON_DEMAND: Row = { CostInBillingCurrency: '4.5', CostInUsd: '4.9', PaygCostInBillingCurrency: '5' };
const BOUGHT: Row = { CostInBillingCurrency: '100', ChargeType: 'Purchase', PricingModel: 'Reservation', ReservationId: 'r-1' };
const COVERED: Row = { CostInBillingCurrency: '0', PricingModel: 'Reservation', ReservationId: 'r-1' };
const AMORTIZED: Row = { CostInBillingCurrency: '2.25', PricingModel: 'Reservation', ReservationId: 'r-1' };
const UNUSED: Row = { CostInBillingCurrency: '0.75', ChargeType: 'UnusedReservation', PricingModel: 'Reservation', ReservationId: 'r-1' };

const ACTUAL = file([ON_DEMAND, BOUGHT, COVERED]);
const AMORTIZED_FILE = file([ON_DEMAND, AMORTIZED, UNUSED]);

describe('an Azure cost export', () => {
  it('states in its actual view what is billed, and not what covered usage is effective at', async () => {
    const shop = workshop();
    const result = await shop.ingest([shop.put('export.csv', ACTUAL)]);
    expect(result.deliveries[0]?.format).toBe('azure-actual');
    const rows = await chargeRows(shop.store, ['chargeCategory', 'commitmentDiscountStatus']);
    expect(
      rows.map((row) => [row['chargeCategory'], row['commitmentDiscountStatus'], row.billedCost, row.effectiveCost, row.listCost]),
    ).toEqual(
      expect.arrayContaining([
        ['Usage', '', '4.5', '4.5', '5'],
        ['Purchase', '', '100', null, null],
        ['Usage', 'Used', '0', null, null],
      ]),
    );
    expect([await shop.total(), rows.length]).toEqual(['104.5 EUR', 3]);
  });

  it('states in its amortized view what is effective, and not what covered usage was billed', async () => {
    const shop = workshop();
    const result = await shop.ingest([shop.put('export.csv', AMORTIZED_FILE)]);
    expect(result.deliveries[0]?.format).toBe('azure-amortized');
    expect([await shop.total('effectiveCost'), await shop.total('billedCost')]).toEqual(['7.5 EUR', '4.5 EUR']);
    const rows = await chargeRows(shop.store, ['chargeCategory', 'commitmentDiscountStatus']);
    expect(new Set(rows.map((row) => row['commitmentDiscountStatus']))).toEqual(new Set(['', 'Unused', 'Used']));
  });

  it.each([
    ['in one delivery', ['files', 'files'], 'replacement'],
    ['under another source', ['first', 'second'], 'replacement'],
    ['as an addition', ['files', 'files'], 'delta'],
  ] as const)('is never added to its other view %s', async (how, [first, second], style) => {
    const shop = workshop();
    const actual = shop.put('a.csv', ACTUAL);
    const amortized = shop.put('b.csv', AMORTIZED_FILE);
    if (how === 'in one delivery') {
      await expect(shop.ingest([actual, amortized])).rejects.toMatchObject({ code: 'cost_views_mixed' });
      expect(await shop.total()).toBe('');
      return;
    }
    await shop.ingest([actual], { source: first });
    await expect(shop.ingest([amortized], { source: second, style })).rejects.toMatchObject({ code: 'cost_views_mixed' });
    expect(await shop.total()).toBe('104.5 EUR');
  });

  it('is replaced by its other view with a warning', async () => {
    const shop = workshop();
    await shop.ingest([shop.put('a.csv', ACTUAL)]);
    const result = await shop.ingest([shop.put('b.csv', AMORTIZED_FILE)]);
    expect(result.warnings.map((warning) => warning.code)).toContain('cost_view_changed');
    expect(await shop.total('effectiveCost')).toBe('7.5 EUR');
  });

  it('that holds rows of both views is refused', async () => {
    const shop = workshop();
    await expect(shop.ingest([shop.put('a.csv', file([BOUGHT, UNUSED]))])).rejects.toMatchObject({ code: 'cost_views_mixed' });
  });

  it('is told by its path where no row tells its view', async () => {
    const shop = workshop();
    const actual = shop.put('ActualCost_May.csv', file([ON_DEMAND]));
    const amortized = shop.put('AmortizedCost_May.csv', file([{ ...ON_DEMAND, MeterId: 'm-2' }]));
    await expect(shop.ingest([actual, amortized])).rejects.toMatchObject({ code: 'cost_views_mixed' });
  });

  it('is read with camel case, localised and pay-as-you-go headers', async () => {
    const camel = HEADER.map((name) => name.charAt(0).toLowerCase() + name.slice(1));
    const german: Readonly<Record<string, string>> = {
      MeterCategory: 'Kategorie der Verbrauchseinheit (MeterCategory)',
      ResourceId: 'Ressourcen-ID (ResourceId)',
    };
    for (const rename of [(name: string) => camel[HEADER.indexOf(name)] ?? name, (name: string) => german[name] ?? name]) {
      const shop = workshop();
      const row = Object.fromEntries(
        Object.entries({
          ...DEFAULTS,
          ...ON_DEMAND,
          ResourceId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web-1',
        }).map(([name, text]) => [rename(name), text]),
      );
      await shop.ingest([shop.put('export.csv', table(HEADER.map(rename), [row]))]);
      expect(await chargeRows(shop.store, ['serviceName', 'resourceType', 'resourceName'])).toMatchObject([
        {
          serviceName: 'Virtual Machines',
          resourceType: 'Microsoft.Compute/virtualMachines',
          resourceName: 'web-1',
          billedCost: '4.5',
          day: '2026-05-17',
          period: '2026-05',
        },
      ]);
    }
    const shop = workshop();
    const header = ['SubscriptionGuid', 'UsageDateTime', 'MeterCategory', 'UsageQuantity', 'PreTaxCost', 'InstanceId', 'Currency'];
    await shop.ingest([
      shop.put(
        'payg.csv',
        `\uFEFF${table(header, [{ SubscriptionGuid: 's-1', UsageDateTime: '2026-05-03', MeterCategory: 'Storage', PreTaxCost: '5.64902E-05', Currency: 'USD' }])}`,
      ),
    ]);
    expect(await chargeRows(shop.store, ['billingAccountId', 'subAccountId'])).toMatchObject([
      {
        billingAccountId: 's-1',
        subAccountId: 's-1',
        billedCost: '0.0000564902',
        effectiveCost: '0.0000564902',
        listCost: null,
        period: '2026-05',
      },
    ]);
  });

  it('keeps tags without braces and the instance type of its additional information', async () => {
    const shop = workshop();
    const row = {
      ...ON_DEMAND,
      Tags: '"env": "prod","team": "a b"',
      AdditionalInfo: '{"ServiceType":"Standard_D2s_v5","VCPUs":2,"ImageType":null}',
    };
    await shop.ingest([shop.put('export.csv', file([row]))]);
    expect(await chargeRows(shop.store, ['tags', 'skuPriceDetails'])).toMatchObject([
      { tags: '{"env": "prod","team": "a b"}', skuPriceDetails: '{"InstanceType":"Standard_D2s_v5","CoreCount":"2"}' },
    ]);
  });

  it('whose header names columns that no row has is read without them; one short row alone is rejected', async () => {
    const shop = workshop();
    const lines = file([ON_DEMAND, ON_DEMAND, ON_DEMAND]).trimEnd().split('\n');
    const longer = [`${lines[0]},resourcelocation`, ...lines.slice(1)].join('\n');
    await shop.ingest([shop.put('a.csv', longer)]);
    expect(await shop.total()).toBe('13.5 EUR');
    const result = await shop.ingest([shop.put('b.csv', [...lines, lines[1]?.replace(/,$/, '')].join('\n'))], { maxRejected: 1 });
    expect(result.rejections).toMatchObject([{ line: 5, code: 'row_malformed' }]);
  });

  it('without its cost column is refused by name, and read as another family only when it is of that', async () => {
    const shop = workshop();
    const header = HEADER.filter((name) => !/Cost/.test(name));
    await expect(shop.ingest([shop.put('a.csv', file([ON_DEMAND], header))])).rejects.toMatchObject({
      code: 'header_missing_column',
      context: { column: 'CostInBillingCurrency' },
    });
    await expect(shop.ingest([shop.put('b.csv', ACTUAL)], { format: 'gcp' })).rejects.toMatchObject({ code: 'file_format_unknown' });
    expect((await shop.ingest([shop.put('b.csv', ACTUAL)], { format: 'azure' })).status).toBe('published');
  });
});

describe('the manifest of an Azure export', () => {
  const blob = (name: string, rows: number) => ({ blobName: `exports/shop/20260501-20260531/${name}`, dataRowCount: rows });
  const manifest = (at: string, blobs: readonly object[]): string =>
    JSON.stringify({
      blobs,
      exportConfig: { exportName: 'shop', type: 'ActualCost' },
      runInfo: { startDate: '2026-05-01', submittedTime: at },
    });

  it('of the latest run of a period is the bill, its parts added', async () => {
    const shop = workshop();
    mkdirSync(join(shop.folder, 'bills/20260501-20260531/run-1'), { recursive: true });
    mkdirSync(join(shop.folder, 'bills/20260501-20260531/run-2'));
    shop.put('bills/20260501-20260531/run-1/part_0.csv', file([{ CostInBillingCurrency: '9' }]));
    shop.put('bills/20260501-20260531/run-1/manifest.json', manifest('2026-05-20T00:00:00Z', [blob('run-1/part_0.csv', 1)]));
    shop.put('bills/20260501-20260531/run-2/part_0.csv', file([ON_DEMAND]));
    shop.put('bills/20260501-20260531/run-2/part_1.csv', file([ON_DEMAND, ON_DEMAND]));
    const parts = [blob('run-2/part_0.csv', 1), blob('run-2/part_1.csv', 2)];
    shop.put('bills/20260501-20260531/run-2/manifest.json', manifest('2026-05-21T00:00:00Z', parts));
    const result = await shop.ingest([join(shop.folder, 'bills')]);
    expect(await shop.total()).toBe('13.5 EUR');
    expect(result.warnings.map((warning) => [warning.code, warning.rows])).toEqual([['files_not_in_manifest', 1]]);
  });

  it('that says more rows than a file has refuses it: the file was cut', async () => {
    const shop = workshop();
    shop.put('part_0.csv', file([ON_DEMAND]));
    const path = shop.put('manifest.json', manifest('2026-05-21T00:00:00Z', [blob('run-2/part_0.csv', 2)]));
    await expect(shop.ingest([path])).rejects.toMatchObject({ code: 'file_truncated' });
    expect(await shop.total()).toBe('');
  });
});
