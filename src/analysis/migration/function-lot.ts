import type { Workload } from '../../kubernetes/pack-case.ts';
import type { FunctionItem } from './compute-item.ts';
import { addedNeeds, functionNeed, functionsStay } from './faas.ts';
import type { ScenarioInputs } from './scenario-inputs.ts';

/** Functions of one incumbent as pods that share a platform, in every scenario, before the movable share; vCPU and GiB. */
export interface FunctionLot {
  readonly provider: string;
  readonly items: readonly FunctionItem[];
  readonly spend: number;
  readonly cpu: Float64Array;
  readonly memory: Float64Array;
  /** Spiky ones stay: together they keep too little busy for pods of their own. */
  readonly stays: boolean;
}

/** Adds up what functions need on Knative in every scenario. Migration model 0.1, section 3.6. */
export function functionLots(items: readonly FunctionItem[], inputs: ScenarioInputs): FunctionLot[] {
  return [...Map.groupBy(items, (item) => item.provider).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([provider, members]) => {
      const demands = members.map((item) => item.demand);
      const stays = functionsStay(demands, inputs.assumptions);
      const [cpu, memory] = [new Float64Array(inputs.size), new Float64Array(inputs.size)];
      if (!stays) {
        const used = inputs.range('faas.utilisation');
        const peak = inputs.range('faas.peakToMean');
        for (let at = 0; at < inputs.size; at += 1) {
          const draw = { utilisation: used[at] ?? 0, peakToMean: peak[at] ?? 1 };
          const need = addedNeeds(demands.map((demand) => functionNeed(demand, draw, inputs.assumptions)));
          cpu[at] = need.vcpu;
          memory[at] = need.memoryGib;
        }
      }
      return { provider, items: members, spend: members.reduce((sum, item) => sum + item.monthlyEffective, 0), cpu, memory, stays };
    });
}

/** The pods of moved functions at the middle of every assumption, with the platform they share. */
export function functionWorkloads(lots: readonly FunctionLot[], inputs: ScenarioInputs): Workload[] {
  const moved = lots.filter((lot) => !lot.stays);
  if (moved.length === 0) return [];
  const share = inputs.assumptions.range('movable.faas').mid;
  const at = inputs.draws;
  const pods = moved.map((lot): Workload => {
    const [cpu, memory] = [(lot.cpu[at] ?? 0) * share, (lot.memory[at] ?? 0) * share];
    const replicas = Math.max(1, Math.ceil(cpu), Math.ceil(memory / 4));
    const cpuMillis = Math.max(inputs.assumptions.number('rightSizing.cpuFloor'), Math.ceil((cpu * 1000) / replicas));
    const memoryMiB = Math.max(inputs.assumptions.number('rightSizing.memoryFloor'), Math.ceil((memory * 1024) / replicas));
    return { name: `functions of ${lot.provider}`, replicas, cpuMillis, memoryMiB };
  });
  const platform = platformNeed(inputs);
  const ofPlatform = {
    replicas: 3,
    cpuMillis: Math.ceil((platform.vcpu * 1000) / 3),
    memoryMiB: Math.ceil((platform.memoryGib * 1024) / 3),
  };
  return [...pods, { name: 'function platform', ...ofPlatform }];
}

/** Controller, autoscaler, activator and ingress of a cluster that runs functions. */
export const platformNeed = ({ assumptions }: ScenarioInputs): { readonly vcpu: number; readonly memoryGib: number } => ({
  vcpu: assumptions.number('faas.platformCpu'),
  memoryGib: assumptions.number('faas.platformMemory'),
});
