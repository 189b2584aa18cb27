import type { RangeAssumptionId, ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import { HOURS_A_MONTH } from './usage-unit.ts';
import type { DataEngine, DataServiceDemand } from './portfolio.ts';

/** What an operator needs to run a data service: no overcommit, no spot. */
export interface DataServiceNeed {
  readonly replicas: number;
  /** Requests of one replica: as today, because memory is page cache and no utilisation of a database is known. */
  readonly cpuMillis: number;
  readonly memoryMiB: number;
  /** GB of volumes over all replicas, and of backups. */
  readonly blockGb: number;
  readonly backupGb: number;
  /** Services that somebody operates: databases one by one, brokers, nodes and shards as one cluster. */
  readonly operated: number;
}

const OPS_HOURS: Readonly<Record<DataEngine, RangeAssumptionId>> = {
  postgresql: 'data.opsHours.relational',
  mysql: 'data.opsHours.relational',
  mongodb: 'data.opsHours.document',
  cache: 'data.opsHours.cache',
  rabbitmq: 'data.opsHours.queue',
  kafka: 'data.opsHours.kafka',
  search: 'data.opsHours.search',
};

/** The assumption that holds the hours a month of running one such service. */
export const opsHoursOf = (engine: DataEngine): RangeAssumptionId => OPS_HOURS[engine];

/** Engines whose instances are members of one cluster. */
const CLUSTERED: readonly DataEngine[] = ['kafka', 'rabbitmq', 'search', 'cache'];

/** Need of a managed data service under an operator. Migration model 0.1, section 3.7. */
export function dataServiceNeed(demand: DataServiceDemand, assumptions: ResolvedAssumptions): DataServiceNeed {
  const clustered = CLUSTERED.includes(demand.engine);
  const copies = assumptions.number(demand.highlyAvailable ? 'data.replicasHighlyAvailable' : 'data.replicasSingle');
  const fewest = demand.engine === 'kafka' ? assumptions.number('data.replicasKafka') : copies;
  return {
    replicas: clustered ? Math.max(fewest, demand.count) : demand.count * copies,
    cpuMillis: Math.max(assumptions.number('rightSizing.cpuFloor'), demand.vcpu * 1000),
    memoryMiB: Math.max(assumptions.number('rightSizing.memoryFloor'), demand.memoryGib * 1024),
    // The bill of a cluster states the storage of all its members, that of a database the storage of one copy.
    blockGb: demand.storageGb * (clustered ? 1 : copies),
    backupGb: demand.backupGb,
    operated: clustered ? 1 : Math.max(1, demand.count),
  };
}

/** Prices at a destination: US dollars an hour for a vCPU and a GiB of memory, and a month for a GB. */
export interface DataServicePrices {
  readonly usdVcpuHour: number;
  readonly usdGibHour: number;
  readonly usdBlockGbMonth: number;
  readonly usdObjectGbMonth: number;
  readonly operatingSlack: number;
}

/** US dollars a month of a data service under an operator. */
export interface DataServiceCost {
  readonly compute: number;
  readonly storage: number;
  readonly operations: number;
  readonly total: number;
}

/** cost = replicas x (cpu x u_cpu + memory x u_memory) x (1 + slack) + GB x block + backup GB x object + operations. */
export function dataServiceCost(need: DataServiceNeed, prices: DataServicePrices, operations: number): DataServiceCost {
  const replicaHour = (need.cpuMillis / 1000) * prices.usdVcpuHour + (need.memoryMiB / 1024) * prices.usdGibHour;
  const compute = need.replicas * replicaHour * HOURS_A_MONTH * (1 + prices.operatingSlack);
  const storage = need.blockGb * prices.usdBlockGbMonth + need.backupGb * prices.usdObjectGbMonth;
  return { compute, storage, operations, total: compute + storage + operations };
}
