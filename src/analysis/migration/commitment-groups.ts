import type { OpenCommitment, WorkloadGroup } from '../../finding/migration-finding.ts';
import { attosOf } from '../../money.ts';
import type { OpenTerm } from './open-commitments.ts';
import { rounded, usdJson } from './usd.ts';

/** Each open commitment with the largest machine group of its provider: the spend it most likely covers. */
export const openCommitments = (terms: readonly OpenTerm[], groups: readonly WorkloadGroup[]): OpenCommitment[] =>
  terms.map((term) => ({
    commitmentId: term.commitmentId,
    provider: term.provider,
    group: coveredGroup(term, groups),
    monthly: usdJson(term.monthly),
    endsOn: term.endsOn,
    monthsLeft: rounded(term.monthsLeft, 2),
  }));

function coveredGroup({ provider }: OpenTerm, groups: readonly WorkloadGroup[]): string | null {
  const own = groups.filter((group) => group.provider === provider && group.route !== 'follows' && group.route !== 'object-storage');
  const amount = (group: WorkloadGroup): bigint => attosOf(group.monthly.amount) ?? 0n;
  const [largest] = own.sort((a, b) => (amount(a) === amount(b) ? (a.name < b.name ? -1 : 1) : amount(a) < amount(b) ? 1 : -1));
  return largest?.name ?? null;
}
