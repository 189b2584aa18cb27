import type { Store } from '../store/db.ts';
import { deleteRunPeriodData, supersededPeriods } from '../store/run-period-removal.ts';

/** Frees the space of run periods that a newer run replaced. Interrupted, it goes on next time. */
export async function removeSuperseded(store: Store): Promise<number> {
  const periods = await supersededPeriods(store.db);
  for (const period of periods) await deleteRunPeriodData(store, period);
  return periods.length;
}
