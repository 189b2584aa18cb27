import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { figureSchema } from '../../src/http/schemas/figures.ts';
import { lockInSchema } from '../../src/http/schemas/lock-in.ts';
import type { RunJson } from '../../src/http/schemas/runs.ts';
import { parseConfig } from '../../src/config.ts';
import type { RunningServer, ServeOptions } from '../../src/node/serve.ts';
import { serveUntil } from '../../src/node/serve-until.ts';
import { openServerStore } from '../../src/node/serve-store.ts';
import { Problem } from '../../src/problem.ts';
import { HEADER } from '../jobs/ingest-fixture.ts';

interface Served extends RunningServer {
  readonly folder: string;
  readonly databasePath: string;
  /** Sends the stop and resolves when everything has ended. */
  stop(): Promise<void>;
}

/** A real server on a free port of the loopback, in a folder of its own. */
async function served(options: Partial<ServeOptions> = {}, environment: Record<string, string> = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'aweigh-serve-'));
  const databasePath = join(folder, 'aweigh.db');
  const stop = Promise.withResolvers<string>();
  const started = Promise.withResolvers<RunningServer>();
  const config = parseConfig({ AWEIGH_LOG_LEVEL: 'error', ...environment });
  const ended = serveUntil(stop.promise, { config, databasePath, host: '127.0.0.1', port: 0, ...options }, started.resolve);
  void ended.catch((error: unknown) => started.reject(error));
  const end = async (): Promise<void> => {
    stop.resolve('test');
    await ended;
  };
  onTestFinished(async () => {
    await end().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });
  return { ...(await started.promise), folder, databasePath, stop: end };
}

async function firstKey({ welcomeUrl }: Served): Promise<string> {
  const page = await (await fetch(welcomeUrl ?? '')).text();
  return /awk_[\w-]{43}/.exec(page)?.[0] ?? '';
}

const LINE: Readonly<Record<string, string>> = {
  BilledCost: '1.5',
  EffectiveCost: '1.25',
  ListCost: '2',
  ContractedCost: '1.5',
  BillingCurrency: 'USD',
  BillingAccountId: '0123',
  BillingPeriodStart: '2026-05-01T00:00:00Z',
  BillingPeriodEnd: '2026-06-01T00:00:00Z',
  ChargePeriodStart: '2026-05-10T00:00:00Z',
  ChargePeriodEnd: '2026-05-10T01:00:00Z',
  ChargeCategory: 'Usage',
  ProviderName: 'AWS',
  ServiceCategory: 'Compute',
  ServiceName: 'AWS Lambda',
};

const bill = (rows: number, cost = '1.5'): string =>
  [
    HEADER.join(','),
    ...Array.from({ length: rows }, () => HEADER.map((name) => (name === 'BilledCost' ? cost : (LINE[name] ?? ''))).join(',')),
  ].join('\n') + '\n';

interface Upload {
  readonly body: BodyInit;
  readonly query?: string;
  readonly headers?: Record<string, string>;
}

const upload = ({ url }: Served, key: string, { body, query = '', headers = {} }: Upload): Promise<Response> =>
  fetch(`${url}/v1/deliveries${query}`, {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream', ...headers },
  } as RequestInit);

const ask = async ({ url }: Served, key: string, path: string): Promise<unknown> =>
  (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } })).json();

/** Asks until the run has ended, as a program would. */
const endOf = (server: Served, key: string, runId: string): Promise<RunJson> =>
  vi.waitFor(
    async () => {
      const run = (await ask(server, key, `/v1/runs/${runId}`)) as RunJson;
      expect(['queued', 'loading']).not.toContain(run.status);
      return run;
    },
    { timeout: 50_000, interval: 50 },
  );

