import { describe, expect, it } from 'vitest';
import { migrationSchema } from '../../src/http/schemas/migration.ts';
import { vendorNegotiationSchema } from '../../src/http/schemas/negotiations.ts';
import { machineBill } from '../store/machine-bill.ts';
import { storeWith } from '../store/sample-charges.ts';
import { testApp } from './app-fixture.ts';

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

describe('/v1/migrations', () => {
  it('compares the destinations asked for, and answers each bar with its evidence', async () => {
    const { key, get } = testApp({}, storeWith(machineBill()));
    const read = await key('read');
    const finding = migrationSchema.parse(await (await get('/v1/migrations?to=gke&to=oke', read)).json());
    expect(finding.destinations.map(({ targetId }) => targetId).toSorted()).toEqual(['gke', 'oke']);
    const [bar] = finding.destinations[0]?.estimate?.bars ?? [];
    const figure = await (await get(`/v1/figures/${encodeURIComponent(bar?.figureId ?? '')}`, read)).json();
    expect(figure).toMatchObject({ figureId: bar?.figureId, chargesLink: expect.stringContaining('/v1/charges') });
  });

  it('takes changed assumptions, and names those it does not know', async () => {
    const { key, send } = testApp({}, storeWith(machineBill()));
    const read = await key('read');
    const changed = await send('/v1/migrations', read, json({ targets: ['gke'], assumptions: { 'effort.hourRate': 200 } }));
    const finding = migrationSchema.parse(await changed.json());
    expect(finding.assumptions.find(({ id }) => id === 'effort.hourRate')).toMatchObject({ value: '200', overrides: '90' });
    const refused = await send('/v1/migrations', read, json({ assumptions: { 'effort.hourRte': 200 } }));
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'assumption_invalid' }]);
    const unknown = await send('/v1/migrations', read, json({ targets: ['nowhere'] }));
    expect(await unknown.json()).toMatchObject({ code: 'target_unknown' });
  });
});

describe('/v1/negotiations/{vendor}', () => {
  it('answers the numbers of a renewal with the origin of each input, and the same with fields changed', async () => {
    const { key, get, send } = testApp({}, storeWith(machineBill()));
    const internal = await key('report:internal');
    const plain = vendorNegotiationSchema.parse(await (await get('/v1/negotiations/AWS', internal)).json());
    expect(plain.derived.origins.length).toBeGreaterThan(20);
    const shown = vendorNegotiationSchema.parse(
      await (await send('/v1/negotiations/AWS', internal, json({ evidence: 'production_workload' }))).json(),
    );
    expect(shown.leverageIndex.value).toBeGreaterThan(plain.leverageIndex.value);
    expect(shown.dStar).toBe(plain.dStar);
  });

  it('turns a logged offer into its effective discount', async () => {
    const { key, send } = testApp({}, storeWith(machineBill()));
    const internal = await key('report:internal');
    const answer = await send('/v1/negotiations/AWS/offers', internal, json({ offeredOn: '2026-11-01', headline: 0.12 }));
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ headline: 0.12, effective: { headline: 0.12, effectiveDiscount: expect.any(Number) } });
  });

  it('shows neither numbers nor figures of a negotiation to a key that may only read', async () => {
    const { key, get } = testApp({}, storeWith(machineBill()));
    const [internal, read] = [await key('read', 'report:internal'), await key('read')];
    const finding = vendorNegotiationSchema.parse(await (await get('/v1/negotiations/AWS', internal)).json());
    const id = finding.figureIds['walkAway'] ?? '';
    expect((await get('/v1/negotiations/AWS', read)).status).toBe(403);
    expect((await get(`/v1/figures/${encodeURIComponent(id)}`, read)).status).toBe(403);
    expect((await get(`/v1/figures/${encodeURIComponent(id)}`, internal)).status).toBe(200);
  });
});
