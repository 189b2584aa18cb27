import { desc, eq, ne } from 'drizzle-orm';
import type { Instant } from '../time.ts';
import { auditStatement } from './audit.ts';
import type { Db, Store } from './db.ts';
import { night, schedule } from './exit-tables.ts';

/** One night. The body is what it read and found, as JSON. */
export interface Night {
  readonly id: string;
  readonly status: 'running' | 'done' | 'failed' | 'interrupted';
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly body: unknown;
}

/** The last nights, the newest first. */
export async function lastNights(db: Db, count: number): Promise<Night[]> {
  const rows = await db.select().from(night).orderBy(desc(night.startedAt), desc(night.id)).limit(count);
  return rows.map((row) => ({ ...row, body: JSON.parse(row.body) as unknown }));
}

/** Enters a night before it reads anything. With its lock held, any other that says it runs has died. */
export function startNight(store: Store, row: { readonly id: string; readonly startedAt: Instant }): Promise<void> {
  return store.atomic((db) => [
    db.update(night).set({ status: 'interrupted', finishedAt: row.startedAt }).where(eq(night.status, 'running')),
    db.insert(night).values({ ...row, status: 'running', body: '{}' }),
  ]);
}

export async function endNight(
  db: Db,
  end: { readonly id: string; readonly status: 'done' | 'failed' | 'interrupted'; readonly at: Instant; readonly body: unknown },
): Promise<void> {
  await db
    .update(night)
    .set({ status: end.status, finishedAt: end.at, body: JSON.stringify(end.body) })
    .where(eq(night.id, end.id));
}

/** The last night that came to its end, well or not; null before the first. */
export async function lastEndedNight(db: Db): Promise<Night | null> {
  const rows = await db.select().from(night).where(ne(night.status, 'running')).orderBy(desc(night.startedAt), desc(night.id)).limit(50);
  const row = rows.find(({ status }) => status !== 'interrupted');
  return row === undefined ? null : { ...row, body: JSON.parse(row.body) as unknown };
}

/** The schedule as it was stored, and when; null before it was set. */
export async function storedSchedule(db: Db): Promise<{ readonly body: unknown; readonly updatedAt: Instant } | null> {
  const row = await db.select().from(schedule).where(eq(schedule.id, 1)).get();
  return row === undefined ? null : { body: JSON.parse(row.body) as unknown, updatedAt: row.updatedAt };
}

export function saveSchedule(store: Store, body: unknown, write: { readonly actor: string; readonly at: Instant }): Promise<void> {
  const row = { body: JSON.stringify(body), updatedAt: write.at };
  return store.atomic((db) => [
    db
      .insert(schedule)
      .values({ id: 1, ...row })
      .onConflictDoUpdate({ target: schedule.id, set: row }),
    auditStatement(db, { ...write, action: 'schedule.change', subject: 'schedule', detail: '' }),
  ]);
}
