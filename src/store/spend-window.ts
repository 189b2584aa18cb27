import { sql } from 'drizzle-orm';
import { addMonths, billingPeriodOf, dayText, firstDayOf, monthText, UNDATED_DAY, type Day, type DayRange } from '../time.ts';
import { UNDATED_MONTH } from './charge-filter.ts';
import type { Db } from './db.ts';

/** The months an analysis rests on. */
export interface SpendWindow {
  /** Whole months; null when the published charges carry no dates at all. */
  readonly range: DayRange | null;
  /** Months of the range that have charges. */
  readonly months: number;
  readonly asOf: Day;
  /** Bill rows without a date, which a dated range leaves out. */
  readonly undatedRowCount: number;
}

const WINDOW_MONTHS = 12;

/**
 * Up to twelve months that end with the last published month not after `asOf` (null: the latest charge day).
 * Null when nothing is published up to then. `today` is the as-of day of bills without any date.
 */
export async function spendWindow(db: Db, asOf: Day | null, today: Day): Promise<SpendWindow | null> {
  const rows = await db.all<{ month: number; rowCount: number }>(sql`
    SELECT m.month AS month, sum(m.row_count) AS rowCount
    FROM summary_service_month m JOIN run_period rp ON rp.id = m.run_period_id AND rp.state = 'published'
    GROUP BY m.month ORDER BY m.month`);
  const undated = rows.find((row) => row.month === UNDATED_MONTH)?.rowCount ?? 0;
  const dated = rows.filter((row) => row.month !== UNDATED_MONTH).map((row) => monthText(row.month));
  if (dated.length === 0) return undated === 0 ? null : { range: null, months: 1, asOf: asOf ?? today, undatedRowCount: 0 };
  const usable = asOf === null ? dated : dated.filter((month) => month <= billingPeriodOf(asOf));
  const last = usable.at(-1);
  if (last === undefined) return null;
  const from = addMonths(last, 1 - WINDOW_MONTHS);
  const inWindow = usable.filter((month) => month >= from);
  return {
    range: { from: firstDayOf(inWindow[0] ?? last), to: firstDayOf(addMonths(last, 1)) },
    months: inWindow.length,
    asOf: asOf ?? (await lastChargeDay(db)) ?? today,
    undatedRowCount: undated,
  };
}

async function lastChargeDay(db: Db): Promise<Day | null> {
  const rows = await db.all<{ day: number | null }>(
    sql`SELECT max(last_day) AS day FROM run_period WHERE state = 'published' AND last_day > ${UNDATED_DAY}`,
  );
  const day = rows[0]?.day ?? null;
  return day === null ? null : dayText(day);
}
