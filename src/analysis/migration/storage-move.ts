import { storagePrice, tieredCost } from '../../catalog/price-lookup.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { Place } from './place.ts';
import type { StorageDemand } from './portfolio.ts';

/** Price of a GB and month, and the row it is of; a null key says that another provider's list stands in. */
export interface GbPrice {
  readonly usd: number;
  readonly key: string | null;
}

export type StorageKind = 'block' | 'blockFast' | 'blockSlow' | 'file' | 'snapshot' | 'object' | 'archive';

export type StorageUnitPrices = Readonly<Record<StorageKind, GbPrice>>;

/** Items by kind, the closest first: the performance class is kept. Migration model 0.1, section 3.8. */
const ITEMS: Readonly<Record<StorageKind, readonly string[]>> = {
  block: ['block-ssd-gb-month', 'block-ssd-premium-gb-month', 'block-hdd-gb-month'],
  blockFast: ['block-ssd-premium-gb-month', 'block-ssd-iops-gb-month', 'block-ssd-5iops-gb-month', 'block-ssd-gb-month'],
  blockSlow: ['block-hdd-gb-month', 'block-ssd-gb-month'],
  file: ['file-gb-month', 'block-ssd-gb-month'],
  snapshot: ['snapshot-gb-month', 'object-gb-month', 'block-hdd-gb-month', 'block-ssd-gb-month'],
  object: ['object-gb-month', 'block-hdd-gb-month', 'block-ssd-gb-month'],
  archive: [
    'object-archive-gb-month',
    'object-coldline-gb-month',
    'object-cool-gb-month',
    'object-gb-month',
    'block-hdd-gb-month',
    'block-ssd-gb-month',
  ],
};

export const storageKind = ({ medium, performance }: StorageDemand): StorageKind => {
  if (medium !== 'block') return medium;
  return performance === 'fast' ? 'blockFast' : performance === 'standard' ? 'blockSlow' : 'block';
};

const STORAGE_KINDS: readonly StorageKind[] = ['block', 'blockFast', 'blockSlow', 'file', 'snapshot', 'object', 'archive'];

/** Whose list stands in where a place publishes no price for a kind of storage; the null key says so. */
const STAND_IN = { provider: 'aws', region: 'us-east-1' } as const;

/** First-tier prices of a place for each kind of storage. */
export function storagePrices(book: PriceBook, place: Pick<Place, 'provider' | 'region'>): StorageUnitPrices {
  const entries = STORAGE_KINDS.map((kind) => {
    const own = firstTier(book, { ...place, kind });
    return [kind, own ?? { usd: firstTier(book, { ...STAND_IN, kind })?.usd ?? 0, key: null }] as const;
  });
  return Object.fromEntries(entries) as Record<StorageKind, GbPrice>;
}

function firstTier(
  book: PriceBook,
  { kind, provider, region }: Pick<Place, 'provider' | 'region'> & { kind: StorageKind },
): GbPrice | null {
  for (const item of ITEMS[kind]) {
    const price = storagePrice(book, { provider, region, item });
    const [first] = price?.tiers ?? [];
    if (price !== null && first !== undefined) return { usd: tieredCost(price, 1).usd, key: first.key };
  }
  return null;
}
