import { eq } from 'drizzle-orm';
import type { Store } from './db.ts';
import { run } from './ledger-tables.ts';

/** A run that ended without reading anything, or whose maker died. */
export interface EndedRun {
  readonly runId: string;
  readonly source: string;
  readonly deliveryStyle: (typeof run.$inferSelect)['deliveryStyle'];
  /** SHA-256 of the file. */
  readonly digest: string;
  readonly status: 'failed' | 'cancelled';
  readonly startedAt: string;
  readonly finishedAt: string;
  /** A problem code and what happened. */
  readonly problem: { readonly code: string; readonly detail: string };
}

/** Enters a run that ended before the ledger knew it, or ends one that was left loading. One that ended otherwise stays as it is. */
export function recordEndedRun(store: Store, end: EndedRun): Promise<void> {
  const { runId, problem, ...row } = end;
  const outcome = { problem: problem.code, result: JSON.stringify({ detail: problem.detail }) };
  return store.atomic((db) => [
    db
      .insert(run)
      .values({ id: runId, ...row, ...outcome })
      .onConflictDoUpdate({
        target: run.id,
        set: { status: end.status, finishedAt: end.finishedAt, ...outcome },
        setWhere: eq(run.status, 'loading'),
      }),
  ]);
}
