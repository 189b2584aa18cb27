import { RESOURCES } from './fluid.ts';
import { byName, holds, type Offer, type Pods, type Pool } from './pack-model.ts';

/** A pool laid out for filling nodes: rows of numbers, and buckets of pods of about one size. */
export interface FillPlan {
  readonly offers: readonly Offer[];
  /** Positions of offers, cheapest first, then by name. */
  readonly byPrice: readonly number[];
  readonly pods: readonly Pods[];
  /** Demands, RESOURCES numbers to each row of pods. */
  readonly demands: Float64Array;
  readonly counts: Int32Array;
  readonly perNode: Int32Array;
  /** -1 where the pods may go to any zone. */
  readonly zones: Int32Array;
  readonly kinds: Int32Array;
  /** By kind: 1 where the offer takes it. */
  readonly eligible: readonly Uint8Array[];
  readonly buckets: readonly Int32Array[];
  readonly demand: Float64Array;
}

export interface FilledNode {
  readonly offer: number;
  readonly zone: number;
  readonly rows: readonly number[];
  readonly counts: readonly number[];
  readonly used: Float64Array;
}

/** Up to so many rows each is a bucket of its own. */
const EXACT_ROWS = 160;
/** Sizes of one bucket differ by less than this power of two. */
const STEPS_AN_OCTAVE = 2;

export function fillPlan(pool: Pool, demand: Float64Array): FillPlan {
  const { offers, pods, eligible } = pool;
  const zoneNames = [...new Set(pods.map(({ workload }) => workload.zone ?? ''))].sort(byName);
  const kindNames = [...eligible.keys()].sort(byName);
  const demands = new Float64Array(pods.length * RESOURCES);
  pods.forEach((one, row) => demands.set(one.demand, row * RESOURCES));
  const zones = Int32Array.from(pods, ({ workload }) => (workload.zone === undefined ? -1 : zoneNames.indexOf(workload.zone)));
  const kinds = Int32Array.from(pods, ({ kind }) => kindNames.indexOf(kind));
  return {
    offers,
    byPrice: [...offers.keys()].sort((a, b) => comparePrice(offers, a, b)),
    pods,
    demands,
    counts: Int32Array.from(pods, ({ count }) => count),
    perNode: Int32Array.from(pods, ({ perNode }) => perNode),
    zones,
    kinds,
    eligible: kindNames.map((kind) => Uint8Array.from(eligible.get(kind) ?? [], (takes) => (takes ? 1 : 0))),
    buckets: bucketsOf(pods, (row) => `${kinds[row] ?? 0}/${zones[row] ?? 0}`),
    demand,
  };
}

const comparePrice = (offers: readonly Offer[], a: number, b: number): number =>
  (offers[a]?.price ?? 0) - (offers[b]?.price ?? 0) || byName(offers[a]?.shape.name ?? '', offers[b]?.shape.name ?? '');

/** Rows of like pods, the largest first: what goes to a node is chosen by bucket, not by row. */
function bucketsOf(pods: readonly Pods[], groupOf: (row: number) => string): Int32Array[] {
  const size = (row: number, resource: number): number => pods[row]?.demand[resource] ?? 0;
  const step = (value: number): number => Math.floor(Math.log2(Math.max(1, value)) * STEPS_AN_OCTAVE);
  const rows = [...pods.keys()].sort((a, b) => size(b, 0) - size(a, 0) || size(b, 1) - size(a, 1) || a - b);
  if (rows.length <= EXACT_ROWS) return rows.map((row) => Int32Array.of(row));
  const grouped = Map.groupBy(rows, (row) => `${groupOf(row)}/${step(size(row, 0))}/${step(size(row, 1))}/${size(row, 3)}`);
  return [...grouped.values()].map((members) => Int32Array.from(members));
}

/** The cheapest offer that holds a node's content and takes every kind of pod in it. */
export function cheapestHolder(plan: FillPlan, used: Float64Array, rows: readonly number[]): number {
  const kinds = new Set(rows.map((row) => plan.kinds[row] ?? 0));
  for (const offer of plan.byPrice) {
    const capacity = plan.offers[offer]?.capacity;
    if (capacity === undefined || !holds(capacity, used)) continue;
    if ([...kinds].every((kind) => plan.eligible[kind]?.[offer] === 1)) return offer;
  }
  return -1;
}
