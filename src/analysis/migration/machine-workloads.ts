import type { Workload } from '../../kubernetes/pack-case.ts';
import { isMachineRoute } from './compute-item.ts';
import type { EstimateBase } from './estimate-base.ts';
import { computeWorkloads, movedPart } from './packing-demand.ts';

/** Pods of today's machines by their movable share, or all of them where the share selects none. */
export function machineWorkloads({ lots, assumptions }: EstimateBase, provider: string | null = null): Workload[] {
  const items = lots
    .filter((lot) => isMachineRoute(lot.route) && (provider === null || lot.provider === provider))
    .flatMap((lot) => lot.items);
  const part = movedPart(items);
  return computeWorkloads(part.length > 0 ? part : items, assumptions);
}
