import { describe, expect, it } from 'vitest';
import { priceBookVersion } from '../../src/catalog/price-book.ts';
import { pageOf } from '../../src/http/list-page.ts';
import { priceSchema } from '../../src/http/schemas/prices.ts';
import { importPrices, pricesOf } from '../../src/jobs/import-prices.ts';
import { testApp } from './app-fixture.ts';

const schema = pageOf(priceSchema);

describe('GET /v1/prices', () => {
  it('answers the prices in force of every kind, as the API describes them', async () => {
    const { get, key } = testApp();
    const secret = await key('read');
    for (const kind of ['node', 'fee', 'storage', 'managed']) {
      const response = await get(`/v1/prices?kind=${kind}&provider=aws&limit=1000`, secret);
      expect(response.status).toBe(200);
      const body: unknown = await response.json();
      expect(body).toMatchObject({ priceBook: { version: priceBookVersion() } });
      const { items } = schema.parse(body);
      expect(items.length).toBeGreaterThan(0);
      expect(items.every((row) => row.kind === kind && row.provider === 'aws')).toBe(true);
    }
  });

  it('finds one machine in one region, with its exact digits', async () => {
    const { get, key } = testApp();
    const response = await get('/v1/prices?kind=node&provider=gcp&region=europe-west3&item=N2-standard-48', await key('read'));
    const { items, nextCursor } = schema.parse(await response.json());
    expect(items).toMatchObject([
      { instanceType: 'n2-standard-48', vcpu: 48, memoryGiB: 192, onDemand: '3.002976', asOf: '2026-07-30', grade: 'S' },
    ]);
    expect(items[0]).not.toHaveProperty('usd');
    expect(nextCursor).toBeNull();
  });

  it('shows imported prices in place of the default ones', async () => {
    const { get, key, store } = testApp();
    const header = 'target_id,provider,item,unit,usd,as_of,source'.split(',');
    const cells = 'eks,aws,control-plane,cluster-hour,0.07,2026-11-01,our contract'.split(',');
    const rows = pricesOf({ path: 'fees.csv', lines: [{ line: 1, cells: header }, { line: 2, cells }] }); // prettier-ignore
    await importPrices(store, rows, '2026-11-24T00:00:00.000Z');
    const response = await get('/v1/prices?kind=fee&item=eks/control-plane', await key('read'));
    const { items } = schema.parse(await response.json());
    expect(items.filter((row) => row.kind === 'fee' && row.item === 'control-plane')).toMatchObject([{ price: '0.07', grade: 'G' }]);
  });

  it('pages through all without loss, and refuses unknown names', async () => {
    const { get, key } = testApp();
    const secret = await key('read');
    const keys: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const response = await get(`/v1/prices?provider=ibm&limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`, secret);
      const page = schema.parse(await response.json());
      keys.push(...page.items.map((row) => row.key));
      cursor = page.nextCursor;
    }
    expect(keys.length).toBeGreaterThan(303);
    expect(new Set(keys).size).toBe(keys.length);
    for (const query of ['kind=boat', 'colour=red', 'limit=0', 'cursor=x'])
      expect((await get(`/v1/prices?${query}`, secret)).status).toBe(422);
  });

  it('needs a key that may read', async () => {
    const { app } = testApp();
    expect((await app.request('/v1/prices')).status).toBe(401);
  });
});