describe('a bill sent over HTTP', () => {
  it('is received, loaded in its turn and counted to the last digit, compressed or not', async () => {
    const server = await served();
    const key = await firstKey(server);
    const response = await upload(server, key, {
      body: new Uint8Array(gzipSync(bill(3, '0.1'))),
      query: '?filename=../../etc/may.csv.gz&source=acme',
    });
    expect(response.status).toBe(202);
    const run = (await response.json()) as RunJson;
    expect(response.headers.get('location')).toBe(`/v1/runs/${run.runId}`);
    const end = await endOf(server, key, run.runId);
    expect(end).toMatchObject({
      status: 'published',
      source: 'acme',
      problem: null,
      deliveries: [{ path: 'may.csv.gz', rowsRead: 3, rowsAccepted: 3 }],
    });
    expect(end.reconciliation).toEqual({ USD: { read: '0.3', stored: '0.3', rejected: '0', difference: '0' } });
    expect(await ask(server, key, '/v1/costs')).toMatchObject({ totals: [{ currency: 'USD', amount: '0.300000000' }] });
  });

  it('with an idempotency key is one run however often it comes; another file under it is refused', async () => {
    const server = await served();
    const key = await firstKey(server);
    const headers = { 'idempotency-key': 'may-2026' };
    const first = (await (await upload(server, key, { body: bill(1), headers })).json()) as RunJson;
    const again = (await (await upload(server, key, { body: bill(1), headers })).json()) as RunJson;
    expect(again.runId).toBe(first.runId);
    expect((await endOf(server, key, first.runId)).status).toBe('published');
    expect(((await (await upload(server, key, { body: bill(1), headers })).json()) as RunJson).runId).toBe(first.runId);
    const other = await upload(server, key, { body: bill(2), headers });
    expect(await other.json()).toMatchObject({ status: 409, code: 'idempotency_conflict' });
    expect((await ask(server, key, '/v1/runs')) as { items: unknown[] }).toMatchObject({ items: [{ runId: first.runId }] });
  });

  it('that is already loaded changes nothing', async () => {
    const server = await served();
    const key = await firstKey(server);
    const runs = [];
    for (let i = 0; i < 2; i += 1) {
      const { runId } = (await (await upload(server, key, { body: bill(1) })).json()) as RunJson;
      runs.push((await endOf(server, key, runId)).status);
    }
    expect(runs).toEqual(['published', 'unchanged']);
    expect(await ask(server, key, '/v1/costs')).toMatchObject({ totals: [{ currency: 'USD', amount: '1.500000000' }] });
  });

  it('that is no bill ends as a failed run that says why', async () => {
    const server = await served();
    const key = await firstKey(server);
    const { runId } = (await (
      await upload(server, key, { body: '<!doctype html><p>Sign in</p>', query: '?filename=bill.csv' })
    ).json()) as RunJson;
    const end = await endOf(server, key, runId);
    expect(end).toMatchObject({ status: 'failed', problem: { code: 'file_not_a_bill' } });
    expect(JSON.stringify(end)).not.toContain(server.folder);
  });

  it('with bad rows lists each of them', async () => {
    const server = await served();
    const key = await firstKey(server);
    const { runId } = (await (await upload(server, key, { body: bill(2, 'twelve'), query: '?filename=may.csv' })).json()) as RunJson;
    expect((await endOf(server, key, runId)).status).toBe('rejected');
    const { items } = (await ask(server, key, `/v1/runs/${runId}/rejections?limit=1`)) as { items: unknown[] };
    expect(items).toMatchObject([{ path: 'may.csv', line: 2, column: 'BilledCost', code: 'row_cost_invalid' }]);
  });

  it('leaves nothing on disk beside the database once its run has ended', async () => {
    const server = await served();
    const key = await firstKey(server);
    const { runId } = (await (await upload(server, key, { body: bill(1) })).json()) as RunJson;
    await endOf(server, key, runId);
    await server.stop();
    expect(readdirSync(server.folder).filter((name) => name.startsWith('aweigh-uploads'))).toEqual([]);
  });
});

describe('what follows from a bill', () => {
  it('is analysed and reported in a thread of its own, and each figure leads back to its rows', async () => {
    const server = await served();
    const key = await firstKey(server);
    const { runId } = (await (await upload(server, key, { body: bill(4) })).json()) as RunJson;
    await endOf(server, key, runId);
    const finding = lockInSchema.parse(await ask(server, key, '/v1/lock-in'));
    expect(finding.portfolio.scoredSpend).toEqual([{ amount: '5.000000000', currency: 'USD' }]);
    const figure = figureSchema.parse(await ask(server, key, `/v1/figures/${finding.services[0]?.spendFigureId}`));
    expect(figure.value).toMatchObject({ kind: 'money', money: { amount: '5.000000000' } });
    expect(await ask(server, key, figure.chargesLink ?? '')).toMatchObject({ items: [{ serviceName: 'AWS Lambda', rowCount: 4 }] });
    const order = { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } };
    const vendor = await fetch(`${server.url}/v1/reports`, { ...order, body: '{"kind":"lock-in","edition":"vendor"}' });
    expect(await vendor.json()).toMatchObject({ status: 422, code: 'report_edition_unavailable' });
    const made = (await (await fetch(`${server.url}/v1/reports`, { ...order, body: '{"kind":"lock-in","format":"md"}' })).json()) as {
      id: string;
    };
    const file = await fetch(`${server.url}/v1/reports/${made.id}/file`, { headers: { authorization: `Bearer ${key}` } });
    expect(await file.text()).toContain('AWS Lambda');
  });
});

