import { UNSCORED_KINDS } from '../../catalog/lock-in-constants.ts';
import { resolveService, type ResolvedService } from '../../catalog/resolve-service.ts';
import type { ServiceRow } from '../../catalog/service-row.ts';
import { KNOWN_COST_BITS, type CostMetric } from '../../focus/columns.ts';
import type { SpendLine } from '../../focus/spend-line.ts';

export type UnscoredReason = 'tax' | 'credit' | 'support' | 'commitment-fee' | 'negative';

/** A bill line with its service, the cost that counts, and whether it is scored. */
export interface ScoredLine {
  readonly line: SpendLine;
  readonly resolved: ResolvedService;
  /** Catalogue id of the provider, or its name on the bill where the catalogue does not know it. */
  readonly provider: string;
  readonly serviceName: string;
  readonly metric: CostMetric;
  /** Why the metric is not the effective cost; null where it is. */
  readonly metricReason: string | null;
  /** Attos of the billing currency. */
  readonly spend: bigint;
  readonly unscored: UnscoredReason | null;
}

export const EFFECTIVE_COST_UNKNOWN = 'the bill does not state EffectiveCost';

export function scoredLine(line: SpendLine): ScoredLine {
  const resolved = resolveService(line);
  const { metric, reason } = metricOf(line);
  const spend = line[metric];
  return {
    line,
    resolved,
    provider: resolved.provider ?? line.serviceProviderName.trim(),
    serviceName: resolved.row?.serviceName ?? line.serviceName.trim(),
    metric,
    metricReason: reason,
    spend,
    unscored: unscoredReason(line, resolved.row, metric) ?? (spend < 0n ? 'negative' : null),
  };
}

/** Net effective cost; where a bill does not state it or fills it with something else, the best cost it does state. */
function metricOf(line: SpendLine): { readonly metric: CostMetric; readonly reason: string | null } {
  if (line.unfit !== null) return { metric: line.unfit.fallback, reason: line.unfit.reason };
  const states = (metric: CostMetric): boolean => (line.knownCosts & KNOWN_COST_BITS[metric]) !== 0;
  if (states('effectiveCost')) return { metric: 'effectiveCost', reason: null };
  const stated = (['billedCost', 'contractedCost', 'listCost'] as const).find(states);
  return { metric: stated ?? 'billedCost', reason: EFFECTIVE_COST_UNKNOWN };
}

/** Marks of lines that buy a commitment: their cost is already in the usage they cover. */
const COMMITMENT_MARK = /savings ?plan|reserved instance|reservation|committed use|commitment/i;

function unscoredReason(line: SpendLine, row: ServiceRow | null, metric: CostMetric): UnscoredReason | null {
  if (line.chargeCategory === 'Tax' || row?.kind === 'tax-credit') return 'tax';
  if (line.chargeCategory === 'Credit') return 'credit';
  if (UNSCORED_KINDS.some((kind) => kind === row?.kind)) return 'support';
  return isCommitmentFee(line, row, metric) ? 'commitment-fee' : null;
}

function isCommitmentFee(line: SpendLine, row: ServiceRow | null, metric: CostMetric): boolean {
  if (row?.kind === 'other' && row.notes.startsWith('Commitment')) return true;
  if (line.chargeCategory !== 'Purchase') return false;
  // In billed or list cost the fee and the usage it covers would count twice.
  return metric !== 'effectiveCost' || [line.skuMeter, line.resourceType, line.usageType].some((text) => COMMITMENT_MARK.test(text));
}
