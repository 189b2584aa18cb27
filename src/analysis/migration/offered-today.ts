import type { ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import { allocatable } from '../../kubernetes/allocatable.ts';
import type { Platform } from '../../kubernetes/platform.ts';
import type { ComputeItem } from './compute-item.ts';

/** How each incumbent's own Kubernetes reserves a part of its nodes. */
const OWN_PLATFORM: Readonly<Record<string, Platform>> = { aws: 'eks', gcp: 'gke', azure: 'aks', oci: 'oke', ibm: 'iks' };

export const ownPlatform = (provider: string): Platform => OWN_PLATFORM[provider] ?? 'kubeadm';

/**
 * What one of an item's machines gives to workloads today: the whole machine; of a Kubernetes node what is left for pods
 * after reserves and DaemonSets, so that the same nodes hold it again.
 */
export function offeredToday(
  { provider, route, demand }: Pick<ComputeItem, 'provider' | 'route' | 'demand'>,
  assumptions: ResolvedAssumptions,
): { readonly vcpu: number; readonly memoryGib: number } {
  if (route !== 'kubernetes-node') return { vcpu: demand.vcpu, memoryGib: demand.memoryGib };
  const node = allocatable(ownPlatform(provider), { vcpu: demand.vcpu, memoryGiB: demand.memoryGib, arch: demand.arch });
  return {
    vcpu: Math.max(0, node.cpuMillis - assumptions.number('packing.daemonSetCpu')) / 1000,
    memoryGib: Math.max(0, node.memoryMiB - assumptions.number('packing.daemonSetMemory')) / 1024,
  };
}
