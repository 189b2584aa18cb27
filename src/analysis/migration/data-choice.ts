import type { ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import { allocatable } from '../../kubernetes/allocatable.ts';
import { fluidBound } from '../../kubernetes/fluid.ts';
import type { DataItem } from './compute-item.ts';
import {
  dataServiceCost,
  dataServiceNeed,
  dataServiceStays,
  opsHoursOf,
  type DataServiceCost,
  type DataServiceNeed,
} from './data-services.ts';
import { pertExpected } from './distribution.ts';
import type { Place } from './place.ts';
import type { StorageUnitPrices } from './storage-move.ts';

/** Whether one data service is worth moving to a place. */
export interface DataChoice {
  readonly item: DataItem;
  readonly need: DataServiceNeed;
  readonly cost: DataServiceCost;
  readonly stays: boolean;
  readonly reason: string;
}

export interface DataQuestion {
  readonly place: Place;
  readonly assumptions: ResolvedAssumptions;
  readonly storage: StorageUnitPrices;
  /** Central demand of everything else that would share the nodes. */
  readonly beside: { readonly vcpu: number; readonly memoryGib: number };
}

/** Decides for each data service, at on-demand prices of the fluid bound: nothing moves that costs more than it saves. */
export function dataChoices(items: readonly DataItem[], { place, assumptions, storage, beside }: DataQuestion): DataChoice[] {
  const needs = items.map((item) => ({ item, need: dataServiceNeed(item.demand, assumptions) }));
  const demand = needs.reduce(
    (sum, { need }) => ({
      vcpu: sum.vcpu + (need.replicas * need.cpuMillis) / 1000,
      memoryGib: sum.memoryGib + (need.replicas * need.memoryMiB) / 1024,
    }),
    beside,
  );
  const unit = fluidPrices(place, demand);
  const slack = assumptions.range(assumptions.number('packing.autoscaler') === 1 ? 'packing.slackAutoscaled' : 'packing.slackFixed');
  const prices = {
    ...unit,
    usdBlockGbMonth: storage.block.usd,
    usdObjectGbMonth: storage.snapshot.usd,
    operatingSlack: pertExpected(slack),
  };
  const rate = assumptions.number('effort.hourRate');
  return needs.map(({ item, need }) => {
    const hours = pertExpected(assumptions.range(opsHoursOf(item.demand.engine)));
    const cost = dataServiceCost(need, prices, { hours, usdHour: rate });
    const { stays, reason } = dataServiceStays(item.monthlyEffective, cost);
    return { item, need, cost, stays, reason };
  });
}

/** What a vCPU and a GiB cost at least at a place, for this proportion of both; US dollars an hour. */
function fluidPrices(
  place: Place,
  demand: { readonly vcpu: number; readonly memoryGib: number },
): { usdVcpuHour: number; usdGibHour: number } {
  const columns = [...place.machines.values()]
    .filter((price) => price.gpuCount === 0 && price.arch === 'amd64')
    .map((price) => {
      const node = allocatable(place.platform, { ...price, maxPods: price.maxPods ?? undefined });
      return { capacity: Float64Array.of(node.cpuMillis / 1000, node.memoryMiB / 1024), price: price.usd.onDemand };
    });
  const bound = fluidBound(columns, Float64Array.of(demand.vcpu, demand.memoryGib));
  return { usdVcpuHour: bound?.duals[0] ?? Infinity, usdGibHour: bound?.duals[1] ?? Infinity };
}
