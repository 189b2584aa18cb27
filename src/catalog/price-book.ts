import type { FeePrice, ManagedPrice, NodePrice, StoragePrice } from './price-row.ts';

/** All prices an estimate may use: the default rows of the product, with those a user imported in their place. */
export interface PriceBook {
  /** Changes with any content of the rows. */
  readonly version: string;
  /** Providers whose machines are priced. */
  readonly nodeProviders: readonly string[];
  /** Regions of a provider in which machines are priced, in order of name. */
  readonly nodeRegions: (provider: string) => readonly string[];
  /** Machines of a region in order of name; empty when it is not priced. */
  readonly nodes: (provider: string, region: string) => readonly NodePrice[];
  readonly fees: readonly FeePrice[];
  readonly storage: readonly StoragePrice[];
  readonly managed: readonly ManagedPrice[];
}
