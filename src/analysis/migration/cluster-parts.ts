import type { ClusterPart } from './cluster-cost.ts';
import type { DataChoice } from './data-choice.ts';
import type { EstimateBase } from './estimate-base.ts';
import { platformNeed, type FunctionLot } from './function-lot.ts';
import { constant, scaled, times } from './scenario-math.ts';
import type { ScenarioInputs } from './scenario-inputs.ts';
import type { WorkloadLot } from './workload-lots.ts';

/** Provider whose machines are bought: performance of a vCPU may differ from that of another provider's. */
interface Bought {
  readonly provider: string;
  readonly base: EstimateBase;
}

/** 1 + operating slack by scenario. */
const slackOf = (inputs: ScenarioInputs): Float64Array =>
  inputs
    .range(inputs.assumptions.number('packing.autoscaler') === 1 ? 'packing.slackAutoscaled' : 'packing.slackFixed')
    .map((slack) => 1 + slack);

/** The moved part of a lot as a demand at a provider: need with slack, and what stays as it is on nodes without. */
export function lotPart(lot: WorkloadLot, { provider, base }: Bought): ClusterPart {
  const { inputs, movable, assumptions } = base;
  const share = movable.ofRoute(lot.route);
  const slack = slackOf(inputs);
  const speed = speedBetween(inputs, lot.provider, provider);
  const withSlack = (need: Float64Array, settled: Float64Array, factor: Float64Array | null): Float64Array =>
    share.map((moved, at) => moved * ((need[at] ?? 0) * (slack[at] ?? 1) + (settled[at] ?? 0)) * (factor?.[at] ?? 1));
  const today = assumptions.number('purchase.commitAsToday') === 1;
  return {
    key: lot.key,
    arch: lot.arch,
    cpu: withSlack(lot.cpu, lot.settledCpu, speed),
    memory: withSlack(lot.memory, lot.settledMemory, null),
    gpus: scaled(share, lot.gpus),
    commit: today ? lot.committedShare : assumptions.number('purchase.commitShare'),
    spot:
      lot.route === 'kubernetes-node'
        ? constant(inputs.size, lot.spotShare)
        : scaled(inputs.range('purchase.spotShare'), lot.statelessShare),
  };
}

/** exp(sd x z): the same machine is as fast as itself; between providers a vCPU may do more or less. */
function speedBetween(inputs: ScenarioInputs, from: string, to: string): Float64Array | null {
  if (from === to) return null;
  const sd = inputs.assumptions.number('performance.sd');
  return inputs.normal(`performance.${to}`, `Performance of a vCPU at ${to}`).map((z) => Math.exp(sd * z));
}

/** Functions of one incumbent, or the platform they share. */
export function functionPart(lot: FunctionLot, base: EstimateBase): ClusterPart {
  const share = base.movable.ofRoute('faas');
  const slack = slackOf(base.inputs);
  return {
    key: `functions|${lot.provider}`,
    arch: 'amd64',
    cpu: times(times(lot.cpu, share), slack),
    memory: times(times(lot.memory, share), slack),
    ...bought(base, scaled(base.inputs.range('purchase.spotShare'), 1)),
  };
}

export function functionPlatformPart(base: EstimateBase): ClusterPart {
  const { vcpu, memoryGib } = platformNeed(base.inputs);
  const slack = slackOf(base.inputs);
  return { key: 'function platform', arch: 'amd64', cpu: scaled(slack, vcpu), memory: scaled(slack, memoryGib), ...onDemand(base) };
}

/** Data services that move: stateful, so never on spot. */
export function dataPart(choices: readonly DataChoice[], base: EstimateBase, provider: string): ClusterPart {
  const moved = choices.filter((choice) => !choice.stays && choice.item.provider === provider);
  const vcpu = moved.reduce((sum, { need }) => sum + (need.replicas * need.cpuMillis) / 1000, 0);
  const memory = moved.reduce((sum, { need }) => sum + (need.replicas * need.memoryMiB) / 1024, 0);
  const held = times(base.movable.ofRoute('data-service'), slackOf(base.inputs));
  return { key: `data|${provider}`, arch: 'amd64', cpu: scaled(held, vcpu), memory: scaled(held, memory), ...onDemand(base) };
}

const onDemand = (base: EstimateBase): Pick<ClusterPart, 'gpus' | 'commit' | 'spot'> => bought(base, new Float64Array(base.inputs.size));

/** Commitment as the machines of today have it on average, because a cluster is bought as one. */
function bought({ inputs, lots, assumptions }: EstimateBase, spot: Float64Array): Pick<ClusterPart, 'gpus' | 'commit' | 'spot'> {
  const vcpu = lots.reduce((sum, lot) => sum + lot.vcpu, 0);
  const committed = vcpu === 0 ? 0 : lots.reduce((sum, lot) => sum + lot.vcpu * lot.committedShare, 0) / vcpu;
  const today = assumptions.number('purchase.commitAsToday') === 1;
  return { gpus: new Float64Array(inputs.size), commit: today ? committed : assumptions.number('purchase.commitShare'), spot };
}
