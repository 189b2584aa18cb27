import type { PackedPlace } from './packed-place.ts';
import { normalShare } from './distribution.ts';
import { mixFactor, type PurchaseRatios, type PurchaseShares } from './purchase-mix.ts';
import { central } from './scenario-math.ts';
import type { ScenarioInputs } from './scenario-inputs.ts';

export const HOURS_A_MONTH = 730;

/** Demand of one group of pods in every scenario, as it is bought: vCPU and GiB with slack, and how it may be paid for. */
export interface ClusterPart {
  readonly key: string;
  readonly arch: 'amd64' | 'arm64';
  readonly cpu: Float64Array;
  readonly memory: Float64Array;
  readonly gpus: Float64Array;
  readonly commit: number;
  readonly spot: Float64Array;
}

export interface ClusterCost {
  /** US dollars a month by part and scenario, under the purchase mix, before negotiated discounts. */
  readonly parts: ReadonlyMap<string, Float64Array>;
  /** The same at the fluid bound: what no packing undercuts. */
  readonly bounds: ReadonlyMap<string, Float64Array>;
  /** On-demand price of all nodes over that of the packed ones. */
  readonly scale: Float64Array;
  /** How capacity is bought at the middle, over all parts. */
  readonly purchase: PurchaseShares;
}

/**
 * Prices a demand at a place packed once: the packed price plus quality times what the duals say the difference costs.
 * The fluid bound is convex in demand, so its duals bound it from below to first order. Never below the smallest cluster.
 * Quality has a standard deviation of its own. Migration model 0.1, sections 3.5 and 3.11.
 */
export function clusterCost(packed: PackedPlace, parts: readonly ClusterPart[], inputs: ScenarioInputs): ClusterCost {
  const fluids = parts.map((part) => fluidOf(packed, part, inputs.size));
  const total = new Float64Array(inputs.size);
  for (const fluid of fluids) for (let at = 0; at < inputs.size; at += 1) total[at] = (total[at] ?? 0) + (fluid[at] ?? 0);
  const { usdPerHour, fluidUsdPerHour, quality } = packed.result;
  const errors = inputs.normal('packing.quality', 'Packing quality');
  const sd = inputs.assumptions.number('packing.qualitySd');
  const spare = inputs.assumptions.number('purchase.spotOverCapacity');
  const nodes = total.map((fluid, at) => {
    if (fluid <= 0) return 0;
    const price = usdPerHour + quality * (fluid - fluidUsdPerHour);
    return Math.max(packed.smallestCluster, price * Math.max(0.5, 1 + sd * (errors[at] ?? 0)));
  });
  const ratiosAt = ratiosByScenario(packed, inputs);
  const mixes = parts.map((part) =>
    part.spot.map((spot, at) => HOURS_A_MONTH * mixFactor({ commit: part.commit, spot }, ratiosAt(at), spare)),
  );
  const monthly = (priceAt: (fluid: number, at: number) => number) =>
    new Map(
      parts.map((part, index) => {
        const mix = mixes[index];
        return [part.key, (fluids[index] ?? total).map((fluid, at) => priceAt(fluid, at) * (mix?.[at] ?? 0))] as const;
      }),
    );
  return {
    parts: monthly((fluid, at) => ((nodes[at] ?? 0) * fluid) / (total[at] || 1)),
    bounds: monthly((fluid) => fluid),
    scale: nodes.map((price) => (usdPerHour === 0 ? 0 : price / usdPerHour)),
    purchase: purchaseOf(parts, fluids),
  };
}

/** Committed and spot capacity over all of it, at the middle, weighted by price. */
function purchaseOf(parts: readonly ClusterPart[], fluids: readonly Float64Array[]): PurchaseShares {
  const sums = { total: 0, commit: 0, spot: 0 };
  for (const [at, { commit, spot }] of parts.entries()) {
    const weight = central(fluids[at] ?? new Float64Array(1));
    sums.total += weight;
    sums.commit += weight * commit;
    sums.spot += weight * Math.min(central(spot), 1 - commit);
  }
  return sums.total > 0 ? { commit: sums.commit / sums.total, spot: sums.spot / sums.total } : { commit: 0, spot: 0 };
}

/** Spot prices drift, within on demand; shares that are only assumed lie anywhere in their range. Sections 2.3 and 3.11. */
function ratiosByScenario({ ratios, place }: PackedPlace, inputs: ScenarioInputs): (at: number) => PurchaseRatios {
  const sd = inputs.assumptions.number('uncertainty.spotDrift');
  const drift = inputs.normal('price.spot', 'Price of spot capacity');
  const range = ratios.assumed ? inputs.assumptions.number('purchase.azureRange') : 0;
  const errors = range > 0 ? inputs.normal(`price.assumed.${place.provider}`, `Assumed discounts of ${place.provider}`) : null;
  return (at) => {
    const shift = errors === null ? 0 : range * (2 * normalShare(errors[at] ?? 0) - 1);
    const within = (ratio: number): number => Math.min(1, Math.max(0.01, ratio));
    return {
      commit: ratios.commit === 1 ? 1 : within(ratios.commit + shift),
      spot: ratios.spot === 1 ? 1 : within((ratios.spot + shift) * Math.exp(sd * (drift[at] ?? 0))),
      assumed: ratios.assumed,
    };
  };
}

function fluidOf({ unit }: PackedPlace, part: ClusterPart, size: number): Float64Array {
  const { vcpuHour, gibHour } = unit[part.arch];
  const fluid = new Float64Array(size);
  for (let at = 0; at < size; at += 1) {
    fluid[at] = (part.cpu[at] ?? 0) * vcpuHour + (part.memory[at] ?? 0) * gibHour + (part.gpus[at] ?? 0) * unit.gpuHour;
  }
  return fluid;
}
