import { contentHash } from './content-hash.ts';
import { tierGroup } from './price-make.ts';
import { unpackFees, unpackManaged, unpackNodes, unpackShape, unpackStorage, type PackedNodes } from './price-pack.ts';
import type { FeePrice, ManagedPrice, NodePrice, PriceRow, StoragePrice } from './price-row.ts';
import fees from './rows/prices-fees.json' with { type: 'json' };
import managed from './rows/prices-managed.json' with { type: 'json' };
import aws from './rows/prices-nodes-aws.json' with { type: 'json' };
import azure from './rows/prices-nodes-azure.json' with { type: 'json' };
import gcp from './rows/prices-nodes-gcp.json' with { type: 'json' };
import hosts from './rows/prices-nodes-hosts.json' with { type: 'json' };
import ibm from './rows/prices-nodes-ibm.json' with { type: 'json' };
import oci from './rows/prices-nodes-oci.json' with { type: 'json' };
import storage from './rows/prices-storage.json' with { type: 'json' };
import version from './rows/prices-version.json' with { type: 'json' };
import type { Shape } from './shape-row.ts';

const NODES: readonly PackedNodes[] = [aws, azure, gcp, ibm, oci, ...hosts];

/** All prices an estimate may use: the default rows of the product, with those a user imported in their place. */
export interface PriceBook {
  /** Changes with any content of the rows. */
  readonly version: string;
  /** The days of the oldest and of the newest price. */
  readonly oldestAsOf: string;
  readonly newestAsOf: string;
  /** Providers whose machines are priced. */
  readonly nodeProviders: readonly string[];
  /** Regions of a provider in which machines are priced, in order of name. */
  readonly nodeRegions: (provider: string) => readonly string[];
  /** Machines of a region in order of name; empty when it is not priced. */
  readonly nodes: (provider: string, region: string) => readonly NodePrice[];
  /** Every machine type that is priced anywhere, in order of name: what a machine on a bill is looked up in. */
  readonly shapes: (provider: string) => readonly Shape[];
  readonly fees: readonly FeePrice[];
  readonly storage: readonly StoragePrice[];
  readonly managed: readonly ManagedPrice[];
}

/** The version of the default prices. It is apart from that of the catalogue: scores do not depend on prices. */
export const priceBookVersion = (): string => version.version;

let defaultBook: PriceBook | null = null;

/** The default prices. Machines of a region are read when they are first asked for. */
export function priceBook(): PriceBook {
  defaultBook ??= {
    ...version,
    nodeProviders: NODES.map(({ provider }) => provider).sort(),
    nodeRegions: memoized((provider) => Object.keys(packedOf(provider)?.regions ?? {}).sort()),
    nodes: memoizedPair((provider, region) => {
      const packed = packedOf(provider);
      return packed === undefined ? [] : unpackNodes(packed, region, shapesByName(provider));
    }),
    shapes: memoized((provider) => [...shapesByName(provider).values()]),
    fees: unpackFees(fees),
    storage: unpackStorage(storage),
    managed: unpackManaged(managed),
  };
  return defaultBook;
}

const packedOf = (provider: string): PackedNodes | undefined => NODES.find((packed) => packed.provider === provider);

const shapesByName = memoized((provider): ReadonlyMap<string, Shape> => {
  const shapes = (packedOf(provider)?.shapes ?? []).map((line) => unpackShape(provider, line));
  return new Map(shapes.map((shape) => [shape.instanceType, shape]));
});

/** A book in which `rows` stand in place of rows of the same key; the tiers of a storage item are replaced together. */
export function withPrices(book: PriceBook, rows: readonly PriceRow[]): PriceBook {
  if (rows.length === 0) return book;
  const ownStorage = rows.filter((row) => row.kind === 'storage');
  const ownNodes = Map.groupBy(rows.filter(isNode), (row) => row.provider);
  const nodesOf = (provider: string): NodePrice[] => ownNodes.get(provider) ?? [];
  const byRegion = memoized((provider) => Map.groupBy(nodesOf(provider), (row) => row.region));
  const tiers = new Set(ownStorage.map(tierGroup));
  const kept = book.storage.filter((row) => !tiers.has(tierGroup(row)));
  const days = [book.oldestAsOf, book.newestAsOf, ...rows.map((row) => row.asOf)].sort();
  return {
    oldestAsOf: days[0] ?? book.oldestAsOf,
    newestAsOf: days.at(-1) ?? book.newestAsOf,
    version: `${book.version}+${contentHash(JSON.stringify([...rows].sort((a, b) => compareText(a.key, b.key))))}`,
    nodeProviders: [...new Set([...book.nodeProviders, ...ownNodes.keys()])].sort(),
    nodeRegions: memoized((provider) => [...new Set([...book.nodeRegions(provider), ...byRegion(provider).keys()])].sort()),
    nodes: memoizedPair((provider, region) => {
      const here = byRegion(provider).get(region) ?? [];
      return merged(book.nodes(provider, region), here).sort((a, b) => compareText(a.instanceType, b.instanceType));
    }),
    shapes: memoized((provider) => {
      const shapes = new Map<string, Shape>(book.shapes(provider).map((shape) => [shape.instanceType, shape]));
      for (const row of nodesOf(provider)) shapes.set(row.instanceType, shapeOfPrice(row));
      return [...shapes.values()].sort((a, b) => compareText(a.instanceType, b.instanceType));
    }),
    fees: merged(book.fees, rows.filter((row) => row.kind === 'fee')), // prettier-ignore
    storage: [...kept, ...ownStorage],
    managed: merged(book.managed, rows.filter((row) => row.kind === 'managed')), // prettier-ignore
  };
}

const isNode = (row: PriceRow): row is NodePrice => row.kind === 'node';

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function merged<Row extends { readonly key: string }>(book: readonly Row[], own: readonly Row[]): Row[] {
  const keys = new Set(own.map((row) => row.key));
  return [...book.filter((row) => !keys.has(row.key)), ...own];
}

/** The shape of a priced machine. */
const shapeOfPrice = ({ provider, instanceType, vcpu, memoryGiB, arch, gpuCount, gpuModel, localSsdGiB, maxPods }: NodePrice): Shape => ({
  provider,
  instanceType,
  vcpu,
  memoryGiB,
  arch,
  gpuCount,
  gpuModel,
  localSsdGiB,
  maxPods,
});

function memoized<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

function memoizedPair<T>(compute: (a: string, b: string) => T): (a: string, b: string) => T {
  const byFirst = memoized((a) => memoized((b) => compute(a, b)));
  return (a, b) => byFirst(a)(b);
}
