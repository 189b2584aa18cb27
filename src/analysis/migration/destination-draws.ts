import type { MigrationRoute } from '../../finding/migration-finding.ts';
import type { Destination } from '../../catalog/price-destinations.ts';
import type { Workload } from '../../kubernetes/pack-case.ts';
import { clusterCost, type ClusterCost, type ClusterPart } from './cluster-cost.ts';
import { dataPart, functionPart, functionPlatformPart, lotPart } from './cluster-parts.ts';
import { isMachineRoute } from './compute-item.ts';
import { dataChoices, type DataChoice } from './data-choice.ts';
import { opsHoursOf } from './data-services.ts';
import type { EstimateBase } from './estimate-base.ts';
import { functionWorkloads } from './function-lot.ts';
import { windowsLicences, type InPlace, type LotInPlace } from './in-place.ts';
import { machineWorkloads } from './machine-workloads.ts';
import { packedPlace, type PackedPlace } from './packed-place.ts';
import { computeWorkloads, dataWorkloads, movedPart } from './packing-demand.ts';
import { isBareMetal, isEuroProvider, type Place } from './place.ts';
import { addInto, central, minus, scaled, sumOf, times } from './scenario-math.ts';
import { storagePrices, type StorageUnitPrices } from './storage-move.ts';

/** The movable part of one incumbent's route, US dollars a month by scenario: where it is, and at the destination. */
export interface GroupCost {
  readonly provider: string;
  readonly route: MigrationRoute;
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** Capacity at one destination: what moves there and what it costs to run, before fees, network and people. */
export interface DestinationCapacity {
  readonly destination: Destination;
  readonly place: Place;
  readonly packed: PackedPlace;
  readonly storage: StorageUnitPrices;
  readonly choices: readonly DataChoice[];
  readonly cost: ClusterCost;
  /** Waterfall bars of machines and of managed services. */
  readonly unitPrice: Float64Array;
  readonly managedPremium: Float64Array;
  readonly groups: readonly GroupCost[];
}

/** Packs what moves at a place and prices it in every scenario; null when nothing moves or no machine is priced. */
export function destinationCapacity(base: EstimateBase, own: InPlace, at: DestinationQuestion): DestinationCapacity | null {
  const { place } = at;
  const { size } = base.inputs;
  const storage = storagePrices(base.prices, place);
  const choices = dataChoices(base.data, { place, assumptions: base.assumptions, storage, beside: besideData(base) });
  const clusters = packedClusters(base, choices, at);
  if (clusters === null) return null;
  const functions = base.functions.filter((lot) => !lot.stays);
  const providers = [...new Set(choices.filter((choice) => !choice.stays).map((choice) => choice.item.provider))].sort();
  const cost = capacityCost(base, clusters, { place, choices, providers });
  const factor = priceFactor(base, own, place);
  const costOf = (key: string): Float64Array => times(cost.parts.get(key) ?? new Float64Array(size), factor);
  const machineGroups = own.lots
    .filter(({ lot }) => isMachineRoute(lot.route))
    .map((one) => ({ one, group: lotGroup(base, one, costOf(one.lot.key)) }));
  const taskGroups = own.lots.filter(({ lot }) => !isMachineRoute(lot.route)).map((one) => lotGroup(base, one, costOf(one.lot.key)));
  const functionGroups = functions.map((lot): GroupCost => ({
    provider: lot.provider,
    route: 'faas',
    before: scaled(base.movable.ofRoute('faas'), lot.spend * base.gross(lot.provider)),
    after: sumOf(size, [costOf(`functions|${lot.provider}`), scaled(costOf('function platform'), 1 / functions.length)]),
  }));
  const dataGroups = providers.map((provider) => dataGroup(base, { provider, choices, capacity: costOf(`data|${provider}`), storage }));
  const managed = [...taskGroups, ...functionGroups, ...dataGroups];
  return {
    destination: at.destination,
    place,
    packed: clusters.all,
    storage,
    choices,
    cost,
    unitPrice: sumOf(size, machineGroups.map(({ one, group }) => minus(group.after, movedWhenPacked(base, one)))), // prettier-ignore
    managedPremium: sumOf(size, managed.map(({ before, after }) => minus(after, before))), // prettier-ignore
    groups: merged([...machineGroups.map(({ group }) => group), ...managed], size),
  };
}

export interface DestinationQuestion {
  readonly destination: Destination;
  readonly place: Place;
  /** Packings of one estimate by what they depend on: destinations with the same machines share them. */
  readonly packings: Map<string, PackedPlace | null>;
}

/** The whole cluster, and the same with machines of today alone: what they cost does not depend on who shares their nodes. */
interface Clusters {
  readonly all: PackedPlace;
  readonly machines: PackedPlace | null;
}

function packedClusters(
  base: EstimateBase,
  choices: readonly DataChoice[],
  { place, destination, packings }: DestinationQuestion,
): Clusters | null {
  const key = [place.provider, place.region, place.platform, isBareMetal(destination.targetId)].join('|');
  const packed = (name: string, workloads: () => readonly Workload[]): PackedPlace | null => {
    const known = packings.get(`${key}|${name}`);
    const result = known === undefined ? packedPlace(place, workloads(), base.assumptions) : known;
    packings.set(`${key}|${name}`, result);
    return result === null ? null : { ...result, place };
  };
  const all = packed('all', () => workloadsOf(base, choices));
  if (all === null) return null;
  const isMixed =
    base.lots.some((lot) => !isMachineRoute(lot.route)) ||
    base.functions.some((lot) => !lot.stays) ||
    choices.some((choice) => !choice.stays);
  return { all, machines: isMixed ? packed('machines', () => machineWorkloads(base)) : all };
}

interface Movers {
  readonly place: Place;
  readonly choices: readonly DataChoice[];
  readonly providers: readonly string[];
}

/** Machines at the price of a cluster of their own; everything else at what it adds to that, and never below the fluid bound. */
function capacityCost(base: EstimateBase, { all, machines }: Clusters, { place, choices, providers }: Movers): ClusterCost {
  const { inputs } = base;
  const functions = base.functions.filter((lot) => !lot.stays);
  const lotParts = (isMachine: boolean): ClusterPart[] =>
    base.lots.filter((lot) => isMachineRoute(lot.route) === isMachine).map((lot) => lotPart(lot, { provider: place.provider, base }));
  const managed = [
    ...lotParts(false),
    ...functions.map((lot) => functionPart(lot, base)),
    ...(functions.length > 0 ? [functionPlatformPart(base)] : []),
    ...providers.map((provider) => dataPart(choices, base, provider)),
  ];
  const whole = clusterCost(all, [...lotParts(true), ...managed], inputs);
  if (machines === null || managed.length === 0) return whole;
  const alone = clusterCost(machines, lotParts(true), inputs);
  const total = sumOf(inputs.size, whole.parts.values());
  const rest = minus(total, sumOf(inputs.size, alone.parts.values())).map((usd) => Math.max(0, usd));
  const shared = sumOf(inputs.size, managed.map(({ key }) => whole.parts.get(key) ?? new Float64Array(inputs.size))); // prettier-ignore
  const added = managed.map(({ key }) => {
    const bound = whole.bounds.get(key);
    const cost = (whole.parts.get(key) ?? rest).map((usd, at) =>
      Math.max(bound?.[at] ?? 0, ((rest[at] ?? 0) * usd) / ((shared[at] ?? 0) || 1)),
    );
    return [key, cost] as const;
  });
  return { ...whole, parts: new Map([...alone.parts, ...added]) };
}

function workloadsOf(base: EstimateBase, choices: readonly DataChoice[]) {
  const items = base.lots.flatMap((lot) => lot.items);
  const data = choices.filter((choice) => !choice.stays);
  const part = movedPart(items);
  const moved = new Set(movedPart(data.map(({ item }) => item)).map(({ id }) => id));
  const some = [
    ...computeWorkloads(part, base.assumptions),
    ...functionWorkloads(base.functions, base.inputs),
    ...dataWorkloads(data.filter(({ item }) => moved.has(item.id))),
  ];
  return some.length > 0 ? some : [...computeWorkloads(items, base.assumptions), ...dataWorkloads(data)];
}

/** The movable part of a lot where it is, at its best, and at the destination; licences go along. */
function lotGroup(base: EstimateBase, { lot, tidied, best }: LotInPlace, cost: Float64Array): GroupCost {
  const share = base.movable.ofRoute(lot.route);
  const stays = tidied.map((usd, at) => (1 - (share[at] ?? 0)) * usd);
  return {
    provider: lot.provider,
    route: lot.route,
    before: minus(best, stays),
    after: sumOf(base.inputs.size, [cost, windowsLicences(lot, base)]),
  };
}

/** What the movable part costs once packed on the incumbent's own Kubernetes: the level before the unit price. */
function movedWhenPacked(base: EstimateBase, { lot, tidied, packed }: LotInPlace): Float64Array {
  const share = base.movable.ofRoute(lot.route);
  return packed.map((usd, at) => usd - (1 - (share[at] ?? 0)) * (tidied[at] ?? 0));
}

interface DataMove {
  readonly provider: string;
  readonly choices: readonly DataChoice[];
  readonly capacity: Float64Array;
  readonly storage: StorageUnitPrices;
}

function dataGroup(base: EstimateBase, { provider, choices, capacity, storage }: DataMove): GroupCost {
  const { inputs, assumptions, movable } = base;
  const share = movable.ofRoute('data-service');
  const moved = choices.filter((choice) => !choice.stays && choice.item.provider === provider);
  const spend = moved.reduce((sum, { item }) => sum + item.monthlyEffective, 0);
  const stored = moved.reduce((sum, { need }) => sum + need.blockGb * storage.block.usd + need.backupGb * storage.snapshot.usd, 0);
  const rate = assumptions.number('effort.hourRate');
  const hours = new Float64Array(inputs.size);
  for (const { item, need } of moved) addInto(hours, inputs.range(opsHoursOf(item.demand.engine)), need.operated);
  const after = capacity.map((usd, at) => usd + (share[at] ?? 0) * (stored + (hours[at] ?? 0) * rate));
  return { provider, route: 'data-service', before: scaled(share, spend * base.gross(provider)), after };
}

/** Negotiated discount where the place is an incumbent's own, exchange rate where its list is in euro, and support that scales. */
function priceFactor(base: EstimateBase, own: InPlace, place: Place): Float64Array {
  const isIncumbent = base.homes.some((home) => home.provider === place.provider);
  const factor = isIncumbent ? own.residual(place.provider) * base.gross(place.provider) : 1;
  if (!isEuroProvider(place.provider)) return new Float64Array(base.inputs.size).fill(factor);
  const sd = base.assumptions.number('uncertainty.fx');
  return base.inputs.normal('fx.EUR', 'Exchange rate of the euro').map((z) => factor * Math.exp(sd * z));
}

/** Central demand of what would share nodes with data services. */
function besideData({ lots, functions, movable }: EstimateBase): { vcpu: number; memoryGib: number } {
  const sum = { vcpu: 0, memoryGib: 0 };
  for (const lot of lots) {
    const share = central(movable.ofRoute(lot.route));
    sum.vcpu += share * (central(lot.cpu) + central(lot.settledCpu));
    sum.memoryGib += share * (central(lot.memory) + central(lot.settledMemory));
  }
  for (const lot of functions) {
    sum.vcpu += central(lot.cpu);
    sum.memoryGib += central(lot.memory);
  }
  return sum;
}

function merged(groups: readonly GroupCost[], size: number): GroupCost[] {
  return [...Map.groupBy(groups, (group) => `${group.provider}|${group.route}`).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const [before, after] = [sumOf(size, same.map((one) => one.before)), sumOf(size, same.map((one) => one.after))]; // prettier-ignore
    return [{ provider: first.provider, route: first.route, before, after }];
  });
}
