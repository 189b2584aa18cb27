import { fluidBound, RESOURCES, type FluidBound } from './fluid.ts';
import { demandOf, holds, isFlexible, poolsOf, type Offer, type Pods, type Pool } from './pack-model.ts';

export interface PoolBound {
  /** The pods as a fluid, in nanos of a dollar per hour. */
  readonly fluid: number;
  /** At least fluid: whole nodes for pods that cannot share one. */
  readonly whole: number;
  readonly duals: FluidBound;
}

const NO_BOUND: FluidBound = { price: 0, duals: Array.from({ length: RESOURCES }, () => 0) };

/**
 * Lower bounds of one pool, valid for every packing of its pods on its offers, with any rule of affinity.
 * Pods that may go to several kinds of node are counted twice over: all pods as one fluid on all offers,
 * or the others alone, each kind on its own; the larger holds.
 */
export function poolBound(pool: Pool): PoolBound {
  const duals = fluidBound(pool.offers, demandOf(pool.pods)) ?? NO_BOUND;
  const strict = pool.pods.filter((one) => !isFlexible(one));
  const apart = poolsOf(strict, pool.offers);
  const together = { fluid: duals.price, whole: Math.max(duals.price, largePods(pool.pods, pool)) };
  if (strict.length === pool.pods.length) return { ...together, duals };
  const parts = apart.map(poolBound);
  const sum = (part: 'fluid' | 'whole'): number => parts.reduce((total, bound) => total + bound[part], 0);
  return { fluid: Math.max(together.fluid, sum('fluid')), whole: Math.max(together.whole, sum('whole')), duals };
}

/** Two pods that each need more than half of the largest node in one resource never share a node; and any one pod needs a node that holds it. */
function largePods(pods: readonly Pods[], { offers, eligible }: Pool): number {
  let bound = 0;
  const holders = pods.map((one) => cheapestFor(one, offers, eligible.get(one.kind) ?? []));
  for (let resource = 0; resource < RESOURCES; resource += 1) {
    const half = offers.reduce((most, offer) => Math.max(most, offer.capacity[resource] ?? 0), 0) / 2;
    let sum = 0;
    pods.forEach(({ demand, count }, row) => {
      if ((demand[resource] ?? 0) > half) sum += count * (holders[row] ?? 0);
    });
    bound = Math.max(bound, sum);
  }
  return holders.reduce((most, holder) => Math.max(most, holder), bound);
}

function cheapestFor({ demand }: Pods, offers: readonly Offer[], eligible: readonly boolean[]): number {
  let least = Infinity;
  offers.forEach(({ capacity, price }, at) => {
    if (price < least && eligible[at] === true && holds(capacity, demand)) least = price;
  });
  return Number.isFinite(least) ? least : 0;
}
