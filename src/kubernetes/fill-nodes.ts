import { cheapestHolder, type FilledNode, type FillPlan } from './fill-plan.ts';
import { RESOURCES } from './fluid.ts';
import { fluidOfTwo } from './guide-choice.ts';
import { holds } from './pack-model.ts';

/** Where the filling of nodes stands. */
interface Filling {
  readonly plan: FillPlan;
  readonly left: Int32Array;
  /** Of each bucket, the first position that may still have pods. */
  readonly heads: Int32Array;
  readonly live: number[];
  readonly demand: Float64Array;
  /** Pods of a row on the node that is being filled. */
  readonly onNode: Int32Array;
}

interface OpenNode {
  readonly offer: number;
  readonly pull: Pull;
  readonly room: Float64Array;
  readonly weights: Float64Array;
  zone: number;
  readonly rows: number[];
}

/** Two offers that share the pods, the same twice for one; a third is for pods that neither holds. */
export type Guides = readonly [first: number, second: number, large?: number];

/**
 * What draws a pod to a node: the dot product of demand and room, which prefers large pods; the angle between them, which prefers
 * pods of the right proportions; or the mean of both.
 */
export type Pull = 'size' | 'both' | 'direction';

export const PULLS: readonly Pull[] = ['both', 'size', 'direction'];

export interface FillOrder {
  readonly guides: Guides;
  readonly pull: Pull;
}

/** Rows of a bucket that are tried when the first is too large or already spread enough. */
const LOOK_AHEAD = 6;
/** One step takes at most this part of what still fits, so that a node is not filled with one workload. */
const STEPS_A_NODE = 8;

/**
 * Packs all pods on nodes of its guide offers. A node is opened for the offer of which the fluid solution of what is left wants more,
 * and filled by the pods whose demand points most along the room that is left, large ones first.
 * Pods larger than that offer go first, on another guide or else on the cheapest offer that holds them.
 * Ties go to the earlier bucket, which is the larger pod, then the name.
 */
export function fillNodes(plan: FillPlan, { guides, pull }: FillOrder): FilledNode[] {
  const filling: Filling = {
    plan,
    left: Int32Array.from(plan.counts),
    heads: new Int32Array(plan.buckets.length),
    live: [...plan.buckets.keys()],
    demand: Float64Array.from(plan.demand),
    onNode: new Int32Array(plan.pods.length),
  };
  const misfits = [guides[0], guides[1]].map((guide) => rowsThatMiss(plan, guide));
  const nodes: FilledNode[] = [];
  dropEmpty(filling);
  while (filling.live.length > 0) {
    const wanted = wantedGuide(filling, guides);
    const seed = misfits[wanted]?.find((row) => (filling.left[row] ?? 0) > 0);
    const node =
      seed === undefined
        ? fillOne(filling, { offer: guides[wanted], pull }, -1)
        : fillOne(filling, { offer: holderOf(plan, guides, seed), pull }, seed);
    if (node.rows.length === 0) throw new RangeError('a node was opened that takes no pod');
    nodes.push(node);
    dropEmpty(filling);
  }
  return nodes;
}

function rowsThatMiss(plan: FillPlan, offer: number): number[] {
  return [...plan.pods.keys()].filter((row) => !takesRow(plan, offer, row));
}

export function takesRow(plan: FillPlan, offer: number, row: number): boolean {
  const capacity = plan.offers[offer]?.capacity;
  const demand = plan.pods[row]?.demand;
  return capacity !== undefined && demand !== undefined && plan.eligible[plan.kinds[row] ?? 0]?.[offer] === 1 && holds(capacity, demand);
}

function wantedGuide({ plan, demand }: Filling, [first, second]: Guides): 0 | 1 {
  const a = plan.offers[first];
  const b = plan.offers[second];
  return a === undefined || b === undefined || first === second ? 0 : fluidOfTwo(a, b, demand).more;
}

function holderOf(plan: FillPlan, guides: Guides, row: number): number {
  const fitting = guides.find((guide) => guide !== undefined && takesRow(plan, guide, row));
  return fitting ?? cheapestHolder(plan, plan.pods[row]?.demand ?? new Float64Array(RESOURCES), [row]);
}

function fillOne(filling: Filling, { offer, pull }: { offer: number; pull: Pull }, seed: number): FilledNode {
  const capacity = filling.plan.offers[offer]?.capacity ?? new Float64Array(RESOURCES);
  const node: OpenNode = {
    offer,
    pull,
    room: Float64Array.from(capacity),
    weights: capacity.map((amount) => (amount > 0 ? 1 / (amount * amount) : 0)),
    zone: -1,
    rows: [],
  };
  if (seed >= 0) place(filling, node, seed);
  for (;;) {
    const row = bestRow(filling, node);
    if (row < 0) break;
    place(filling, node, row);
  }
  const counts = node.rows.map((row) => filling.onNode[row] ?? 0);
  node.rows.forEach((row) => (filling.onNode[row] = 0));
  return { offer, zone: node.zone, rows: node.rows, counts, used: capacity.map((amount, at) => amount - (node.room[at] ?? 0)) };
}

