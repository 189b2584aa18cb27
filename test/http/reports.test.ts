import { describe, expect, it } from 'vitest';
import type { ReportPort } from '../../src/http/report-port.ts';
import { Problem } from '../../src/problem.ts';
import { testApp, type TestApp } from './app-fixture.ts';

/** Stands for the renderer: the body says what was asked. */
const port: ReportPort = {
  make: (order) =>
    Promise.resolve({
      fileName: `aweigh-${order.kind}.${order.format}`,
      snapshotHash: 'f'.repeat(64),
      body: new TextEncoder().encode(JSON.stringify(order)),
    }),
};

const json = { 'content-type': 'application/json' };

interface Made {
  readonly id: string;
  readonly edition: string;
}

const order = (test: TestApp, secret: string, body: object): Promise<Response> =>
  test.send('/v1/reports', secret, { method: 'POST', body: JSON.stringify(body), headers: json });

describe('POST /v1/reports', () => {
  it('makes a report whose file, hash and media type are kept together', async () => {
    const test = testApp({ reports: port });
    const secret = await test.key('report:internal');
    const response = await order(test, secret, { kind: 'spend', format: 'md' });
    expect(response.status).toBe(201);
    const made = (await response.json()) as Made & { sha256: string; bytes: number };
    expect(response.headers.get('location')).toBe(`/v1/reports/${made.id}`);
    const file = await test.get(`/v1/reports/${made.id}/file`, secret);
    const text = await file.text();
    expect(file.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="aweigh-spend.md"');
    expect([await test.deps.sha256(text), text.length]).toEqual([made.sha256, made.bytes]);
    expect(JSON.parse(text)).toEqual({ kind: 'spend', format: 'md', edition: 'internal', language: 'en' });
  });

  it('is audited', async () => {
    const test = testApp({ reports: port });
    const { id } = (await (await order(test, await test.key('report:internal'), { kind: 'lock-in' })).json()) as Made;
    const audit = (await (await test.get('/v1/audit?limit=10', await test.key('admin'))).json()) as { items: { action: string }[] };
    expect(audit.items.find((entry) => entry.action === 'report.create')).toMatchObject({ subject: id, detail: 'lock-in internal pdf' });
  });

  it('answers the problem of the renderer', async () => {
    const test = testApp({ reports: { make: () => Promise.reject(new Problem('no_data', { detail: 'No charges are published.' })) } });
    const response = await order(test, await test.key('admin'), { kind: 'spend' });
    expect(await response.json()).toMatchObject({ code: 'no_data', status: 404 });
  });

  it('takes no kind, format or field that it does not know', async () => {
    const test = testApp({ reports: port });
    const secret = await test.key('admin');
    for (const body of [{ kind: 'inventory' }, { kind: 'spend', format: 'docx' }, { kind: 'spend', out: '/etc/passwd' }, {}]) {
      expect((await order(test, secret, body)).status).toBe(422);
    }
  });

  it('is absent where the runtime makes no reports', async () => {
    const test = testApp();
    expect((await order(test, await test.key('admin'), { kind: 'spend' })).status).toBe(405);
  });
});

describe('a key with report:vendor alone', () => {
  async function editions() {
    const test = testApp({ reports: port });
    const own = await test.key('report:internal');
    const vendor = await test.key('report:vendor');
    const internalReport = (await (await order(test, own, { kind: 'spend', format: 'json' })).json()) as Made;
    const vendorReport = (await (await order(test, own, { kind: 'spend', format: 'json', edition: 'vendor' })).json()) as Made;
    return { test, own, vendor, internalReport, vendorReport };
  }

  it('lists and fetches vendor editions only', async () => {
    const { test, vendor, internalReport, vendorReport } = await editions();
    const { items } = (await (await test.get('/v1/reports', vendor)).json()) as { items: Made[] };
    expect(items.map((item) => item.id)).toEqual([vendorReport.id]);
    expect((await test.get(`/v1/reports/${vendorReport.id}/file`, vendor)).status).toBe(200);
    for (const path of [`/v1/reports/${internalReport.id}`, `/v1/reports/${internalReport.id}/file`]) {
      const refused = await test.get(path, vendor);
      const text = await refused.text();
      expect(refused.status).toBe(403);
      expect(text).not.toMatch(/f{64}|aweigh-spend|"bytes"/);
    }
  });

  it('cannot order an internal edition', async () => {
    const { test, vendor } = await editions();
    expect((await order(test, vendor, { kind: 'spend' })).status).toBe(403);
    expect((await order(test, vendor, { kind: 'spend', edition: 'vendor' })).status).toBe(201);
  });

  it('is told apart from report:internal, which sees both', async () => {
    const { test, own } = await editions();
    const { items } = (await (await test.get('/v1/reports', own)).json()) as { items: Made[] };
    expect(items.map((item) => item.edition).toSorted()).toEqual(['internal', 'vendor']);
  });
});

describe('the file of a report', () => {
  it('as HTML is sandboxed: no script, no form, no outside request', async () => {
    const test = testApp({ reports: port });
    const secret = await test.key('report:internal');
    const { id } = (await (await order(test, secret, { kind: 'spend', format: 'html' })).json()) as Made;
    const { headers } = await test.get(`/v1/reports/${id}/file`, secret);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^sandbox; default-src 'none'/);
    expect(policy).not.toContain('script-src');
    expect(policy).not.toContain('http');
  });

  it('that does not exist answers 404', async () => {
    const test = testApp();
    expect(await (await test.get('/v1/reports/none/file', await test.key('admin'))).json()).toMatchObject({ code: 'report_not_found' });
  });
});
