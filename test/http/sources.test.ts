import { describe, expect, it } from 'vitest';
import { addSource } from '../../src/jobs/sources.ts';
import { auditEntries } from '../../src/store/audit.ts';
import { NOW, testApp } from './app-fixture.ts';

const json = (method: string, body: unknown): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

const PORT = {
  fetch,
  clock: () => NOW,
  wait: () => Promise.resolve(),
  random: () => 0,
  secret: () => undefined,
  files: { write: () => Promise.reject(new Error('not here')), look: () => Promise.resolve('missing' as const) },
};

describe('/v1/sources', () => {
  it('lists, shows, checks and removes a source, and records who did it', async () => {
    const test = testApp({ providers: PORT });
    const key = await test.key('manage');
    const deps = { store: test.store, clock: () => NOW, actor: 'test', overHttp: false };
    await addSource(deps, { name: 'bills', provider: 'files', settings: { path: '/srv/bills' } });
    const listed = await (await test.get('/v1/sources', key)).json();
    expect(listed).toMatchObject({
      items: [{ name: 'bills', settings: { path: '/srv/bills', format: 'auto' }, readAt: null }],
      nextCursor: null,
    });
    const check = await test.send('/v1/sources/bills/check', key, { method: 'POST' });
    expect(await check.json()).toMatchObject({
      ready: false,
      permissions: [{ permission: 'read', granted: false, grant: expect.stringContaining('/srv/bills') }],
    });
    expect((await test.send('/v1/sources/bills', key, { method: 'DELETE' })).status).toBe(204);
    expect((await test.get('/v1/sources/bills', key)).status).toBe(404);
    const entries = (await auditEntries(test.store.db, { limit: 9 })).items.filter(({ action }) => action.startsWith('source'));
    expect(entries.map(({ action, actor }) => [action, actor.startsWith('key ')])).toEqual([
      ['source.remove', true],
      ['source.add', false],
    ]);
  });

  it('takes no path of the machine, and no provider it does not know', async () => {
    const test = testApp();
    const key = await test.key('manage');
    const path = await test.send('/v1/sources', key, json('POST', { name: 'bills', provider: 'files', settings: { path: '/etc' } }));
    expect([path.status, ((await path.json()) as { code: string }).code]).toEqual([403, 'source_local_only']);
    const cloud = await test.send('/v1/sources', key, json('POST', { name: 'bills', provider: 'cumulus' }));
    expect(await cloud.json()).toMatchObject({ status: 422, code: 'source_settings_invalid', errors: [{ field: 'provider' }] });
  });

  it('is for keys that may manage, and for no others', async () => {
    const test = testApp();
    const key = await test.key('read', 'ingest', 'report:internal', 'report:vendor');
    for (const path of ['/v1/sources', '/v1/schedule']) expect((await test.get(path, key)).status).toBe(403);
  });
});

describe('/v1/schedule', () => {
  it('answers what was set, with the next night', async () => {
    const test = testApp();
    const key = await test.key('manage');
    expect(await (await test.get('/v1/schedule', key)).json()).toMatchObject({ cron: null, nextRunAt: null, lastNight: null });
    const set = await test.send(
      '/v1/schedule',
      key,
      json('PUT', { cron: '0 2 * * *', timeZone: 'Asia/Tokyo', reports: [{ kind: 'spend' }] }),
    );
    expect([set.status, await set.json()]).toEqual([
      200,
      expect.objectContaining({
        nextRunAt: '2026-11-24T17:00:00.000Z',
        reports: [expect.objectContaining({ kind: 'spend', format: 'pdf' })],
      }),
    ]);
    const bad = await test.send('/v1/schedule', key, json('PUT', { cron: 'sometimes' }));
    expect(await bad.json()).toMatchObject({ status: 422, code: 'input_invalid', errors: [{ field: 'cron' }] });
    expect(await (await test.get('/v1/schedule', key)).json()).toMatchObject({ timeZone: 'Asia/Tokyo' });
  });
});