function bestRow(filling: Filling, node: OpenNode): number {
  const { demands } = filling.plan;
  const { room, weights, pull } = node;
  const [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = weights;
  const w0 = c0 * (room[0] ?? 0);
  const w1 = c1 * (room[1] ?? 0);
  const w2 = c2 * (room[2] ?? 0);
  const w3 = c3 * (room[3] ?? 0);
  let best = -1;
  let score = -1;
  for (const bucket of filling.live) {
    const row = fittingRow(filling, node, bucket);
    if (row < 0) continue;
    const at = row * RESOURCES;
    const d0 = demands[at] ?? 0;
    const d1 = demands[at + 1] ?? 0;
    const d2 = demands[at + 2] ?? 0;
    const d3 = demands[at + 3] ?? 0;
    let value = d0 * w0 + d1 * w1 + d2 * w2 + d3 * w3;
    if (pull !== 'size') {
      const length = Math.sqrt(d0 * d0 * c0 + d1 * d1 * c1 + d2 * d2 * c2 + d3 * d3 * c3);
      value /= pull === 'direction' ? length : Math.sqrt(length);
    }
    if (value > score) {
      score = value;
      best = row;
    }
  }
  return best;
}

/** The first row of a bucket that fits the node, looking a few rows ahead; -1 where none does. */
function fittingRow(filling: Filling, node: OpenNode, bucket: number): number {
  const rows = filling.plan.buckets[bucket];
  if (rows === undefined) return -1;
  const from = filling.heads[bucket] ?? 0;
  let looked = 0;
  for (let at = from; at < rows.length && looked < LOOK_AHEAD; at += 1) {
    const row = rows[at] ?? 0;
    if ((filling.left[row] ?? 0) === 0) continue;
    looked += 1;
    if (fits(filling, node, row)) return row;
  }
  return -1;
}

function fits({ plan, onNode }: Filling, node: OpenNode, row: number): boolean {
  const at = row * RESOURCES;
  const { demands } = plan;
  const { room } = node;
  if ((demands[at] ?? 0) > (room[0] ?? 0) || (demands[at + 1] ?? 0) > (room[1] ?? 0)) return false;
  if ((demands[at + 2] ?? 0) > (room[2] ?? 0) || (demands[at + 3] ?? 0) > (room[3] ?? 0)) return false;
  if ((onNode[row] ?? 0) >= (plan.perNode[row] ?? 0)) return false;
  const zone = plan.zones[row] ?? -1;
  if (zone >= 0 && node.zone >= 0 && zone !== node.zone) return false;
  return plan.eligible[plan.kinds[row] ?? 0]?.[node.offer] === 1;
}

function place(filling: Filling, node: OpenNode, row: number): void {
  const { plan, left, onNode, demand } = filling;
  const at = row * RESOURCES;
  let fitting = Infinity;
  for (let resource = 0; resource < RESOURCES; resource += 1) {
    const wanted = plan.demands[at + resource] ?? 0;
    if (wanted > 0) fitting = Math.min(fitting, (node.room[resource] ?? 0) / wanted);
  }
  const step = Math.max(1, Math.floor(fitting / STEPS_A_NODE));
  const held = onNode[row] ?? 0;
  const count = Math.min(step, left[row] ?? 0, (plan.perNode[row] ?? 0) - held);
  for (let resource = 0; resource < RESOURCES; resource += 1) {
    const amount = (plan.demands[at + resource] ?? 0) * count;
    node.room[resource] = (node.room[resource] ?? 0) - amount;
    demand[resource] = (demand[resource] ?? 0) - amount;
  }
  if (held === 0) node.rows.push(row);
  onNode[row] = held + count;
  left[row] = (left[row] ?? 0) - count;
  const zone = plan.zones[row] ?? -1;
  if (zone >= 0) node.zone = zone;
}

/** Moves heads past rows without pods and drops buckets that have none. */
function dropEmpty({ plan, left, heads, live }: Filling): void {
  let kept = 0;
  for (const bucket of live) {
    const rows = plan.buckets[bucket] ?? new Int32Array(0);
    let head = heads[bucket] ?? 0;
    while (head < rows.length && (left[rows[head] ?? 0] ?? 0) === 0) head += 1;
    heads[bucket] = head;
    if (head < rows.length) {
      live[kept] = bucket;
      kept += 1;
    }
  }
  live.length = kept;
}
