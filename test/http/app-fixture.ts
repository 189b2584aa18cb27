import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createAnswerCache } from '../../src/http/answer-cache.ts';
import { createApp } from '../../src/http/app.ts';
import type { App, AppDeps, RequestEvent } from '../../src/http/app-deps.ts';
import { createKey } from '../../src/http/create-key.ts';
import { createTokenBuckets } from '../../src/http/rate-limiter.ts';
import { openStore, type NodeStore } from '../../src/node/db.ts';
import { changeTokenOf } from '../../src/node/serve-store.ts';
import type { Scope } from '../../src/store/keys.ts';

export const NOW = '2026-11-24T12:00:00.000Z';

export interface TestApp {
  readonly app: App;
  readonly deps: AppDeps;
  readonly store: NodeStore;
  readonly events: RequestEvent[];
  /** Makes a key and answers its secret. */
  readonly key: (...scopes: Scope[]) => Promise<string>;
  /** A request with a key. */
  readonly get: (path: string, key: string, headers?: Record<string, string>) => Promise<Response>;
  readonly send: (path: string, key: string, init: RequestInit) => Promise<Response>;
}

/** The whole app on an in-memory database and a clock that stands still unless it is moved. */
export function testApp(override: Partial<Omit<AppDeps, 'store'>> = {}, store: NodeStore = openStore(':memory:')): TestApp {
  onTestFinished(() => store.close());
  const events: RequestEvent[] = [];
  const deps: AppDeps = {
    store,
    clock: () => NOW,
    version: '0.0.0-test',
    randomId: randomUUID,
    randomSecret: () => randomBytes(32).toString('base64url'),
    sha256: (input) => createHash('sha256').update(input).digest('hex'),
    limiter: createTokenBuckets({ burst: 100_000, tokensPerSecond: 1, maxCallers: 100 }),
    answers: createAnswerCache(100, 1_000_000),
    changeToken: changeTokenOf(store),
    clientAddress: () => '127.0.0.1',
    log: (event) => void events.push(event),
    providers: null,
    uploads: null,
    reports: null,
    analyst: null,
    metrics: null,
    docsFile: () => Promise.resolve(new TextEncoder().encode('/* file */')),
    welcome: null,
    ...override,
  };
  const app = createApp(deps);
  const send: TestApp['send'] = (path, key, init) =>
    Promise.resolve(
      app.request(path, { ...init, headers: { authorization: `Bearer ${key}`, ...(init.headers as Record<string, string> | undefined) } }),
    );
  return {
    app,
    deps,
    store,
    events,
    key: async (...scopes) => (await createKey(deps, { name: scopes.join('+'), scopes, expiresAt: null, actor: 'test', now: NOW })).key,
    get: (path, key, headers = {}) => send(path, key, { headers }),
    send,
  };
}
