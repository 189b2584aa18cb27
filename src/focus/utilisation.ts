/** What is known of the use of one resource, or of one container in it, over a window. */
export interface UtilisationRecord {
  /** As the bill names the resource; for a container of a cluster that no bill names, `namespace/pod`. */
  readonly resourceId: string;
  readonly container: string | null;
  /** What the container belongs to, `namespace/name` of a Deployment, StatefulSet or the like; null where not known. */
  readonly workload: string | null;
  readonly cpu: CpuUse | null;
  readonly memory: MemoryUse | null;
  /** False where traffic was seen; null where it was not measured. With a low CPU it tells a zombie. */
  readonly networkIdle: boolean | null;
  readonly window: UtilisationWindow;
  readonly grade: UsageGrade;
  /** Where it was measured: name and SHA-256 of a file, or the address of a Prometheus without credentials. */
  readonly source: string;
}

/** Half-open, both of one kind: days (YYYY-MM-DD), or instants in UTC (RFC 3339 to the second). */
export interface UtilisationWindow {
  readonly from: string;
  readonly to: string;
}

/** Values rise from p50 over p95 to max, and mean is at most max, wherever they are known. At least one is. */
export interface UseStatistics {
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly max: number | null;
}

/** In cores, or as a share (0 to 1) of the cores that the resource has today. */
export interface CpuUse extends UseStatistics {
  readonly unit: 'cores' | 'share';
}

/** In MiB, or as a share (0 to 1) of the memory that the resource has today. */
export interface MemoryUse extends UseStatistics {
  readonly unit: 'mib' | 'share';
}

export type StatisticName = keyof UseStatistics;

export const STATISTICS = ['mean', 'p50', 'p95', 'max'] as const satisfies readonly StatisticName[];

/**
 * How far a measurement carries: A container with CPU percentile and memory peak, B a machine with both, C CPU alone,
 * D neither a P95 nor a maximum of CPU. The width of the estimate follows it.
 */
export type UsageGrade = 'A' | 'B' | 'C' | 'D';

/** The grade of what was measured. A maximum stands in for a missing P95 and the other way round; a mean alone sizes nothing. */
export function usageGrade({ container, cpu, memory }: Pick<UtilisationRecord, 'container' | 'cpu' | 'memory'>): UsageGrade {
  if (!sizes(cpu)) return 'D';
  if (!sizes(memory)) return 'C';
  return container === null ? 'B' : 'A';
}

const sizes = (use: UseStatistics | null): boolean => use !== null && (use.p95 !== null || use.max !== null);
