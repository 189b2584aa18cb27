import type { MigrationRoute, UtilisationGrade } from '../../finding/migration-finding.ts';
import type { ChargeFilter } from '../../focus/filter.ts';

/** A share or quantity that is judged, not measured. */
export interface ThreePoint {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** Today's spend seen as workloads. All money is US dollars a month, as floats of the model. */
export interface Portfolio {
  readonly items: readonly PortfolioItem[];
  /** Spend that no price moves: support, tax, marketplace, credits, unused commitments; by service. */
  readonly fixed: readonly FixedSpend[];
  /** Spend of unknown services or without usable quantities. */
  readonly unpriced: readonly (FixedSpend & { readonly reason: string })[];
  readonly traffic: Traffic;
  readonly totalEffective: number;
  /** Null where list prices are not stated for at least half of the spend. */
  readonly totalList: number | null;
}

export interface FixedSpend {
  readonly provider: string;
  readonly serviceName: string;
  readonly route: MigrationRoute;
  readonly monthlyEffective: number;
  readonly scalesWithSpend: boolean;
}

/** One thing that runs today: a VM, a node, a service of tasks, a function, a database instance, a bucket. */
export interface PortfolioItem {
  readonly id: string;
  readonly name: string;
  /** Key of the provider in the catalogue: aws, gcp, azure, oci, ibm. */
  readonly provider: string;
  readonly subAccountId: string;
  readonly serviceName: string;
  readonly regionId: string;
  readonly application: string | null;
  readonly route: MigrationRoute;
  readonly movable: ThreePoint;
  readonly monthlyEffective: number;
  readonly monthlyList: number | null;
  readonly demand: Demand;
  /** Selects the charge rows behind the item. */
  readonly filter: ChargeFilter;
  /** Catalogue and price rows by which the demand was read, and flags where a nearest one stood in. */
  readonly priceKeys: readonly string[];
  readonly flags: readonly string[];
}

export type Demand = ComputeDemand | FunctionDemand | DataServiceDemand | StorageDemand | NoDemand;

/** Redesign, or spend that follows others: no demand of its own. */
export interface NoDemand {
  readonly kind: 'none';
}

/** Capacity as it runs today: VMs, nodes, tasks, PaaS instances. */
export interface ComputeDemand {
  readonly kind: 'compute';
  readonly instanceType: string;
  /** Average number running: hours of the window over the hours of the window. */
  readonly count: number;
  readonly vcpu: number;
  readonly memoryGib: number;
  readonly arch: 'amd64' | 'arm64';
  readonly gpus: number;
  readonly gpuModel: string;
  readonly windows: boolean;
  readonly autoscaled: boolean;
  readonly stateful: boolean;
  readonly jvm: boolean;
  /** On-demand list price of one today, US dollars an hour; null where the book has none. */
  readonly listUsdHour: number | null;
  readonly utilisation: MeasuredUse;
}

/** What is known of how busy it is. Shares are of today's allocation, 0 to 1; null is not measured. */
export interface MeasuredUse {
  readonly grade: UtilisationGrade;
  readonly cpuMean: number | null;
  readonly cpuP95: number | null;
  readonly memoryMax: number | null;
  readonly networkIdle: boolean | null;
  readonly source: string | null;
}

/** Functions: per month. */
export interface FunctionDemand {
  readonly kind: 'function';
  readonly invocations: number | null;
  readonly gbSeconds: number;
  readonly memoryMb: number;
  readonly arch: 'amd64' | 'arm64';
}

/** A managed data service instance that an operator could run. */
export interface DataServiceDemand {
  readonly kind: 'data-service';
  readonly engine: 'postgresql' | 'mysql' | 'cache' | 'kafka' | 'rabbitmq' | 'search' | 'mongodb';
  readonly instanceType: string;
  readonly count: number;
  readonly vcpu: number;
  readonly memoryGib: number;
  readonly storageGb: number;
  readonly backupGb: number;
  readonly highlyAvailable: boolean;
}

export interface StorageDemand {
  readonly kind: 'storage';
  readonly medium: 'object' | 'block' | 'file' | 'snapshot' | 'archive';
  readonly performance: 'standard' | 'balanced' | 'fast';
  readonly gb: number;
}

/** Gigabytes a month by path, replayed at destination prices; spend is what they cost today. */
export interface Traffic {
  readonly internetGb: number;
  readonly crossZoneGb: number;
  readonly crossRegionGb: number;
  readonly natGb: number;
  readonly natHours: number;
  readonly loadBalancerHours: number;
  readonly monthlyEffective: number;
  /** Spend of paths whose gigabytes the bill does not state. */
  readonly withoutQuantity: number;
}
