import type { ServiceRow } from '../../catalog/service-row.ts';
import type { UsageLine } from '../../focus/usage-line.ts';
import type { ScoredLine } from '../lock-in/scored-line.ts';
import { dataWay } from './data-engine.ts';
import { usageText } from './line-texts.ts';
import type { DataEngine } from './portfolio.ts';
import { isTrafficText } from './traffic-path.ts';

/** What a compute line pays for; tags and names of the resource then tell its route. */
export type ComputeKind = 'machine' | 'kubernetes-worker' | 'container' | 'platform';

export type StorageMedium = 'object' | 'block' | 'file' | 'snapshot' | 'archive';

/** Where a line of the bill belongs. A family says how the demand of an item is read from its lines. */
export type LinePlace =
  | { readonly kind: 'fixed'; readonly route: 'not-movable' | 'not-addressable'; readonly scalesWithSpend: boolean }
  | { readonly kind: 'unpriced'; readonly reason: string }
  | { readonly kind: 'traffic' }
  | { readonly kind: 'compute'; readonly runs: ComputeKind }
  | { readonly kind: 'control-plane' }
  | { readonly kind: 'function' }
  | { readonly kind: 'data-service'; readonly engine: DataEngine; readonly engineAssumed: boolean }
  | { readonly kind: 'storage'; readonly medium: StorageMedium }
  | { readonly kind: 'redesign' };

const NOT_MOVABLE = { kind: 'fixed', route: 'not-movable', scalesWithSpend: false } as const;
const SCALES = { kind: 'fixed', route: 'not-movable', scalesWithSpend: true } as const;
const NOT_ADDRESSABLE = { kind: 'fixed', route: 'not-addressable', scalesWithSpend: false } as const;

/** Kinds that move only as a data or rewrite project, or serve people directly. */
const NOT_ADDRESSABLE_KINDS: readonly ServiceRow['kind'][] = [
  'data-warehouse', 'genai-model', 'ml-platform', 'desktop', 'email-sms', 'etl', 'iot', 'mobile-backend', 'identity', 'marketplace',
]; // prettier-ignore

const COMPUTE_KINDS: readonly ServiceRow['kind'][] = ['iaas-compute', 'batch', 'container-runtime', 'managed-kubernetes', 'paas-app'];
const DATA_KINDS: readonly ServiceRow['kind'][] = ['relational-db', 'nosql-db', 'cache', 'stream', 'queue', 'search'];
const NETWORK_KINDS: readonly ServiceRow['kind'][] = ['data-transfer', 'load-balancer', 'vpc-network'];

const SECURITY_ADD_ON = /defender|security center|guardduty|inspector/i;
const SNAPSHOT = /snapshot|image storage/i;
const ARCHIVE = /glacier|archive|deep ?archive|coldline/i;

/** Where a line belongs, by charge category, commitment, service and usage type. */
export function placeOf(line: UsageLine, { resolved, unscored }: Pick<ScoredLine, 'resolved' | 'unscored'>): LinePlace {
  const { row } = resolved;
  if (unscored === 'tax' || row?.kind === 'support' || row?.kind === 'tax-credit') return SCALES;
  if (line.commitmentDiscountStatus.trim().toLowerCase() === 'unused') return NOT_MOVABLE;
  if (line.chargeCategory === 'Credit' || line.chargeCategory === 'Adjustment') return NOT_MOVABLE;
  if (unscored === 'support' || unscored === 'commitment-fee' || isCommitment(line)) return NOT_MOVABLE;
  if (row === null) return { kind: 'unpriced', reason: unknownReason(resolved.provider, line) };
  return placeOfService(row, usageText(line));
}

/** Fees that bills of Google Cloud state as usage: "Commitment v1: N2 Cpu in Frankfurt for 1 Year". */
const isCommitment = (line: UsageLine): boolean => /^commitment (?:v\d|-|fee)/i.test(line.skuMeter || line.chargeDescription);

function unknownReason(provider: string | null, line: UsageLine): string {
  if (provider === null) return 'the provider is not in the catalogue';
  return line.serviceName.trim() === '' ? 'the bill names no service' : 'the service is not in the catalogue';
}

function placeOfService(row: ServiceRow, text: string): LinePlace {
  if (NOT_ADDRESSABLE_KINDS.includes(row.kind)) return NOT_ADDRESSABLE;
  if (NETWORK_KINDS.includes(row.kind)) return row.interfaceDetail.includes('BGP') ? noModel(row) : { kind: 'traffic' };
  if (row.kind !== 'cdn' && isTrafficText(text)) return { kind: 'traffic' };
  if (DATA_KINDS.includes(row.kind)) return dataPlace(row, text);
  if (COMPUTE_KINDS.includes(row.kind)) return computePlace(row, text);
  if (row.kind === 'faas') return { kind: 'function' };
  const medium = storageMedium(row, text);
  return medium === null ? noModel(row) : { kind: 'storage', medium };
}

/** Azure and others bill disks, files and objects under one name. Null for services that store nothing by the gigabyte. */
function storageMedium(row: ServiceRow, text: string): StorageMedium | null {
  if (row.kind === 'backup') return 'snapshot';
  if (row.kind === 'file-storage') return 'file';
  if (row.kind === 'block-storage') return SNAPSHOT.test(text) ? 'snapshot' : 'block';
  if (row.kind !== 'object-storage') return null;
  if (SNAPSHOT.test(text)) return 'snapshot';
  if (/\bdisks?\b/i.test(text)) return 'block';
  if (/\bfiles? (?:premium|standard|lrs|zrs|v2|share)|azure files|file ?share/i.test(text)) return 'file';
  return ARCHIVE.test(text) || ARCHIVE.test(row.serviceName) ? 'archive' : 'object';
}

const noModel = (row: ServiceRow): LinePlace => ({ kind: 'unpriced', reason: `no price model for services of kind ${row.kind}` });

function dataPlace(row: ServiceRow, text: string): LinePlace {
  const answer = dataWay(row, text);
  if (answer.way === 'engine') return { kind: 'data-service', engine: answer.engine, engineAssumed: answer.assumed };
  return answer.way === 'stays' ? NOT_ADDRESSABLE : { kind: 'redesign' };
}

const CONTROL_PLANE = /cluster|uptime|\bsla\b|management fee|eks-hours|extended ?support|control ?plane/i;
const WORKER = /worker|node pool|\bnodes?\b|instance/i;
const PODS = /fargate|autopilot|\bpod\b|serverless|virtual node/i;

function computePlace(row: ServiceRow, text: string): LinePlace {
  if (SECURITY_ADD_ON.test(text)) return { kind: 'unpriced', reason: 'no price model for security add-ons' };
  if (row.kind === 'iaas-compute') {
    if (SNAPSHOT.test(text)) return { kind: 'storage', medium: 'snapshot' };
    return row.interface === 'proprietary' ? NOT_ADDRESSABLE : { kind: 'compute', runs: 'machine' };
  }
  if (row.kind === 'managed-kubernetes') {
    if (PODS.test(text)) return { kind: 'compute', runs: 'container' };
    return CONTROL_PLANE.test(text) && !WORKER.test(text) ? { kind: 'control-plane' } : { kind: 'compute', runs: 'kubernetes-worker' };
  }
  if (row.kind === 'batch') return { kind: 'compute', runs: 'machine' };
  return { kind: 'compute', runs: row.kind === 'paas-app' ? 'platform' : 'container' };
}
