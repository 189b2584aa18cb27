import type { MigrationRoute } from '../../finding/migration-finding.ts';
import type { ComputeDemand, DataServiceDemand, FunctionDemand, PortfolioItem, StorageDemand } from './portfolio.ts';

export type ComputeItem = PortfolioItem & { readonly demand: ComputeDemand };
export type DataItem = PortfolioItem & { readonly demand: DataServiceDemand };
export type FunctionItem = PortfolioItem & { readonly demand: FunctionDemand };
export type StorageItem = PortfolioItem & { readonly demand: StorageDemand };

/** Routes whose workloads run on machines today: their packing compares like with like on the incumbent's own Kubernetes. */
const MACHINE_ROUTES: readonly MigrationRoute[] = ['kubernetes-node', 'linux-vm-app', 'linux-vm-pet', 'windows-vm'];

/** Routes that pay a premium for not running machines. */
const MANAGED_ROUTES: readonly MigrationRoute[] = ['serverless-container', 'paas'];

export const isMachineRoute = (route: MigrationRoute): boolean => MACHINE_ROUTES.includes(route);

/** Items that become pods by their capacity; one without size has nothing to pack. */
export const isComputeItem = (item: PortfolioItem): item is ComputeItem =>
  item.demand.kind === 'compute' &&
  item.demand.count > 0 &&
  item.demand.vcpu > 0 &&
  item.demand.memoryGib > 0 &&
  [...MACHINE_ROUTES, ...MANAGED_ROUTES].includes(item.route);

export const isDataItem = (item: PortfolioItem): item is DataItem =>
  item.route === 'data-service' && item.demand.kind === 'data-service' && item.demand.count > 0;

export const isFunctionItem = (item: PortfolioItem): item is FunctionItem => item.route === 'faas' && item.demand.kind === 'function';

export const isStorageItem = (item: PortfolioItem): item is StorageItem => item.demand.kind === 'storage' && item.demand.gb > 0;

/** Order of code units: the same on every machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
