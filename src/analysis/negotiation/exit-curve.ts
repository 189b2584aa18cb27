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

/** daysToExit(q): days until the curve reaches a share of all spend; null when it never does. */
export function daysToExit(curve: readonly (readonly [month: number, share: number])[], share: number): number | null {
  const reached = curve.find(([, reachedShare]) => reachedShare >= share - TOLERANCE);
  return reached === undefined ? null : Math.round(DAYS_A_MONTH * reached[0]);
}
