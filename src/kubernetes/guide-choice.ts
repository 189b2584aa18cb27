import { RESOURCES } from './fluid.ts';
import type { Offer } from './pack-model.ts';

/** Room for the rounding of one division. */
const TOLERANCE = 1e-9;

/** Nodes needed when only this capacity is opened; Infinity where it lacks a resource. */
function nodesAlone(capacity: Float64Array, demand: Float64Array): number {
  let nodes = 0;
  for (let resource = 0; resource < RESOURCES; resource += 1) {
    const wanted = demand[resource] ?? 0;
    if (wanted > 0) nodes = Math.max(nodes, wanted / (capacity[resource] ?? 0));
  }
  return nodes;
}

/** Cost of a demand as a fluid on one or two offers, and which of them it wants more nodes of (0 or 1). */
export function fluidOfTwo(first: Offer, second: Offer, demand: Float64Array): { price: number; more: 0 | 1 } {
  const a = first.capacity;
  const b = second.capacity;
  const onFirst = nodesAlone(a, demand) * first.price;
  const onSecond = nodesAlone(b, demand) * second.price;
  let price = Number.isNaN(onFirst) ? Infinity : onFirst;
  let more: 0 | 1 = 0;
  if (onSecond < price) {
    price = onSecond;
    more = 1;
  }
  for (let r = 0; r < RESOURCES; r += 1) {
    for (let s = r + 1; s < RESOURCES; s += 1) {
      const determinant = (a[r] ?? 0) * (b[s] ?? 0) - (a[s] ?? 0) * (b[r] ?? 0);
      const x = ((demand[r] ?? 0) * (b[s] ?? 0) - (demand[s] ?? 0) * (b[r] ?? 0)) / determinant;
      const y = ((a[r] ?? 0) * (demand[s] ?? 0) - (a[s] ?? 0) * (demand[r] ?? 0)) / determinant;
      if (!(x >= 0 && y >= 0) || !Number.isFinite(x + y)) continue;
      const cost = x * first.price + y * second.price;
      if (cost < price && covers({ a, b, x, y }, demand)) {
        price = cost;
        more = y > x ? 1 : 0;
      }
    }
  }
  return { price, more };
}

interface Mix {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly x: number;
  readonly y: number;
}

function covers({ a, b, x, y }: Mix, demand: Float64Array): boolean {
  for (let resource = 0; resource < RESOURCES; resource += 1) {
    const wanted = demand[resource] ?? 0;
    if ((a[resource] ?? 0) * x + (b[resource] ?? 0) * y < wanted * (1 - TOLERANCE)) return false;
  }
  return true;
}
