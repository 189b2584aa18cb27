import { describe, expect, it } from 'vitest';
import { charges, countCharges } from '../../src/store/charges.ts';
import { storeWith, type SampleCharge } from './sample-charges.ts';

const all = { range: null, where: {} };

const sample: SampleCharge[] = [
  {
    day: '2026-01-01',
    costs: { billedCost: '9007199254740993.000000001', listCost: '0' },
    dimensions: { serviceName: 'Functions', resourceId: 'fn-1', tags: '{"team":"web"}' },
    consumedQuantity: 2.5,
    rowCount: 3,
  },
  { day: '', costs: { billedCost: '-1' }, dimensions: { billingCurrency: 'EUR' } },
];

describe('charges', () => {
  it('carry every dimension, exact costs, null for costs never stated, and the run that brought them', async () => {
    const { db } = storeWith([{ ...sample[0], day: '2026-01-01', costs: { billedCost: '9007199.254740993', listCost: '0' } }]);
    const [charge] = (await charges(db, all, { limit: 10 })).items;
    expect(charge).toMatchObject({
      runId: 'run-1',
      billingPeriod: '2026-01',
      day: '2026-01-01',
      billedCost: { amount: '9007199.254740993', currency: 'USD' },
      listCost: { amount: '0.000000000', currency: 'USD' },
      effectiveCost: null,
      contractedCost: null,
      consumedQuantity: 2.5,
      pricingQuantity: null,
      rowCount: 3,
      serviceName: 'Functions',
      resourceId: 'fn-1',
      tags: '{"team":"web"}',
      skuId: '',
      chargeDescription: '',
    });
  });

  it('without a date have an empty day, and no range holds them', async () => {
    const { db } = storeWith(sample.slice(1));
    expect((await charges(db, all, { limit: 10 })).items.map((charge) => charge.day)).toEqual(['']);
    expect((await charges(db, { ...all, range: { from: '0001-01-01', to: '9999-01-01' } }, { limit: 10 })).items).toEqual([]);
  });

  it('come by their billing currency too, and are counted by the same filter', async () => {
    const { db } = storeWith(sample.slice(1).concat({ day: '2026-01-02', costs: { billedCost: '5' } }));
    const euros = { ...all, billingCurrency: 'EUR' };
    expect((await charges(db, euros, { limit: 10 })).items).toHaveLength(1);
    expect(await countCharges(db, euros)).toBe(1);
    expect(await countCharges(db, all)).toBe(2);
  });

  it.each(['x', '1!2', "1!2!3'; DROP TABLE charge", '1!2!3!4'])('refuse the cursor %j', async (cursor) => {
    await expect(charges(storeWith(sample.slice(1)).db, all, { limit: 1, cursor })).rejects.toMatchObject({ code: 'query_invalid' });
  });
});
