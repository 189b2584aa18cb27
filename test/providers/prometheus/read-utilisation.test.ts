import fc from 'fast-check';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/problem.ts';
import { resourceIdOfProvider, statisticsOf, workloadName } from '../../../src/providers/prometheus/map.ts';
import { partsOf, readPrometheusUtilisation, type UtilisationQuestion } from '../../../src/providers/prometheus/read-utilisation.ts';
import { apiError, fakePrometheus, type Answer } from './fake-prometheus.ts';

const DAY = 86_400;
const FROM = 20_000 * DAY;
const WEB = { namespace: 'shop', pod: 'web-5d9c7b9fbb-x2x4k', container: 'web' };

const question = (url: string, more: Partial<UtilisationQuestion> = {}): UtilisationQuestion => ({
  server: { url, token: null },
  window: { from: '2024-10-04', to: '2024-10-05' },
  fromSeconds: FROM,
  toSeconds: FROM + DAY,
  stepSeconds: 300,
  source: `prometheus ${url}`,
  ...more,
});

/** Waits are counted, not waited for. */
function depsWith(waits: number[] = []) {
  return { fetch, wait: (milliseconds: number) => Promise.resolve(void waits.push(milliseconds)), random: () => 0.5 };
}

const cluster = (query: string) => {
  if (query.includes('kube_node_info')) {
    return [{ metric: { node: 'ip-10-0-0-1', provider_id: 'aws:///eu-north-1a/i-0abc1234' }, at: () => 1 }];
  }
  const isCpu = query.includes('cpu_usage');
  if (query.includes('id="/"'))
    return [{ metric: { node: 'ip-10-0-0-1', instance: '10.0.0.1:10250' }, at: () => (isCpu ? 1.5 : 4_294_967_296) }];
  // Rises over the day from 0 to just under 1 core, and from 100 MiB to just under 200 MiB.
  return [{ metric: WEB, at: (seconds: number) => (isCpu ? (seconds - FROM) / DAY : 104_857_600 * (1 + (seconds - FROM) / DAY)) }];
};

async function refusal(run: Promise<unknown>): Promise<Problem> {
  const error: unknown = await run.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (error instanceof Problem) return error;
  throw new Error(`no problem: ${String(error)}`);
}

