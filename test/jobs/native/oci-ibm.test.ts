import { describe, expect, it } from 'vitest';
import { table, workshop } from '../ingest-fixture.ts';
import { byText, chargeRows } from './charge-rows.ts';

const OCI = {
  'lineItem/tenantId': 'ocid1.tenancy.oc1..aaaa',
  'lineItem/intervalUsageStart': '2026-05-10T10:00Z',
  'product/service': 'COMPUTE',
  'product/compartmentId': 'ocid1.compartment.oc1..bbbb',
  'product/resourceId': 'ocid1.instance.oc1.eu-frankfurt-1.cccc',
};
const COST = { ...OCI, 'cost/currencyCode': 'EUR', 'cost/productSku': 'B88514', 'tags/Shop.Team': 'a', 'tags/orcl-cloud.free': '' };

describe('an Oracle Cloud report', () => {
  it('is billed at its cost, and at its overage where it has none', async () => {
    const shop = workshop();
    const rows = [
      { ...COST, 'cost/myCost': '0.147171330000000001', 'cost/myCostOverage': '' },
      { ...COST, 'cost/myCost': '0', 'cost/myCostOverage': '2.5', 'product/service': 'OBJECTSTORE' },
      { ...COST, 'cost/myCost': '7', 'cost/myCostOverage': '7', 'product/service': 'DATABASE' },
    ];
    const result = await shop.ingest([shop.put('cost.csv', table([...Object.keys(COST), 'cost/myCost', 'cost/myCostOverage'], rows))]);
    expect(result.deliveries[0]?.format).toBe('oci-cost');
    const charges = await chargeRows(shop.store, ['serviceName', 'resourceType', 'tags', 'subAccountId']);
    expect(charges.map((row) => [row['serviceName'], row.billedCost, row.effectiveCost, row.listCost]).sort(byText)).toEqual([
      ['COMPUTE', '0.147171330000000001', '0.147171330000000001', null],
      ['DATABASE', '7', '7', null],
      ['OBJECTSTORE', '2.5', '2.5', null],
    ]);
    expect(charges[0]).toMatchObject({
      resourceType: 'instance',
      tags: '{"Shop.Team":"a"}',
      subAccountId: 'ocid1.compartment.oc1..bbbb',
      day: '2026-05-10',
      period: '2026-05',
    });
  });

  it('may leave out the currency of what costs nothing, not of what costs', async () => {
    const shop = workshop();
    const rows = [
      { ...COST, 'cost/myCost': '2' },
      { ...COST, 'cost/myCost': '0.0000', 'cost/currencyCode': '' },
      { ...COST, 'cost/myCost': '1', 'cost/currencyCode': '' },
    ];
    const result = await shop.ingest([shop.put('cost.csv', table([...Object.keys(COST), 'cost/myCost'], rows))], { maxRejected: 1 });
    expect(result.rejections).toMatchObject([{ line: 4, column: 'cost/currencyCode', code: 'row_currency_invalid' }]);
    expect(result.reconciliation).toMatchObject({ EUR: { stored: '2', rejected: '0' }, XXX: { stored: '0', rejected: '1' } });
  });

  it('of usage has quantities and no cost, and never takes the place of a cost report', async () => {
    const usage = table(
      [...Object.keys(OCI), 'usage/consumedQuantity', 'usage/consumedQuantityUnits'],
      [{ ...OCI, 'usage/consumedQuantity': '3600', 'usage/consumedQuantityUnits': 'MS' }],
    );
    const shop = workshop();
    const result = await shop.ingest([shop.put('usage.csv', usage)]);
    expect(result.deliveries[0]?.format).toBe('oci-usage');
    expect(await chargeRows(shop.store, ['consumedUnit'])).toMatchObject([{ consumedUnit: 'MS', billedCost: null, effectiveCost: null }]);
    const cost = shop.put('cost.csv', table([...Object.keys(COST), 'cost/myCost'], [{ ...COST, 'cost/myCost': '1' }]));
    await shop.ingest([cost]);
    expect(await shop.total()).toBe('1 EUR');
    await expect(shop.ingest([shop.put('usage-2.csv', usage.replace('3600', '3601'))])).rejects.toMatchObject({ code: 'cost_views_mixed' });
    expect(await shop.total()).toBe('1 EUR');
  });
});

describe('an IBM Cloud usage report', () => {
  const header = [
    'Service Name',
    'Service ID',
    'Currency',
    'Billable',
    'Plan Name',
    'Plan ID',
    'Metric',
    'Unit',
    'Quantity',
    'Cost',
    'Original Cost',
    'Non Chargeable',
  ];
  const row = {
    'Service Name': 'Kubernetes Service',
    'Service ID': 'containers-kubernetes',
    Currency: 'USD',
    Billable: 'true',
    'Plan Name': 'standard',
    Metric: 'HOURS',
    Unit: 'HOUR',
    Quantity: '10',
  };
  const rows = [
    { ...row, Cost: '12.5', 'Original Cost': '15' },
    { ...row, 'Service Name': 'Databases for PostgreSQL', Cost: '3', 'Original Cost': '3', Billable: 'false' },
    { ...row, 'Service Name': 'Event Streams', Cost: '4', 'Original Cost': '4', 'Non Chargeable': 'true' },
  ];
  const title = 'Account Owner ID,Account Name,Billing Month,Currency Rate\nabc123,Shop,2026-05,1\n\n';

  it('takes account and month from the lines above its table', async () => {
    const shop = workshop();
    const result = await shop.ingest([shop.put('usage.csv', title + table(header, rows))]);
    expect({ format: result.deliveries[0]?.format, periods: result.periods }).toMatchObject({
      format: 'ibm-usage',
      periods: [{ billingAccountId: 'abc123', billingPeriod: '2026-05', billedCost: '12.5', rows: 3 }],
    });
    const charges = await chargeRows(shop.store, ['serviceName', 'billingAccountName']);
    expect(charges.map((charge) => [charge['serviceName'], charge.billedCost, charge.listCost, charge.day]).sort(byText)).toEqual([
      ['Databases for PostgreSQL', '0', '3', '2026-05-01'],
      ['Event Streams', '0', '4', '2026-05-01'],
      ['Kubernetes Service', '12.5', '15', '2026-05-01'],
    ]);
    expect(charges[0]?.['billingAccountName']).toBe('Shop');
  });

  it('names rejected rows by their line in the file, lines of the title counted', async () => {
    const shop = workshop();
    const result = await shop.ingest([shop.put('usage.csv', title + table(header, [rows[0] ?? row, { ...row, Cost: 'x' }]))], {
      maxRejected: 1,
    });
    expect(result.rejections).toMatchObject([{ line: 6, column: 'Cost', code: 'row_cost_invalid' }]);
  });

  it('is read with account and month in its rows', async () => {
    const shop = workshop();
    const full = ['Account ID', 'Month', ...header];
    await shop.ingest([
      shop.put(
        'usage.csv',
        table(
          full,
          rows.map((one) => ({ 'Account ID': 'abc', Month: '2026-05', ...one })),
        ),
      ),
    ]);
    expect(await shop.total()).toBe('12.5 USD');
  });
});
