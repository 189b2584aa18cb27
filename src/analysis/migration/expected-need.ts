import { normalQuantile } from './distribution.ts';
import type { NeedCurves } from './need-curves.ts';

/** Mean need of a workload when the shared errors are at their middle and its own are as they come. */
export interface ExpectedNeed {
  readonly cpu: number;
  readonly memory: number;
  /** Mean share of today's price that is paid for the need where it stands. */
  readonly inPlace: number;
}

const STEPS = 16;
const ERRORS = Array.from({ length: STEPS }, (_, step) => normalQuantile((step + 0.5) / STEPS));

/**
 * The central scenario of a workload: not its middle need but the mean over its own errors, because a fleet has all of them
 * and the price that is paid bends with the need. Processor and memory errors are independent; 16 by 16 equal strata.
 */
export function expectedNeed(curves: NeedCurves, priceOf: (need: number) => number): ExpectedNeed {
  const own = Math.sqrt(1 - curves.rho);
  const cpu = ERRORS.map((error) => curves.cpu(own * error));
  const memory = ERRORS.map((error) => curves.memory(own * error));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / STEPS;
  return { cpu: mean(cpu), memory: mean(memory), inPlace: mean(cpu.map((c) => mean(memory.map((m) => priceOf(Math.max(c, m)))))) };
}
