import type { Store } from '../store/db.ts';
import { lastNights, saveSchedule, storedSchedule, type Night } from '../store/nights.ts';
import type { Clock, Instant } from '../time.ts';
import { nextRun, parseSchedule, type Schedule } from './schedule.ts';

interface ScheduleDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Who the audit log names. */
  readonly actor: string;
}

export interface ScheduleView extends Schedule {
  /** Null where no night begins by itself. */
  readonly nextRunAt: Instant | null;
  readonly lastNight: Night | null;
}

/** The schedule as it stands, with the night before and the next. */
export async function scheduleView({ store, clock }: Pick<ScheduleDeps, 'store' | 'clock'>): Promise<ScheduleView> {
  const schedule = parseSchedule((await storedSchedule(store.db))?.body ?? {});
  const { cron, timeZone } = schedule;
  const [lastNight = null] = await lastNights(store.db, 1);
  return { ...schedule, nextRunAt: cron === null ? null : nextRun({ cron, timeZone }, clock()), lastNight };
}

/** Puts a schedule in the place of the one before. Throws Problem input_invalid. */
export async function setSchedule({ store, clock, actor }: ScheduleDeps, form: unknown): Promise<void> {
  await saveSchedule(store, parseSchedule(form), { actor, at: clock() });
}

/** Sets when nights begin and leaves the rest; nothing is written where it is so already. Throws Problem input_invalid. */
export async function setCron(deps: ScheduleDeps, cron: string): Promise<void> {
  const before = parseSchedule((await storedSchedule(deps.store.db))?.body ?? {});
  if (before.cron !== cron) await setSchedule(deps, { ...before, cron });
}
