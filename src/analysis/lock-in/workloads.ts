import { lockInConstant } from '../../catalog/lock-in-constants.ts';
import { resolveService } from '../../catalog/resolve-service.ts';
import type { ServiceRow } from '../../catalog/service-row.ts';
import type { ResourceCount, TaggedApplication } from '../../focus/spend-line.ts';

/** Tag keys, in lower case, that name the application a resource belongs to. */
export const APPLICATION_TAG_KEYS = [
  'application',
  'app',
  'application_name',
  'application-name',
  'app_name',
  'app-name',
  'app.kubernetes.io/name',
  'workload',
] as const;

/** What a bill knows about the number of workloads, by service group. */
export interface WorkloadCounts {
  readonly resources: ReadonlyMap<string, number>;
  readonly applications: ReadonlyMap<string, ReadonlySet<string>>;
}

export const NO_WORKLOAD_COUNTS: WorkloadCounts = { resources: new Map(), applications: new Map() };

interface GroupName {
  readonly provider: string;
  readonly serviceName: string;
  readonly row: ServiceRow | null;
}

/** One key for one service of one provider, whatever it is billed as. */
export const serviceGroupKey = ({ provider, serviceName, row }: GroupName): string => JSON.stringify([provider, serviceName, row !== null]);

/** Counts by service group; umbrella names are told apart by resource type, which is all that these counts carry. */
export function workloadCounts(resources: readonly ResourceCount[], tagged: readonly TaggedApplication[]): WorkloadCounts {
  const sums = new Map<string, number>();
  for (const count of resources) {
    const key = keyOf(count);
    sums.set(key, (sums.get(key) ?? 0) + count.resources);
  }
  const applications = new Map<string, Set<string>>();
  for (const tag of tagged) {
    const key = keyOf(tag);
    const held = applications.get(key);
    if (held === undefined) applications.set(key, new Set([tag.application]));
    else held.add(tag.application);
  }
  return { resources: sums, applications };
}

function keyOf(billed: { readonly serviceProviderName: string; readonly serviceName: string; readonly resourceType: string }): string {
  const { serviceProviderName, serviceName, resourceType } = billed;
  const { provider, row } = resolveService({
    serviceProviderName,
    serviceName,
    resourceType,
    usageType: '',
    operation: '',
    skuMeter: '',
    chargeDescription: '',
  });
  return serviceGroupKey({ provider: provider ?? serviceProviderName.trim(), serviceName: row?.serviceName ?? serviceName.trim(), row });
}

/**
 * Workloads of a service, as the exit effort counts them: applications that tags name, never more than there are
 * resources; else ten functions are one workload and other resources one each; else one a sub account.
 */
export function workloadsOf(counts: WorkloadCounts, group: GroupName, subAccounts: number): number {
  const key = serviceGroupKey(group);
  const resources = counts.resources.get(key) ?? 0;
  const byResources = group.row?.kind === 'faas' ? Math.ceil(resources / lockInConstant('functionsPerGroup')) : resources;
  const applications = counts.applications.get(key)?.size ?? 0;
  if (applications > 0) return byResources > 0 ? Math.min(applications, byResources) : applications;
  return byResources > 0 ? byResources : subAccounts;
}
