import { lockInConstant } from '../../catalog/lock-in-constants.ts';
import { pertMean } from './exit-effort.ts';
import { quotient, timesFraction } from './fraction-scale.ts';
import type { ServiceGroup } from './service-groups.ts';

export const HORIZONS = [90, 180, 365] as const;

export interface MobileQuestion {
  readonly groups: readonly ServiceGroup[];
  readonly horizonDays: (typeof HORIZONS)[number];
  readonly teamSize: number;
  readonly needsPlatform: boolean;
  /** Whether the commitments on a provider's spend have all ended by the horizon. */
  readonly commitmentsEnded: (provider: string) => boolean;
}

/**
 * Attos that can move within the horizon: services in falling order of spend a person-week, the last one in part,
 * after the platform is built; spend under a commitment that outlasts the horizon stays, and so does what has no substitute.
 * Person-weeks are PERT means with coordination. Lock-in model 0.1, section 9.
 */
export function mobileSpend({ groups, horizonDays, teamSize, needsPlatform, commitmentsEnded }: MobileQuestion): bigint {
  const coordination = 1 + lockInConstant('coordination');
  const platform = { low: lockInConstant('platformLow'), likely: lockInConstant('platformLikely'), high: lockInConstant('platformHigh') };
  let capacity = (teamSize * horizonDays) / 7 - (needsPlatform ? coordination * pertMean(platform) : 0);
  const candidates = groups
    .filter((group) => group.row !== null && group.row.replacementMaturity !== 'none' && group.weeks !== null)
    .map((group) => ({
      available: group.spend - (commitmentsEnded(group.provider) ? 0n : group.committedSpend),
      weeks: group.weeks === null ? 0 : coordination * pertMean(group.weeks),
      name: `${group.provider} ${group.serviceName}`,
    }))
    .filter(({ available }) => available > 0n)
    .sort((a, b) => perWeek(b) - perWeek(a) || (a.name < b.name ? -1 : 1));
  let moved = 0n;
  for (const { available, weeks } of candidates) {
    if (capacity <= 0) break;
    // n^0.8 weeks for n workloads: a part p of the effort moves p^(1/0.8) of the workloads.
    const part = weeks <= capacity ? 1 : (capacity / weeks) ** (1 / lockInConstant('effortExponent'));
    moved += part === 1 ? available : timesFraction(available, part);
    capacity -= weeks;
  }
  return moved;
}

const perWeek = ({ available, weeks }: { readonly available: bigint; readonly weeks: number }): number =>
  weeks === 0 ? Number.POSITIVE_INFINITY : quotient(available, 10n ** 18n) / weeks;
