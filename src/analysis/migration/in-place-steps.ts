import type { ComputeItem } from './compute-item.ts';

/** Machine types usually start at two vCPU: below that nothing is saved by a smaller one. */
const SMALLEST_VCPU = 2;

/**
 * How often today's machine could be halved where it stands; -1 where any share is possible: nodes and scaled fleets
 * shrink by number, tasks and application platforms by size. A right-sizing counts only where a smaller bill follows.
 */
export function inPlaceSteps({ route, demand }: Pick<ComputeItem, 'route' | 'demand'>): number {
  if (route === 'kubernetes-node' || route === 'serverless-container') return -1;
  if (demand.autoscaled && demand.count >= 2) return -1;
  return Math.max(0, Math.floor(Math.log2(demand.vcpu / SMALLEST_VCPU) + 1e-9));
}

/** What is paid of today's price for a need: the next half, quarter or eighth up; any share where a fleet scales by number. */
export function steppedShare(need: number, steps: number): number {
  if (need >= 1) return 1;
  if (steps < 0) return need;
  let share = 1;
  for (let step = 0; step < steps && need <= share / 2; step += 1) share /= 2;
  return need === 0 ? 0 : share;
}
