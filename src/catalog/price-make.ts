import { approximateDecimal } from '../money.ts';
import type { FeePrice, ManagedPrice, NodePrice, PriceKind, StoragePrice } from './price-row.ts';

type Draft<Row> = Omit<Row, 'kind' | 'key' | 'usd'>;

/** How the store and evidence name a price: kind, provider, region and item of a row. */
export interface PricePlace {
  readonly kind: PriceKind;
  readonly provider: string;
  readonly region: string;
  readonly item: string;
}

const TABLES: Readonly<Record<PriceKind, string>> = {
  node: 'node-prices',
  fee: 'kubernetes-fees',
  storage: 'storage-prices',
  managed: 'managed-prices',
};

/** The key by which evidence names a price, such as "node-prices/aws/eu-central-1/m7i.xlarge". */
export const priceKey = ({ kind, provider, region, item }: PricePlace): string => `${TABLES[kind]}/${provider}/${region}/${item}`;

export const nodePrice = (row: Draft<NodePrice>): NodePrice => ({
  kind: 'node',
  key: priceKey({ kind: 'node', provider: row.provider, region: row.region, item: row.instanceType }),
  ...row,
  usd: {
    onDemand: approximateDecimal(row.onDemand),
    commit1y: row.commit1y === null ? null : approximateDecimal(row.commit1y),
    commit3y: row.commit3y === null ? null : approximateDecimal(row.commit3y),
    spot: row.spot === null ? null : approximateDecimal(row.spot),
  },
});

/** A fee; what follows `@` in the item is the variant it is the price of. */
export const feePrice = (row: Omit<Draft<FeePrice>, 'variant'>): FeePrice => {
  const [, variant = null] = row.item.split('@');
  return {
    kind: 'fee',
    key: priceKey({ kind: 'fee', provider: row.provider, region: row.region, item: `${row.targetId}/${row.item}` }),
    ...row,
    variant,
    usd: approximateDecimal(row.price),
  };
};

export const storagePrice = (row: Draft<StoragePrice>): StoragePrice => ({
  kind: 'storage',
  key: priceKey({ kind: 'storage', provider: row.provider, region: row.region, item: `${row.item}@${row.tierFromGb}` }),
  ...row,
  usd: approximateDecimal(row.price),
});

export const managedPrice = (row: Draft<ManagedPrice>): ManagedPrice => ({
  kind: 'managed',
  key: priceKey({ kind: 'managed', provider: row.provider, region: row.region, item: `${row.service}/${row.item}` }),
  ...row,
  usd: approximateDecimal(row.price),
});

/** Tiers of one item in one region belong together: they are replaced together. */
export const tierGroup = (row: StoragePrice): string => `${row.provider}/${row.region}/${row.item}`;