describe('an upload that is refused', () => {
  it('for its size says so while it is still being sent, and stores nothing', async () => {
    const server = await served({}, { AWEIGH_MAX_UPLOAD_BYTES: '1000' });
    const key = await firstKey(server);
    const response = await upload(server, key, { body: bill(100) });
    expect(await response.json()).toMatchObject({ status: 413, code: 'body_too_large' });
    expect((await ask(server, key, '/v1/runs')) as object).toEqual({ items: [], nextCursor: null });
  });

  it('for its content type or for being empty stores nothing', async () => {
    const server = await served();
    const key = await firstKey(server);
    const form = await upload(server, key, { body: bill(1), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(await form.json()).toMatchObject({ status: 415, code: 'media_type_unsupported' });
    expect(await (await upload(server, key, { body: '' })).json()).toMatchObject({ status: 422, code: 'file_empty' });
    expect((await ask(server, key, '/v1/runs')) as object).toEqual({ items: [], nextCursor: null });
  });

  it('for want of a key is refused before its body is read', async () => {
    const server = await served();
    let sent = 0;
    const endless = Readable.toWeb(
      Readable.from(
        (function* () {
          for (;;) {
            sent += 1;
            yield Buffer.alloc(65_536);
          }
        })(),
      ),
    ) as unknown as BodyInit;
    const response = await upload(server, 'awk_wrong-wrong-wrong', { body: endless }).catch(() => null);
    if (response !== null) expect(response.status).toBe(401);
    expect(sent).toBeLessThan(1000);
  });
});

describe('a run that waits', () => {
  it('is listed first, can be cancelled, and then says so', async () => {
    const server = await served();
    const key = await firstKey(server);
    const submitted = await Promise.all(
      [1, 2, 3].map(async (rows) => ((await (await upload(server, key, { body: bill(rows) })).json()) as RunJson).runId),
    );
    const last = submitted.at(-1) ?? '';
    const cancel = await fetch(`${server.url}/v1/runs/${last}/cancel`, { method: 'POST', headers: { authorization: `Bearer ${key}` } });
    expect(cancel.status).toBe(202);
    const ends = await Promise.all(submitted.map((runId) => endOf(server, key, runId)));
    expect(ends.map((run) => run.status).filter((status) => status === 'cancelled')).toEqual(['cancelled']);
    const again = await fetch(`${server.url}/v1/runs/${last}/cancel`, { method: 'POST', headers: { authorization: `Bearer ${key}` } });
    expect(await again.json()).toMatchObject({ status: 409, code: 'run_not_cancellable' });
  });
});

describe('a server', () => {
  it('refuses to listen beyond this machine while there is no key', async () => {
    await expect(served({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'bind_refused' });
  });

  it('listens beyond this machine once there is one, and prints no link then', async () => {
    const first = await served();
    await firstKey(first);
    const { databasePath } = first;
    await first.stop();
    const stop = Promise.withResolvers<string>();
    const links: (string | null)[] = [];
    await serveUntil(
      stop.promise,
      { config: parseConfig({ AWEIGH_LOG_LEVEL: 'error' }), databasePath, host: '0.0.0.0', port: 0 },
      ({ welcomeUrl }) => {
        links.push(welcomeUrl);
        stop.resolve('test');
      },
    );
    expect(links).toEqual([null]);
  });

  it('says so when the port is taken', async () => {
    const { url } = await served();
    const port = Number(new URL(url).port);
    await expect(served({ port })).rejects.toSatisfy((error) => error instanceof Problem && error.code === 'port_in_use');
  });

  it('answers many requests on one connection', async () => {
    const { url } = await served();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const ports = new Set<number | undefined>();
    for (let i = 0; i < 20; i += 1) {
      await new Promise<void>((resolve, reject) => {
        request(`${url}/health`, { agent }, (response) => {
          ports.add(response.socket.localPort);
          response.resume().on('end', resolve);
        })
          .on('error', reject)
          .end();
      });
    }
    expect(ports.size).toBe(1);
  });

  it('that is stopped finishes the answer it is giving and then takes no more', async () => {
    const server = await served();
    const key = await firstKey(server);
    const answers = Promise.all(Array.from({ length: 10 }, () => ask(server, key, '/v1/costs')));
    const started = fetch(`${server.url}/docs/swagger-ui-bundle.js`);
    await answers;
    const stopping = server.stop();
    expect((await (await started).text()).length).toBeGreaterThan(1_000_000);
    await stopping;
    await expect(fetch(`${server.url}/health`)).rejects.toThrow('fetch failed');
  });

  it('goes on answering while another connection holds the database for writing, and then writes', async () => {
    const server = await served();
    const key = await firstKey(server);
    const other = openServerStore(server.databasePath);
    onTestFinished(() => other.close());
    other.sqlite.exec('BEGIN IMMEDIATE');
    const body = JSON.stringify({ name: 'made while locked', scopes: ['read'] });
    const write = fetch(`${server.url}/v1/keys`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
    for (let i = 0; i < 10; i += 1) expect(await ask(server, key, '/v1/costs')).toMatchObject({ groups: [] });
    other.sqlite.exec('COMMIT');
    expect((await write).status).toBe(201);
  });
});
