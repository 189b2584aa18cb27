import { GPU } from './fluid.ts';
import { poolBound, type PoolBound } from './lower-bound.ts';
import type { NodeOverhead, PackCase } from './pack-case.ts';
import { poolsOf, type Offer, type Pods, type Pool } from './pack-model.ts';
import { searchPackings, type Packing } from './search-packing.ts';

/** Packings of all pools, and nodes that no pod needs but the rules of the cluster do. */
export interface Cluster {
  readonly packings: readonly Packing[];
  readonly pads: readonly { readonly offer: Offer; readonly count: number }[];
  readonly price: number;
}

export interface ClusterBound {
  readonly pools: readonly { readonly pool: Pool; readonly bound: PoolBound }[];
  readonly fluid: number;
  readonly whole: number;
}

export interface ClusterRules {
  readonly minNodes: number;
  readonly maxNodeShare: number;
  readonly daemonSets: NodeOverhead;
  readonly effort: number;
}

interface ClusterQuestion {
  readonly pods: readonly Pods[];
  readonly offers: readonly Offer[];
  readonly rules: ClusterRules;
}

/** Fewer nodes than 1 / share cannot all be within the share. */
export const rulesOf = ({ minNodes, maxNodeShare, daemonSets }: PackCase, effort: number): ClusterRules => ({
  minNodes: maxNodeShare < 1 ? Math.max(minNodes, Math.ceil(1 / maxNodeShare - 1e-9)) : minNodes,
  maxNodeShare,
  daemonSets,
  effort,
});

/** The larger of what the pools need and what the minimum number of nodes costs; in nanos of a dollar per hour. */
export function clusterBound(pods: readonly Pods[], offers: readonly Offer[], rules: ClusterRules): ClusterBound {
  const pools = poolsOf(pods, offers).map((pool) => ({ pool, bound: poolBound(pool) }));
  const fluid = pools.reduce((sum, { bound }) => sum + bound.fluid, 0);
  const whole = pools.reduce((sum, { bound }) => sum + bound.whole, 0);
  const pad = cheapest(padOffers(pools, offers));
  return { pools, fluid, whole: Math.max(whole, rules.minNodes * (pad?.price ?? 0)) };
}

/** The cheapest cluster that keeps the rules. Offers of more processors than a share of it allows are tried without. */
export function cheapestCluster(pods: readonly Pods[], offers: readonly Offer[], rules: ClusterRules): Cluster {
  const first = clusterOf(pods, offers, rules);
  if (withinShare(first, rules.maxNodeShare)) return first;
  const shared = sharedCluster(first, { pods, offers, rules });
  if (rules.effort === 0) return shared;
  // A longer search may find a cheaper cluster that takes dearer nodes to be within the share: never worse than the shortest one.
  const quick = cheapestCluster(pods, offers, { ...rules, effort: 0 });
  return quick.price < shared.price ? quick : shared;
}

/** A cluster within the share: more nodes beside it, or smaller ones instead. */
function sharedCluster(first: Cluster, { pods, offers, rules }: ClusterQuestion): Cluster {
  const sizes = [...new Set(nodesOf(first).map(({ offer }) => offer.shape.vcpu))].sort((a, b) => b - a);
  let best = padToShare(first, offers, rules);
  for (const limit of sizes) {
    const smaller = offers.filter(({ shape }) => shape.vcpu < limit);
    if (!pods.every((one) => poolsOf([one], smaller).some(({ offers: left }) => left.some((offer) => fitsAlone(one, offer))))) break;
    const cluster = padToShare(clusterOf(pods, smaller, rules), smaller, rules);
    if (cluster.price < best.price) best = cluster;
  }
  return best;
}

const fitsAlone = ({ demand }: Pods, { capacity }: Offer): boolean => demand.every((amount, at) => amount <= (capacity[at] ?? 0));

function clusterOf(pods: readonly Pods[], offers: readonly Offer[], rules: ClusterRules): Cluster {
  const { pools } = clusterBound(pods, offers, rules);
  const pad = cheapest(padOffers(pools, offers));
  const padPrice = pad?.price ?? 0;
  const work = pools.reduce((sum, { pool }) => sum + pool.pods.length, 0);
  const choices = pools.map(({ pool, bound }) =>
    searchPackings(pool, {
      bound: bound.whole,
      minNodes: rules.minNodes,
      padPrice,
      daemonSets: rules.daemonSets,
      effort: (rules.effort * pool.pods.length) / Math.max(1, work),
    }),
  );
  const packings = bestTogether(choices, rules.minNodes, padPrice);
  const missing = Math.max(0, rules.minNodes - packings.reduce((sum, { nodes }) => sum + nodes.length, 0));
  const pads = pad === undefined || missing === 0 ? [] : [{ offer: pad, count: missing }];
  return { packings, pads, price: packings.reduce((sum, { price }) => sum + price, 0) + missing * padPrice };
}

