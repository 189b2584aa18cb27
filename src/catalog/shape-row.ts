export type CpuArchitecture = 'amd64' | 'arm64';

/** A machine type, whatever it costs. */
export interface Shape {
  readonly provider: string;
  readonly instanceType: string;
  /** Hardware threads on x86, cores on arm64. */
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly arch: CpuArchitecture;
  readonly gpuCount: number;
  readonly gpuModel: string | null;
  readonly localSsdGiB: number | null;
  readonly maxPods: number | null;
}
