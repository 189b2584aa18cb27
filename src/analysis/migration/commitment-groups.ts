import type { OpenCommitment, WorkloadGroup } from '../../finding/migration-finding.ts';
import type { UsageLine } from '../../focus/usage-line.ts';
import { attosOf } from '../../money.ts';
import type { OpenTerm } from './open-commitments.ts';
import { rounded, usdJson } from './usd.ts';

/**
 * Each open commitment with the group whose spend it covers: that of the service in which the bill applied it most. One
 * that no charge names is a promise on the whole bill, and one applied to what stays binds nothing that moves: both have none.
 */
export function openCommitments(
  terms: readonly OpenTerm[],
  groups: readonly WorkloadGroup[],
  lines: readonly UsageLine[],
): OpenCommitment[] {
  const services = servicesByCommitment(lines);
  return terms.map((term) => ({
    commitmentId: term.commitmentId,
    provider: term.provider,
    group: coveredGroup(term, groups, services.get(term.commitmentId)),
    monthly: usdJson(term.monthly),
    endsOn: term.endsOn,
    monthsLeft: rounded(term.monthsLeft, 2),
  }));
}

/** Effective cost of the services in which each commitment discount was used, by its id. */
function servicesByCommitment(lines: readonly UsageLine[]): Map<string, Map<string, bigint>> {
  const found = new Map<string, Map<string, bigint>>();
  for (const { commitmentDiscountId, chargeCategory, serviceName, effectiveCost } of lines) {
    if (commitmentDiscountId === '' || chargeCategory !== 'Usage') continue;
    const services = found.get(commitmentDiscountId) ?? new Map<string, bigint>();
    services.set(serviceName, (services.get(serviceName) ?? 0n) + effectiveCost);
    found.set(commitmentDiscountId, services);
  }
  return found;
}

function coveredGroup(
  { provider }: OpenTerm,
  groups: readonly WorkloadGroup[],
  services: ReadonlyMap<string, bigint> | undefined,
): string | null {
  const [used] = [...(services ?? [])].sort(([a, spendA], [b, spendB]) =>
    spendA === spendB ? (a < b ? -1 : 1) : spendA < spendB ? 1 : -1,
  );
  if (used === undefined) return null;
  const own = groups.filter((group) => group.provider === provider && group.route !== 'follows' && group.serviceNames.includes(used[0]));
  const amount = (group: WorkloadGroup): bigint => attosOf(group.monthly.amount) ?? 0n;
  const [largest] = own.sort((a, b) => (amount(a) === amount(b) ? (a.name < b.name ? -1 : 1) : amount(a) < amount(b) ? 1 : -1));
  return largest?.name ?? null;
}
