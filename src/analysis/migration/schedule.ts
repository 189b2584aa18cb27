import type { MigrationRoute } from '../../finding/migration-finding.ts';
import { normalQuantile } from './distribution.ts';
import type { Effort } from './effort.ts';
import type { EstimateBase } from './estimate-base.ts';
import { followedGroup } from './followed-group.ts';

/** When one group moves: months from today, by scenario; its spend leaves evenly in between. */
export interface GroupWave {
  readonly provider: string;
  readonly route: MigrationRoute;
  readonly from: Float64Array;
  readonly until: Float64Array;
}

export interface Schedule {
  readonly waves: readonly GroupWave[];
  readonly start: number;
  /** Month in which the last group is cut over. */
  readonly end: Float64Array;
}

const WEEKS_A_MONTH = 52 / 12;

/** What has to be moved first: the order of cut-over, each with the last day of the commitments on its provider. */
export interface WaveOrder {
  readonly provider: string;
  readonly route: MigrationRoute;
  readonly expires: string;
}

/**
 * Groups move one after the other, those whose commitments end first before the others, at the pace of the team, times a
 * slip that is lognormal. Disks go with the machines they hang on. Migration model 0.1, sections 3.3 and 3.9.
 */
export function scheduleOf(base: EstimateBase, effort: Effort, order: readonly WaveOrder[]): Schedule {
  const { inputs, assumptions } = base;
  const start = assumptions.number('schedule.startMonth');
  const [median, p90] = [assumptions.number('schedule.slipMedian'), assumptions.number('schedule.slipP90')];
  const sigma = p90 > median && median > 0 ? Math.log(p90 / median) / normalQuantile(0.9) : 0;
  const pace = inputs
    .normal('schedule.slip', 'Slip of the schedule')
    .map((z) => (median * Math.exp(sigma * z)) / (assumptions.number('schedule.team') * WEEKS_A_MONTH));
  let passed: Float64Array = effort.platform.map((weeks, at) => start + weeks * (pace[at] ?? 0));
  const waves = [...order]
    .sort((a, b) => compare([a.expires, RANK[a.route] ?? 9, a.provider, a.route], [b.expires, RANK[b.route] ?? 9, b.provider, b.route]))
    .map(({ provider, route }): GroupWave => {
      const weeks = effort.groups.find((group) => group.provider === provider && group.route === route)?.weeks;
      const from = passed;
      const until = from.map((month, at) => month + (weeks?.[at] ?? 0) * (pace[at] ?? 0));
      passed = until;
      return { provider, route, from, until };
    });
  return { waves: waves.map((wave) => ({ ...wave, ...timesOf(followedGroup(wave, waves)[0] ?? wave) })), start, end: passed };
}

const timesOf = ({ from, until }: GroupWave): Pick<GroupWave, 'from' | 'until'> => ({ from, until });

/** Easiest first within one expiry; data and stores follow what uses them. */
const RANK: Readonly<Partial<Record<MigrationRoute, number>>> = {
  'kubernetes-node': 0,
  'serverless-container': 1,
  paas: 2,
  'linux-vm-app': 3,
  'linux-vm-pet': 4,
  'windows-vm': 5,
  faas: 6,
  'data-service': 7,
  'object-storage': 8,
};

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** Share of a wave that has moved by the end of a month; a wave without length moves at once. */
export function movedBy(month: number, from: number, until: number): number {
  if (month <= from) return 0;
  if (month >= until) return 1;
  return (month - from) / (until - from);
}
