import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { createKey } from '../../src/http/create-key.ts';
import type { App, AppDeps } from '../../src/http/app-deps.ts';
import type { NegotiationPack } from '../../src/finding/negotiation-pack.ts';
import { negotiationPackFor } from '../../src/jobs/negotiation-pack.ts';
import { makeReport } from '../../src/jobs/report.ts';
import { vendorViewOf } from '../../src/jobs/vendor-view.ts';
import type { Scope } from '../../src/store/keys.ts';
import { leaksIn, numbersOf, secretsOf, secretWords, type Secret } from '../reports/leaks.ts';
import { machineBill } from '../store/machine-bill.ts';
import { storeWith } from '../store/sample-charges.ts';
import { NOW, testApp } from './app-fixture.ts';

type Send = (path: string, init?: RequestInit) => Promise<{ readonly status: number; readonly text: string }>;

interface Asked {
  readonly pack: NegotiationPack;
  readonly secrets: readonly Secret[];
  readonly allowed: readonly Secret[];
  readonly own: Send;
  readonly vendor: Send;
  readonly reader: Send;
  readonly app: App;
  /** Ids of what the database keeps, by the name of the path parameter. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
}

const json = { 'content-type': 'application/json' };
const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body), headers: json });
const FORMATS = ['json', 'html', 'md'] as const;
const idIn = (text: string): string => (JSON.parse(text) as { id: string }).id;

async function sender(deps: AppDeps, app: App, scope: Scope): Promise<Send> {
  const { key } = await createKey(deps, { name: scope, scopes: [scope], expiresAt: null, actor: 'test', now: NOW });
  return async (path, init = {}) => {
    const response = await app.request(path, { ...init, headers: { ...(init.headers as object), authorization: `Bearer ${key}` } });
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    return { status: response.status, text: `${await response.text()}\n${headers}` };
  };
}

/** A company whose negotiation was read, whose reports were made in both editions, and who logged an offer and a contract. */
async function company(): Promise<Asked> {
  const { deps } = testApp({}, storeWith(machineBill()));
  const maker = { ...deps, printPdf: () => Promise.reject(new Error('no PDF here')) };
  const app = createApp({ ...deps, reports: { make: (order) => makeReport(maker, order) } });
  const [own, vendor, reader] = [
    await sender(deps, app, 'report:internal'),
    await sender(deps, app, 'report:vendor'),
    await sender(deps, app, 'read'),
  ];
  const admin = await sender(deps, app, 'admin');
  const order = async (edition: string, format: string): Promise<string> =>
    idIn(firstLine(await own('/v1/reports', post({ kind: 'negotiation', vendor: 'AWS', edition, format }))));
  const reports: string[] = [];
  for (const edition of ['internal', 'vendor']) for (const format of FORMATS) reports.push(await order(edition, format));
  const contract = await admin('/v1/contracts', post({ vendor: 'AWS', name: 'Sample agreement', discount: 0.0777 }));
  await own('/v1/negotiations/AWS/offers', post({ vendor: 'AWS', headline: 0.0888, offeredOn: '2026-11-01' }));
  const pack = await negotiationPackFor(deps, { vendor: 'AWS', asOf: null, overrides: {}, customer: null });
  const { finding } = pack;
  return {
    pack,
    secrets: secretsOf(pack),
    allowed: numbersOf(await vendorViewOf(deps, pack)),
    own,
    vendor,
    reader,
    app,
    ids: {
      id: [...reports, idIn(firstLine(contract))],
      vendor: ['AWS', 'Amazon Web Services', 'Nobody'],
      figureId: [...Object.values(finding.figureIds), ...finding.figures.slice(0, 20).map(({ figureId }) => figureId)],
    },
  };
}

const firstLine = ({ text }: { readonly text: string }): string => text.split('\n')[0] ?? '';

/** What a person reads: not ids and hashes, whose digits may look like anything, nor where on the page a mark stands. */
const readable = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8,}(-[0-9a-f]+)*/g, '')
    .replaceAll(/<style>[\s\S]*?<\/style>/g, '')
    .replaceAll(/ (x|y|x1|x2|y1|y2|cx|cy|d|points|width|height|viewBox|r|rx|font-size|stroke-width|fill-opacity)="[^"]*"/g, '')
    .replaceAll(/"width": [\d.]+/g, '');

