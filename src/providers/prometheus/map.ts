import { usageGrade, type UseStatistics, type UtilisationRecord, type UtilisationWindow } from '../../focus/utilisation.ts';

/** What tells series apart: a container of a pod, or a node as a whole. */
export interface SeriesKey {
  readonly node: string | null;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** The samples of both metrics of one container or node over the whole window. */
export interface Samples {
  readonly key: SeriesKey;
  readonly cpuCores: number[];
  readonly memoryBytes: number[];
}

interface RecordContext {
  readonly window: UtilisationWindow;
  readonly source: string;
  /** The id of a node at its cloud, by its name in the cluster. */
  readonly resourceIdOf: (node: string) => string;
}

const BYTES_PER_MIB = 1_048_576;

/** One record a container and one a node, by resource id and container. Those without any sample are left out. */
export const recordsOf = (samples: readonly Samples[], context: RecordContext): UtilisationRecord[] =>
  samples
    .filter(({ cpuCores, memoryBytes }) => cpuCores.length + memoryBytes.length > 0)
    .map((one) => recordOf(one, context))
    .toSorted((a, b) =>
      a.resourceId === b.resourceId ? textOrder(a.container ?? '', b.container ?? '') : textOrder(a.resourceId, b.resourceId),
    );

const textOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function recordOf({ key, cpuCores, memoryBytes }: Samples, { window, source, resourceIdOf }: RecordContext): UtilisationRecord {
  const cpu = cpuCores.length === 0 ? null : ({ unit: 'cores', ...statisticsOf(cpuCores) } as const);
  const memory =
    memoryBytes.length === 0 ? null : ({ unit: 'mib', ...statisticsOf(memoryBytes.map((bytes) => bytes / BYTES_PER_MIB)) } as const);
  const isNode = key.node !== null;
  const container = isNode ? null : key.container;
  return {
    resourceId: key.node === null ? `${key.namespace}/${key.pod}` : resourceIdOf(key.node),
    container,
    workload: isNode ? null : `${key.namespace}/${workloadName(key.pod)}`,
    cpu,
    memory,
    networkIdle: null,
    window,
    grade: usageGrade({ container, cpu, memory }),
    source,
  };
}

/** Mean, P50, P95 and maximum of samples; quantiles by linear interpolation between ranks, as quantile_over_time has them. */
export function statisticsOf(samples: readonly number[]): UseStatistics {
  const sorted = Float64Array.from(samples).toSorted();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const max = sorted.at(-1) ?? 0;
  // Rounding of the sum may lift the mean of equal samples above the largest by a hair.
  return { mean: Math.min(mean, max), p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), max };
}

function quantile(sorted: Float64Array, share: number): number {
  const rank = share * (sorted.length - 1);
  const low = sorted[Math.floor(rank)] ?? 0;
  const high = sorted[Math.ceil(rank)] ?? low;
  return low + (high - low) * (rank - Math.floor(rank));
}

/**
 * The name of what made a pod, by the way Kubernetes names pods: Deployments add a hash and five letters, DaemonSets and Jobs
 * five letters, StatefulSets a number. A pod made by hand keeps its name.
 */
export const workloadName = (pod: string): string =>
  pod.replace(
    /^(.+?)(?:-[bcdfghjklmnpqrstvwxz2456789]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5}|-[bcdfghjklmnpqrstvwxz2456789]{5}|-\d{1,4})$/,
    '$1',
  );

/** The resource id of a bill in a node's providerID: the instance at AWS, the full path at Azure; null for other clouds. */
export function resourceIdOfProvider(providerId: string): string | null {
  const aws = /^aws:\/\/\/[\w-]+\/(i-[0-9a-f]+)$/.exec(providerId)?.[1];
  const azure = /^azure:\/\/(\/subscriptions\/.+)$/.exec(providerId)?.[1];
  return aws ?? azure ?? null;
}
