import type { MigrationRoute } from '../../finding/migration-finding.ts';
import { correlated, type ScenarioInputs } from './scenario-inputs.ts';
import { needCurves, type NeedCurves } from './need-curves.ts';
import type { ComputeItem } from './compute-item.ts';
import type { ComputeDemand } from './portfolio.ts';
import { expectedNeed } from './expected-need.ts';
import { inPlaceSteps, steppedShare } from './in-place-steps.ts';
import { offeredToday } from './offered-today.ts';

/**
 * Compute of one incumbent, route and architecture, in every scenario. Demands are sums over all its items, before the
 * movable share; vCPU and GiB. What is kept as it is today on Kubernetes nodes carries its slack with it (`settled`).
 */
export interface WorkloadLot {
  readonly key: string;
  readonly provider: string;
  readonly route: MigrationRoute;
  readonly arch: 'amd64' | 'arm64';
  readonly items: readonly ComputeItem[];
  /** US dollars a month today. */
  readonly spend: number;
  /** Spend after hygiene, by scenario. */
  readonly inPlace: Float64Array;
  readonly cpu: Float64Array;
  readonly memory: Float64Array;
  readonly settledCpu: Float64Array;
  readonly settledMemory: Float64Array;
  readonly gpus: number;
  /** vCPU today, of which windows, and the share of it that is stateless, committed and on spot. */
  readonly vcpu: number;
  readonly windowsVcpu: number;
  readonly statelessShare: number;
  readonly committedShare: number;
  readonly spotShare: number;
}

/** Workloads with a private error of their own; further ones share buckets, which only widens the interval. */
const OWN_ERRORS = 256;
const SHARED_BUCKETS = 128;

/** Adds up what workloads need in every scenario, by lot. Migration model 0.1, sections 3.4 and 3.11. */
export function workloadLots(items: readonly ComputeItem[], inputs: ScenarioInputs): WorkloadLot[] {
  const bucketOf = errorBuckets(items);
  const curvesOf = needCurves(inputs.assumptions);
  const groups = Map.groupBy(items, lotKey);
  const errors = errorsByBucket(inputs);
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, members]) => {
      const cells = [...Map.groupBy(members, (item) => cellKey(item, { bucketOf, curves: curvesOf(item.demand) })).values()];
      return lotOf(key, cells, { inputs, curvesOf, bucketOf, errors });
    });
}

const lotKey = ({ provider, route, demand }: ComputeItem): string =>
  [provider, route, demand.arch, demand.gpus > 0 ? demand.gpuModel || 'gpu' : ''].join('|');

/** Workloads whose need is the same multiple of today in every scenario are computed once. */
const cellKey = (item: ComputeItem, { bucketOf, curves }: { bucketOf: (item: ComputeItem) => string; curves: NeedCurves }): string =>
  [bucketOf(item), curves.key, isZombie(item.demand), inPlaceSteps(item)].join('|');

/** Idle machines with no traffic: what nobody would miss. */
export const isZombie = ({ utilisation }: ComputeDemand, below = 0.01): boolean =>
  utilisation.cpuMean !== null && utilisation.cpuMean < below && utilisation.networkIdle === true;

function errorBuckets(items: readonly ComputeItem[]): (item: ComputeItem) => string {
  const ranked = [...items].sort((a, b) => b.monthlyEffective - a.monthlyEffective || (a.id < b.id ? -1 : 1));
  const buckets = new Map(
    ranked.map((item, rank) => [item, rank < OWN_ERRORS ? item.id : `bucket ${(rank - OWN_ERRORS) % SHARED_BUCKETS}`] as const),
  );
  return (item) => buckets.get(item) ?? item.id;
}

interface CellErrors {
  readonly cpu: Float64Array;
  readonly memory: Float64Array;
}

function errorsByBucket(inputs: ScenarioInputs): (bucket: string) => CellErrors {
  const known = new Map<string, CellErrors>();
  return (bucket) => {
    const found = known.get(bucket) ?? {
      cpu: inputs.privateNormal(`utilisation.cpu ${bucket}`),
      memory: inputs.privateNormal(`utilisation.memory ${bucket}`),
    };
    known.set(bucket, found);
    return found;
  };
}

interface LotDeps {
  readonly inputs: ScenarioInputs;
  readonly curvesOf: (demand: ComputeDemand) => NeedCurves;
  readonly bucketOf: (item: ComputeItem) => string;
  readonly errors: (bucket: string) => CellErrors;
}

