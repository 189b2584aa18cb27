import { fillNodes, PULLS, type FillOrder } from './fill-nodes.ts';
import { fillPlan, type FilledNode, type FillPlan } from './fill-plan.ts';
import { guidesOf } from './guides.ts';
import type { NodeOverhead } from './pack-case.ts';
import { demandOf, type Offer, type Pods, type Pool } from './pack-model.ts';
import { tighterPlans } from './overhead-levels.ts';
import { downsizedNodes, drainedNodes } from './refine-nodes.ts';

/** One packing of a pool; prices are nanos of a dollar per hour. */
export interface Packing {
  readonly offers: readonly Offer[];
  readonly pods: readonly Pods[];
  readonly nodes: readonly FilledNode[];
  readonly price: number;
}

export interface SearchLimits {
  /** Nothing can be cheaper: the search ends where it is reached. */
  readonly bound: number;
  readonly minNodes: number;
  /** Price of a node that is added only to reach minNodes. */
  readonly padPrice: number;
  readonly daemonSets: NodeOverhead;
  readonly effort: number;
}

/** Work of a whole search, in buckets looked at; below a second on one core. */
const WORK = 36_000_000;
/** What a run, and a node, costs however small it is. */
const WORK_A_RUN = 600;
const WORK_A_NODE = 250;
/** Up to so many workloads are packed on tighter nodes too. */
const TIGHTENED_ROWS = 100;
const MIN_RUNS = 3;

/**
 * Packs a pool in three ways for every shape and every pair of shapes as guides, those with the lowest price for the pods first,
 * and keeps the cheapest packing for each number of nodes up to minNodes.
 *
 * A run does not depend on the other offers, save that each of its nodes then takes the cheapest offer that holds its content.
 * So more offers mean more runs, none of them dearer, and never a dearer result, as long as all runs are done: that holds up to the
 * limit of work (some tens of shapes for a few hundred workloads), with at most 24 shapes where pairs need a third, and where no pod
 * takes any architecture. Past it the least promising pairs are left out, and one more offer may push out a pair that would have
 * won by a hair.
 */
export function searchPackings(pool: Pool, limits: SearchLimits): Packing[] {
  const plan = fillPlan(pool, demandOf(pool.pods));
  const best = new Map<number, Packing>();
  let target = Infinity;
  let work = WORK * limits.effort;
  let runs = 0;
  for (const { tight, order } of fillsOf(plan, limits)) {
    if (target <= limits.bound || (work <= 0 && runs >= MIN_RUNS)) break;
    const nodes = downsizedNodes(plan, drainedNodes(tight, fillNodes(tight, order)));
    const price = nodes.reduce((sum, node) => sum + (plan.offers[node.offer]?.price ?? 0), 0);
    const count = Math.min(nodes.length, limits.minNodes);
    if (price < (best.get(count)?.price ?? Infinity)) best.set(count, { offers: plan.offers, pods: plan.pods, nodes, price });
    target = Math.min(target, price + (limits.minNodes - count) * limits.padPrice);
    work -= workOf(plan, nodes);
    runs += 1;
  }
  return [...best.values()];
}

/** Every guide with every pull; for fleets so small that a single node counts, again on tighter nodes. */
function* fillsOf(plan: FillPlan, { daemonSets }: SearchLimits): Generator<{ readonly tight: FillPlan; readonly order: FillOrder }> {
  for (const tight of tighterPlans(plan, daemonSets)) {
    for (const guides of guidesOf(tight)) for (const pull of PULLS) yield { tight, order: { guides, pull } };
    if (plan.pods.length > TIGHTENED_ROWS) return;
  }
}

/** Rows placed, each by a look at every bucket, and what a node takes to be opened, drained and made smaller. */
const workOf = (plan: FillPlan, nodes: readonly FilledNode[]): number =>
  WORK_A_RUN +
  nodes.reduce((sum, node) => sum + node.rows.length, 0) * plan.buckets.length +
  nodes.length * (WORK_A_NODE + plan.buckets.length + plan.offers.length);
