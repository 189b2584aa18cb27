import type { PriceBook } from './price-book.ts';
import { nearestRegion, type RegionMatch } from './price-region.ts';
import type { FeePrice, ManagedPrice, NodePrice, StoragePrice } from './price-row.ts';

interface Place {
  readonly provider: string;
  readonly region: string;
}

/** The machines of a priced region in order of name; empty when it is not priced: ask regionFor first. */
export const nodePrices = (book: PriceBook, { provider, region }: Place): readonly NodePrice[] => book.nodes(provider, region);

/** What a destination charges for Kubernetes itself, and for the network around it, as far as it is known. */
export const fees = (book: PriceBook, targetId: string): readonly FeePrice[] => book.fees.filter((row) => row.targetId === targetId);

/** Prices of a storage or traffic item by tier of monthly GB, lowest tier first, and how near the region is that they are of. */
export interface TieredPrice {
  readonly tiers: readonly StoragePrice[];
  readonly match: RegionMatch;
}

/** The price of a storage or traffic item; null when the provider has none. */
export function storagePrice(book: PriceBook, { provider, region, item }: Place & { readonly item: string }): TieredPrice | null {
  const rows = book.storage.filter((row) => row.provider === provider && row.item === item);
  const regions = [...new Set(rows.map((row) => row.region))].sort();
  const near = nearestRegion(regions, { provider, region });
  if (near === null) return null;
  const tiers = rows.filter((row) => row.region === near.region).sort((a, b) => a.tierFromGb - b.tierFromGb);
  return { tiers, match: near.match };
}

/** What a month's GB cost by tier. `unpricedGb` lies beyond the last tier that has a price. */
export interface TieredCost {
  readonly usd: number;
  readonly parts: readonly { readonly row: StoragePrice; readonly gb: number; readonly usd: number }[];
  readonly unpricedGb: number;
  readonly match: RegionMatch;
}

/** The cost of `gb` by tiers: each tier's price applies to the part of the volume inside it, so that cost is continuous and never falls. */
export function tieredCost({ tiers, match }: TieredPrice, gb: number): TieredCost {
  const parts = tiers
    .filter((row) => row.tierFromGb < gb)
    .map((row) => {
      const inside = Math.min(gb, row.tierToGb ?? gb) - row.tierFromGb;
      return { row, gb: inside, usd: inside * row.usd };
    });
  const priced = parts.reduce((sum, part) => sum + part.gb, 0);
  return { usd: parts.reduce((sum, part) => sum + part.usd, 0), parts, unpricedGb: Math.max(0, gb - priced), match };
}

/** What `gb` of a month to the internet cost at list, without waivers and account-wide allowances; null when the provider has no price. */
export function egressPrice(book: PriceBook, { gb, ...place }: Place & { readonly gb: number }): TieredCost | null {
  const price = storagePrice(book, { ...place, item: 'internet-egress-gb' });
  return price === null ? null : tieredCost(price, gb);
}

/** A managed service's unit price, and how near the region is that it is of. */
export interface ManagedAnswer {
  readonly row: ManagedPrice;
  readonly match: RegionMatch;
}

/** The unit price of an item of a managed service; null when there is none. */
export function managedPrice(
  book: PriceBook,
  { provider, service, item, region }: Place & { readonly service: string; readonly item: string },
): ManagedAnswer | null {
  const rows = book.managed.filter((row) => row.provider === provider && row.service === service && row.item === item);
  const near = nearestRegion(rows.map((row) => row.region).sort(), { provider, region });
  const row = rows.find((row) => row.region === near?.region);
  return near === null || row === undefined ? null : { row, match: near.match };
}
