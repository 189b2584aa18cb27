import { catalogTargets } from '../../catalog/catalog-rows.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import { destinationFees, destinationRegion, type Destination } from '../../catalog/price-destinations.ts';
import { continentOf, regionFor, type PricedRegion } from '../../catalog/price-region.ts';
import type { FeePrice, NodePrice } from '../../catalog/price-row.ts';
import type { NodeShape } from '../../kubernetes/pack-case.ts';
import type { Platform } from '../../kubernetes/platform.ts';
import { byText } from './compute-item.ts';
import { ownPlatform } from './offered-today.ts';

/** Somewhere pods can run at known prices: a destination, or the incumbent's own Kubernetes. */
export interface Place {
  /** `today` for the incumbent's own. */
  readonly id: string;
  readonly provider: string;
  readonly platform: Platform;
  readonly region: string;
  readonly flags: readonly string[];
  /** Machines that may become nodes, by instance type. */
  readonly machines: ReadonlyMap<string, NodePrice>;
  readonly fees: { readonly platform: readonly FeePrice[]; readonly network: readonly FeePrice[] };
}

/** Where most of a provider's machines run today, and on which continent. */
export interface Home {
  readonly provider: string;
  readonly regionId: string;
}

const MATCH_TEXT: Readonly<Record<PricedRegion['match'], string | null>> = {
  exact: null,
  'same-list': null,
  'same-continent': 'prices of another region of the continent stand in',
  'other-continent': 'prices of another continent stand in',
};

/** Cores that are shared or only whole while credit lasts: no node is made of them. */
const SHARED_CORE = /^(?:t[1-4][a-z]*\.|standard_b\d|e2-(?:micro|small|medium)$|f1-|g1-|cp?x\d|cax\d|s-\d)/i;
/** Sold for tightly coupled computation, or for confidential containers: no nodes of a general cluster. */
const SPECIAL_PURPOSE = /^(?:hpc\d|h[34]-|standard_hb|standard_hc|standard_hx)|_cc_/i;
/** Whole servers, rented by the month: nodes of clusters on bare metal alone. */
const WHOLE_SERVER = /-dedicated$/;
const GREATEST_VCPU = 64;

/** A destination with prices; null when the book has no machine there. */
export function destinationPlace(book: PriceBook, destination: Destination, homes: readonly Home[]): Place | null {
  const [main] = homes;
  const own = homes.find((home) => home.provider === destination.nodeProvider);
  const priced =
    own === undefined
      ? destinationRegion(book, destination, continentOf(main?.regionId ?? ''))
      : regionFor(book, { provider: own.provider, region: own.regionId });
  if (priced === null) return null;
  const stand = catalogTargets().find((target) => target.id === destination.targetId);
  const flags = [
    MATCH_TEXT[priced.match],
    destination.grade === 'J' ? `${stand?.name ?? destination.targetId}: ${destination.basis}` : null,
    destination.unpriced.length === 0 ? null : `not in the prices: ${destination.unpriced.join(', ')}`,
  ];
  return {
    id: destination.targetId,
    provider: destination.nodeProvider,
    platform: destination.platform,
    region: priced.region,
    flags: flags.filter((flag) => flag !== null),
    machines: machinesOf(book.nodes(destination.nodeProvider, priced.region), isBareMetal(destination.targetId)),
    fees: destinationFees(book, destination),
  };
}

/** The incumbent's own managed Kubernetes where most of its machines run; null when its machines are not priced. */
export function ownPlace(book: PriceBook, home: Home): Place | null {
  const priced = regionFor(book, { provider: home.provider, region: home.regionId });
  if (priced === null) return null;
  const flag = MATCH_TEXT[priced.match];
  return {
    id: 'today',
    provider: home.provider,
    platform: ownPlatform(home.provider),
    region: priced.region,
    flags: flag === null ? [] : [flag],
    machines: machinesOf(book.nodes(home.provider, priced.region), false),
    fees: { platform: [], network: [] },
  };
}

/** Machines for nodes: of those with the same size the cheapest, and none that a larger one undercuts. */
function machinesOf(prices: readonly NodePrice[], wholeServers: boolean): ReadonlyMap<string, NodePrice> {
  const usable = prices.filter(
    ({ usd, vcpu, instanceType }) =>
      usd.onDemand > 0 &&
      vcpu >= 1 &&
      vcpu <= GREATEST_VCPU &&
      !SHARED_CORE.test(instanceType) &&
      !SPECIAL_PURPOSE.test(instanceType) &&
      WHOLE_SERVER.test(instanceType) === (wholeServers && prices.some((price) => WHOLE_SERVER.test(price.instanceType))),
  );
  const kinds = Map.groupBy(usable, (price) => `${price.arch} ${price.gpuModel ?? ''} ${price.gpuCount}`);
  const kept = [...kinds.values()].flatMap(undercut);
  return new Map(kept.sort((a, b) => byText(a.instanceType, b.instanceType)).map((price) => [price.instanceType, price]));
}

function undercut(prices: readonly NodePrice[]): NodePrice[] {
  const kept: NodePrice[] = [];
  const ordered = [...prices].sort(
    (a, b) => a.usd.onDemand - b.usd.onDemand || b.vcpu - a.vcpu || b.memoryGiB - a.memoryGiB || byText(a.instanceType, b.instanceType),
  );
  for (const price of ordered) {
    const isBeaten = kept.some((other) => other.vcpu >= price.vcpu && other.memoryGiB >= price.memoryGiB && podsOf(other) >= podsOf(price));
    if (!isBeaten) kept.push(price);
  }
  return kept;
}

const podsOf = (price: NodePrice): number => price.maxPods ?? Infinity;

/** A priced machine as the packer reads it, at the on-demand price. */
export const nodeShape = (price: NodePrice): NodeShape => ({
  name: price.instanceType,
  vcpu: price.vcpu,
  memoryGiB: price.memoryGiB,
  maxPods: price.maxPods ?? undefined,
  usdPerHour: price.usd.onDemand,
  arch: price.arch,
  gpus: price.gpuCount,
  gpuModel: price.gpuModel ?? undefined,
});

const BARE_METAL: readonly string[] = ['kubeadm-metal', 'cluster-api-metal3', 'harvester', 'cozystack'];

/** Whether a destination is a cluster on machines without a cloud under it. */
export const isBareMetal = (targetId: string): boolean => BARE_METAL.includes(targetId);

/** Providers whose list is in euro; the book holds it in dollars at one rate. */
const EURO_PROVIDERS: readonly string[] = ['hetzner', 'ovh', 'scaleway', 'exoscale', 'ionos', 'stackit'];

export const isEuroProvider = (provider: string): boolean => EURO_PROVIDERS.includes(provider);
