import type { CatalogProvider } from './service-row.ts';

/** The parts of a bill line that tell services under one umbrella name apart, the most telling first. */
export const HINT_FIELDS = ['usageType', 'operation', 'skuMeter', 'chargeDescription', 'resourceType'] as const;

export type HintField = (typeof HINT_FIELDS)[number];

/** A line of an umbrella service whose hints match `pattern` (case-insensitive) is scored as the service `to`. */
export interface SplitRule {
  readonly provider: CatalogProvider;
  /** Service names of the rows that are split. */
  readonly from: readonly string[];
  readonly to: string;
  readonly pattern: string;
  readonly fields: readonly HintField[];
  readonly source: string;
  readonly reviewedOn: string;
  readonly grade: 'S' | 'M' | 'J';
}

type Origin = Pick<SplitRule, 'source' | 'reviewedOn' | 'grade'>;

const NAMES: Origin = { source: 'usage types, meters and descriptions on public sample bills', reviewedOn: '2026-11-23', grade: 'S' };
const KNOWLEDGE: Origin = { source: 'usage types and engine codes, general knowledge: verify', reviewedOn: '2026-11-23', grade: 'M' };

interface RuleGroup {
  readonly provider: CatalogProvider;
  readonly from: readonly string[];
  readonly origin: Origin;
}

type Part = readonly [to: string, pattern: string];

const rules = ({ provider, from, origin }: RuleGroup, parts: readonly Part[]): SplitRule[] =>
  parts.map(([to, pattern]) => ({ provider, from, to, pattern, fields: HINT_FIELDS, ...origin }));

const EC2 = 'Amazon Elastic Compute Cloud - Compute';
const RDS = 'Amazon Relational Database Service';

