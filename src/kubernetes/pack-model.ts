import { allocatable } from './allocatable.ts';
import { RESOURCES } from './fluid.ts';
import type { Allocatable, NodeShape, PackCase, UnplacedCode, Workload } from './pack-case.ts';

/** A shape with what it offers to pods after DaemonSets. Prices are whole nanos of a dollar, so that sums are exact. */
export interface Offer {
  readonly shape: NodeShape;
  readonly capacity: Float64Array;
  readonly price: number;
}

/** The pods of one workload. */
export interface Pods {
  readonly workload: Workload;
  readonly demand: Float64Array;
  readonly count: number;
  /** At most so many on one node. */
  readonly perNode: number;
  readonly kind: string;
}

/** Pods and the offers that some of them may use; no offer belongs to two pools. */
export interface Pool {
  readonly offers: readonly Offer[];
  readonly pods: readonly Pods[];
  /** By kind of pod: which offers take it. */
  readonly eligible: ReadonlyMap<string, readonly boolean[]>;
}

export interface Unplaced {
  readonly workload: string;
  readonly replicas: number;
  readonly code: UnplacedCode;
  readonly reason: string;
}

const NANOS = 1e9;
const MICROS_PER_MILLI = 1000;
const BYTES_PER_MIB = 2 ** 20;
/** The minimum of nodes is spread over so many. */
const ZONES = 3;

const nanosOf = (usd: number): number => Math.round(usd * NANOS);
export const usdOf = (nanos: number): number => Math.round(nanos) / NANOS;
export const VCPU = 1000 * MICROS_PER_MILLI;
export const GIB = 1024 * BYTES_PER_MIB;

/** Order of code units, the same on every machine: the last tie-break everywhere is the name. */
export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const osOf = (one: { readonly os?: string | undefined }): string => one.os ?? 'linux';
const archOf = (workload: Workload): string => workload.arch ?? 'amd64';
const gpusOf = (workload: Workload): number => workload.gpus ?? 0;

/** The architecture, system and GPU of nodes, as text. */
export const nodeKind = (shape: NodeShape): string =>
  [shape.arch, osOf(shape), ...(shape.gpus > 0 ? [shape.gpuModel ?? 'gpu'] : [])].join(' ');

const podKind = (workload: Workload): string =>
  JSON.stringify([archOf(workload), osOf(workload), ...(gpusOf(workload) > 0 ? ['gpu', workload.gpuModel ?? null] : [])]);

/** True where pods may go to more than one kind of node. */
export const isFlexible = (pods: Pods): boolean =>
  pods.workload.arch === 'any' || (gpusOf(pods.workload) > 0 && pods.workload.gpuModel === undefined);

const matches = {
  arch: (workload: Workload, shape: NodeShape): boolean => archOf(workload) === 'any' || archOf(workload) === shape.arch,
  os: (workload: Workload, shape: NodeShape): boolean => osOf(workload) === osOf(shape),
  gpu: (workload: Workload, shape: NodeShape): boolean => gpusOf(workload) > 0 === shape.gpus > 0,
  model: (workload: Workload, shape: NodeShape): boolean =>
    gpusOf(workload) === 0 || workload.gpuModel === undefined || workload.gpuModel === shape.gpuModel,
};

const takes = (shape: NodeShape, workload: Workload): boolean => Object.values(matches).every((match) => match(workload, shape));

/** What each shape offers before DaemonSets, and the offers left after them, by name. */
export function offersOf({ platform, daemonSets, shapes }: PackCase): {
  offers: Offer[];
  allocatables: (Allocatable & { name: string })[];
} {
  const sorted = shapes.toSorted((a, b) => byName(a.name, b.name));
  const capacity = (shape: NodeShape, { cpuMillis, memoryMiB, pods }: Allocatable): Float64Array =>
    Float64Array.of(
      Math.max(0, Math.floor((cpuMillis - daemonSets.cpuMillis) * MICROS_PER_MILLI + 1e-3)),
      Math.max(0, Math.floor((memoryMiB - daemonSets.memoryMiB) * BYTES_PER_MIB + 1e-3)),
      Math.max(0, pods - daemonSets.pods),
      shape.gpus,
    );
  return {
    offers: sorted.map((shape) => ({ shape, capacity: capacity(shape, allocatable(platform, shape)), price: nanosOf(shape.usdPerHour) })),
    allocatables: shapes.map((shape) => ({ name: shape.name, ...allocatable(platform, shape) })),
  };
}

