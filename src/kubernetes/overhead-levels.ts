import type { FillPlan } from './fill-plan.ts';
import { takesRow } from './fill-nodes.ts';
import type { NodeOverhead } from './pack-case.ts';
import { GIB, VCPU, type Offer } from './pack-model.ts';

const CPU_MILLIS = [300, 500, 1000];
const MEMORY_MIB = [512, 1024, 2048];
const PODS = 12;

/**
 * The plan as it is, then as if DaemonSets took more, at fixed levels above what they do take. What fits such a node fits a real one.
 * Because the levels are fixed, whatever is found for large DaemonSets at a level is found for smaller ones as well:
 * a cluster does not get cheaper, by luck of the filling, when its nodes offer less.
 */
export function* tighterPlans(plan: FillPlan, { cpuMillis, memoryMiB, pods }: NodeOverhead): Generator<FillPlan> {
  yield plan;
  if (pods > PODS) return;
  for (const cpu of CPU_MILLIS.filter((level) => level >= cpuMillis)) {
    for (const memory of MEMORY_MIB.filter((level) => level >= memoryMiB)) {
      const taken = [((cpu - cpuMillis) * VCPU) / 1000, ((memory - memoryMiB) * GIB) / 1024, PODS - pods, 0];
      const tight = { ...plan, offers: plan.offers.map((offer) => less(offer, taken)) };
      if (plan.pods.every((_, row) => plan.byPrice.some((offer) => takesRow(tight, offer, row)))) yield tight;
    }
  }
}

const less = (offer: Offer, taken: readonly number[]): Offer => ({
  ...offer,
  capacity: offer.capacity.map((amount, resource) => Math.max(0, Math.floor(amount - (taken[resource] ?? 0)))),
});
