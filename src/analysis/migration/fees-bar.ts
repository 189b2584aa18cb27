import type { MigrationRoute } from '../../finding/migration-finding.ts';
import type { DestinationCapacity, GroupCost } from './destination-draws.ts';
import type { EstimateBase } from './estimate-base.ts';
import { networkPrices, ownNetwork, trafficCost } from './network.ts';
import { personMonth, platformPeople, type PlatformKind } from './people.ts';
import { platformFees } from './platform-fees.ts';
import { addInto, central, minus, scaled, sumOf } from './scenario-math.ts';
import { storageKind, storagePrices } from './storage-move.ts';

/** Fees, network, storage and people at a destination less what they replace, US dollars a month by scenario. */
export interface AddedCosts {
  readonly fees: Float64Array;
  readonly network: Float64Array;
  readonly crossCloud: Float64Array;
  readonly people: Float64Array;
  /** Storage as groups: what follows workloads, and object stores. */
  readonly storage: readonly GroupCost[];
  readonly clusters: number;
  readonly kind: PlatformKind;
  readonly keys: readonly string[];
}

export function addedCosts(base: EstimateBase, capacity: DestinationCapacity, kind: PlatformKind): AddedCosts {
  const { packed, cost } = capacity;
  const { assumptions, movable } = base;
  const nodes = packed.machines.reduce((sum, { count }) => sum + count, 0) * central(cost.scale);
  const today = clustersToday(base);
  const clusters = Math.max(1, Math.round(today), Math.ceil(nodes / Math.max(1, assumptions.number('packing.nodesPerCluster')) - 1e-9));
  const prices = platformFees(packed, kind, assumptions.number('purchase.commitYears'));
  const fees = cost.scale.map((scale) => (scale > 0 ? prices.perCluster * clusters + prices.workers * scale : 0));
  for (const item of base.controlPlanes) {
    addInto(fees, movable.ofRoute('kubernetes-node'), -item.monthlyEffective * base.gross(item.provider));
  }
  const network = networkBar(base, capacity);
  return {
    fees,
    ...network,
    people: peopleBar(base, capacity, { kind, clusters }),
    storage: storageGroups(base, capacity),
    clusters,
    kind,
    keys: prices.keys,
  };
}

/** Clusters on today's bill; one where nodes run without a fee. */
export function clustersToday({ controlPlanes, lots }: EstimateBase): number {
  const billed = controlPlanes.reduce((sum, { demand }) => sum + (demand.clusters ?? 1), 0);
  return billed > 0 ? billed : lots.some((lot) => lot.route === 'kubernetes-node') ? 1 : 0;
}

function networkBar(base: EstimateBase, { place, destination }: DestinationCapacity): { network: Float64Array; crossCloud: Float64Array } {
  const { inputs, prices, movable, portfolio, assumptions } = base;
  const [network, crossCloud] = [new Float64Array(inputs.size), new Float64Array(inputs.size)];
  const there = networkPrices(prices, { ...place, network: place.fees.network });
  const partial = assumptions.number('exit.full') === 0;
  for (const traffic of portfolio.traffic.byProvider) {
    const home = base.homes.find((one) => one.provider === traffic.provider);
    if (home === undefined) continue;
    const here = networkPrices(prices, { provider: home.provider, region: home.regionId, network: ownNetwork(prices, home.provider) });
    const paid = Math.max(0, traffic.monthlyEffective - traffic.withoutQuantity) * base.gross(home.provider);
    const [listThere, listHere] = [trafficCost(traffic, there, here), trafficCost(traffic, here, there)];
    const isSame = home.provider === destination.nodeProvider;
    const after = isSame && listHere > 0 ? paid * (listThere / listHere) : listThere;
    const share = movable.following(home.provider);
    addInto(network, share, after - paid);
    if (isSame || !partial) continue;
    const internal = traffic.crossZoneGb + traffic.crossRegionGb;
    const crossing = inputs.range('network.crossCloudShare');
    const perGb = internal > 0 ? (here.internet(internal * central(crossing)) ?? 0) / Math.max(1e-9, internal * central(crossing)) : 0;
    addInto(crossCloud, share.map((moved, at) => moved * internal * (crossing[at] ?? 0)), perGb); // prettier-ignore
  }
  return { network, crossCloud };
}

function storageGroups(base: EstimateBase, { place, storage }: DestinationCapacity): GroupCost[] {
  const routes: readonly MigrationRoute[] = ['follows', 'object-storage'];
  return base.homes.flatMap(({ provider, regionId }) => {
    const here = storagePrices(base.prices, { provider, region: regionId });
    return routes.flatMap((route): GroupCost[] => {
      const items = base.storage.filter((item) => item.provider === provider && item.route === route);
      if (items.length === 0) return [];
      const share = route === 'follows' ? base.movable.following(provider) : base.movable.ofRoute(route);
      const paid = items.reduce((sum, item) => sum + item.monthlyEffective, 0) * base.gross(provider);
      const at = (prices: typeof storage): number =>
        items.reduce((sum, { demand }) => sum + demand.gb * prices[storageKind(demand)].usd, 0);
      const isSame = provider === place.provider;
      const after = isSame && at(here) > 0 ? paid * (at(storage) / at(here)) : at(storage);
      return [{ provider, route, before: scaled(share, paid), after: scaled(share, after) }];
    });
  });
}

/** delta FTE x month: the destination's platform less what runs the moved part today. People who are freed are not counted as saved. */
function peopleBar(
  base: EstimateBase,
  { packed, cost }: DestinationCapacity,
  size: { kind: PlatformKind; clusters: number },
): Float64Array {
  const { lots, movable, inputs, assumptions } = base;
  const packedNodes = packed.machines.reduce((sum, { count }) => sum + count, 0);
  const after = cost.scale.map((scale) => (scale > 0 ? platformPeople({ ...size, nodes: packedNodes * scale }, assumptions) : 0));
  const countOf = (list: typeof lots): number => list.flatMap((lot) => lot.items).reduce((sum, item) => sum + item.demand.count, 0);
  const nodes = countOf(lots.filter((lot) => lot.route === 'kubernetes-node'));
  const clusters = clustersToday(base);
  const before = new Float64Array(inputs.size);
  if (clusters > 0) addInto(before, movable.ofRoute('kubernetes-node'), platformPeople({ kind: 'managed', clusters, nodes }, assumptions));
  for (const lot of lots.filter((one) => one.route !== 'kubernetes-node' && one.route !== 'serverless-container')) {
    addInto(before, movable.ofRoute(lot.route), (assumptions.number('people.todayPer25Machines') * countOf([lot])) / 25);
  }
  return minus(after, before).map((people) => Math.max(0, people) * personMonth(assumptions));
}

/** The bar of fees, network and storage. */
export const feesBar = ({ fees, network, crossCloud, storage }: AddedCosts): Float64Array =>
  sumOf(fees.length, [fees, network, crossCloud, ...storage.map(({ before, after }) => minus(after, before))]);