/** Pods in an order that does not depend on the input's: by name. */
export function podsOf({ workloads, minNodes, spreadReplicas = true }: PackCase): Pods[] {
  return workloads
    .filter((workload) => workload.replicas > 0)
    .toSorted((a, b) => byName(a.name, b.name))
    .map((workload) => {
      const gpus = gpusOf(workload);
      const demand = Float64Array.of(
        Math.ceil(workload.cpuMillis * MICROS_PER_MILLI - 1e-3),
        Math.ceil(workload.memoryMiB * BYTES_PER_MIB - 1e-3),
        1,
        gpus,
      );
      const nodes = workload.zone === undefined ? minNodes : Math.ceil(minNodes / ZONES);
      const spread = spreadReplicas && gpus === 0 ? Math.ceil(workload.replicas / Math.max(1, nodes)) : workload.replicas;
      return { workload, demand, count: workload.replicas, perNode: spread, kind: podKind(workload) };
    });
}

export function holds(capacity: Float64Array, demand: Float64Array): boolean {
  for (let resource = 0; resource < RESOURCES; resource += 1) if ((demand[resource] ?? 0) > (capacity[resource] ?? 0)) return false;
  return true;
}

/** Why no offer takes the pods, in the words of what is missing; null where one does. */
export function whyUnplaced(pods: Pods, offers: readonly Offer[]): Unplaced | null {
  const { workload } = pods;
  if (offers.some(({ shape, capacity }) => holds(capacity, pods.demand) && takes(shape, workload))) return null;
  const answer = (code: UnplacedCode, reason: string): Unplaced => ({ workload: workload.name, replicas: workload.replicas, code, reason });
  let left = offers.filter(({ shape }) => matches.arch(workload, shape));
  if (left.length === 0) return answer('no_shape_of_architecture', `no shape of architecture ${archOf(workload)}`);
  left = left.filter(({ shape }) => matches.os(workload, shape));
  if (left.length === 0) return answer('no_shape_of_os', `no shape of architecture ${archOf(workload)} with ${osOf(workload)}`);
  left = left.filter(({ shape }) => matches.gpu(workload, shape));
  if (left.length === 0)
    return answer('no_gpu', gpusOf(workload) > 0 ? 'no shape with a GPU' : 'no shape without a GPU; those with one are kept for GPU pods');
  left = left.filter(({ shape }) => matches.model(workload, shape));
  if (left.length === 0) return answer('no_gpu_model', `no shape with GPU model ${workload.gpuModel ?? ''}`);
  return answer('larger_than_every_node', `larger than every node: ${sizeText(workload)} does not fit what a node offers after DaemonSets`);
}

const sizeText = (workload: Workload): string =>
  [`${workload.cpuMillis}m`, `${workload.memoryMiB} MiB`, ...(gpusOf(workload) > 0 ? [`${gpusOf(workload)} GPU`] : [])].join(', ');

/** Groups pods with the offers they may use, so that pools share neither and can be packed apart. */
export function poolsOf(pods: readonly Pods[], offers: readonly Offer[]): Pool[] {
  const kinds = Map.groupBy(pods, (one) => one.kind);
  let groups: { kinds: string[]; offers: Set<Offer> }[] = [];
  for (const [kind, [sample]] of kinds) {
    if (sample === undefined) continue;
    const mine = new Set(offers.filter(({ shape }) => takes(shape, sample.workload)));
    const touching = groups.filter((group) => [...mine].some((offer) => group.offers.has(offer)));
    const joined = new Set([...mine, ...touching.flatMap((group) => [...group.offers])]);
    groups = [
      ...groups.filter((group) => !touching.includes(group)),
      { kinds: [kind, ...touching.flatMap((group) => group.kinds)], offers: joined },
    ];
  }
  return groups.map((group) => {
    const own = offers.filter((offer) => group.offers.has(offer));
    const eligible = group.kinds.map((kind): [string, boolean[]] => {
      const sample = kinds.get(kind)?.[0];
      return [kind, own.map(({ shape }) => sample !== undefined && takes(shape, sample.workload))];
    });
    return { offers: own, pods: pods.filter((one) => group.kinds.includes(one.kind)), eligible: new Map(eligible) };
  });
}

export function demandOf(pods: readonly Pods[]): Float64Array {
  const sum = new Float64Array(RESOURCES);
  for (const { demand, count } of pods)
    for (let resource = 0; resource < RESOURCES; resource += 1) sum[resource] = (sum[resource] ?? 0) + (demand[resource] ?? 0) * count;
  return sum;
}
