import { and, eq, lt } from 'drizzle-orm';
import { Problem } from '../problem.ts';
import type { Store } from './db.ts';
import { idempotency, run } from './ledger-tables.ts';
import { addDays, dayOf, type Instant } from '../time.ts';

export interface IdempotencyClaim {
  readonly key: string;
  readonly apiKeyId: string;
  /** Of the file and of everything that changes what the run does. */
  readonly bodySha256: string;
  readonly runId: string;
  readonly now: Instant;
}

interface ClaimDeps {
  readonly store: Store;
  /** Whether a run waits or loads in this process. */
  readonly isPending: (runId: string) => boolean;
}

/**
 * Claims an idempotency key for a new run and answers the run that holds it: the new one, or that of an earlier
 * request with the same body. A claim whose run is neither stored nor waiting was lost with a process and is taken over.
 * Throws Problem idempotency_conflict when the key stands for another body.
 */
export async function claimIdempotency(deps: ClaimDeps, claim: IdempotencyClaim): Promise<string> {
  const { key, apiKeyId, bodySha256, runId, now } = claim;
  const mine = and(eq(idempotency.apiKeyId, apiKeyId), eq(idempotency.key, key));
  const dayBefore = `${addDays(dayOf(now), -1)}${now.slice(10)}`;
  const row = { key, apiKeyId, bodySha256, runId, createdAt: now };
  await deps.store.atomic((db) => [
    db.delete(idempotency).where(lt(idempotency.createdAt, dayBefore)),
    db.insert(idempotency).values(row).onConflictDoNothing(),
  ]);
  const held = await deps.store.db.select().from(idempotency).where(mine).get();
  if (held === undefined || held.runId === runId) return runId;
  if (held.bodySha256 !== bodySha256) {
    throw new Problem('idempotency_conflict', { detail: `Idempotency-Key ${key} was used for another file or other options.` });
  }
  if (await isKnownRun(deps, held.runId)) return held.runId;
  await deps.store.atomic((db) => [db.update(idempotency).set(row).where(mine)]);
  return runId;
}

async function isKnownRun({ store, isPending }: ClaimDeps, runId: string): Promise<boolean> {
  if (isPending(runId)) return true;
  const stored = await store.db.select({ id: run.id }).from(run).where(eq(run.id, runId)).get();
  return stored !== undefined;
}
