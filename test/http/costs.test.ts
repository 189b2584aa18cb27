import { describe, expect, it } from 'vitest';
import { saveRates } from '../../src/store/rates.ts';
import { costsSchema, chargeSchema } from '../../src/http/schemas/costs.ts';
import { figureSchema } from '../../src/http/schemas/figures.ts';
import { pageOf } from '../../src/http/list-page.ts';
import { storeWith } from '../store/sample-charges.ts';
import { testApp, type TestApp } from './app-fixture.ts';

const lambda = { billingAccountId: '1234', serviceProviderName: 'AWS', serviceName: 'AWS Lambda', chargeCategory: 'Usage' };

function billed(): TestApp {
  return testApp(
    {},
    storeWith([
      { day: '2026-01-01', costs: { billedCost: '0.1', effectiveCost: '0.05' }, dimensions: lambda },
      { day: '2026-02-02', costs: { billedCost: '0.2' }, dimensions: lambda },
      { day: '2026-01-02', costs: { billedCost: '9007199.254740993' }, dimensions: { ...lambda, serviceName: 'Amazon EC2' } },
      { day: '2026-01-03', costs: { billedCost: '-5' }, dimensions: { ...lambda, serviceName: 'A & B = C', billingCurrency: 'EUR' } },
    ]),
  );
}

describe('GET /v1/costs', () => {
  it('answers what interfaces promise: groups, totals by currency, coverage, deliveries, figure ids', async () => {
    const { get, key } = billed();
    const response = await get('/v1/costs?groupBy=serviceName&from=2026-01-01&to=2026-02-01&metric=billedCost', await key('read'));
    expect(response.status).toBe(200);
    const body = costsSchema.parse(await response.json());
    expect(body).toMatchObject({ from: '2026-01-01', to: '2026-02-01', metric: 'billedCost', groupBy: ['serviceName'], deliveries: [] });
    expect(body.groups.map(({ key: group, currency, amount }) => [group['serviceName'], currency, amount])).toEqual([
      ['A & B = C', 'EUR', '-5.000000000'],
      ['Amazon EC2', 'USD', '9007199.254740993'],
      ['AWS Lambda', 'USD', '0.100000000'],
    ]);
    expect(body.totals).toEqual([
      { currency: 'EUR', amount: '-5.000000000' },
      { currency: 'USD', amount: '9007199.354740993' },
    ]);
    expect(body.coverage.rowCount).toBe(3);
  });

  it('takes repeated filters: values of one dimension are alternatives, dimensions narrow each other', async () => {
    const { get, key } = billed();
    const secret = await key('read');
    const ask = async (query: string) => costsSchema.parse(await (await get(`/v1/costs?${query}`, secret)).json()).totals;
    expect(await ask('filter=serviceName=AWS%20Lambda&filter=serviceName=Amazon%20EC2')).toEqual([
      { currency: 'USD', amount: '9007199.554740993' },
    ]);
    expect(await ask('filter=serviceName=AWS%20Lambda&filter=month=2026-02')).toEqual([{ currency: 'USD', amount: '0.200000000' }]);
    expect(await ask(`filter=${encodeURIComponent('serviceName=A & B = C')}`)).toEqual([{ currency: 'EUR', amount: '-5.000000000' }]);
  });

  it('names every field that it does not understand', async () => {
    const { get, key } = billed();
    const secret = await key('read');
    for (const query of [
      'groupBy=colour',
      'filter=colour=red',
      'filter=serviceName',
      'from=2026-13-01',
      'from=2026-02-01&to=2026-01-01',
      'metric=guess',
      'currency=euro',
      'groupby=day',
      'metric=billedCost&metric=listCost',
    ]) {
      const response = await get(`/v1/costs?${query}`, secret);
      expect([query, response.status]).toEqual([query, 422]);
      expect(((await response.json()) as { errors: unknown[] }).errors.length).toBeGreaterThan(0);
    }
  });

  it('converts by a dated rate that the answer names, and refuses without one', async () => {
    const { get, key, store } = billed();
    const secret = await key('read');
    const refused = await get('/v1/costs?currency=EUR', secret);
    expect(await refused.json()).toMatchObject({ status: 422, code: 'currency_rate_missing' });
    await saveRates(store, [{ date: '2026-01-31', baseCurrency: 'EUR', quoteCurrency: 'USD', rate: '2', source: 'a test' }]);
    const answer = costsSchema.parse(await (await get('/v1/costs?currency=EUR&filter=serviceName=AWS%20Lambda', secret)).json());
    expect(answer.totals).toEqual([{ currency: 'EUR', amount: '0.150000000' }]);
    expect(answer.rates).toMatchObject([{ from: 'USD', to: 'EUR', rate: '2', date: '2026-01-31', source: 'a test' }]);
  });

  it('of an empty database is empty, not an error', async () => {
    const { get, key } = testApp();
    expect(costsSchema.parse(await (await get('/v1/costs', await key('read'))).json())).toMatchObject({
      groups: [],
      totals: [],
      deliveries: [],
    });
  });
});

