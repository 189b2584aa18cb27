import type { z } from 'zod';
import type { AskedFormat } from '../focus/format-families.ts';
import type { MoneyJson } from '../money.ts';
import type { BillingPeriod, Clock } from '../time.ts';

/** Where a provider puts what it fetched, and how it looks at a folder of the user. */
export interface FilePort {
  /**
   * Writes one file of a delivery and answers its path. It has its name only once all parts are written, so that a
   * failure between two pages leaves nothing behind. The name is a plain file name that keeps its ending (.csv.gz).
   */
  readonly write: (name: string, parts: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>) => Promise<string>;
  /** What lies at a path of this machine. */
  readonly look: (path: string) => Promise<'folder' | 'file' | 'missing' | 'unreadable'>;
}

/** What a provider needs from outside. Built in node/ and workers/ only. */
export interface ProviderDeps {
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  /** Waits before a retry; tests answer at once. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** From 0 up to 1, for the jitter of a retry. */
  readonly random: () => number;
  /** The value of an environment variable that settings name. Never logged, never stored, never in a Problem. */
  readonly secret: (variable: string) => string | undefined;
  readonly files: FilePort;
  readonly signal?: AbortSignal | undefined;
}

/** Billing periods, both ends inclusive. */
export interface PeriodRange {
  readonly first: BillingPeriod;
  readonly last: BillingPeriod;
}

/** One permission as it was probed. */
export interface PermissionCheck {
  /** As the provider spells it, such as ce:GetCostAndUsage. */
  readonly permission: string;
  /** What it is for, in a few words. */
  readonly purpose: string;
  /** Without a required one nothing can be read; without another one something is missing from reports. */
  readonly required: boolean;
  readonly granted: boolean;
  /** What was answered, without secrets. */
  readonly detail: string;
  /** What to do when it is missing. */
  readonly grant: string;
}

/** Requests of one kind that reading a range will take. */
export interface PlannedRequests {
  /** As the provider spells it, such as GetCostAndUsage. */
  readonly request: string;
  readonly count: number;
  /** True where an answer of several pages takes more requests than can be known before. */
  readonly atLeast: boolean;
  /** What one costs; null for free. */
  readonly costEach: MoneyJson | null;
}

/** One unit of work: what a billing account was charged in a billing period. It is fetched only when it is news. */
export interface Delivery {
  /** Names the unit within its source, the same in every night: 123456789012 2026-10. */
  readonly name: string;
  /** Null where one delivery spans several. */
  readonly billingPeriod: BillingPeriod | null;
  /** Changes whenever the content changes, such as a hash of the manifest; null when that is known only after reading. */
  readonly version: string | null;
  readonly format: AskedFormat;
  /**
   * Gets the bill files, or writes charges as a FOCUS file, and answers the paths. Either way they go through the same
   * ingestion as any file; commitments may come along as a FOCUS Contract Commitment file. Throws a Problem; then nothing
   * of this delivery is kept.
   */
  readonly fetch: () => Promise<readonly string[]>;
}

/**
 * A way by which bills come in by themselves. The settings hold no secret: they name the environment variable that does.
 * Methods throw Problems of their own codes, source_permission_missing with the permission among them.
 */
export interface Provider<Settings = unknown> {
  readonly id: string;
  readonly name: string;
  readonly settings: z.ZodType<Settings>;
  /** False where settings name paths of this machine, which nobody may choose over HTTP. */
  readonly overHttp: boolean;
  /** Probes each permission separately. Throws only when the provider cannot be reached at all. */
  check(deps: ProviderDeps, settings: Settings): Promise<readonly PermissionCheck[]>;
  /** What there is to read, oldest period first. */
  deliveries(deps: ProviderDeps, settings: Settings, range: PeriodRange): AsyncIterable<Delivery>;
  /** Count and cost of the requests of a range, known without making a request that costs. */
  planRequests(deps: ProviderDeps, settings: Settings, range: PeriodRange): Promise<readonly PlannedRequests[]>;
}
