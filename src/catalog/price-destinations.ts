import { z } from 'zod';
import { PLATFORMS } from '../kubernetes/platform.ts';
import { catalogTargets, parseRows } from './catalog-rows.ts';
import type { PriceBook } from './price-book.ts';
import { regionOn, type Continent, type PricedRegion } from './price-region.ts';
import type { FeePrice } from './price-row.ts';
import rows from './rows/price-destinations.json' with { type: 'json' };

const text = z.string().trim().min(1);

/** Where the prices of a destination come from. */
const destinationSchema = z.strictObject({
  targetId: text,
  /** Provider whose machines, storage and traffic are priced; it may have no prices until some are imported. */
  nodeProvider: text,
  platform: z.enum(PLATFORMS),
  /** Target whose Kubernetes fees apply; null where none are charged or known. */
  feesOf: text.nullable(),
  /** Target under which the provider's load balancers, NAT and addresses are priced; null where they are not known. */
  networkOf: text.nullable(),
  basis: text,
  /** What is charged there and has no price in the book, by name. */
  unpriced: z.array(text),
  source: text,
  reviewedOn: z.iso.date(),
  grade: z.enum(['S', 'M', 'W', 'D', 'J']),
});

export type Destination = Readonly<z.infer<typeof destinationSchema>>;

let known: readonly Destination[] | null = null;

/** Every active destination, in the order of the targets, with where its prices come from. */
export function destinations(): readonly Destination[] {
  known ??= parseRows(destinationSchema, rows, 'price destinations');
  return known;
}

/** A destination, or the one that continues a renamed or retired one; null when there is none. */
export function destinationOf(targetId: string): Destination | null {
  const own = destinations().find((row) => row.targetId === targetId);
  if (own !== undefined) return own;
  const successor = catalogTargets().find((target) => target.id === targetId)?.successor ?? null;
  return successor === null ? null : destinationOf(successor);
}

/** Where a destination's machines are priced on a continent; null when no price is known: bring your own with `prices import`. */
export const destinationRegion = (book: PriceBook, destination: Destination, continent: Continent | null): PricedRegion | null =>
  regionOn(book, { provider: destination.nodeProvider, continent });

const NETWORK_ITEM = /^(load-balancer|nat-|public-ipv4|cross-az-gb|vpc-endpoint)/;
const SUPPORT_ITEM = /^support-/;

/** The fees of a destination: those of the platform, and those of the network around it. Support plans are in neither. */
export function destinationFees(
  book: PriceBook,
  destination: Destination,
): { readonly platform: readonly FeePrice[]; readonly network: readonly FeePrice[] } {
  const of = (targetId: string | null): FeePrice[] => book.fees.filter((row) => row.targetId === targetId && !SUPPORT_ITEM.test(row.item));
  return {
    platform: of(destination.feesOf).filter((row) => !NETWORK_ITEM.test(row.item)),
    network: of(destination.networkOf).filter((row) => NETWORK_ITEM.test(row.item)),
  };
}
