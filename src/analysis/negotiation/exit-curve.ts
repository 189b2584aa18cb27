import type { CaseGroup } from '../../finding/negotiation-case.ts';

/** Mean days of a month. */
const DAYS_A_MONTH = 30.4375;

/** Shares that meet within rounding count as reached. */
const TOLERANCE = 1e-9;

/** For each cut-over month of a movable group: the share of all spend that could have left by then. */
export function exitCurve(groups: readonly CaseGroup[], monthlyTotal: number): (readonly [month: number, share: number])[] {
  const movable = groups.filter((group) => group.movable);
  const months = [...new Set(movable.map((group) => group.cutoverMonth))].toSorted((a, b) => a - b);
  return months.map((month) => [
    month,
    movable.reduce((sum, group) => sum + (group.cutoverMonth <= month ? group.monthly : 0), 0) / monthlyTotal,
  ]);
}

/**
 * daysToExit(q): days until the share q of the spend that can move at all has left, the last month of the curve being all of
 * it; null when nothing can move. Half days are rounded to even, as statistics are.
 */
export function daysToExit(curve: readonly (readonly [month: number, share: number])[], share: number): number | null {
  const movable = curve.at(-1)?.[1] ?? 0;
  const reached = movable > 0 ? curve.find(([, left]) => left >= share * movable - TOLERANCE) : undefined;
  return reached === undefined ? null : roundedToEven(DAYS_A_MONTH * reached[0]);
}

function roundedToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
