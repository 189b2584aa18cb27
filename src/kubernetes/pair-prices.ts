import type { FillPlan } from './fill-plan.ts';
import { RESOURCES } from './fluid.ts';
import type { Offer } from './pack-model.ts';

/** Parts of about equal demand that pods are cut into, from those with little memory for their processors to those with much. */
const CUTS = 48;

/**
 * What pods cost on two offers when one takes the pods with less memory for their processors and the other the rest, cut where it is cheapest,
 * and no node has room left but the only one of its kind. Nearer to a real packing than the fluid of all pods: an offer with much memory is of no use
 * when no pods need as much. Infinity where the two lack a resource.
 */
export function pairPrices(plan: FillPlan): (a: number, b: number) => number {
  const sums = cumulativeDemands(plan);
  const whole = sums[sums.length - 1] ?? new Float64Array(RESOURCES);
  const rests = sums.map((sum) => whole.map((amount, resource) => amount - (sum[resource] ?? 0)));
  const lean = plan.offers.map((offer) => Float64Array.from(sums, (sum) => priceAlone(offer, sum)));
  const wide = plan.offers.map((offer) => Float64Array.from(rests, (rest) => priceAlone(offer, rest)));
  return (a, b) => {
    let least = Infinity;
    for (let cut = 0; cut < sums.length; cut += 1) {
      const one = (lean[a]?.[cut] ?? 0) + (wide[b]?.[cut] ?? 0);
      const other = (lean[b]?.[cut] ?? 0) + (wide[a]?.[cut] ?? 0);
      least = Math.min(least, one, other);
    }
    return least;
  };
}

function priceAlone({ capacity, price }: Offer, demand: Float64Array): number {
  let nodes = 0;
  for (let resource = 0; resource < RESOURCES; resource += 1) {
    const wanted = demand[resource] ?? 0;
    if (wanted > 0) nodes = Math.max(nodes, wanted / (capacity[resource] ?? 0));
  }
  if (nodes === 0) return 0;
  return Number.isFinite(nodes) ? Math.max(1, nodes) * price : Infinity;
}

/** Demand of the leanest pods up to each cut, beginning with none and ending with all. */
function cumulativeDemands({ demands, counts, demand }: FillPlan): Float64Array[] {
  const size = (row: number, resource: number): number => demands[row * RESOURCES + resource] ?? 0;
  const ratio = Float64Array.from(counts, (_, row) => size(row, 1) / Math.max(1, size(row, 0)));
  const rows = [...counts.keys()].sort((a, b) => (ratio[a] ?? 0) - (ratio[b] ?? 0) || a - b);
  const sum = new Float64Array(RESOURCES);
  const sums = [Float64Array.from(sum)];
  for (const row of rows) {
    for (let resource = 0; resource < RESOURCES; resource += 1)
      sum[resource] = (sum[resource] ?? 0) + size(row, resource) * (counts[row] ?? 0);
    const share = ((sum[0] ?? 0) / Math.max(1, demand[0] ?? 0) + (sum[1] ?? 0) / Math.max(1, demand[1] ?? 0)) / 2;
    if (share * CUTS >= sums.length) sums.push(Float64Array.from(sum));
  }
  return [...sums, Float64Array.from(sum)];
}
