import type { CpuArchitecture } from './shape-row.ts';

export const PRICE_KINDS = ['node', 'fee', 'storage', 'managed'] as const;

export type PriceKind = (typeof PRICE_KINDS)[number];

/** S vendor price list or its API; M a published invoice or bill of materials; W approximation, to be verified; D derived; G given by the user. */
export const PRICE_GRADES = ['S', 'M', 'W', 'D', 'G'] as const;

export type PriceGrade = (typeof PRICE_GRADES)[number];

/** What every price says of itself. `key` names the row in evidence; `asOf` is the day the price was current; all prices are US dollars at list, before tax. */
export interface PriceOrigin {
  readonly key: string;
  readonly provider: string;
  /** Region, or group of regions, in the provider's own words; `all` or `all-commercial` where the list is the same everywhere. */
  readonly region: string;
  readonly asOf: string;
  readonly source: string;
  readonly grade: PriceGrade;
}

/** A Linux machine by the hour, shared tenancy. Prices are exact decimal texts; `usd` holds the same as floats, for models. Null is not known. */
export interface NodePrice extends PriceOrigin {
  readonly kind: 'node';
  readonly instanceType: string;
  /** Hardware threads on x86, cores on arm64. */
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly arch: CpuArchitecture;
  readonly gpuCount: number;
  readonly gpuModel: string | null;
  /** Included local disk; null is not known, 0 is none. */
  readonly localSsdGiB: number | null;
  /** Pods that the network interfaces of the machine allow; null where nothing but the platform limits them. */
  readonly maxPods: number | null;
  readonly onDemand: string;
  readonly commit1y: string | null;
  readonly commit3y: string | null;
  readonly spot: string | null;
  /** The spot price may be derived where the others are listed. */
  readonly spotGrade: PriceGrade;
  readonly usd: {
    readonly onDemand: number;
    readonly commit1y: number | null;
    readonly commit3y: number | null;
    readonly spot: number | null;
  };
}

/** What a Kubernetes platform, or the network around it, costs per `unit`. `variant` is the tier or edition an item is the price of. */
export interface FeePrice extends PriceOrigin {
  readonly kind: 'fee';
  readonly targetId: string;
  readonly item: string;
  readonly variant: string | null;
  readonly unit: string;
  readonly price: string;
  readonly usd: number;
  readonly notes: string;
}

/** Storage or traffic; the price applies to the part of a month's GB between `tierFromGb` and `tierToGb` (null: no end). */
export interface StoragePrice extends PriceOrigin {
  readonly kind: 'storage';
  readonly item: string;
  readonly tierFromGb: number;
  readonly tierToGb: number | null;
  readonly price: string;
  readonly usd: number;
}

/** One unit of a managed service, with its monthly free allowance in that unit and what takes over on Kubernetes. */
export interface ManagedPrice extends PriceOrigin {
  readonly kind: 'managed';
  readonly service: string;
  readonly item: string;
  readonly unit: string;
  readonly price: string;
  readonly usd: number;
  readonly freePerMonth: number | null;
  readonly replacement: string;
  readonly notes: string;
}

export type PriceRow = NodePrice | FeePrice | StoragePrice | ManagedPrice;

/** Published utilisation: `value` in `unit` is the `statistic` of `metric` among `population`. */
export interface UtilisationRow {
  readonly population: string;
  readonly scope: string;
  readonly metric: string;
  readonly statistic: string;
  readonly value: number;
  readonly unit: string;
  readonly dataYear: string;
  readonly sample: string;
  readonly source: string;
  readonly notes: string;
  readonly grade: PriceGrade;
}
