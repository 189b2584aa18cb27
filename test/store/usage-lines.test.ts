import { describe, expect, it } from 'vitest';
import { attosOf } from '../../src/money.ts';
import { usageLines } from '../../src/store/usage-lines.ts';
import { storeWith, type SampleCharge } from './sample-charges.ts';

const NOVEMBER = { from: '2026-11-01', to: '2026-12-01' };

const charge = (fields: Partial<SampleCharge> = {}): SampleCharge => ({
  day: '2026-11-10',
  dimensions: {
    serviceProviderName: 'AWS',
    serviceName: 'AmazonEC2',
    resourceId: 'i-1',
    usageType: 'BoxUsage:m5.large',
    consumedUnit: 'Hrs',
  },
  costs: { billedCost: '1.5', effectiveCost: '1', listCost: '2' },
  consumedQuantity: 24,
  ...fields,
});

describe('the usage lines of a bill', () => {
  it('fold days and invoices of one resource into one line with exact costs and added quantities', async () => {
    const exact = charge({ costs: { billedCost: '0.123456789012345678', effectiveCost: '0.1', listCost: '0' } });
    const other = charge({ day: '2026-11-11', dimensions: { ...charge().dimensions, invoiceId: 'second' }, costs: exact.costs ?? {} });
    const [line, ...more] = await usageLines(storeWith([exact, other]).db, NOVEMBER);
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      resourceId: 'i-1',
      usageType: 'BoxUsage:m5.large',
      consumedQuantity: 48,
      consumedUnit: 'Hrs',
      rowCount: 2,
    });
    expect([line?.billedCost, line?.effectiveCost]).toEqual([attosOf('0.246913578024691356'), attosOf('0.2')]);
  });

  it('leave out days outside the window, undated charges and what is not published', async () => {
    const store = storeWith(
      [charge(), charge({ day: '2026-10-31' }), charge({ day: '2026-12-01' }), charge({ day: '' }), charge({ run: 'other' })],
      { other: 'superseded' },
    );
    expect((await usageLines(store.db, NOVEMBER)).map(({ rowCount }) => rowCount)).toEqual([1]);
    expect((await usageLines(store.db, null)).map(({ rowCount }) => rowCount)).toEqual([4]);
  });

  it('keep apart what tells workloads apart: resource, usage, unit, tags and which costs are known', async () => {
    const of = (dimensions: SampleCharge['dimensions']): SampleCharge => charge({ dimensions: { ...charge().dimensions, ...dimensions } });
    const charges = [
      of({}),
      of({ resourceId: 'i-2' }),
      of({ usageType: 'BoxUsage:m5.xlarge' }),
      of({ consumedUnit: 'GB' }),
      of({ tags: '{"a":"b"}' }),
    ];
    const lines = await usageLines(storeWith([...charges, charge({ costs: { billedCost: '1' } })]).db, NOVEMBER);
    expect(lines).toHaveLength(6);
    expect(lines.map(({ knownCosts }) => knownCosts).sort((a, b) => a - b)).toEqual([1, 7, 7, 7, 7, 7]);
  });

  it('state no quantity where the bill states none', async () => {
    const [line] = await usageLines(storeWith([charge({ consumedQuantity: null })]).db, NOVEMBER);
    expect([line?.consumedQuantity, line?.pricingQuantity]).toEqual([null, null]);
  });

  it('carry the fallback of an unfit effective cost, of the provider and run that it was found in', async () => {
    const google = charge({ dimensions: { ...charge().dimensions, serviceProviderName: 'Google Cloud' } });
    const store = storeWith([charge(), google]);
    store.sqlite.prepare("INSERT INTO unfit_column VALUES ('run-1', 'AWS', 'effectiveCost', 'listCost', 'rounded', 1)").run();
    const lines = await usageLines(store.db, NOVEMBER);
    const unfitOf = (provider: string) => lines.find((line) => line.serviceProviderName === provider)?.unfit;
    expect(unfitOf('AWS')).toEqual({ fallback: 'listCost', reason: 'rounded' });
    expect(unfitOf('Google Cloud')).toBeNull();
  });
});
