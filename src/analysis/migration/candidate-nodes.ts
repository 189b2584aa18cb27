import type { NodePrice } from '../../catalog/price-row.ts';
import type { Workload } from '../../kubernetes/pack-case.ts';
import { byText } from './compute-item.ts';
import type { Place } from './place.ts';

/** GiB a vCPU for which the cheapest machine of each size is a candidate: compute, general and memory families. */
const RATIOS = [2, 4, 8, 16] as const;

/**
 * The machines worth packing on: for each proportion of memory and each size the one with the lowest price for what it holds
 * in that proportion. Others hold the same for more. Architectures and GPUs that no workload asks for are left out.
 */
export function candidateNodes({ machines }: Place, workloads: readonly Workload[]): NodePrice[] {
  const archs = new Set<string>(workloads.map((workload) => workload.arch ?? 'amd64'));
  const models = new Set(workloads.filter((workload) => (workload.gpus ?? 0) > 0).map((workload) => workload.gpuModel));
  const all = [...machines.values()];
  const plain = all.filter((price) => price.gpuCount === 0 && archs.has(price.arch));
  const withGpus = all.filter(
    (price) => price.gpuCount > 0 && models.size > 0 && (models.has(undefined) || models.has(price.gpuModel ?? undefined)),
  );
  const sizes = [...Map.groupBy(plain, (price) => `${price.arch} ${sizeClass(price.vcpu)}`).values()];
  const chosen = new Set(sizes.flatMap((list) => RATIOS.flatMap((ratio) => cheapest(list, ratio) ?? [])));
  return [...chosen, ...withGpus].sort((a, b) => byText(a.instanceType, b.instanceType));
}

/** 2, 4, 8, 16, 32, 64: sizes between count with the next below. */
const sizeClass = (vcpu: number): number => 2 ** Math.floor(Math.log2(Math.max(1, vcpu)) + 1e-9);

function cheapest(prices: readonly NodePrice[], ratio: number): NodePrice | undefined {
  const perUnit = (price: NodePrice): number => price.usd.onDemand / Math.min(price.vcpu, price.memoryGiB / ratio);
  return [...prices].sort((a, b) => perUnit(a) - perUnit(b) || byText(a.instanceType, b.instanceType))[0];
}
