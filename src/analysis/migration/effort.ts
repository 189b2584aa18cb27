import { lockInConstant } from '../../catalog/lock-in-constants.ts';
import type { RangeAssumptionId } from '../../catalog/migration-assumptions.ts';
import type { MigrationRoute } from '../../finding/migration-finding.ts';
import { weeksForWorkloads, type WeekRange } from '../lock-in/exit-effort.ts';
import { byText, isMachineRoute } from './compute-item.ts';
import type { DataChoice } from './data-choice.ts';
import { normalShare } from './distribution.ts';
import type { EstimateBase } from './estimate-base.ts';
import { clustersToday } from './fees-bar.ts';
import type { DataEngine, PortfolioItem } from './portfolio.ts';
import { addInto, sumOf } from './scenario-math.ts';
import { correlated, pertTable } from './scenario-inputs.ts';

/** Person-weeks of one incumbent's route, coordination included, by scenario and as a range. */
export interface GroupEffort {
  readonly provider: string;
  readonly route: MigrationRoute;
  readonly workloads: number;
  readonly range: WeekRange;
  readonly weeks: Float64Array;
}

export interface Effort {
  readonly groups: readonly GroupEffort[];
  /** The target platform, once, where no production Kubernetes runs today. */
  readonly platform: Float64Array;
  readonly total: Float64Array;
}

interface Task {
  readonly provider: string;
  readonly route: MigrationRoute;
  readonly workloads: number;
  readonly base: WeekRange;
}

const DATA_EFFORT: Readonly<Record<DataEngine, RangeAssumptionId>> = {
  postgresql: 'effort.relational',
  mysql: 'effort.relational',
  mongodb: 'effort.relational',
  cache: 'effort.cache',
  kafka: 'effort.queue',
  rabbitmq: 'effort.queue',
  search: 'effort.search',
};

/** weeks(n) = base x n^0.8, PERT with errors shared in part, +20 percent coordination. Sections 3.9 and lock-in 8. */
export function effortOf(base: EstimateBase, choices: readonly DataChoice[]): Effort {
  const { inputs, assumptions } = base;
  const shared = inputs.normal('effort', 'Effort of moving');
  const rho = assumptions.number('uncertainty.rhoEffort');
  const factor = 1 + lockInConstant('coordination');
  const drawn = (name: string, range: WeekRange): Float64Array =>
    inputs.remembered(`effort ${name} ${range.low} ${range.likely} ${range.high}`, () => drawnWeeks(name, range));
  const drawnWeeks = (name: string, range: WeekRange): Float64Array => {
    const own = inputs.privateNormal(`effort ${name}`);
    const quantile = pertTable({ low: range.low, mid: range.likely, high: range.high });
    const errors = correlated(shared, own, rho);
    return errors.map((z, at) => factor * (at === inputs.draws ? range.likely : quantile(normalShare(z))));
  };
  const tasks = Map.groupBy(tasksOf(base, choices), (task) => `${task.provider}|${task.route}`);
  const groups = [...tasks.entries()]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([key, list]): GroupEffort[] => {
      const [first] = list;
      if (first === undefined) return [];
      const ranges = list.map((task) => weeksForWorkloads(task.base, task.workloads));
      const sum = (of: (range: WeekRange) => number): number => factor * ranges.reduce((total, range) => total + of(range), 0);
      return [
        {
          provider: first.provider,
          route: first.route,
          workloads: list.reduce((total, task) => total + task.workloads, 0),
          range: { low: sum((range) => range.low), likely: sum((range) => range.likely), high: sum((range) => range.high) },
          weeks: sumOf(inputs.size, ranges.map((range, at) => drawn(`${key} ${at}`, range))), // prettier-ignore
        },
      ];
    });
  const hasWork = groups.some((group) => group.workloads > 0);
  const platform = clustersToday(base) > 0 || !hasWork ? new Float64Array(inputs.size) : drawn('platform', PLATFORM_WEEKS());
  const total = Float64Array.from(platform);
  for (const group of groups) addInto(total, group.weeks);
  return { groups, platform, total };
}

/** Ten terabytes; a store ten times as large counts as one more. */
const GB_OF_A_CLASS = 10_240;

const PLATFORM_WEEKS = (): WeekRange => ({
  low: lockInConstant('platformLow'),
  likely: lockInConstant('platformLikely'),
  high: lockInConstant('platformHigh'),
});

