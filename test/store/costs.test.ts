import { describe, expect, it } from 'vitest';
import type { CostQuestion } from '../../src/focus/cost-question.ts';
import { exactText } from '../../src/money.ts';
import { costs } from '../../src/store/costs.ts';
import { storeWith, type SampleCharge } from './sample-charges.ts';

const ask = (question: Partial<CostQuestion>): CostQuestion => ({ range: null, groupBy: [], metric: 'billedCost', where: {}, ...question });

const charge = (day: string, billedCost: string, dimensions: SampleCharge['dimensions'] = {}): SampleCharge => ({
  day,
  costs: { billedCost },
  dimensions,
});

async function answer(charges: readonly SampleCharge[], question: Partial<CostQuestion>): Promise<string[]> {
  const found = await costs(storeWith(charges).db, ask(question));
  return found.groups.map((group) => `${Object.values(group.key).join('|')} ${exactText(group.amount.attos)} ${group.amount.currency}`);
}

describe('costs', () => {
  it('adds charges of a group to the last stored digit', async () => {
    const charges = [charge('2026-01-01', '0.1'), charge('2026-01-02', '0.2'), charge('2026-01-03', '0.000000000000000001')];
    expect(await answer(charges, {})).toEqual([' 0.300000000000000001 USD']);
  });

  it('stays exact past 2^53 and past 2^63 nanos', async () => {
    const charges = [1, 2, 3, 4].map((month) => charge(`2026-0${month}-01`, '9000000000.000000001'));
    expect(await answer(charges, {})).toEqual([' 36000000000.000000004 USD']);
  });

  it('never adds two currencies', async () => {
    const charges = [charge('2026-01-01', '1'), charge('2026-01-01', '2', { billingCurrency: 'EUR' })];
    expect(await answer(charges, {})).toEqual([' 2 EUR', ' 1 USD']);
    const { totals } = await costs(storeWith(charges).db, ask({}));
    expect(totals.map((total) => total.currency)).toEqual(['EUR', 'USD']);
  });

  it('reads a range half-open and leaves undated charges to the coverage', async () => {
    const charges = [charge('2026-01-31', '1'), charge('2026-02-01', '2'), charge('2026-03-01', '4'), charge('', '8')];
    const range = { from: '2026-02-01', to: '2026-03-01' };
    const { db } = storeWith(charges);
    const within = await costs(db, ask({ range }));
    expect(within.totals).toEqual([{ attos: 2n * 10n ** 18n, currency: 'USD' }]);
    expect(within.coverage).toMatchObject({ rowCount: 1, undatedRowCount: 1 });
    const all = await costs(db, ask({}));
    expect(all.totals).toEqual([{ attos: 15n * 10n ** 18n, currency: 'USD' }]);
    expect(all.coverage).toMatchObject({ rowCount: 4, undatedRowCount: 1 });
  });

  it('matches any of the values of a dimension and all dimensions together', async () => {
    const charges = [
      charge('2026-01-01', '1', { serviceName: 'A', regionId: 'north' }),
      charge('2026-01-01', '2', { serviceName: 'B', regionId: 'north' }),
      charge('2026-01-01', '4', { serviceName: 'C', regionId: 'north' }),
      charge('2026-01-01', '8', { serviceName: 'A', regionId: 'south' }),
    ];
    expect(await answer(charges, { where: { serviceName: ['A', 'B'], regionId: ['north'] } })).toEqual([' 3 USD']);
    expect(await answer(charges, { where: { serviceName: ['no such'] } })).toEqual([]);
  });

  it('names a group without value by the empty text, and a filter selects it so', async () => {
    const charges = [charge('2026-01-01', '1', { subAccountId: 'x' }), charge('', '2')];
    expect(await answer(charges, { groupBy: ['subAccountId', 'day', 'month'] })).toEqual(['|| 2 USD', 'x|2026-01-01|2026-01 1 USD']);
    for (const dimension of ['subAccountId', 'day', 'month'] as const) {
      expect(await answer(charges, { where: { [dimension]: [''] } })).toEqual([' 2 USD']);
    }
  });

  it('reads one tag out of the tags, whatever its JSON type', async () => {
    const tags = [' {"team":"web","n":1}', '{"team":"web"}', '{"team":null}', '{"team":true}', '"team":"x"', '["team"]', ''];
    const charges = tags.map((text, index) => charge('2026-01-01', `${2 ** index}`, { tags: text }));
    expect(await answer(charges, { groupBy: ['tag:team'] })).toEqual([' 116 USD', 'true 8 USD', 'web 3 USD']);
    expect(await answer(charges, { groupBy: ['tag:n'], where: { 'tag:team': ['web'] } })).toEqual([' 2 USD', '1 1 USD']);
    expect(await answer(charges, { where: { 'tag:team': ['', 'true'] } })).toEqual([' 124 USD']);
  });

  it('answers from published run periods alone and names their runs', async () => {
    const runs = ['old', 'new', 'next'].map((run, index): SampleCharge => ({ ...charge('2026-01-01', `${2 ** index}`), run }));
    const { db } = storeWith(runs, { old: 'superseded', new: 'published', next: 'loading' });
    const found = await costs(db, ask({}));
    expect(found.totals).toEqual([{ attos: 2n * 10n ** 18n, currency: 'USD' }]);
    expect(found.runIds).toEqual(['new']);
  });

  it('tells an unknown cost from one of zero', async () => {
    const charges: SampleCharge[] = [
      { day: '2026-01-01', costs: { billedCost: '0', listCost: '3' }, rowCount: 3 },
      { day: '2026-01-01', costs: { billedCost: '1' }, rowCount: 1 },
    ];
    const found = await costs(storeWith(charges).db, ask({ metric: 'listCost' }));
    expect(found.groups[0]).toMatchObject({ rowCount: 4, knownRowCount: 3 });
    expect(found.coverage.known).toEqual({ billedCost: 1, effectiveCost: 0, listCost: 0.75, contractedCost: 0 });
  });

  it('adds quantities of one unit and refuses several', async () => {
    const charges: SampleCharge[] = [
      { day: '2026-01-01', consumedQuantity: 0.5, dimensions: { consumedUnit: 'Hours', skuId: 'a' } },
      { day: '2026-01-02', consumedQuantity: 1, dimensions: { consumedUnit: 'Hours', skuId: 'a', billingCurrency: 'EUR' } },
      { day: '2026-01-02', consumedQuantity: 7, dimensions: { consumedUnit: 'GB', skuId: 'b' } },
      { day: '2026-01-02', consumedQuantity: null, dimensions: { skuId: 'c' } },
    ];
    expect(await answer(charges, { metric: 'consumedQuantity', where: { skuId: ['a', 'c'] } })).toEqual([' 1.5 Hours']);
    expect(await answer(charges, { metric: 'consumedQuantity', groupBy: ['skuId'] })).toEqual(['b 7 GB', 'a 1.5 Hours']);
    await expect(answer(charges, { metric: 'consumedQuantity' })).rejects.toMatchObject({
      code: 'units_mixed',
      message: expect.stringContaining('GB, Hours'),
    });
  });

  it('answers a database without charges with nothing', async () => {
    const found = await costs(storeWith([]).db, ask({ groupBy: ['month'] }));
    expect(found).toMatchObject({ groups: [], totals: [], runIds: [], coverage: { rowCount: 0, undatedRowCount: 0 } });
  });
});