/** One packing of each pool, so that they and the nodes still missing are cheapest together. */
function bestTogether(choices: readonly (readonly Packing[])[], minNodes: number, padPrice: number): readonly Packing[] {
  let states = new Map<number, { readonly price: number; readonly packings: readonly Packing[] }>([[0, { price: 0, packings: [] }]]);
  for (const packings of choices) {
    const next: typeof states = new Map();
    for (const [count, state] of states) {
      for (const packing of packings) {
        const total = Math.min(minNodes, count + packing.nodes.length);
        const price = state.price + packing.price;
        if (price < (next.get(total)?.price ?? Infinity)) next.set(total, { price, packings: [...state.packings, packing] });
      }
    }
    states = next;
  }
  const padded = [...states].map(([count, state]) => ({ ...state, padded: state.price + (minNodes - count) * padPrice }));
  return padded.sort((a, b) => a.padded - b.padded)[0]?.packings ?? [];
}

/**
 * Nodes without pods are plain ones of a kind the cluster runs, large enough for their DaemonSets;
 * GPU nodes are added only where no plain shape is given or they are cheaper.
 */
function padOffers(pools: ClusterBound['pools'], offers: readonly Offer[]): Offer[] {
  const used = pools.flatMap(({ pool }) => pool.offers);
  const kinds = new Set(used.map(({ shape }) => `${shape.arch} ${shape.os ?? 'linux'}`));
  const plain = offers.filter(({ shape }) => shape.gpus === 0 && kinds.has(`${shape.arch} ${shape.os ?? 'linux'}`));
  const pads = used.length === 0 ? offers : [...new Set([...plain, ...used])];
  const roomy = pads.filter(({ capacity }) => capacity.subarray(0, GPU).every((room) => room > 0));
  return roomy.length > 0 ? roomy : [...pads];
}

/** The first of the lowest price: offers are in the order of their names. */
const cheapest = (offers: readonly Offer[]): Offer | undefined => offers.toSorted((a, b) => a.price - b.price)[0];

export function nodesOf({ packings, pads }: Cluster): { readonly offer: Offer; readonly count: number }[] {
  const packed = packings.flatMap(({ offers, nodes }) => nodes.flatMap((node) => offers[node.offer] ?? []));
  return [...packed.map((offer) => ({ offer, count: 1 })), ...pads];
}

const SIZES = [(offer: Offer): number => offer.shape.vcpu, (offer: Offer): number => offer.shape.memoryGiB] as const;

/** Nodes of an offer to add, so that no node has more than the share of the cluster's processors and memory. */
function nodesMissing(cluster: Cluster, offer: Offer | undefined, share: number): number {
  const nodes = nodesOf(cluster);
  const missing = SIZES.map((size) => {
    const own = offer === undefined ? 0 : size(offer);
    const total = nodes.reduce((sum, node) => sum + size(node.offer) * node.count, 0);
    const largest = nodes.reduce((most, node) => Math.max(most, size(node.offer)), 0);
    const lacking = (most: number): number => most / share - total;
    if (lacking(largest) <= largest * 1e-9) return 0;
    return own === 0 ? Infinity : Math.ceil(lacking(Math.max(largest, own)) / own - 1e-9);
  });
  return Math.max(...missing);
}

const withinShare = (cluster: Cluster, share: number): boolean => share >= 1 || nodesMissing(cluster, undefined, share) === 0;

function padToShare(cluster: Cluster, offers: readonly Offer[], { maxNodeShare }: ClusterRules): Cluster {
  const pools = cluster.packings.map((packing) => ({ pool: { offers: packing.offers, pods: [], eligible: new Map() }, bound: NO_BOUND }));
  const options = padOffers(pools, offers).map((offer) => ({ offer, count: nodesMissing(cluster, offer, maxNodeShare) }));
  const [pad] = options.sort((a, b) => a.count * a.offer.price - b.count * b.offer.price);
  if (pad === undefined || pad.count === 0) return cluster;
  return { ...cluster, pads: [...cluster.pads, pad], price: cluster.price + pad.count * pad.offer.price };
}

const NO_BOUND: PoolBound = { fluid: 0, whole: 0, duals: { price: 0, duals: [] } };
