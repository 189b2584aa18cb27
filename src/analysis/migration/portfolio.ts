import type { MigrationRoute, UtilisationGrade } from '../../finding/migration-finding.ts';
import type { CostMetric } from '../../focus/columns.ts';
import type { ChargeFilter } from '../../focus/filter.ts';
import type { ExchangeRate } from '../../focus/spend-line.ts';
import type { MoneyJson } from '../../money.ts';

/** A share or quantity that is judged, not measured. */
export interface ThreePoint {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/**
 * Today's spend seen as workloads. All money is US dollars a month, as floats of the model. Every charge stands in exactly
 * one place: items, fixed, unpriced and traffic add up to the total; what no dated rate converts is named apart.
 */
export interface Portfolio {
  readonly items: readonly PortfolioItem[];
  /** Spend that no price moves: support, tax, marketplace, credits, unused commitments, services without a way to Kubernetes. */
  readonly fixed: readonly FixedSpend[];
  /** Spend of unknown services or without usable quantities. */
  readonly unpriced: readonly (FixedSpend & { readonly reason: string })[];
  readonly traffic: Traffic;
  readonly totalEffective: number;
  /** Null where list prices are not stated for at least half of the spend. */
  readonly totalList: number | null;
  /** Monthly spend in currencies that no rate of the as-of day or before converts: in none of the amounts above. */
  readonly unconverted: readonly MoneyJson[];
  readonly ratesUsed: readonly ExchangeRate[];
  /** Spend for which another cost stands in for the effective cost, and why. */
  readonly substitutedCosts: readonly SubstitutedCost[];
  /** Null where no workload's CPU was measured. */
  readonly pooledCpu: PooledCpu | null;
  /** Resources that were measured and that no workload on the bill is. */
  readonly unmatchedUse: readonly string[];
}

/** Measured CPU needs of all workloads: the sum that is sized for, and what they would need if pooled (overcommit). */
export interface PooledCpu {
  readonly workloads: number;
  readonly sumOfP95Vcpu: number;
  readonly pooledP95Vcpu: number;
}

export interface SubstitutedCost {
  readonly serviceProviderName: string;
  readonly metric: CostMetric;
  readonly reason: string;
  readonly monthly: number;
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
  /** Share that can move. What follows others has the mean share of the compute and data items beside it, weighted by spend. */
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

export type Demand = ComputeDemand | FunctionDemand | DataServiceDemand | StorageDemand | ControlPlaneDemand | NoDemand;

/** A database that needs a redesign: no demand that an operator could serve. */
export interface NoDemand {
  readonly kind: 'none';
}

/** The fee for Kubernetes control planes of today; the destination's own fee takes its place. */
export interface ControlPlaneDemand {
  readonly kind: 'control-plane';
  /** Average number of clusters: hours of the window over the hours of the window; null where the bill does not state them. */
  readonly clusters: number | null;
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
  /** Shares of today's hours under a commitment and on spot, 0 to 1. */
  readonly committedShare: number;
  readonly spotShare: number;
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

export type DataEngine = 'postgresql' | 'mysql' | 'cache' | 'kafka' | 'rabbitmq' | 'search' | 'mongodb';

/** A managed data service instance that an operator could run. */
export interface DataServiceDemand {
  readonly kind: 'data-service';
  readonly engine: DataEngine;
  readonly instanceType: string;
  /** Average number of instances, brokers or nodes running, standby replicas that the bill states included. */
  readonly count: number;
  readonly vcpu: number;
  readonly memoryGib: number;
  /** Average gigabytes of the whole service. */
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
export interface TrafficPaths {
  readonly internetGb: number;
  readonly crossZoneGb: number;
  readonly crossRegionGb: number;
  readonly natGb: number;
  readonly natHours: number;
  readonly loadBalancerHours: number;
  readonly monthlyEffective: number;
  /** Part of the spend of paths whose gigabytes or hours the bill does not state, and of network parts that have none. */
  readonly withoutQuantity: number;
}

/** All traffic, and the same apart by provider (key of the catalogue, or the name on the bill). */
export interface Traffic extends TrafficPaths {
  readonly monthlyList: number | null;
  readonly byProvider: readonly (TrafficPaths & { readonly provider: string; readonly serviceNames: readonly string[] })[];
}