function tasksOf(base: EstimateBase, choices: readonly DataChoice[]): Task[] {
  const { assumptions, controlPlanes } = base;
  const triple = (id: RangeAssumptionId): WeekRange => {
    const { low, mid, high } = assumptions.range(id);
    return { low, likely: mid, high };
  };
  const none: WeekRange = { low: 0, likely: 0, high: 0 };
  const middle = (route: MigrationRoute): number => base.movable.ofRoute(route)[base.inputs.draws] ?? 0;
  const ofLots = base.lots.map((lot): Task => {
    const { provider, route } = lot;
    if (route === 'kubernetes-node') {
      const clusters = controlPlanes
        .filter((item) => item.provider === provider)
        .reduce((sum, { demand }) => sum + (demand.clusters ?? 1), 0);
      const vendorParts = assumptions.number('effort.kubernetesVendorParts') === 1;
      return { provider, route, workloads: Math.max(1, clusters), base: vendorParts ? triple('effort.kubernetes') : none };
    }
    const id = route === 'serverless-container' ? 'effort.container' : route === 'paas' ? 'effort.paas' : 'effort.vm';
    return { provider, route, workloads: workloadsIn(lot.items, base) * middle(route), base: triple(id) };
  });
  const ofFunctions = base.functions
    .filter((lot) => !lot.stays)
    .map(({ provider, items }): Task => ({
      provider,
      route: 'faas',
      workloads: Math.ceil(items.length / lockInConstant('functionsPerGroup')) * middle('faas'),
      base: triple('effort.faas'),
    }));
  const engines = Map.groupBy(choices.filter((choice) => !choice.stays), ({ item }) => `${item.provider}|${DATA_EFFORT[item.demand.engine]}`); // prettier-ignore
  const ofData = [...engines.values()].flatMap((list): Task[] => {
    const [first] = list;
    if (first === undefined) return [];
    const services = list.reduce((sum, { need }) => sum + need.operated, 0) * middle('data-service');
    return [
      { provider: first.item.provider, route: 'data-service', workloads: services, base: triple(DATA_EFFORT[first.item.demand.engine]) },
    ];
  });
  const stores = Map.groupBy(base.storage.filter((item) => item.route === 'object-storage'), (item) => item.provider); // prettier-ignore
  const ofStores = [...stores.entries()].map(([provider, list]): Task => {
    const classes = list.reduce((sum, { demand }) => sum + 1 + Math.max(0, Math.log10(demand.gb / GB_OF_A_CLASS)), 0);
    return {
      provider,
      route: 'object-storage',
      workloads: classes * middle('object-storage'),
      base: triple('effort.objectStorage'),
    };
  });
  return [...mergedLots(ofLots), ...ofFunctions, ...ofData, ...ofStores].map(atLeastOne);
}

/** A part of one workload is as much work as the whole of it. */
const atLeastOne = (task: Task): Task => (task.workloads > 0 ? { ...task, workloads: Math.max(1, task.workloads) } : task);

/** Lots of two architectures are one task: effort grows less than the number of workloads. Clusters are counted once. */
function mergedLots(tasks: readonly Task[]): Task[] {
  return [...Map.groupBy(tasks, (task) => `${task.provider}|${task.route}`).values()].flatMap((list): Task[] => {
    const [first] = list;
    if (first === undefined) return [];
    const counted = list.map((task) => task.workloads);
    const workloads = first.route === 'kubernetes-node' ? Math.max(...counted) : counted.reduce((sum, count) => sum + count, 0);
    return [{ ...first, workloads }];
  });
}

/**
 * Applications named by tags, and of machines without one a number that makes a workload. A tag on a whole landscape is as
 * many workloads as its machines fill; instances of one container service or application platform are one.
 */
function workloadsIn(items: readonly PortfolioItem[], { assumptions }: EstimateBase): number {
  const machinesOf = (list: readonly PortfolioItem[]): number =>
    list.reduce((sum, { route, demand }) => sum + (isMachineRoute(route) && 'count' in demand ? Math.max(1, Math.round(demand.count)) : 1), 0); // prettier-ignore
  const perApplication = Math.max(1, assumptions.number('effort.machinesPerApplication'));
  return [...Map.groupBy(items, (item) => item.application).entries()].reduce((sum, [application, list]) => {
    const most = application === null ? Math.max(1, assumptions.number('effort.machinesPerWorkload')) : perApplication;
    return sum + Math.ceil(machinesOf(list) / most - 1e-9);
  }, 0);
}