function lotOf(key: string, cells: readonly (readonly ComputeItem[])[], deps: LotDeps): WorkloadLot {
  const { inputs } = deps;
  const items = cells.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
  const [first] = items;
  if (first === undefined) throw new RangeError('a lot has at least one item');
  const weigh = (of: (item: ComputeItem) => number): number => items.reduce((sum, item) => sum + of(item), 0);
  const vcpu = weigh(vcpuOf);
  const shareOf = (of: (demand: ComputeDemand) => number): number =>
    vcpu === 0 ? 0 : weigh((item) => vcpuOf(item) * of(item.demand)) / vcpu;
  const sums = {
    inPlace: new Float64Array(inputs.size),
    cpu: new Float64Array(inputs.size),
    memory: new Float64Array(inputs.size),
    settledCpu: new Float64Array(inputs.size),
    settledMemory: new Float64Array(inputs.size),
  };
  for (const cell of cells) addCell(sums, cell, deps);
  return {
    key,
    provider: first.provider,
    route: first.route,
    arch: first.demand.arch,
    items,
    spend: weigh((item) => item.monthlyEffective),
    ...sums,
    gpus: weigh((item) => item.demand.count * item.demand.gpus),
    vcpu,
    windowsVcpu: weigh((item) => (item.demand.windows ? vcpuOf(item) : 0)),
    statelessShare: shareOf((demand) => (demand.stateful || demand.gpus > 0 ? 0 : 1)),
    committedShare: shareOf((demand) => demand.committedShare),
    spotShare: shareOf((demand) => demand.spotShare),
  };
}

const vcpuOf = ({ demand }: ComputeItem): number => demand.count * demand.vcpu;

type LotSums = Pick<WorkloadLot, 'inPlace' | 'cpu' | 'memory' | 'settledCpu' | 'settledMemory'>;

/** kept = adoption x right-sized + (1 - adoption) x today; a zombie's right size is nothing. */
function addCell(sums: LotSums, cell: readonly ComputeItem[], deps: LotDeps): void {
  const [first] = cell;
  if (first === undefined) return;
  const { inputs, curvesOf, bucketOf, errors } = deps;
  const curves = curvesOf(first.demand);
  const own = errors(bucketOf(first));
  const adoption = inputs.range('rightSizing.adoption');
  const cpuErrors = correlated(inputs.normal('utilisation.cpu', 'CPU need of all workloads'), own.cpu, curves.rho);
  const memoryErrors = correlated(inputs.normal('utilisation.memory', 'Memory need of all workloads'), own.memory, curves.rho);
  const zombie = isZombie(first.demand, inputs.assumptions.number('rightSizing.zombieBelow'));
  const fixed = first.demand.gpus > 0;
  const steps = inPlaceSteps(first);
  const today = todayOf(cell, inputs);
  const onNodes = first.route === 'kubernetes-node';
  const [keptCpu, keptMemory] = onNodes ? [sums.settledCpu, sums.settledMemory] : [sums.cpu, sums.memory];
  const expected = expectedNeed(curves, (need) => steppedShare(need, steps));
  for (let index = 0; index < inputs.size; index += 1) {
    const a = fixed ? 0 : (adoption[index] ?? 0);
    const isCentral = index === inputs.draws;
    const cpu = zombie ? 0 : isCentral ? expected.cpu : curves.cpu(cpuErrors[index] ?? 0);
    const memory = zombie ? 0 : isCentral ? expected.memory : curves.memory(memoryErrors[index] ?? 0);
    const paid = zombie ? 0 : isCentral ? expected.inPlace : steppedShare(Math.max(cpu, memory), steps);
    sums.inPlace[index] = (sums.inPlace[index] ?? 0) + today.spend * (a * paid + 1 - a);
    sums.cpu[index] = (sums.cpu[index] ?? 0) + a * cpu * today.cpu;
    sums.memory[index] = (sums.memory[index] ?? 0) + a * memory * today.memory;
    keptCpu[index] = (keptCpu[index] ?? 0) + (1 - a) * today.cpu;
    keptMemory[index] = (keptMemory[index] ?? 0) + (1 - a) * today.memory;
  }
}

function todayOf(cell: readonly ComputeItem[], inputs: ScenarioInputs): { spend: number; cpu: number; memory: number } {
  return cell.reduce(
    (sum, item) => {
      const offered = offeredToday(item, inputs.assumptions);
      return {
        spend: sum.spend + item.monthlyEffective,
        cpu: sum.cpu + item.demand.count * offered.vcpu,
        memory: sum.memory + item.demand.count * offered.memoryGib,
      };
    },
    { spend: 0, cpu: 0, memory: 0 },
  );
}
