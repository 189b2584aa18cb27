import { describe, expect, it } from 'vitest';
import { NOW, testApp } from './app-fixture.ts';

const PROBLEM = {
  type: expect.stringMatching(/^urn:aweigh:problem:/) as string,
  title: expect.any(String) as string,
  status: expect.any(Number) as number,
  detail: expect.any(String) as string,
  code: expect.any(String) as string,
  requestId: expect.any(String) as string,
  hint: expect.any(String) as string,
};

const json = { 'content-type': 'application/json' };

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = (await response.json()) as Record<string, unknown>;
  expect(body).toMatchObject(PROBLEM);
  expect(body['status']).toBe(response.status);
  expect(body['requestId']).toBe(response.headers.get('x-request-id'));
  return body;
}

describe('every refusal is a problem document with the request id', () => {
  it('for a path that does not exist', async () => {
    const { app, get, key } = testApp();
    expect(await problemOf(await app.request('/nope'))).toMatchObject({ code: 'not_found', status: 404 });
    expect(await problemOf(await get('/v1/nope', await key('admin')))).toMatchObject({ code: 'not_found', status: 404 });
  });

  it('for endpoints that later releases bring: they are absent, not stubbed', async () => {
    const { get, key } = testApp();
    const secret = await key('admin');
    for (const path of ['resources']) {
      expect((await get(`/v1/${path}`, secret)).status).toBe(404);
    }
  });

  it('for a method that a path does not take, naming those it takes', async () => {
    const { send, key } = testApp();
    const response = await send('/v1/costs', await key('admin'), { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect(await problemOf(response)).toMatchObject({ code: 'method_not_allowed', status: 405 });
  });

  it('for JSON that cannot be parsed', async () => {
    const { send, key } = testApp();
    const response = await send('/v1/keys', await key('admin'), { method: 'POST', body: '{"name":', headers: json });
    expect(await problemOf(response)).toMatchObject({ code: 'body_invalid', status: 400 });
  });

  it('for another content type than JSON', async () => {
    const { send, key } = testApp();
    const headers = { 'content-type': 'text/plain' };
    const response = await send('/v1/keys', await key('admin'), { method: 'POST', body: '{}', headers });
    expect(await problemOf(response)).toMatchObject({ code: 'media_type_unsupported', status: 415 });
  });

  it('for a JSON body above 64 KiB, said or streamed', async () => {
    const { send, key } = testApp();
    const secret = await key('admin');
    const body = JSON.stringify({ name: 'x'.repeat(70_000), scopes: ['read'] });
    const chunks = new Blob([body]).stream();
    for (const init of [{ body }, { body: chunks, duplex: 'half' }]) {
      const response = await send('/v1/keys', secret, { method: 'POST', headers: json, ...init });
      expect(await problemOf(response)).toMatchObject({ code: 'body_too_large', status: 413 });
    }
  });

  it('for invalid fields, naming each', async () => {
    const { send, key } = testApp();
    const body = JSON.stringify({ name: '', scopes: ['root'], extra: 1 });
    const response = await send('/v1/keys', await key('admin'), { method: 'POST', body, headers: json });
    const { errors, code } = await problemOf(response);
    expect(code).toBe('input_invalid');
    expect((errors as { field: string }[]).map((error) => error.field)).toEqual(expect.arrayContaining(['name', 'scopes.0']));
  });

  it('for unknown and out-of-range query parameters', async () => {
    const { get, key } = testApp();
    const secret = await key('read');
    for (const query of ['?limit=0', '?limit=1001', '?limit=x', '?colour=red', '?cursor=%00']) {
      const { status } = await problemOf(await get(`/v1/charges${query}`, secret));
      expect(status).toBe(422);
    }
  });

  it('for an address no question needs', async () => {
    const { get, key } = testApp();
    const secret = await key('read');
    const filters = Array.from({ length: 120 }, (_, index) => `filter=serviceName=${index}`).join('&');
    expect(await problemOf(await get(`/v1/costs?${filters}`, secret))).toMatchObject({ code: 'query_invalid' });
    expect(await problemOf(await get(`/v1/costs?filter=serviceName=${'x'.repeat(9000)}`, secret))).toMatchObject({ code: 'query_invalid' });
  });

  it('for a failure of ours, telling neither its cause nor a path, while the log has both', async () => {
    const { get, key, deps, events } = testApp({
      changeToken: () => {
        throw new Error('secret place /var/lib/aweigh.db');
      },
    });
    void deps;
    const response = await get('/v1/costs', await key('read'));
    const body = await problemOf(response);
    expect(body).toMatchObject({ code: 'internal', status: 500 });
    expect(JSON.stringify(body)).not.toContain('secret place');
    expect(JSON.stringify(body)).not.toMatch(/\.ts:\d+/);
    expect(events.at(-1)).toMatchObject({ status: 500, code: 'internal', requestId: body['requestId'] });
    expect(String(events.at(-1)?.error)).toContain('secret place');
  });
});

describe('every answer', () => {
  it('carries the request id that the caller sent, when it is a plain one, else a new one', async () => {
    const { app } = testApp();
    const ask = async (id: string) => (await app.request('/health', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await ask('trace-0123456789')).toBe('trace-0123456789');
    expect(await ask('<script>alert(1)</script>')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('carries the security headers, refusals included', async () => {
    const { app } = testApp();
    for (const path of ['/health', '/nope', '/v1/costs', '/', '/docs', '/openapi.json']) {
      const { headers } = await app.request(path);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('is logged by route pattern, never by address, so that no token or filter lands in the log', async () => {
    const { app, events } = testApp();
    await app.request('/v1/runs/run-secret?cursor=hidden');
    await app.request('/docs/page.css');
    expect(JSON.stringify(events)).not.toMatch(/run-secret|hidden/);
    expect(events.at(-1)).toMatchObject({ route: '/docs/:file', status: 200, method: 'GET' });
  });

  it('is counted in the metrics, which ask for the scope read', async () => {
    const seen: number[] = [];
    const metrics = {
      observe: ({ status }: { status: number }) => void seen.push(status),
      text: () => Promise.resolve({ contentType: 'text/plain; version=0.0.4', body: 'up 1\n' }),
    };
    const { app, get, key } = testApp({ metrics });
    expect((await app.request('/metrics')).status).toBe(401);
    expect((await get('/metrics', await key('ingest'))).status).toBe(403);
    const response = await get('/metrics', await key('read'));
    expect(await response.text()).toBe('up 1\n');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4');
    expect(seen).toEqual([401, 403, 200]);
  });
});

describe('health and readiness', () => {
  it('need no key', async () => {
    const { app } = testApp();
    expect(await (await app.request('/health')).json()).toEqual({ status: 'ok', version: '0.0.0-test' });
    expect(await (await app.request('/ready')).json()).toEqual({ status: 'ready', database: 'ok' });
  });

  it('are told apart: a closed database is alive but not ready', async () => {
    const { app, store } = testApp();
    store.close();
    expect((await app.request('/health')).status).toBe(200);
    const ready = await app.request('/ready');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'not ready', database: 'failing' });
  });
});

describe('the welcome link', () => {
  const redeemOnce = (): { redeem: (token: string) => Promise<boolean> } => {
    let used = false;
    return {
      redeem: (token) => {
        const right = token === 'right' && !used;
        used ||= right;
        return Promise.resolve(right);
      },
    };
  };

  it('makes one admin key, shows it once and audits it', async () => {
    const { app, get } = testApp({ welcome: redeemOnce() });
    const page = await (await app.request('/welcome?token=right')).text();
    const secret = /awk_[\w-]{43}/.exec(page)?.[0] ?? '';
    const audit = (await (await get('/v1/audit', secret)).json()) as { items: unknown[] };
    expect(audit.items).toMatchObject([{ at: NOW, actor: 'welcome link', action: 'key.create', detail: 'first key: admin' }]);
    expect((await app.request('/welcome?token=right')).status).toBe(401);
  });

  it('answers 401 to another token, and is absent on a server that has keys', async () => {
    const { app } = testApp({ welcome: redeemOnce() });
    expect((await app.request('/welcome?token=wrong')).status).toBe(401);
    expect((await testApp().app.request('/welcome?token=right')).status).toBe(404);
  });
});
