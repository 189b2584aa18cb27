import type { ServiceRow } from '../../catalog/service-row.ts';
import type { DataEngine } from './portfolio.ts';

/** What becomes of a data service: an engine that an operator runs, a redesign, or nothing (licences, appliances). */
export type DataWay =
  { readonly way: 'engine'; readonly engine: DataEngine; readonly assumed: boolean } | { readonly way: 'redesign' | 'stays' };

/** Engines whose licence or code binds: they move only as a port of the application. */
const LICENSED =
  /(?<![a-z])sql ?server(?!less)|\bmssql\b|\boracle\b|\bdb2\b|sql managed instance|sql database|exadata|autonomous|enterprisedb/i;

/** AWS names the engine of a database by a code in the operation: editions of Oracle and SQL Server. */
const LICENSED_CODE = /DBInstance:00(?:0[34568]|09|1[0125]|19|20)\b/;

const ENGINES: readonly (readonly [RegExp, DataEngine])[] = [
  [/postgre|alloydb|:00(?:14|21)\b/i, 'postgresql'],
  [/mysql|maria ?db|heatwave|:00(?:02|16|18)\b/i, 'mysql'],
  [/rabbit ?mq|activemq|service bus|amazon mq/i, 'rabbitmq'],
  [/kafka|\bmsk\b|event streams|event hubs/i, 'kafka'],
  [/redis|valkey|memcache|memorydb|elasticache|memorystore/i, 'cache'],
  [/opensearch|elastic ?search/i, 'search'],
  [/mongo|documentdb \(with/i, 'mongodb'],
];

/** The way of a database, cache, queue, stream or search service; `text` is what the bill says of the line. */
export function dataWay(row: ServiceRow, text: string): DataWay {
  const said = `${row.serviceName} | ${text}`;
  if (row.kind === 'relational-db' && (LICENSED.test(`${row.interfaceDetail} | ${said}`) || LICENSED_CODE.test(text)))
    return { way: 'stays' };
  if (row.interface === 'proprietary') return LICENSED.test(row.serviceName) ? { way: 'stays' } : { way: 'redesign' };
  const engine = ENGINES.find(([pattern]) => pattern.test(said))?.[1];
  if (engine !== undefined && fits(row, engine)) return { way: 'engine', engine, assumed: false };
  if (row.kind === 'relational-db') return { way: 'engine', engine: 'postgresql', assumed: true };
  if (row.kind === 'cache') return { way: 'engine', engine: 'cache', assumed: false };
  return { way: 'redesign' };
}

const KINDS: Readonly<Record<DataEngine, readonly string[]>> = {
  postgresql: ['relational-db'],
  mysql: ['relational-db'],
  cache: ['cache'],
  kafka: ['stream'],
  rabbitmq: ['queue'],
  search: ['search'],
  mongodb: ['nosql-db'],
};

const fits = (row: ServiceRow, engine: DataEngine): boolean => KINDS[engine].includes(row.kind);