/** First match wins, in this order; a line that nothing matches keeps the umbrella row itself. */
export const SPLIT_RULES: readonly SplitRule[] = [
  ...rules({ provider: 'aws', from: [EC2, 'EC2 - Other'], origin: NAMES }, [
    [EC2, 'EBSOptimized|BoxUsage|SpotUsage|DedicatedUsage|HostUsage|HostBoxUsage|ReservedHost|CPUCredits|ReservationUsage|UnusedBox'],
    ['Amazon Virtual Private Cloud', 'NatGateway|NAT ?Gateway|ElasticIP|Elastic IP|IdleAddress|PublicIPv4|VpcPeering|VPC Endpoint'],
    ['Amazon Elastic Load Balancing', 'LoadBalancer|LCUUsage|Load ?Balanc'],
    [
      'Amazon Elastic Block Store',
      'EBS:|EBS |VolumeUsage|VolumeIOUsage|Snapshot|^volume$|general purpose ssd|\\bgp[23]\\b|provisioned iops|iops-month|provisioned storage|magnetic (volume|provisioned)|cold hdd|throughput optimized|mibps-month',
    ],
    ['AWS Data Transfer', 'DataTransfer|data transfer|-(In|Out)-(A?Bytes|ABytes)|AWS-(In|Out)-Bytes|data transferred'],
    [EC2, '^compute$|instance|on.?demand|linux|windows|reserved|dedicated|savings plan|host cost|cpu credits'],
  ]),
  ...rules({ provider: 'aws', from: [RDS], origin: NAMES }, [
    ['AWS Data Transfer', 'DataTransfer|data transfer|-(In|Out)-Bytes'],
    ['Amazon Aurora', 'Aurora|DBInstance:00(16|21)$'],
  ]),
  ...rules({ provider: 'aws', from: [RDS], origin: KNOWLEDGE }, [
    ['Amazon RDS for Oracle', '\\boracle\\b|DBInstance:00(03|04|05|06|19|20)$'],
    ['Amazon RDS for SQL Server', 'sql ?server|DBInstance:00(08|09|10|11|12|15)$'],
    [RDS, 'postgres|mysql|mariadb|DBInstance:00(02|14|18)$|db\\.|RDS:|storage|backup|InstanceUsage|Multi-AZ|instance'],
  ]),
  ...rules({ provider: 'aws', from: ['Amazon Elastic Container Service'], origin: NAMES }, [['AWS Fargate', 'Fargate']]),
  {
    provider: 'aws',
    from: ['Amazon Simple Storage Service'],
    to: 'AWS Data Transfer',
    pattern: 'DataTransfer',
    fields: ['usageType', 'skuMeter'],
    ...NAMES,
  },
  ...rules({ provider: 'azure', from: ['Storage'], origin: NAMES }, [
    ['Microsoft Defender for Cloud', 'defender'],
    ['Azure Managed Disks', '\\bdisks?\\b|microsoft\\.compute/(disks|snapshots)|managed disk'],
    ['Azure Files', '\\bfiles?\\b|file sync'],
    ['Azure Queue Storage', '\\bqueues?\\b'],
    ['Azure Table Storage', '\\btables?\\b'],
    ['Bandwidth', 'bandwidth|data transfer (in|out)|geo-replication'],
    ['Storage', 'blob|data lake|hierarchical|\\b(hot|cool|cold|archive)\\b|storage|\\b(z|g|ra-?g)?(lrs|grs|zrs)\\b'],
  ]),
  ...rules({ provider: 'azure', from: ['Virtual Machines', 'Virtual Machine Scale Sets'], origin: NAMES }, [
    ['Azure Managed Disks', '^disk$|managed disks?|microsoft\\.compute/(disks|snapshots)'],
    ['Bandwidth', 'bandwidth|data transfer'],
  ]),
  ...rules({ provider: 'azure', from: ['Virtual Machines'], origin: NAMES }, [
    [
      'Virtual Machines',
      '^compute$|virtual ?machine|reservation|savings ?plan|commitment|standard_|\\bseries\\b|vcpu|spot|low priority|instance',
    ],
  ]),
  ...rules({ provider: 'azure', from: ['Azure App Service'], origin: NAMES }, [['Functions', 'function']]),
  ...rules({ provider: 'azure', from: ['Azure Cosmos DB'], origin: NAMES }, [
    ['Azure Cosmos DB for MongoDB', 'mongo'],
    ['Azure Cosmos DB for Apache Cassandra', 'cassandra'],
  ]),
  ...rules({ provider: 'gcp', from: ['Compute Engine'], origin: NAMES }, [
    ['Network Data Transfer', 'egress|data transfer|inter-?(zone|region)|ingress'],
    ['Compute Engine Persistent Disk', 'persistent disk|\\bpd\\b|snapshot|hyperdisk|disk|image storage'],
    ['Networking', 'external ip|static ip|cloud nat|vpn'],
    ['Cloud Load Balancing', 'load balanc|forwarding rule'],
    ['Compute Engine', 'core|\\bram\\b|running|instance|commit|gpu|license|compute'],
  ]),
  ...rules({ provider: 'gcp', from: ['Networking'], origin: NAMES }, [
    ['Cloud Armor', 'cloud armor'],
    ['Cloud Interconnect', 'interconnect'],
    ['Cloud Load Balancing', 'load balanc|forwarding rule'],
    ['Network Data Transfer', 'egress|data transfer|download|inter-?(zone|region)'],
    ['Networking', 'nat|vpn|\\bip\\b|router|network'],
  ]),
  ...rules({ provider: 'gcp', from: ['Cloud SQL'], origin: NAMES }, [['Cloud SQL for SQL Server', 'sql ?server']]),
  ...rules({ provider: 'oci', from: ['NETWORK'], origin: NAMES }, [
    ['Outbound Data Transfer', 'outbound data transfer|egress'],
    ['Flexible Load Balancer', 'load ?balancer'],
    ['Networking - FastConnect', 'fastconnect'],
  ]),
  ...rules({ provider: 'oci', from: ['COMPUTE'], origin: NAMES }, [
    ['Container Instances', 'container ?instance'],
    ['Compute - VMware', 'vmware'],
    ['BLOCK_STORAGE', 'block volume|bootvolume|boot volume'],
  ]),
  ...rules({ provider: 'oci', from: ['DATABASE'], origin: NAMES }, [
    ['Database - Autonomous AI Database', 'autonomous'],
    ['Exadata Database Service OCPUs', 'exadata'],
    ['MYSQL', 'mysql|heatwave'],
    ['Database with PostgreSQL', 'postgres'],
    ['Database - NoSQL', 'nosql'],
  ]),
  ...rules({ provider: 'ibm', from: ['Kubernetes Service'], origin: NAMES }, [['Red Hat OpenShift on IBM Cloud', 'openshift|roks']]),
];

/**
 * Umbrella rows that say little unless one of their rules matches: a line without a matching hint
 * is reported as unsplit, and its description is worth reading.
 */
export const MUST_SPLIT: readonly { readonly provider: CatalogProvider; readonly serviceName: string }[] = [
  { provider: 'aws', serviceName: EC2 },
  { provider: 'aws', serviceName: 'EC2 - Other' },
  { provider: 'aws', serviceName: RDS },
  { provider: 'azure', serviceName: 'Storage' },
  { provider: 'azure', serviceName: 'Virtual Machines' },
  { provider: 'gcp', serviceName: 'Compute Engine' },
  { provider: 'gcp', serviceName: 'Networking' },
];
