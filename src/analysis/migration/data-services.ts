import type { RangeAssumptionId, ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import type { DataEngine, DataServiceDemand } from './portfolio.ts';
import { HOURS_A_MONTH } from './usage-unit.ts';

/** What an operator needs to run a data service: no overcommit, no spot. */
export interface DataServiceNeed {
  readonly replicas: number;
  /** Requests of one replica. */
  readonly cpuMillis: number;
  readonly memoryMiB: number;
  /** GB of volumes over all replicas, and of backups. */
  readonly blockGb: number;
  readonly backupGb: number;
  /** Services that somebody operates: databases one by one, members of a cluster as one. */
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

/**
 * Need of a managed data service under an operator. Migration model 0.1, section 3.7: memory as today; CPU as today, or
 * where its P95 share is known that with headroom, never more than today; replicas by engine and availability.
 */
export function dataServiceNeed(
  demand: DataServiceDemand,
  assumptions: ResolvedAssumptions,
  cpuP95: number | null = null,
): DataServiceNeed {
  const share = cpuP95 === null ? 1 : Math.min(1, cpuP95 * (1 + assumptions.number('data.cpuHeadroom')));
  const clustered = CLUSTERED.includes(demand.engine);
  const copies = assumptions.number(demand.highlyAvailable ? 'data.replicasHighlyAvailable' : 'data.replicasSingle');
  return {
    replicas: clustered ? membersOf(demand, copies, assumptions) : demand.count * copies,
    cpuMillis: Math.max(assumptions.number('rightSizing.cpuFloor'), demand.vcpu * 1000 * share),
    memoryMiB: Math.max(assumptions.number('rightSizing.memoryFloor'), demand.memoryGib * 1024),
    // The bill of a cluster states the storage of all its members, that of a database the storage of one copy.
    blockGb: demand.storageGb * (clustered ? 1 : copies),
    backupGb: demand.backupGb,
    operated: clustered ? 1 : Math.max(1, demand.count),
  };
}

function membersOf({ engine, count }: DataServiceDemand, copies: number, assumptions: ResolvedAssumptions): number {
  return Math.max(engine === 'kafka' ? assumptions.number('data.replicasKafka') : copies, count);
}

/** Prices at a destination: US dollars an hour for a vCPU and a GiB of memory, and a month for a GB. */
export interface DataServicePrices {
  readonly usdVcpuHour: number;
  readonly usdGibHour: number;
  readonly usdBlockGbMonth: number;
  readonly usdObjectGbMonth: number;
  readonly operatingSlack: number;
}

export interface OpsPrice {
  readonly hours: number;
  readonly usdHour: number;
}

/** US dollars a month of a data service under an operator. */
export interface DataServiceCost {
  readonly compute: number;
  readonly storage: number;
  readonly backup: number;
  readonly operations: number;
  readonly total: number;
}

/** cost = replicas x (cpu x u_cpu + memory x u_memory) x (1 + slack) + replicas x GB x block + backup GB x object + ops hours x rate. */
export function dataServiceCost(need: DataServiceNeed, prices: DataServicePrices, ops: OpsPrice): DataServiceCost {
  const replicaHour = (need.cpuMillis / 1000) * prices.usdVcpuHour + (need.memoryMiB / 1024) * prices.usdGibHour;
  const compute = need.replicas * replicaHour * HOURS_A_MONTH * (1 + prices.operatingSlack);
  const storage = need.blockGb * prices.usdBlockGbMonth;
  const backup = need.backupGb * prices.usdObjectGbMonth;
  const operations = need.operated * ops.hours * ops.usdHour;
  return { compute, storage, backup, operations, total: compute + storage + backup + operations };
}

export interface StayAnswer {
  readonly stays: boolean;
  /** US dollars a month that the move saves before anybody operates the service. */
  readonly savedBeforeOperations: number;
  readonly reason: string;
}

/** A data service moves only when what it saves is more than the hours of running it: small ones stay. */
export function dataServiceStays(today: number, cost: DataServiceCost): StayAnswer {
  const saved = today - (cost.total - cost.operations);
  const stays = saved <= cost.operations;
  const reason = `${stays ? 'stays' : 'moves'}: ${whole(saved)} USD a month saved before operations of ${whole(cost.operations)} USD`;
  return { stays, savedBeforeOperations: saved, reason };
}

const whole = (usd: number): string => `${Math.round(usd)}`;
