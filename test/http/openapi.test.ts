import { describe, expect, it } from 'vitest';
import type { ReportPort } from '../../src/http/report-port.ts';
import type { UploadPort } from '../../src/http/upload-port.ts';
import { testApp, type TestApp } from './app-fixture.ts';

interface Operation {
  readonly security?: readonly { readonly bearerAuth?: readonly string[] }[];
  readonly summary?: string;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> }>>;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, { example?: unknown }>>;
    readonly securitySchemes: Readonly<Record<string, unknown>>;
  };
}

/** Ports that no request of these tests reaches: all of them are refused or have nothing to find. */
const uploads: UploadPort = {
  receive: () => Promise.reject(new Error('not reached')),
  discard: () => Promise.resolve(),
  submit: () => Promise.resolve(),
  pending: () => [],
  cancel: () => Promise.resolve(false),
};
const reports: ReportPort = { make: () => Promise.reject(new Error('not reached')) };
const metrics = { observe: () => undefined, text: () => Promise.resolve({ contentType: 'text/plain', body: '' }) };
const welcome = { redeem: () => Promise.resolve(false) };

const whole = (): TestApp => testApp({ uploads, reports, metrics, welcome });

async function documentOf({ app }: TestApp): Promise<Document> {
  const response = await app.request('/openapi.json');
  expect(response.status).toBe(200);
  return (await response.json()) as Document;
}

const operations = (document: Document) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );

const OPEN = ['GET /', 'GET /docs', 'GET /docs/{file}', 'GET /health', 'GET /openapi.json', 'GET /ready', 'GET /welcome'];
const VENDOR = ['GET /v1/reports', 'GET /v1/reports/{id}', 'GET /v1/reports/{id}/file', 'POST /v1/reports'];

const concrete = (path: string): string => path.replaceAll(/\{\w+\}/g, 'x');

describe('the OpenAPI document', () => {
  it('is version 3.1 and describes every registered route, and no other', async () => {
    const test = whole();
    const document = await documentOf(test);
    expect(document.openapi).toBe('3.1.0');
    const described = operations(document).map(({ method, path }) => `${method} ${path}`);
    const registered = test.app.routes
      .filter((route) => route.method !== 'ALL')
      .map((route) => `${route.method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(described.toSorted()).toEqual([...new Set(registered)].toSorted());
  });

  it('says for each operation what it is, which key it needs, and how it refuses', async () => {
    const document = await documentOf(whole());
    expect(document.components.securitySchemes).toMatchObject({ bearerAuth: { type: 'http', scheme: 'bearer' } });
    for (const { method, path, operation } of operations(document)) {
      const name = `${method} ${path}`;
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\w/)]);
      if (OPEN.includes(name)) expect([name, operation.security]).toEqual([name, []]);
      else {
        expect(operation.security?.every((one) => one.bearerAuth?.length === 1)).toBe(true);
        for (const status of ['401', '403', '422', '429', '500']) {
          expect([name, status, operation.responses[status]?.content?.['application/problem+json']?.schema]).toEqual([
            name,
            status,
            { $ref: '#/components/schemas/Problem' },
          ]);
        }
      }
    }
  });

  it('resolves every reference and has an example for every main shape', async () => {
    const document = await documentOf(whole());
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(references.filter((name) => document.components.schemas[name] === undefined)).toEqual([]);
    for (const name of [
      'Problem',
      'Money',
      'Costs',
      'Run',
      'Figure',
      'Key',
      'NewKey',
      'MadeKey',
      'Report',
      'ReportOrder',
      'AuditEntry',
      'Rate',
    ]) {
      expect([name, document.components.schemas[name]?.example]).toEqual([name, expect.anything()]);
    }
  });

  it('gives every list the same paging', async () => {
    const document = await documentOf(whole());
    const lists = operations(document).filter(({ operation }) => JSON.stringify(operation.responses['200'] ?? {}).includes('nextCursor'));
    expect(lists.length).toBeGreaterThanOrEqual(10);
    for (const { path, operation } of lists) {
      const names = operation.parameters?.filter((one) => one.in === 'query').map((one) => one.name) ?? [];
      expect([path, names]).toEqual([path, expect.arrayContaining(['limit', 'cursor'])]);
    }
  });
});

describe('every operation of the document', () => {
  it('without a key answers 401 as a problem, unless it is one of the seven open ones', async () => {
    const test = whole();
    for (const { method, path } of operations(await documentOf(test))) {
      const response = await test.app.request(concrete(path), { method });
      const name = `${method} ${path}`;
      if (OPEN.includes(name)) {
        if (path !== '/welcome' && path !== '/docs/{file}') expect([name, response.status]).toEqual([name, 200]);
        continue;
      }
      expect([name, response.status, response.headers.get('content-type')]).toEqual([name, 401, 'application/problem+json']);
    }
  });

  it('with a key that only has report:vendor answers 403, except for reports', async () => {
    const test = whole();
    const secret = await test.key('report:vendor');
    for (const { method, path } of operations(await documentOf(test))) {
      const name = `${method} ${path}`;
      if (OPEN.includes(name)) continue;
      const { status } = await test.send(concrete(path), secret, { method });
      if (VENDOR.includes(name)) expect([name, [200, 400, 404, 415, 422].includes(status)]).toEqual([name, true]);
      else expect([name, status]).toEqual([name, 403]);
    }
  });

  it('with a key without scopes answers 403', async () => {
    const test = whole();
    const secret = await test.key();
    for (const { method, path } of operations(await documentOf(test))) {
      const name = `${method} ${path}`;
      if (!OPEN.includes(name)) expect([name, (await test.send(concrete(path), secret, { method })).status]).toEqual([name, 403]);
    }
  });
});

describe('the page of the API', () => {
  it('loads only files of its own origin and holds no inline script or style', async () => {
    const { app } = testApp();
    const page = await (await app.request('/docs')).text();
    const sources = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(sources.every((source) => source.startsWith('/'))).toBe(true);
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/);
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
    for (const source of sources) expect([source, (await app.request(source)).status]).toEqual([source, 200]);
  });

  it('tells Swagger UI to ask no validator outside', async () => {
    expect(await (await testApp().app.request('/docs/start.js')).text()).toContain('validatorUrl: null');
  });

  it('serves its named files and nothing else of the disk', async () => {
    const asked: string[] = [];
    const { app } = testApp({
      docsFile: (name) => {
        asked.push(name);
        return Promise.resolve(new Uint8Array());
      },
    });
    for (const file of ['swagger-ui.css', '..%2f..%2fpackage.json', 'package.json', '%2e%2e', 'swagger-ui-bundle.js%00'])
      await app.request(`/docs/${file}`);
    expect(asked).toEqual(['swagger-ui.css']);
  });
});
