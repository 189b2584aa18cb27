import { describe, expect, it } from 'vitest';
import { createKey } from '../../src/http/create-key.ts';
import { openStore } from '../../src/node/db.ts';
import { revokeKey, SCOPES } from '../../src/store/keys.ts';
import { NOW, testApp } from './app-fixture.ts';

const order = { name: 'k', scopes: ['read'] as const, actor: 'test', now: NOW };

describe('a key', () => {
  it('is 32 random bytes behind a prefix, and the database holds its SHA-256 and not the key', async () => {
    const { deps, store } = testApp();
    const { key } = await createKey(deps, { ...order, expiresAt: null });
    expect(key).toMatch(/^awk_[\w-]{43}$/);
    const rows = store.sqlite.prepare('SELECT * FROM api_key').all();
    expect(JSON.stringify(rows)).toContain(await deps.sha256(key));
    expect(JSON.stringify(rows)).not.toContain(key);
    expect(JSON.stringify(store.sqlite.prepare('SELECT * FROM audit').all())).not.toContain(key);
  });

  it('opens nothing when it is missing, wrong, cut short, of another scheme, or an SQL text', async () => {
    const { app, key } = testApp();
    const secret = await key('admin');
    for (const sent of [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      `Bearer ${secret.slice(0, -1)}`,
      `Bearer ${secret}x`,
      `Basic ${secret}`,
      secret,
      "Bearer ' OR '1'='1",
    ]) {
      const response = await app.request('/v1/keys', { headers: sent === undefined ? {} : { authorization: sent } });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="aweigh"');
    }
  });

  it('works until it expires and not after', async () => {
    let now = NOW;
    const { deps, get } = testApp({ clock: () => now });
    const { key } = await createKey(deps, { ...order, expiresAt: '2026-11-24T12:30:00.000Z' });
    expect((await get('/v1/rates', key)).status).toBe(200);
    now = '2026-11-24T12:29:59.999Z';
    expect((await get('/v1/rates', key)).status).toBe(200);
    now = '2026-11-24T12:30:00.000Z';
    expect((await get('/v1/rates', key)).status).toBe(401);
  });

  it('that is revoked, by this process or another, is refused from the next request on', async () => {
    const { deps, get, send, key, store } = testApp();
    const admin = await key('admin');
    const [first, second] = [await createKey(deps, { ...order, expiresAt: null }), await createKey(deps, { ...order, expiresAt: null })];
    expect((await get('/v1/rates', first.key)).status).toBe(200);
    expect((await send(`/v1/keys/${first.id}`, admin, { method: 'DELETE' })).status).toBe(204);
    expect((await get('/v1/rates', first.key)).status).toBe(401);
    expect((await get('/v1/rates', second.key)).status).toBe(200);
    await revokeKey(store, { id: second.id, now: NOW, actor: 'another process' });
    expect((await get('/v1/rates', second.key)).status).toBe(401);
  });

  it('notes when it was last used, at most once a minute', async () => {
    let now = NOW;
    const { get, key, store } = testApp({ clock: () => now });
    const secret = await key('read');
    const lastUse = (): unknown => store.sqlite.prepare('SELECT last_used_at FROM api_key').pluck().get();
    await get('/v1/rates', secret);
    expect(lastUse()).toBe(NOW);
    now = '2026-11-24T12:00:59.000Z';
    await get('/v1/rates', secret);
    expect(lastUse()).toBe(NOW);
    now = '2026-11-24T12:01:00.000Z';
    await get('/v1/rates', secret);
    expect(lastUse()).toBe(now);
  });
});

describe('scopes', () => {
  it('open what they name and nothing else; admin opens all', async () => {
    const { get, key } = testApp();
    const paths = {
      read: '/v1/costs',
      ingest: '/v1/runs',
      'report:internal': '/v1/reports',
      'report:vendor': '/v1/reports',
      admin: '/v1/keys',
    };
    for (const scope of SCOPES) {
      const secret = await key(scope);
      for (const [needed, path] of Object.entries(paths)) {
        const opens = scope === 'admin' || scope === needed || (path === '/v1/reports' && scope.startsWith('report:'));
        expect([scope, path, (await get(path, secret)).status]).toEqual([scope, path, opens ? 200 : 403]);
      }
    }
  });

  it('of a refused key are named in the problem, with the one that is needed', async () => {
    const { get, key } = testApp();
    const body = (await (await get('/v1/keys', await key('read', 'ingest'))).json()) as { detail: string };
    expect(body.detail).toBe('This needs the scope admin; the key has read, ingest.');
  });
});

describe('writes by keys', () => {
  it('are in the audit log with the key that did them', async () => {
    const { send, get, key } = testApp();
    const admin = await key('admin');
    const body = JSON.stringify({ name: 'nightly', scopes: ['ingest'], expiresAt: '2027-01-01T00:00:00Z' });
    const made = (await (
      await send('/v1/keys', admin, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    ).json()) as { id: string; key: string };
    await send(`/v1/keys/${made.id}`, admin, { method: 'DELETE' });
    const { items } = (await (await get('/v1/audit?limit=2', admin)).json()) as {
      items: { action: string; subject: string; actor: string }[];
    };
    expect(items.map(({ action, subject }) => [action, subject])).toEqual([
      ['key.revoke', made.id],
      ['key.create', made.id],
    ]);
    expect(items.every(({ actor }) => actor.startsWith('key '))).toBe(true);
    expect(JSON.stringify(items)).not.toContain(made.key);
  });

  it('that ask for a key that expires in the past are refused', async () => {
    const { send, key } = testApp();
    const body = JSON.stringify({ name: 'late', scopes: ['read'], expiresAt: '2026-01-01T00:00:00Z' });
    const response = await send('/v1/keys', await key('admin'), { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(response.status).toBe(422);
  });

  it('page through the audit log without a gap or a repetition', async () => {
    const { get, key } = testApp({}, openStore(':memory:'));
    const admin = await key('admin');
    for (let i = 0; i < 6; i += 1) await key('read');
    const ids: number[] = [];
    let cursor = '';
    do {
      const page = (await (await get(`/v1/audit?limit=3${cursor}`, admin)).json()) as {
        items: { id: number }[];
        nextCursor: string | null;
      };
      ids.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
    } while (cursor !== '');
    expect(ids).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });
});
