import type { PriceBook } from './price-book.ts';
import { pricePlace } from './price-make.ts';
import type { NodePrice, PriceKind, PriceRow } from './price-row.ts';

/** Which prices are meant; what is absent is any. `item` is a part of the instance type or item, in any case. */
export interface PriceFilter {
  readonly kind?: PriceKind | undefined;
  readonly provider?: string | undefined;
  readonly region?: string | undefined;
  readonly item?: string | undefined;
}

/** The prices of a book, by kind, provider and region. Only regions that are meant are read. */
export function listedPrices(book: PriceBook, { kind, provider, region, item }: PriceFilter): PriceRow[] {
  const part = item?.toLowerCase();
  const rows: PriceRow[] = [
    ...(kind === undefined || kind === 'node' ? listedNodes(book, provider, region) : []),
    ...(kind === undefined || kind === 'fee' ? book.fees : []),
    ...(kind === undefined || kind === 'storage' ? book.storage : []),
    ...(kind === undefined || kind === 'managed' ? book.managed : []),
  ];
  return rows.filter(
    (row) =>
      (provider === undefined || row.provider === provider) &&
      (region === undefined || row.region === region) &&
      (part === undefined || pricePlace(row).item.toLowerCase().includes(part)),
  );
}

const listedNodes = (book: PriceBook, provider: string | undefined, region: string | undefined): NodePrice[] =>
  book.nodeProviders
    .filter((one) => provider === undefined || one === provider)
    .flatMap((one) => {
      const regions = book.nodeRegions(one).filter((place) => region === undefined || place === region);
      return regions.flatMap((place) => book.nodes(one, place));
    });
