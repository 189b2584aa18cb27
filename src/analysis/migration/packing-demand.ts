import type { ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import type { Workload } from '../../kubernetes/pack-case.ts';
import { byText, type ComputeItem } from './compute-item.ts';
import type { DataChoice } from './data-choice.ts';
import { expectedNeed, type ExpectedNeed } from './expected-need.ts';
import { needCurves, type NeedCurves } from './need-curves.ts';
import { offeredToday } from './offered-today.ts';
import type { PortfolioItem } from './portfolio.ts';
import { isZombie } from './workload-lots.ts';

/**
 * A deterministic part of the items in which each route is present by its middle movable share: every item of a share of
 * one, every second of a half. Shares accumulate in order of name, so that the packed nodes are those of real workloads.
 */
export function movedPart<Item extends PortfolioItem>(items: readonly Item[]): Item[] {
  const ordered = [...items].sort((a, b) => byText(a.id, b.id));
  return [...Map.groupBy(ordered, (item) => `${item.provider}|${item.route}`).values()].flatMap((group) => {
    let passed = 0.5;
    return group.filter((item) => {
      const before = Math.floor(passed + 1e-9);
      passed += item.movable.mid;
      return Math.floor(passed + 1e-9) > before;
    });
  });
}

/** The pods of compute at the middle of every assumption: kept = adoption x need + (1 - adoption) x today, split over replicas. */
export function computeWorkloads(items: readonly ComputeItem[], assumptions: ResolvedAssumptions): Workload[] {
  const curvesOf = needCurves(assumptions);
  const adoption = assumptions.range('rightSizing.adoption').mid;
  const known = new Map<string, ExpectedNeed>();
  const needOf = (curves: NeedCurves): ExpectedNeed => {
    const need = known.get(curves.key) ?? expectedNeed(curves, (share) => share);
    known.set(curves.key, need);
    return need;
  };
  const floors = { cpu: assumptions.number('rightSizing.cpuFloor'), memory: assumptions.number('rightSizing.memoryFloor') };
  return items.map((item) => {
    const { demand } = item;
    const offered = offeredToday(item, assumptions);
    const expected = needOf(curvesOf(demand));
    const gone = isZombie(demand, assumptions.number('rightSizing.zombieBelow'));
    const applied = demand.gpus > 0 ? 0 : adoption;
    const kept = (need: number): number => applied * (gone ? 0 : need) + 1 - applied;
    const fewest = demand.autoscaled ? assumptions.number('rightSizing.minReplicas') : 1;
    const replicas = Math.max(1, fewest, Math.round(demand.count));
    const perReplica = demand.count / replicas;
    return {
      name: item.id,
      replicas,
      cpuMillis: Math.max(floors.cpu, Math.floor(perReplica * offered.vcpu * kept(expected.cpu) * 1000)),
      memoryMiB: Math.max(floors.memory, Math.floor(perReplica * offered.memoryGib * kept(expected.memory) * 1024)),
      arch: demand.arch,
      ...(demand.gpus > 0 ? { gpus: demand.gpus, gpuModel: demand.gpuModel === '' ? undefined : demand.gpuModel } : {}),
    };
  });
}

/** The pods of data services that move: as large as today, because memory is page cache and processors are never overcommitted. */
export const dataWorkloads = (choices: readonly DataChoice[]): Workload[] =>
  choices
    .filter((choice) => !choice.stays)
    .map(({ item, need }) => ({
      name: item.id,
      replicas: Math.max(1, Math.round(need.replicas)),
      cpuMillis: Math.floor(need.cpuMillis),
      memoryMiB: Math.floor(need.memoryMiB),
    }));
