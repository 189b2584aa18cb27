import type { NodeArchitecture, Platform } from './platform.ts';

/** A machine type that may become a node. */
export interface NodeShape {
  readonly name: string;
  /** Hardware threads on x86, cores on arm64. */
  readonly vcpu: number;
  readonly memoryGiB: number;
  /** The platform's default where it is not given. */
  readonly maxPods?: number | undefined;
  readonly usdPerHour: number;
  readonly arch: NodeArchitecture;
  readonly gpus: number;
  readonly gpuModel?: string | undefined;
  /** `linux` where it is not given. */
  readonly os?: string | undefined;
}

/** Equal pods. What is not declared is not assumed: no architecture means amd64. */
export interface Workload {
  readonly name: string;
  readonly replicas: number;
  readonly cpuMillis: number;
  readonly memoryMiB: number;
  /** `any` lets the packer choose. */
  readonly arch?: NodeArchitecture | 'any' | undefined;
  readonly gpus?: number | undefined;
  /** Any model where it is not given. */
  readonly gpuModel?: string | undefined;
  readonly os?: string | undefined;
  /** All replicas stay in this zone, as pods with a zonal volume must. */
  readonly zone?: string | undefined;
}

/** What every node carries besides its pods: network, storage, log and metrics agents. */
export interface NodeOverhead {
  readonly cpuMillis: number;
  readonly memoryMiB: number;
  readonly pods: number;
}

export interface PackCase {
  readonly platform: Platform;
  readonly minNodes: number;
  /** No node may hold more than this share of the cluster's processors or memory; 1 is no limit. */
  readonly maxNodeShare: number;
  readonly daemonSets: NodeOverhead;
  readonly shapes: readonly NodeShape[];
  readonly workloads: readonly Workload[];
  /** No node holds more than ceil(replicas / minNodes) pods of a workload; true where it is not given. GPU pods are exempt. */
  readonly spreadReplicas?: boolean | undefined;
}

/** `placements: false` leaves the list of pods out; `effort` is the share of the search that is done, 1 where it is not given. */
export interface PackOptions {
  readonly placements?: boolean | undefined;
  readonly effort?: number | undefined;
}

/** What a node offers to pods before DaemonSets. */
export interface Allocatable {
  readonly cpuMillis: number;
  readonly memoryMiB: number;
  readonly pods: number;
}

/** What one more unit of a resource costs at this price list: the dual of the lower bound. Null where no pod needs it. */
export interface ResourcePrices {
  /** Which nodes: architecture, operating system and GPU, such as `amd64 linux`. */
  readonly nodes: string;
  readonly usdPerVcpuHour: number;
  readonly usdPerGiBHour: number;
  readonly usdPerGpuHour: number | null;
}

export type UnplacedCode = 'no_shape_of_architecture' | 'no_shape_of_os' | 'no_gpu' | 'no_gpu_model' | 'larger_than_every_node';

export interface PackResult {
  readonly allocatable: readonly (Allocatable & { readonly name: string })[];
  readonly nodes: readonly { readonly name: string; readonly count: number }[];
  readonly usdPerHour: number;
  /** No packing of the placed pods at these prices can be cheaper. */
  readonly lowerBoundUsdPerHour: number;
  /** The same bound without whole nodes: the pods as a fluid. */
  readonly fluidUsdPerHour: number;
  /** usdPerHour / lowerBoundUsdPerHour, at least 1. */
  readonly quality: number;
  readonly resourcePrices: readonly ResourcePrices[];
  /** Replicas count from 0; `node` is the shape and a number, such as `m7i.large#1`. */
  readonly placements: readonly { readonly workload: string; readonly replica: number; readonly node: string; readonly shape: string }[];
  readonly unplaced: readonly {
    readonly workload: string;
    readonly replicas: number;
    readonly code: UnplacedCode;
    readonly reason: string;
  }[];
}

/** Google's rule of thumb for processors, and what a usual set of agents asks for in memory (judgement). */
export const DEFAULT_DAEMON_SETS: NodeOverhead = { cpuMillis: 200, memoryMiB: 400, pods: 6 };
