import { lockInConstant } from '../../catalog/lock-in-constants.ts';

/** Person-weeks. */
export interface WeekRange {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** Person-weeks of a programme with the range that holds 80 of 100 outcomes. */
export interface ProgrammeWeeks extends WeekRange {
  readonly p10: number;
  readonly p90: number;
}

/** Standard normal quantile of 90 percent. */
const Z90 = 1.2816;

/** Weeks for n similar workloads of one service: base x n^0.8, for low, likely and high apart. Lock-in model 0.1, section 8. */
export function weeksForWorkloads(base: WeekRange, workloads: number): WeekRange {
  const factor = workloads <= 0 ? 0 : workloads ** lockInConstant('effortExponent');
  return { low: base.low * factor, likely: base.likely * factor, high: base.high * factor };
}

/** PERT mean, (low + 4 likely + high) / 6. */
export const pertMean = ({ low, likely, high }: WeekRange): number => (low + 4 * likely + high) / 6;

/**
 * A programme of services: target platform once where no production Kubernetes exists, then 20 percent for coordination.
 * PERT means add up, standard deviations (high - low) / 6 add in quadrature; p10 and p90 are the normal quantiles.
 */
export function programmeWeeks(services: readonly WeekRange[], needsPlatform: boolean): ProgrammeWeeks {
  const platform = { low: lockInConstant('platformLow'), likely: lockInConstant('platformLikely'), high: lockInConstant('platformHigh') };
  const parts = needsPlatform && services.some((part) => part.high > 0) ? [...services, platform] : services;
  const factor = 1 + lockInConstant('coordination');
  const total = (of: (part: WeekRange) => number): number => factor * parts.reduce((sum, part) => sum + of(part), 0);
  const mean = total(pertMean);
  const deviation = factor * Math.sqrt(parts.reduce((sum, part) => sum + ((part.high - part.low) / 6) ** 2, 0));
  return {
    low: total((part) => part.low),
    likely: total((part) => part.likely),
    high: total((part) => part.high),
    p10: Math.max(0, mean - Z90 * deviation),
    p90: mean + Z90 * deviation,
  };
}
