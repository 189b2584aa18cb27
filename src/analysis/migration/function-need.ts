import type { ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import { busyShare } from './faas.ts';
import type { FunctionDemand } from './portfolio.ts';
import { HOURS_A_MONTH } from './usage-unit.ts';

const SECONDS_A_MONTH = HOURS_A_MONTH * 3600;

/** What is drawn of functions: the share of the paid CPU that they use, and the P95 of their concurrency over its mean. */
export interface FunctionDraw {
  readonly utilisation: number;
  readonly peakToMean: number;
}

/** What functions need on Knative, on average over a month: the vCPU and GiB that their pods request. */
export interface FunctionNeed {
  readonly vcpu: number;
  readonly memoryGib: number;
}

const NOTHING: FunctionNeed = { vcpu: 0, memoryGib: 0 };

/**
 * Need of one function on Knative. Migration model 0.1, section 3.6: pods = concurrency P95 / (target x c), and below one pod
 * the share of time in which one is kept up by the stable window and grace of scale to zero. No invocations need nothing.
 */
export function functionNeed(demand: FunctionDemand, draw: FunctionDraw, assumptions: ResolvedAssumptions): FunctionNeed {
  const busy = busyShare(demand);
  if (busy <= 0 || demand.invocations === 0) return NOTHING;
  const target = Math.max(0.01, assumptions.number('faas.targetShare')) * Math.max(1, assumptions.number('faas.concurrency'));
  const wanted = (busy * draw.peakToMean) / target;
  const pods = wanted >= 1 ? Math.ceil(wanted) : Math.max(wanted, upShare(demand, busy, assumptions));
  const own = (demand.memoryMb / assumptions.number('faas.mbPerVcpu')) * draw.utilisation * target;
  const floor = assumptions.number('rightSizing.cpuFloor') / 1000;
  const vcpu = Math.max(floor, own) + assumptions.number('faas.queueProxyCpu') / 1000;
  return { vcpu: pods * vcpu, memoryGib: (pods * demand.memoryMb) / 1024 };
}

/** Share of time with a pod up when calls come at random: each holds it for its own time, the stable window and the grace. */
function upShare({ invocations }: FunctionDemand, busy: number, assumptions: ResolvedAssumptions): number {
  if (invocations === null) return 1;
  const held = assumptions.number('faas.stableWindow') + assumptions.number('faas.grace');
  return 1 - Math.exp(-((invocations / SECONDS_A_MONTH) * held + busy));
}
