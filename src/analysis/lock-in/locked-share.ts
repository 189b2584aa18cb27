import { lockInConstant } from '../../catalog/lock-in-constants.ts';
import { FRACTION_SCALE, quotient, roundedDivision, scaledFraction } from './fraction-scale.ts';
import type { LockedMoney, WeightedCell } from './reach.ts';

/** Sums over a set of cells in one currency; shares run from 0 to 100. */
export interface LockedShare {
  readonly meanScore: number;
  readonly point: number;
  readonly low: number;
  readonly high: number;
  readonly withoutReach: number;
  readonly unclassifiedShare: number;
  /** Attos of the pool's currency. */
  readonly scoredSpend: bigint;
  readonly classifiedSpend: bigint;
  readonly unclassifiedSpend: bigint;
  readonly lockedSpend: bigint;
  readonly baseLockedSpend: bigint;
  readonly lockedSpendWithoutCap: bigint;
}

/**
 * Locked share with its interval. U = unknown / all; low counts unknown as portable, high as locked and the prior
 * without its cap, point takes unknown at max(0.5, locked share of the classified part), so that an unknown service
 * never improves a score. Lock-in model 0.1, sections 4 and 5.
 */
export function lockedShare(cells: readonly WeightedCell[], locked: LockedMoney): LockedShare {
  const sums = { all: 0n, classified: 0n, scores: 0n, base: 0n, withReach: 0n, withoutCap: 0n };
  for (const { cell, weight } of cells) {
    sums.all += weight;
    if (cell.score === null) continue;
    sums.classified += weight;
    sums.scores += weight * scaledFraction(cell.score.score / 100);
    sums.base += locked.base.get(cell.id) ?? 0n;
    sums.withReach += locked.withReach.get(cell.id) ?? 0n;
    sums.withoutCap += locked.withoutCap.get(cell.id) ?? 0n;
  }
  const unknown = sums.all - sums.classified;
  const share = (numerator: bigint): number => 100 * quotient(numerator, sums.all * FRACTION_SCALE);
  const pointOf = (numerator: bigint): number => {
    const ofClassified = quotient(numerator, sums.classified * FRACTION_SCALE);
    return share(numerator + unknown * scaledFraction(Math.max(lockInConstant('unknownFloor'), ofClassified)));
  };
  return {
    meanScore: 100 * quotient(sums.scores, sums.classified * FRACTION_SCALE),
    point: pointOf(sums.withReach),
    low: share(sums.withReach),
    high: share(sums.withoutCap + unknown * FRACTION_SCALE),
    withoutReach: pointOf(sums.base),
    unclassifiedShare: share(unknown * FRACTION_SCALE),
    scoredSpend: sums.all,
    classifiedSpend: sums.classified,
    unclassifiedSpend: unknown,
    lockedSpend: roundedDivision(sums.withReach, FRACTION_SCALE),
    baseLockedSpend: roundedDivision(sums.base, FRACTION_SCALE),
    lockedSpendWithoutCap: roundedDivision(sums.withoutCap, FRACTION_SCALE),
  };
}
