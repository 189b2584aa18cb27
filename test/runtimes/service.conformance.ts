import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertKey } from '../../src/store/keys.ts';
import type { TestDatabase } from '../store.conformance.ts';

/** A running service of one runtime. */
export interface TestService {
  readonly database: TestDatabase;
  /** A request by path; `key` goes into the Authorization header. */
  get(path: string, key?: string): Promise<{ readonly status: number; readonly contentType: string; readonly body: unknown }>;
  close(): Promise<void>;
}

const SECRET = 'awk_for-this-test-alone-0123456789abcdef';

/** The answer of any runtime as the suite reads it. */
export async function answerOf(response: {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}): Promise<{
  status: number;
  contentType: string;
  body: unknown;
}> {
  const text = await response.text();
  return { status: response.status, contentType: response.headers.get('content-type') ?? '', body: text === '' ? null : JSON.parse(text) };
}

/** What the service must answer alike under every runtime. */
export function describeService(runtime: string, open: () => Promise<TestService>): void {
  describe(`the service under ${runtime}`, () => {
    let service: TestService;
    beforeAll(async () => {
      service = await open();
      const dimensions = { billingAccountId: '1234', serviceProviderName: 'AWS', serviceName: 'AWS Lambda' };
      await service.database.load([
        { day: '2026-01-01', costs: { billedCost: '0.1' }, dimensions },
        { day: '2026-01-02', costs: { billedCost: '0.2' }, dimensions },
        {
          day: '2026-01-02',
          costs: { billedCost: '9007199.254740993' },
          dimensions: { ...dimensions, serviceName: 'Amazon EC2' },
        },
      ]);
      const sha256 = createHash('sha256').update(SECRET).digest('hex');
      const key = { id: 'key-1', name: 'smoke', prefix: 'awk_for', sha256, scopes: ['read'] as const, createdAt: '2026-01-01T00:00:00Z' };
      await insertKey(service.database.store, { ...key, expiresAt: null, revokedAt: null, lastUsedAt: null, actor: 'cli' });
    });
    afterAll(() => service.close());

    it('is alive and ready without a key', async () => {
      expect(await service.get('/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
      expect(await service.get('/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
    });

    it('answers costs to the last digit to the holder of a key', async () => {
      const { status, body } = await service.get('/v1/costs?groupBy=serviceName', SECRET);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        metric: 'billedCost',
        groups: [
          { key: { serviceName: 'Amazon EC2' }, currency: 'USD', amount: '9007199.254740993' },
          { key: { serviceName: 'AWS Lambda' }, currency: 'USD', amount: '0.300000000' },
        ],
        totals: [{ currency: 'USD', amount: '9007199.554740993' }],
      });
    });

    it('reads a half-open range of days', async () => {
      const { body } = await service.get('/v1/costs?from=2026-01-01&to=2026-01-02', SECRET);
      expect(body).toMatchObject({ totals: [{ currency: 'USD', amount: '0.100000000' }] });
    });

    it('refuses who has no key, with a problem document', async () => {
      const { status, contentType, body } = await service.get('/v1/costs');
      expect(status).toBe(401);
      expect(contentType).toContain('application/problem+json');
      expect(body).toMatchObject({ code: 'unauthorized', status: 401 });
    });

    it('names what is wrong with a question', async () => {
      const { status, body } = await service.get('/v1/costs?groupBy=colour', SECRET);
      expect(status).toBe(422);
      expect(body).toMatchObject({ code: 'query_invalid' });
    });

    it('describes itself as OpenAPI 3.1', async () => {
      const { body } = await service.get('/openapi.json');
      expect(body).toMatchObject({ openapi: '3.1.0', paths: { '/v1/costs': {}, '/health': {} } });
    });
  });
}
