import type { ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import { managedPrice } from '../../catalog/price-lookup.ts';
import type { FunctionDemand } from './portfolio.ts';
import { HOURS_A_MONTH } from './usage-unit.ts';

const SECONDS_A_MONTH = HOURS_A_MONTH * 3600;
const MB_A_GB = 1024;

/** Median run time of a function where the bill states no calls: Azure Functions trace of 2019, published percentiles. */
const MEDIAN_CALL_SECONDS = 0.95;

/** Pods that are whole but for the rounding of floats are whole. */
const ROUNDING = 1e-9;

/** What is drawn of functions: the share of the paid CPU that they use, and the P95 of their concurrency over its mean. */
export interface FunctionDraw {
  readonly utilisation: number;
  readonly peakToMean: number;
}

/** What functions need on Knative, on average over a month: pods, and the vCPU and GiB that they request. */
export interface FunctionNeed {
  /** Mean concurrency: how many run at once. */
  readonly busy: number;
  readonly pods: number;
  readonly vcpu: number;
  readonly memoryGib: number;
}

const NO_FUNCTIONS: FunctionNeed = { busy: 0, pods: 0, vcpu: 0, memoryGib: 0 };

/** Mean concurrency of a function: seconds that it ran over the seconds of a month. */
export const busyShare = ({ gbSeconds, memoryMb }: Pick<FunctionDemand, 'gbSeconds' | 'memoryMb'>): number =>
  memoryMb <= 0 ? 0 : gbSeconds / (memoryMb / MB_A_GB) / SECONDS_A_MONTH;

/**
 * Need of one function on Knative. Migration model 0.1, section 3.6: pods = concurrency P95 / (target x c), and below one pod
 * the share of time in which one is kept up by the stable window and grace of scale to zero. No invocations need nothing.
 */
export function functionNeed(demand: FunctionDemand, draw: FunctionDraw, assumptions: ResolvedAssumptions): FunctionNeed {
  const busy = busyShare(demand);
  if (busy <= 0 || demand.invocations === 0) return NO_FUNCTIONS;
  const perPod = Math.max(1, assumptions.number('faas.concurrency'));
  const target = Math.max(0.01, assumptions.number('faas.targetShare'));
  const wanted = (busy * draw.peakToMean) / (target * perPod);
  const pods = wanted >= 1 ? Math.ceil(wanted - ROUNDING) : Math.max(wanted, upShare(demand, busy, assumptions));
  const running = (demand.memoryMb / assumptions.number('faas.mbPerVcpu')) * draw.utilisation * perPod;
  const vcpu = Math.max(assumptions.number('rightSizing.cpuFloor') / 1000, running) + assumptions.number('faas.queueProxyCpu') / 1000;
  return { busy, pods, vcpu: pods * vcpu, memoryGib: (pods * demand.memoryMb) / MB_A_GB };
}

/** Share of time with a pod up when calls come at random: each holds it for its own time, the stable window and the grace. */
function upShare({ invocations }: FunctionDemand, busy: number, assumptions: ResolvedAssumptions): number {
  const held = assumptions.number('faas.stableWindow') + assumptions.number('faas.grace');
  const callsASecond = invocations === null ? busy / MEDIAN_CALL_SECONDS : invocations / SECONDS_A_MONTH;
  return 1 - Math.exp(-(callsASecond * held + busy));
}

export const addedNeeds = (needs: readonly FunctionNeed[]): FunctionNeed =>
  needs.reduce(
    (sum, need) => ({
      busy: sum.busy + need.busy,
      pods: sum.pods + need.pods,
      vcpu: sum.vcpu + need.vcpu,
      memoryGib: sum.memoryGib + need.memoryGib,
    }),
    NO_FUNCTIONS,
  );

/** Spiky functions stay where they are: all together keep less than a twentieth of one pod busy. */
export const functionsStay = (demands: readonly FunctionDemand[], assumptions: ResolvedAssumptions): boolean =>
  demands.reduce((sum, demand) => sum + busyShare(demand), 0) < assumptions.number('faas.staysBelowBusy');

/** US dollars a month that Lambda charges at list, without the free tier; null where the book has no price. Zero use costs zero. */
export function lambdaMonthly(
  prices: PriceBook,
  { gbSeconds, invocations, arch }: Pick<FunctionDemand, 'gbSeconds' | 'invocations' | 'arch'>,
  region: string,
): number | null {
  const place = { provider: 'aws', service: 'lambda', region };
  const duration = managedPrice(prices, { ...place, item: arch === 'arm64' ? 'duration-arm' : 'duration-x86' });
  const requests = managedPrice(prices, { ...place, item: 'requests' });
  if (duration === null || requests === null) return null;
  return gbSeconds * duration.row.usd + ((invocations ?? 0) / 1e6) * requests.row.usd;
}

export interface BreakEvenQuestion {
  /** US dollars for a GB-second of the function service. */
  readonly usdGbSecond: number;
  /** US dollars an hour for a vCPU of a node with the memory that comes with it. */
  readonly usdVcpuHour: number;
  readonly operatingSlack: number;
  /** Requests that one pod serves at once. */
  readonly concurrency: number;
  /** Function memory that brings one vCPU. */
  readonly mbPerVcpu: number;
}

/** Busy share from which one pod that is always up costs less than the function service; concurrency divides it. */
export function breakEvenBusyShare({ usdGbSecond, usdVcpuHour, operatingSlack, concurrency, mbPerVcpu }: BreakEvenQuestion): number {
  const serviceHour = usdGbSecond * 3600 * (mbPerVcpu / MB_A_GB);
  return (usdVcpuHour * (1 + operatingSlack)) / serviceHour / Math.max(1, concurrency);
}
