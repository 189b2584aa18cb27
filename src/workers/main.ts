import type { D1Database } from '@cloudflare/workers-types';
import { createAnswerCache } from '../http/answer-cache.ts';
import type { App, AppDeps, RequestEvent } from '../http/app-deps.ts';
import { createApp } from '../http/app.ts';
import { createTokenBuckets } from '../http/rate-limiter.ts';
import { d1Store } from './db.ts';

/** What wrangler.toml binds. */
interface Bindings {
  readonly DB: D1Database;
}

/** One app for each database, for as long as the isolate lives: the routes are then described once, not for every request. */
const apps = new WeakMap<D1Database, App>();

export default {
  fetch(request: Request, bindings: Bindings): Response | Promise<Response> {
    const app = apps.get(bindings.DB) ?? createApp(workerDeps(bindings));
    apps.set(bindings.DB, app);
    return app.fetch(request);
  },
};

/** The API over D1. A Worker has no disk: no uploads, no reports, no files of the API page. */
function workerDeps(bindings: Bindings): AppDeps {
  return {
    store: d1Store(bindings.DB),
    clock: () => new Date().toISOString(),
    version: '0.1.0',
    randomId: () => crypto.randomUUID(),
    randomSecret: () => base64Url(crypto.getRandomValues(new Uint8Array(32))),
    sha256: async (input) =>
      hex(await crypto.subtle.digest('SHA-256', typeof input === 'string' ? new TextEncoder().encode(input) : input)),
    limiter: createTokenBuckets({ burst: 120, tokensPerSecond: 20, maxCallers: 10_000 }),
    answers: createAnswerCache(0, 0),
    changeToken: () => null,
    clientAddress: (c) => c.req.header('cf-connecting-ip') ?? 'unknown',
    log: writeLogLine,
    providers: null,
    uploads: null,
    reports: null,
    analyst: null,
    metrics: null,
    docsFile: () => Promise.resolve(null),
    welcome: null,
  };
}

/** The console is the log of a Worker: one JSON line a request, without addresses, keys or bodies. */
function writeLogLine({ error, ...event }: RequestEvent): void {
  const failure = error instanceof Error ? { error: error.message } : {};
  console.log(JSON.stringify({ ...event, ...failure }));
}

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
