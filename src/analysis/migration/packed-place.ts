import type { ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import type { NodePrice } from '../../catalog/price-row.ts';
import { packWorkloads } from '../../kubernetes/pack.ts';
import type { PackResult, Workload } from '../../kubernetes/pack-case.ts';
import { candidateNodes } from './candidate-nodes.ts';
import { nodeShape, type Place } from './place.ts';
import { purchaseRatios, type PurchaseRatios } from './purchase-mix.ts';

/** A place with the central demand packed on it: what one more unit costs there, and how far whole nodes are from a fluid. */
export interface PackedPlace {
  readonly place: Place;
  readonly result: PackResult;
  /** Workloads of the central demand. */
  readonly workloads: number;
  /** Dual prices of the fluid bound, on demand, US dollars an hour. */
  readonly unit: UnitPrices;
  /** Least price of any cluster there, US dollars an hour. */
  readonly smallestCluster: number;
  readonly ratios: PurchaseRatios;
  readonly machines: readonly { readonly price: NodePrice; readonly count: number }[];
}

export interface UnitPrices {
  readonly amd64: CapacityPrice;
  readonly arm64: CapacityPrice;
  readonly gpuHour: number;
}

export interface CapacityPrice {
  readonly vcpuHour: number;
  readonly gibHour: number;
}

/** Packs the central demand at a place; null when there is nothing to pack or no machine to pack it on. */
export function packedPlace(place: Place, workloads: readonly Workload[], assumptions: ResolvedAssumptions): PackedPlace | null {
  if (workloads.length === 0 || place.machines.size === 0) return null;
  const shapes = candidateNodes(place, workloads).map(nodeShape);
  const minNodes = assumptions.number('packing.minimumNodes');
  const result = packWorkloads(
    {
      platform: place.platform,
      minNodes,
      maxNodeShare: assumptions.number('packing.maxNodeShare'),
      daemonSets: {
        cpuMillis: assumptions.number('packing.daemonSetCpu'),
        memoryMiB: assumptions.number('packing.daemonSetMemory'),
        pods: assumptions.number('packing.daemonSetPods'),
      },
      shapes,
      workloads,
    },
    { placements: false, effort: SEARCH_EFFORT },
  );
  if (result.nodes.length === 0) return null;
  const machines = result.nodes.flatMap(({ name, count }) => {
    const price = place.machines.get(name);
    return price === undefined ? [] : [{ price, count }];
  });
  const plain = shapes.filter((shape) => shape.gpus === 0).map((shape) => shape.usdPerHour);
  return {
    place,
    result,
    workloads: workloads.length,
    unit: unitPrices(result),
    smallestCluster: plain.length === 0 ? 0 : minNodes * Math.min(...plain),
    ratios: purchaseRatios(place, machines, assumptions),
    machines,
  };
}

/** The first fill over all candidates is within a few percent of the longest search, at a hundredth of its time. */
const SEARCH_EFFORT = 0;

function unitPrices({ resourcePrices }: PackResult): UnitPrices {
  const plain = resourcePrices.filter((price) => price.usdPerGpuHour === null);
  const of = (arch: string): CapacityPrice | undefined => {
    const found = plain.find((price) => price.nodes.startsWith(arch));
    return found === undefined ? undefined : { vcpuHour: found.usdPerVcpuHour, gibHour: found.usdPerGiBHour };
  };
  const [amd64, arm64] = [of('amd64'), of('arm64')];
  const none = { vcpuHour: 0, gibHour: 0 };
  const gpus = resourcePrices.flatMap((price) => price.usdPerGpuHour ?? []);
  return {
    amd64: amd64 ?? arm64 ?? none,
    arm64: arm64 ?? amd64 ?? none,
    gpuHour: gpus.length === 0 ? 0 : gpus.reduce((sum, price) => sum + price, 0) / gpus.length,
  };
}
