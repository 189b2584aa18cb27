import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { createKey } from '../src/http/create-key.ts';
import type { NodeStore } from '../src/node/db.ts';
import { startServer } from '../src/node/serve.ts';
import { openServerStore } from '../src/node/serve-store.ts';
import { systemClock } from '../src/node/system.ts';
import type { Load, LoadResult } from './http-load.ts';
import { median } from './statistics.ts';
import { synthesise } from './synthetic-store.ts';
import { barLine, note, table } from './table.ts';

/**
 * `node benchmarks/http.ts`: requests a second of a cached cost question over kept-alive connections, with key, headers
 * and entity tag, beside a bare Hono route that answers the same JSON. Bar: at least half.
 */
const { values: chosen } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '16' },
    runs: { type: 'string', default: '5' },
  },
});

const QUESTION = '/v1/costs?groupBy=serviceName&from=2025-10-01&to=2025-11-01';
const CHARGES = 50_000;
const BAR = 0.5;

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'aweigh-bench-'));
  const path = join(directory, 'aweigh.db');
  synthesise(path, CHARGES).close();
  const store = openServerStore(path);
  const client = new Worker(new URL('./http-load.ts', import.meta.url));
  const server = await startServer({ store, uploads: null, analyst: null }, { host: '127.0.0.1', port: 0 });
  const key = await keyFor(store);
  const answer: unknown = await (await fetch(`${server.url}${QUESTION}`, { headers: { authorization: `Bearer ${key}` } })).json();
  const bare = createAdaptorServer({ fetch: new Hono().get('/v1/costs', (c) => c.json(answer)).fetch });
  bare.listen(0, '127.0.0.1');
  await once(bare, 'listening');
  try {
    const common = { path: QUESTION, key, connections: Number(chosen.connections), seconds: Number(chosen.seconds) };
    const ports = { bare: (bare.address() as AddressInfo).port, aweigh: Number(new URL(server.url).port) };
    printRatio(await alternate(client, { ...common, port: ports.bare }, { ...common, port: ports.aweigh }));
  } finally {
    await client.terminate();
    bare.close();
    await server.close();
    store.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

const keyFor = async (store: NodeStore): Promise<string> => {
  const deps = {
    store,
    randomId: randomUUID,
    randomSecret: () => randomBytes(32).toString('base64url'),
    sha256: (input: string | Uint8Array) => createHash('sha256').update(input).digest('hex'),
  };
  return (await createKey(deps, { name: 'bench', scopes: ['read'], expiresAt: null, actor: 'bench', now: systemClock() })).key;
};

interface Measured {
  readonly bare: readonly LoadResult[];
  readonly aweigh: readonly LoadResult[];
}

/** In turns, so that a busy machine slows both; the first pair only warms up. */
async function alternate(client: Worker, bare: Load, aweigh: Load): Promise<Measured> {
  const measured: { bare: LoadResult[]; aweigh: LoadResult[] } = { bare: [], aweigh: [] };
  for (let run = 0; run <= Number(chosen.runs); run += 1) {
    for (const [name, load] of [
      ['bare', bare],
      ['aweigh', aweigh],
    ] as const) {
      client.postMessage(load);
      const [result] = (await once(client, 'message')) as [LoadResult];
      if (run > 0) measured[name].push(result);
    }
  }
  return measured;
}

function printRatio({ bare, aweigh }: Measured): void {
  const rate = (results: readonly LoadResult[]): number => median(results.map((result) => result.requestsPerSecond));
  note(
    `\nCached cost question over HTTP, ${chosen.connections} kept-alive connections, medians of ${chosen.runs} runs of ${chosen.seconds} s in turns`,
  );
  table(
    ['', 'requests/s', 'bytes an answer'],
    [
      ['bare Hono JSON route', rate(bare).toFixed(0), String(bare[0]?.bytes)],
      ['GET /v1/costs', rate(aweigh).toFixed(0), String(aweigh[0]?.bytes)],
    ],
  );
  const ratios = aweigh.map((result, index) => result.requestsPerSecond / (bare[index]?.requestsPerSecond ?? Number.NaN));
  barLine({ name: 'throughput of a cached cost question, of bare Hono', measured: median(ratios), bar: BAR, sense: 'at least' });
}

await main();
