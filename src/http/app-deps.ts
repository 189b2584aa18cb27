import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Clock, Instant } from '../time.ts';
import type { Store } from '../store/db.ts';
import type { AnalystPort } from './analyst-port.ts';
import type { AnswerCache } from './answer-cache.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { ProviderPort } from '../jobs/sources.ts';
import type { ReportPort } from './report-port.ts';
import type { Scope } from '../store/keys.ts';
import type { UploadPort } from './upload-port.ts';

/** Everything the API needs from the outside. Built in node/ and workers/ only. */
export interface AppDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly version: string;
  /** A random UUID. */
  readonly randomId: () => string;
  /** 32 random bytes as URL-safe text: the secret part of a key. */
  readonly randomSecret: () => string;
  /** SHA-256 of UTF-8 text or bytes as lower-case hex. */
  readonly sha256: (input: string | Uint8Array) => Promise<string> | string;
  readonly limiter: RateLimiter;
  readonly answers: AnswerCache;
  /**
   * A token that changes whenever anything in the database changed, this connection's own writes included.
   * Null when the runtime has none; then nothing is remembered between requests.
   */
  readonly changeToken: () => string | null;
  /** The address a request came from, for limiting callers without a key. */
  readonly clientAddress: (c: Context<AppEnv>) => string;
  readonly log: (event: RequestEvent) => void;
  /** What probing the permissions of a source needs; null on a runtime that reads no sources. */
  readonly providers: ProviderPort | null;
  /** Null on a runtime without local disk: the routes are then absent. */
  readonly uploads: UploadPort | null;
  readonly reports: ReportPort | null;
  /** Analyses off the serving thread; when null they are made on this one. */
  readonly analyst: AnalystPort | null;
  readonly metrics: MetricsPort | null;
  /** A static file of the API page by name; null when there is none. */
  readonly docsFile: (name: string) => Promise<Uint8Array | null>;
  /** Redeems the one-time link of a first start; null when there is no such link. */
  readonly welcome: WelcomePort | null;
}

/** One finished request, as the log and the metrics take it. */
export interface RequestEvent {
  readonly requestId: string;
  readonly method: string;
  /** The route's pattern, never the raw address: it may hold a token. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
  readonly actor: string;
  readonly code?: string | undefined;
  readonly error?: unknown;
}

/** Counts requests and prints the Prometheus text. */
export interface MetricsPort {
  observe(event: RequestEvent): void;
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** A single-use token, held in memory only. */
export interface WelcomePort {
  /** True once for the right token before it expires; false ever after. */
  redeem(token: string): Promise<boolean>;
}

/** Who asks: a key's id, name and scopes. */
export interface Caller {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
}

/** What middleware leaves for handlers. */
export interface AppEnv {
  readonly Variables: {
    requestId: string; /** When the request came. */
    startedAt: Instant;
    caller: Caller | undefined;
    /** True when the answer was made with the headers that every answer has. */
    hasCommonHeaders: boolean | undefined;
    problemCode: string | undefined;
    failure: unknown;
  };
}

export type App = OpenAPIHono<AppEnv>;

/** Adds the routes of one subject to the app. */
export type RegisterRoutes = (app: App, deps: AppDeps) => void;
