import { takesRow, type Guides } from './fill-nodes.ts';
import type { FillPlan } from './fill-plan.ts';
import { RESOURCES } from './fluid.ts';
import { pairPrices } from './pair-prices.ts';

/** Up to so many offers, a pair that some pod is too large for is tried with every third offer that holds the rest; above, with the cheapest. */
const ALL_THIRDS = 24;

interface RankedGuides {
  readonly guides: Guides;
  readonly price: number;
  readonly at: number;
}

/** Singles and pairs of offers by what the pods would cost on them if nothing were left over; ties by the order of names. */
export function guidesOf(plan: FillPlan): Guides[] {
  const { offers } = plan;
  const priceOf = pairPrices(plan);
  const largest = largestRows(plan);
  const held = offers.map((_, offer) => Uint8Array.from(largest, (row) => (takesRow(plan, offer, row) ? 1 : 0)));
  const ranked: RankedGuides[] = [];
  offers.forEach((_, a) => {
    for (let b = a; b < offers.length; b += 1) {
      const price = priceOf(a, b);
      for (const third of thirdsOf(plan, held, [a, b])) {
        const guides: Guides = third === null ? [a, b] : [a, b, third];
        ranked.push({ guides, price: third === null ? price : price + (offers[third]?.price ?? 0), at: ranked.length });
      }
    }
  });
  return ranked.sort((x, y) => (x.price === y.price ? 0 : x.price - y.price) || x.at - y.at).map(({ guides }) => guides);
}

/** Null where the pair holds every pod; else the offers that hold all the pods it does not, or null again where none does. */
function thirdsOf({ byPrice, offers }: FillPlan, held: readonly Uint8Array[], [a, b]: readonly [number, number]): (number | null)[] {
  const first = held[a] ?? new Uint8Array(0);
  const missed = [...first.keys()].filter((at) => first[at] === 0 && held[b]?.[at] === 0);
  if (missed.length === 0) return [null];
  const fitting = byPrice.filter((offer) => missed.every((at) => held[offer]?.[at] === 1));
  if (fitting.length === 0) return [null];
  return offers.length <= ALL_THIRDS ? fitting : fitting.slice(0, 1);
}

/** Rows that no other row of their kind exceeds in every resource: an offer that holds these holds all. */
function largestRows(plan: FillPlan): number[] {
  const front: number[] = [];
  const within = (row: number, other: number): boolean => {
    if (plan.kinds[row] !== plan.kinds[other]) return false;
    for (let at = 0; at < RESOURCES; at += 1)
      if ((plan.demands[row * RESOURCES + at] ?? 0) > (plan.demands[other * RESOURCES + at] ?? 0)) return false;
    return true;
  };
  for (const bucket of plan.buckets) {
    for (const row of bucket) {
      if (front.some((other) => within(row, other))) continue;
      front.splice(0, front.length, ...front.filter((other) => !within(other, row)), row);
    }
  }
  return front;
}
