import type { MigrationRoute } from '../../finding/migration-finding.ts';
import type { Destination } from '../../catalog/price-destinations.ts';
import { clusterCost, type ClusterCost } from './cluster-cost.ts';
import { dataPart, functionPart, functionPlatformPart, lotPart } from './cluster-parts.ts';
import { isMachineRoute } from './compute-item.ts';
import { dataChoices, type DataChoice } from './data-choice.ts';
import { opsHoursOf } from './data-need.ts';
import type { EstimateBase } from './estimate-base.ts';
import { functionWorkloads } from './function-lot.ts';
import { windowsLicences, type InPlace, type LotInPlace } from './in-place.ts';
import { packedPlace, type PackedPlace } from './packed-place.ts';
import { computeWorkloads, dataWorkloads, movedPart } from './packing-demand.ts';
import { isEuroProvider, type Place } from './place.ts';
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
export function destinationCapacity(
  base: EstimateBase,
  own: InPlace,
  at: { readonly destination: Destination; readonly place: Place },
): DestinationCapacity | null {
  const { place } = at;
  const storage = storagePrices(base.prices, place);
  const choices = dataChoices(base.data, { place, assumptions: base.assumptions, storage, beside: besideData(base) });
  const packed = packedPlace(place, workloadsOf(base, choices), base.assumptions);
  if (packed === null) return null;
  const functions = base.functions.filter((lot) => !lot.stays);
  const providers = [...new Set(choices.filter((choice) => !choice.stays).map((choice) => choice.item.provider))].sort();
  const parts = [
    ...base.lots.map((lot) => lotPart(lot, { provider: place.provider, base })),
    ...functions.map((lot) => functionPart(lot, base)),
    ...(functions.length > 0 ? [functionPlatformPart(base)] : []),
    ...providers.map((provider) => dataPart(choices, base, provider)),
  ];
  const cost = clusterCost(packed, parts, base.inputs);
  const factor = priceFactor(base, own, place);
  const costOf = (key: string): Float64Array => times(cost.parts.get(key) ?? new Float64Array(base.inputs.size), factor);
  const machineGroups = own.lots
    .filter(({ lot }) => isMachineRoute(lot.route))
    .map((one) => ({ one, ...lotGroup(base, one, costOf(one.lot.key)) }));
  const taskGroups = own.lots.filter(({ lot }) => !isMachineRoute(lot.route)).map((one) => lotGroup(base, one, costOf(one.lot.key)));
  const functionGroups = functions.map((lot): GroupCost => ({
    provider: lot.provider,
    route: 'faas',
    before: scaled(base.movable.ofRoute('faas'), lot.spend * base.gross(lot.provider)),
    after: sumOf(base.inputs.size, [costOf(`functions|${lot.provider}`), scaled(costOf('function platform'), 1 / functions.length)]),
  }));
  const dataGroups = providers.map((provider) => dataGroup(base, { provider, choices, capacity: costOf(`data|${provider}`), storage }));
  const managed = [...taskGroups, ...functionGroups, ...dataGroups];
  const stepOf = ({ one, after }: { one: LotInPlace; after: Float64Array }): Float64Array => minus(after, movedWhenPacked(base, one));
  return {
    ...at,
    packed,
    storage,
    choices,
    cost,
    unitPrice: sumOf(base.inputs.size, machineGroups.map(stepOf)),
    managedPremium: sumOf(
      base.inputs.size,
      managed.map(({ before, after }) => minus(after, before)),
    ),
    groups: merged([...machineGroups.map(({ one: _, ...group }) => group), ...managed], base.inputs.size),
  };
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
