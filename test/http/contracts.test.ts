import { describe, expect, it } from 'vitest';
import { auditEntries } from '../../src/store/audit.ts';
import { testApp, type TestApp } from './app-fixture.ts';

const FORM = { vendor: 'Amazon Web Services', name: 'Agreement', currency: 'USD', discount: 0.07, clauses: { autoRenewal: 'no' } };

const json = (method: string, body: unknown): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

async function posted(test: TestApp, key: string, body: unknown, path = '/v1/contracts') {
  const response = await test.send(path, key, json('POST', body));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> & { id: string } };
}

describe('/v1/contracts', () => {
  it('enters, shows, lists and changes a contract, and records who did it', async () => {
    const test = testApp();
    const key = await test.key('manage');
    const made = await posted(test, key, FORM);
    expect(made).toMatchObject({ status: 201, body: { vendorId: 'aws', discount: 0.07, eligibleShare: null, commitmentPerYear: null } });
    expect(await (await test.get(`/v1/contracts/${made.body.id}`, key)).json()).toEqual(made.body);
    const changed = await test.send(
      `/v1/contracts/${made.body.id}`,
      key,
      json('PATCH', { commitmentPerYear: '4300000', discount: null, clauses: { ramp: { answer: 'yes', number: 0.05 } } }),
    );
    expect([changed.status, await changed.json()]).toEqual([
      200,
      expect.objectContaining({
        discount: null,
        commitmentPerYear: { amount: '4300000.000000000', currency: 'USD' },
        clauses: expect.objectContaining({
          autoRenewal: { answer: 'no', number: null, amount: null, note: null },
          ramp: { answer: 'yes', number: 0.05, amount: null, note: null },
        }),
      }),
    ]);
    expect(await (await test.get('/v1/contracts?vendor=amazon', key)).json()).toMatchObject({
      items: [{ id: made.body.id }],
      nextCursor: null,
    });
    expect(await (await test.get('/v1/contracts?vendor=Oracle', key)).json()).toEqual({ items: [], nextCursor: null });
    const actions = (await auditEntries(test.store.db, { limit: 10 })).items.map((entry) => entry.action);
    expect(actions.filter((action) => action.startsWith('contract'))).toEqual(['contract.change', 'contract.create']);
  });

  it('refuses what it cannot keep, naming the field', async () => {
    const test = testApp();
    const key = await test.key('manage');
    const { body } = await posted(test, key, FORM);
    const refusals = [
      await posted(test, key, { ...FORM, vendor: 'AWS' }),
      await posted(test, key, { ...FORM, name: 'Other', discount: 7 }),
      await posted(test, key, { ...FORM, name: 'Other', surprise: 1 }),
      await posted(test, key, { ...FORM, name: 'Other', clauses: { ramp: { answer: 'yes', number: 12 } } }),
    ];
    expect(refusals.map((one) => [one.status, one.body['code']])).toEqual([
      [409, 'contract_exists'],
      [422, 'input_invalid'],
      [422, 'input_invalid'],
      [422, 'input_invalid'],
    ]);
    expect(refusals[3]?.body['errors']).toEqual([
      { field: 'clauses.ramp.number', detail: expect.stringContaining('a fraction from 0 to 1') },
    ]);
    const missing = await test.get('/v1/contracts/contract_none', key);
    expect([missing.status, await missing.json()]).toEqual([404, expect.objectContaining({ code: 'contract_not_found' })]);
    const late = await test.send(`/v1/contracts/${body.id}`, key, json('PATCH', { start: '2027-01-01', end: '2026-01-01' }));
    expect([late.status, await late.json()]).toEqual([
      422,
      expect.objectContaining({ errors: [{ field: 'end', detail: expect.any(String) }] }),
    ]);
  });

  it('pages without gap or repetition', async () => {
    const test = testApp();
    const key = await test.key('manage');
    for (const name of ['a', 'b', 'c', 'd', 'e']) await posted(test, key, { ...FORM, name });
    const names: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = (await (await test.get(`/v1/contracts?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`, key)).json()) as {
        items: { name: string }[];
        nextCursor: string | null;
      };
      names.push(...page.items.map((item) => item.name));
      cursor = page.nextCursor;
    }
    expect(names.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('is closed to keys that may only read or make reports', async () => {
    const test = testApp();
    for (const scope of ['read', 'report:internal', 'report:vendor'] as const) {
      expect([scope, (await test.get('/v1/contracts', await test.key(scope))).status]).toEqual([scope, 403]);
    }
  });
});

describe('/v1/negotiations/{vendor}/offers', () => {
  const OFFER = {
    offeredOn: '2026-11-01',
    headline: 0.12,
    commitmentPerYear: '4300000',
    addedCosts: [{ label: 'Support', monthly: '6350' }],
  };

  it('logs offers of a vendor under any of its names, oldest first', async () => {
    const test = testApp();
    const key = await test.key('report:internal');
    expect(await posted(test, key, OFFER, '/v1/negotiations/AWS/offers')).toMatchObject({
      status: 201,
      body: { vendorId: 'aws', headline: 0.12 },
    });
    await posted(test, key, { ...OFFER, offeredOn: '2026-10-01', headline: 0.1 }, '/v1/negotiations/Amazon%20Web%20Services/offers');
    await posted(test, key, OFFER, '/v1/negotiations/Oracle/offers');
    const page = (await (await test.get('/v1/negotiations/aws/offers', key)).json()) as { items: { headline: number }[] };
    expect(page.items.map((one) => one.headline)).toEqual([0.1, 0.12]);
  });

  it('refuses unknown fields, headlines in percent, and a body for another vendor', async () => {
    const test = testApp();
    const key = await test.key('report:internal');
    for (const more of [{ surprise: 1 }, { headline: 12 }, { vendor: 'Oracle' }]) {
      const { status, body } = await posted(test, key, { ...OFFER, ...more }, '/v1/negotiations/AWS/offers');
      expect([status, body['code']]).toEqual([422, 'input_invalid']);
    }
  });

  it('shows nothing to a key of the vendor edition', async () => {
    const test = testApp();
    const key = await test.key('report:vendor', 'read', 'manage');
    expect((await test.get('/v1/negotiations/AWS/offers', key)).status).toBe(403);
  });
});
