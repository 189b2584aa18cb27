import { approximateDecimal } from '../money.ts';
import type { FeePrice, ManagedPrice, NodePrice, PriceKind, PriceRow, StoragePrice } from './price-row.ts';

type Keyless<Row> = Row extends PriceRow ? Omit<Row, 'key' | 'usd'> : never;
type Draft<Row> = Omit<Row, 'kind' | 'key' | 'usd'>;

/** How the store and evidence name a price: kind, provider, region and item of a row. */
export interface PricePlace {
  readonly kind: PriceKind;
  readonly provider: string;
  readonly region: string;
  readonly item: string;
}

/** What names a price: no two prices of a book share it. */
export function pricePlace(row: Keyless<PriceRow>): PricePlace {
  const { kind, provider, region } = row;
  switch (row.kind) {
    case 'node':
      return { kind, provider, region, item: row.instanceType };
    case 'fee':
      return { kind, provider, region, item: `${row.targetId}/${row.item}` };
    case 'storage':
      return { kind, provider, region, item: `${row.item}@${row.tierFromGb}` };
    case 'managed':
      return { kind, provider, region, item: `${row.service}/${row.item}` };
  }
}

const TABLES: Readonly<Record<PriceKind, string>> = {
  node: 'node-prices',
  fee: 'kubernetes-fees',
  storage: 'storage-prices',
  managed: 'managed-prices',
};

/** The key by which evidence names a price, such as "node-prices/aws/eu-central-1/m7i.xlarge". */
function keyOf(row: Keyless<PriceRow>): string {
  const { kind, provider, region, item } = pricePlace(row);
  return `${TABLES[kind]}/${provider}/${region}/${item}`;
}

const floatOf = (text: string | null): number | null => (text === null ? null : approximateDecimal(text));

export function nodePrice(draft: Draft<NodePrice>): NodePrice {
  const row = { kind: 'node', ...draft } as const;
  const usd = {
    onDemand: approximateDecimal(row.onDemand),
    commit1y: floatOf(row.commit1y),
    commit3y: floatOf(row.commit3y),
    spot: floatOf(row.spot),
  };
  return { key: keyOf(row), ...row, usd };
}

/** A fee; what follows `@` in the item is the variant it is the price of. */
export function feePrice(draft: Omit<Draft<FeePrice>, 'variant'>): FeePrice {
  const [, variant = null] = draft.item.split('@');
  const row = { kind: 'fee', ...draft, variant } as const;
  return { key: keyOf(row), ...row, usd: approximateDecimal(row.price) };
}

export function storagePrice(draft: Draft<StoragePrice>): StoragePrice {
  const row = { kind: 'storage', ...draft } as const;
  return { key: keyOf(row), ...row, usd: approximateDecimal(row.price) };
}

export function managedPrice(draft: Draft<ManagedPrice>): ManagedPrice {
  const row = { kind: 'managed', ...draft } as const;
  return { key: keyOf(row), ...row, usd: approximateDecimal(row.price) };
}

/** Tiers of one item in one region belong together: they are replaced together. */
export const tierGroup = (row: StoragePrice): string => `${row.provider}/${row.region}/${row.item}`;