describe('a figure of a cost answer', () => {
  it('leads to its value, formula and filter, and by its link to exactly its rows', async () => {
    const { get, key } = billed();
    const secret = await key('read');
    const answer = costsSchema.parse(await (await get('/v1/costs?groupBy=serviceName&from=2026-01-01&to=2026-02-01', secret)).json());
    for (const group of answer.groups) {
      const figure = figureSchema.parse(await (await get(`/v1/figures/${group.figureId}`, secret)).json());
      expect(figure.value).toEqual({ kind: 'money', money: { amount: group.amount, currency: group.currency } });
      const { items } = pageOf(chargeSchema).parse(await (await get(figure.chargesLink ?? '', secret)).json());
      expect(items.map((charge) => charge.billedCost)).toEqual([{ amount: group.amount, currency: group.currency }]);
      expect(items[0]).toMatchObject({ serviceName: group.key['serviceName'] });
    }
  });

  it('that does not exist answers 404', async () => {
    const { get, key } = billed();
    for (const id of ['x', 'cost.AAAA', 'lock-in.0123456789ab.portfolio']) {
      expect(await (await get(`/v1/figures/${id}`, await key('read'))).json()).toMatchObject({ code: 'figure_not_found', status: 404 });
    }
  });
});

describe('GET /v1/charges', () => {
  it('pages through every charge once', async () => {
    const { get, key } = billed();
    const secret = await key('read');
    const days: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = pageOf(chargeSchema).parse(await (await get(`/v1/charges?limit=1${query}`, secret)).json());
      days.push(...page.items.map((item) => item.day));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(days.toSorted()).toEqual(['2026-01-01', '2026-01-02', '2026-01-03', '2026-02-02']);
  });
});

describe('an answer on unchanged bills', () => {
  const question = '/v1/costs?groupBy=serviceName';

  it('comes with the same entity tag and the same bytes, and as 304 to who has it', async () => {
    const { get, key } = billed();
    const secret = await key('read');
    const first = await get(question, secret);
    const second = await get(question, secret);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(second.headers.get('etag')).toBe(etag);
    expect(await second.text()).toBe(await first.text());
    for (const sent of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const third = await get(question, secret, { 'if-none-match': sent });
      expect([third.status, await third.text(), third.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect((await get(question, secret, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('is kept from caches that other people share', async () => {
    const { get, key } = billed();
    expect((await get(question, await key('read'))).headers.get('cache-control')).toBe('private, no-cache');
  });

  it('still needs a key with the scope', async () => {
    const { app, get, key } = billed();
    const { headers } = await get(question, await key('read'));
    const etag = headers.get('etag') ?? '';
    expect((await app.request(question, { headers: { 'if-none-match': etag } })).status).toBe(401);
    expect((await get(question, await key('ingest'), { 'if-none-match': etag })).status).toBe(403);
  });

  it('changes with the next published run, whoever published it', async () => {
    const { get, key, store } = billed();
    const secret = await key('read');
    const before = await get(question, secret);
    store.sqlite.prepare("UPDATE run_period SET state = 'superseded' WHERE billing_period = '2026-02'").run();
    const after = await get(question, secret, { 'if-none-match': before.headers.get('etag') ?? '' });
    expect(after.status).toBe(200);
    expect(await after.text()).not.toBe(await before.text());
  });

  it('does not change when only keys and the audit log are written', async () => {
    const { get, key } = billed();
    const before = await get(question, await key('read'));
    const after = await get(question, await key('read'), { 'if-none-match': before.headers.get('etag') ?? '' });
    expect(after.status).toBe(304);
  });

  it('is not remembered when it is a refusal', async () => {
    const { get, key } = billed();
    const secret = await key('read');
    const refusal = await get('/v1/costs?groupBy=colour', secret);
    expect(refusal.headers.get('etag')).toBeNull();
    expect(refusal.headers.get('cache-control')).toBe('no-store');
    expect((await get('/v1/costs?groupBy=colour', secret)).status).toBe(422);
  });
});
