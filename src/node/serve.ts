import { hash, randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { createAnswerCache } from '../http/answer-cache.ts';
import { createApp } from '../http/app.ts';
import type { AppDeps } from '../http/app-deps.ts';
import { createTokenBuckets } from '../http/rate-limiter.ts';
import { Problem } from '../problem.ts';
import { hasActiveKey } from '../store/keys.ts';
import type { Analyst } from './analyst.ts';
import type { NodeStore } from './db.ts';
import { nodeProviderDeps } from './provider-deps.ts';
import { logRequest } from './serve-log.ts';
import { createMetrics } from './metrics.ts';
import { changeTokenOf, oncePerTurn } from './serve-store.ts';
import { createWelcome } from './serve-welcome.ts';

const VERSION = '0.1.0';

const SECONDS = 1000;
const MEGABYTE = 1_048_576;

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
}

/** What a server needs besides its database. */
export interface ServeParts {
  readonly store: NodeStore;
  readonly uploads: AppDeps['uploads'];
  readonly analyst: Analyst | null;
}

export interface RunningServer {
  /** Where it answers, such as http://127.0.0.1:8787. */
  readonly url: string;
  /** The one-time link of a first start, else null. */
  readonly welcomeUrl: string | null;
  /** Stops accepting, lets answers finish, then closes what is left. */
  close(): Promise<void>;
}

/**
 * Starts the API on an address. Throws Problem bind_refused when the address lies beyond this machine and there is
 * no key yet, and port_in_use.
 */
export async function startServer(parts: ServeParts, { host, port }: ServeOptions): Promise<RunningServer> {
  const now = (): string => new Date().toISOString();
  const keyed = (): Promise<boolean> => hasActiveKey(parts.store.db, now());
  const first = !(await keyed());
  if (first && !isLoopback(host)) {
    throw new Problem('bind_refused', { detail: `${host} can be reached from other machines, and there is no key yet.` });
  }
  const welcome = first ? createWelcome(Date.now, keyed) : null;
  const app = createApp({ ...nodeDeps(parts, now), welcome });
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { requestTimeout: 0, headersTimeout: 20 * SECONDS, keepAliveTimeout: 20 * SECONDS },
  }) as Server;
  // A whole upload may take long; a connection on which nothing moves for five minutes may not.
  server.setTimeout(300 * SECONDS);
  server.maxRequestsPerSocket = 0;
  await listen(server, host, port);
  const address = server.address() as AddressInfo;
  const url = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  return {
    url,
    welcomeUrl: welcome === null ? null : `${url}/welcome?token=${welcome.token}`,
    close: () => closeServer(server),
  };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

function nodeDeps({ store, uploads, analyst }: ServeParts, now: () => string): Omit<AppDeps, 'welcome'> {
  return {
    store,
    providers: nodeProviderDeps(tmpdir(), { environment: process.env }),
    uploads,
    reports: analyst === null ? null : { make: analyst.report },
    analyst,
    clock: now,
    version: VERSION,
    randomId: randomUUID,
    randomSecret: () => randomBytes(32).toString('base64url'),
    sha256: (input) => hash('sha256', input, 'hex'),
    limiter: createTokenBuckets({ burst: 1000, tokensPerSecond: 100, maxCallers: 10_000 }),
    answers: createAnswerCache(500, 16 * MEGABYTE),
    changeToken: oncePerTurn(changeTokenOf(store)),
    clientAddress: (c) => getConnInfo(c).remote.address ?? 'unknown',
    log: logRequest,
    metrics: createMetrics(() => uploads?.pending().length ?? 0),
    docsFile: swaggerFile(),
  };
}

/** Files of swagger-ui-dist, read once each. The caller asks for names it knows, so no path comes from a request. */
function swaggerFile(): (name: string) => Promise<Uint8Array | null> {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const files = new Map<string, Promise<Uint8Array>>();
  return (name) => {
    const file = files.get(name) ?? readFile(join(folder, name));
    files.set(name, file);
    return file;
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return reject(new Problem('port_in_use', { detail: `${host}:${port} is in use.`, cause: error }));
      if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
        return reject(new Problem('address_unusable', { detail: `${host}:${port} cannot be used: ${error.message}.`, cause: error }));
      }
      return reject(error);
    });
    server.listen({ host, port }, resolve);
  });
}

const DRAIN_MS = 10 * SECONDS;
const IDLE_CHECK_MS = 25;

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    // A kept-alive connection turns idle only when its answer is out, so idle ones are looked for again and again.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
    server.close(() => {
      clearTimeout(deadline);
      clearInterval(idle);
      resolve();
    });
  });
}