const BODIES: readonly unknown[] = [
  {},
  ...FORMATS.map((format) => ({ kind: 'negotiation', vendor: 'AWS', edition: 'vendor', format })),
  { kind: 'negotiation', vendor: 'AWS', edition: 'vendor', format: 'json', language: 'ja' },
  { kind: 'negotiation', vendor: 'AWS', edition: 'internal', format: 'json' },
  { kind: 'negotiation', vendor: 'Nobody', edition: 'vendor', format: 'json' },
  { kind: 'negotiation', vendor: 'AWS', edition: 'vendor', format: 'json', overrides: { evidence: 'none' } },
  { kind: 'migration', edition: 'vendor', format: 'json' },
  { kind: 'lock-in', edition: 'vendor', format: 'json' },
  { kind: 'spend', edition: 'vendor', format: 'json' },
];

/** Every request that the document describes, with each known id in each place and each body. */
async function everyRequest({ app, ids }: Asked): Promise<{ readonly path: string; readonly init: RequestInit }[]> {
  const document = (await (await app.request('/openapi.json')).json()) as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(document.paths).flatMap(([path, methods]) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const paths = names.reduce<string[]>(
      (all, name) => all.flatMap((one) => (ids[name] ?? ['x']).map((id) => one.replace(`{${name}}`, encodeURIComponent(id)))),
      [path],
    );
    return Object.keys(methods).flatMap((method) =>
      paths.flatMap((one) =>
        method === 'get' || method === 'delete'
          ? [{ path: one, init: { method: method.toUpperCase() } }]
          : BODIES.map((body) => ({ path: one, init: { ...post(body), method: method.toUpperCase() } })),
      ),
    );
  });
}

describe('a key with report:vendor alone', () => {
  it('learns no forbidden number by any route of the document, with any id that exists and any order', async () => {
    const asked = await company();
    const requests = await everyRequest(asked);
    expect(requests.length).toBeGreaterThan(200);
    const read: string[] = [];
    for (const { path, init } of requests.filter((one) => /^\/(v1|metrics)/.test(one.path))) {
      const { status, text } = await asked.vendor(path, init);
      if (status < 300) read.push(`${init.method} ${path.replace(/[0-9a-f-]{36}/, 'ID')}`);
      expect([init.method, path, leaksIn(readable(text), asked.secrets, asked.allowed)]).toEqual([init.method, path, []]);
      const words = secretWords(asked.pack).filter((word) => new RegExp(word, 'i').test(text.replaceAll(path, '')));
      if (status < 300) expect([path, words]).toEqual([path, []]);
    }
    expect([...new Set(read)].toSorted()).toEqual(['GET /v1/reports', 'GET /v1/reports/ID', 'GET /v1/reports/ID/file', 'POST /v1/reports']);
    // The same search finds the internal edition full of them, and a refusal says nothing of what it refuses.
    const [internal = ''] = asked.ids['id'] ?? [];
    const whole = (await asked.own(`/v1/reports/${internal}/file`)).text;
    expect(new Set(leaksIn(readable(whole), asked.secrets, asked.allowed)).size).toBeGreaterThan(10);
    const refused = await asked.vendor(`/v1/reports/${internal}`);
    expect(refused.status).toBe(403);
    expect(refused.text).not.toMatch(/negotiation|AWS|\.json|bytes/);
  });
});

describe('a key with read alone', () => {
  it('sees neither a figure of a negotiation nor the charges behind it', async () => {
    const { reader, own, ids } = await company();
    for (const figureId of (ids['figureId'] ?? []).slice(0, 5)) {
      for (const path of [`/v1/figures/${encodeURIComponent(figureId)}`, `/v1/charges?figureId=${encodeURIComponent(figureId)}`])
        expect([path, (await reader(path)).status]).toEqual([path, 403]);
    }
    expect((await own('/v1/negotiations/AWS')).status).toBe(200);
  });
});