describe('utilisation from a Prometheus', () => {
  it('holds P50, P95 and maximum of every container and node over the window', async () => {
    const { url } = await fakePrometheus(cluster);
    const records = await readPrometheusUtilisation(depsWith(), question(url));
    expect(records.map((record) => [record.resourceId, record.container, record.workload, record.grade])).toEqual([
      ['i-0abc1234', null, null, 'B'],
      ['shop/web-5d9c7b9fbb-x2x4k', 'web', 'shop/web', 'A'],
    ]);
    expect(records[0]).toMatchObject({
      cpu: { unit: 'cores', p95: 1.5, max: 1.5 },
      memory: { unit: 'mib', max: 4096 },
      source: `prometheus ${url}`,
    });
    const web = records[1];
    expect(web?.cpu?.max).toBeCloseTo(287 / 288, 12);
    expect(web?.cpu?.p50).toBeCloseTo(143.5 / 288, 12);
    expect(web?.cpu?.p95).toBeCloseTo((0.95 * 287) / 288, 12);
    expect(web?.memory?.max).toBeCloseTo(100 * (1 + 287 / 288), 9);
  });

  it('is the same whether a window is asked whole or in parts, and no part passes the limit of points', async () => {
    const { url, asked } = await fakePrometheus(cluster);
    const long = question(url, { toSeconds: FROM + 30 * DAY, stepSeconds: 60 });
    const records = await readPrometheusUtilisation(depsWith(), long);
    expect(asked.every((one) => (one.end - one.start) / one.step < 11_000)).toBe(true);
    expect(asked.length).toBeGreaterThan(4);
    expect(records.find((record) => record.container === 'web')?.cpu?.max).toBeCloseTo(30 - 60 / DAY, 9);
  });

  it('covers every step of a window exactly once, its end excluded', () => {
    fc.assert(
      fc.property(fc.integer({ min: 15, max: 7200 }), fc.integer({ min: 1, max: 5_000_000 }), (stepSeconds, length) => {
        const parts = [...partsOf('up', question('', { toSeconds: FROM + length, stepSeconds }))];
        const counts = parts.map((part) => (part.end - part.start) / stepSeconds + 1);
        expect(counts.every((count) => Number.isInteger(count) && count >= 1 && count <= 1000)).toBe(true);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Math.ceil(length / stepSeconds));
        expect(parts.slice(1).every((part, index) => part.start === (parts[index]?.end ?? 0) + stepSeconds)).toBe(true);
        expect(parts.at(-1)?.end).toBeLessThan(FROM + length);
      }),
    );
  });

  it('leaves out what is no number', async () => {
    const { url } = await fakePrometheus((query) =>
      query.includes('container!=')
        ? [{ metric: WEB, at: (seconds) => (seconds % 600 === 0 ? 'NaN' : seconds % 900 === 0 ? '+Inf' : 0.5) }]
        : [],
    );
    const [record] = await readPrometheusUtilisation(depsWith(), question(url));
    expect(record?.cpu).toEqual({ unit: 'cores', mean: 0.5, p50: 0.5, p95: 0.5, max: 0.5 });
  });

  it('asks again after a growing wait while the server is busy, and heeds Retry-After', async () => {
    const waits: number[] = [];
    const { url, asked } = await fakePrometheus(cluster, (_, count): Answer | null => {
      if (count === 1) return { ...apiError(503, 'timeout', 'query timed out in expression evaluation') };
      if (count === 2) return { status: 502, body: '<html>bad gateway</html>' };
      return count === 3 ? { status: 429, body: '', headers: { 'retry-after': '3' } } : null;
    });
    expect(await readPrometheusUtilisation(depsWith(waits), question(url))).toHaveLength(2);
    expect(waits).toEqual([187.5, 375, 3000]);
    expect(asked).toHaveLength(8);
  });

  it('gives up after four attempts and says what the server said', async () => {
    const waits: number[] = [];
    const { url } = await fakePrometheus(cluster, () => apiError(503, 'unavailable', 'starting up'));
    const problem = await refusal(readPrometheusUtilisation(depsWith(waits), question(url)));
    expect([problem.code, waits.length]).toEqual(['prometheus_unreachable', 3]);
    expect(problem.message).toContain('unavailable: starting up');
  });

  it.each<[string, Answer, string, RegExp]>([
    ['a query it does not take', apiError(400, 'bad_data', 'parse error'), 'prometheus_refused', /bad_data: parse error.*sum by/],
    ['a query it cannot run', apiError(422, 'execution', 'too many samples'), 'prometheus_refused', /too many samples/],
    ['a missing token', { status: 401, body: 'Unauthorized' }, 'prometheus_refused', /401/],
    ['a page instead of an API', { body: '<html></html>' }, 'prometheus_answer_invalid', /no JSON/],
    [
      'another shape',
      { body: '{"status":"success","data":{"resultType":"vector","result":[]}}' },
      'prometheus_answer_invalid',
      /resultType/,
    ],
    ['a path that is not there', { status: 404, body: 'not found' }, 'prometheus_answer_invalid', /404/],
    ['no samples at all', { body: '{"status":"success","data":{"resultType":"matrix","result":[]}}' }, 'utilisation_empty', /no sample/],
  ])('answers %s with a problem, without asking twice', async (_, answer, code, text) => {
    const waits: number[] = [];
    const { url } = await fakePrometheus(cluster, () => answer);
    const problem = await refusal(readPrometheusUtilisation(depsWith(waits), question(url)));
    expect([problem.code, problem.message]).toEqual([code, expect.stringMatching(text)]);
    expect(waits).toEqual([]);
  });

  it('refuses an answer without end', async () => {
    const endless = {
      fetch: () => Promise.resolve(new Response('x'.repeat(65 * 1_048_576))),
      wait: () => Promise.resolve(),
      random: () => 0,
    };
    expect((await refusal(readPrometheusUtilisation(endless, question('http://127.0.0.1:1')))).code).toBe('prometheus_answer_too_large');
  });

  it('says that nobody answers', async () => {
    const closed = createServer();
    const port = await new Promise<number>((resolve) => {
      closed.listen(0, '127.0.0.1', () => {
        const address = closed.address();
        closed.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
      });
    });
    const problem = await refusal(readPrometheusUtilisation(depsWith(), question(`http://127.0.0.1:${port}`)));
    expect([problem.code, problem.message]).toEqual(['prometheus_unreachable', expect.stringContaining('ECONNREFUSED')]);
  });

  it('sends the token with each request and names it nowhere', async () => {
    const token = 'secret-token-of-nobody';
    const { url, asked } = await fakePrometheus(cluster);
    const records = await readPrometheusUtilisation(depsWith(), question(url, { server: { url, token } }));
    expect(new Set(asked.map((one) => one.authorization))).toEqual(new Set([`Bearer ${token}`]));
    expect(JSON.stringify(records)).not.toContain(token);
    const refusing = await fakePrometheus(cluster, () => ({ status: 403, body: 'no' }));
    const problem = await refusal(readPrometheusUtilisation(depsWith(), question(refusing.url, { server: { url: refusing.url, token } })));
    expect(`${problem.message}${problem.stack}${JSON.stringify(problem.context)}`).not.toContain(token);
  });
});

describe('statistics', () => {
  it('rise, lie between the extremes, and do not depend on the order of samples', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (samples) => {
        const { mean, p50, p95, max } = statisticsOf(samples);
        expect([p50, p95, max].toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([p50, p95, max]);
        expect(max).toBe(Math.max(...samples));
        expect(mean ?? 0).toBeLessThanOrEqual(max ?? 0);
        expect(statisticsOf(samples.toReversed())).toEqual({ mean: expect.closeTo(mean ?? 0, 6), p50, p95, max });
      }),
    );
  });
});

describe('names', () => {
  it('of pods lead to what made them', () => {
    expect(['web-5d9c7b9fbb-x2x4k', 'db-0', 'node-exporter-q7zzx', 'by-hand', 'api-v2-0'].map(workloadName)).toEqual([
      'web', 'db', 'node-exporter', 'by-hand', 'api-v2',
    ]); // prettier-ignore
  });

  it('of nodes lead to the resource of the bill where the provider id says it', () => {
    expect(resourceIdOfProvider('aws:///eu-north-1a/i-0abc')).toBe('i-0abc');
    expect(resourceIdOfProvider('azure:///subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v')).toBe(
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v',
    );
    expect(resourceIdOfProvider('gce://project/zone/node-1')).toBeNull();
  });
});
