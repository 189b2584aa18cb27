import type { CaseCommitment, CaseGroup } from '../../finding/negotiation-case.ts';
import type { DestinationEstimate, DestinationNumbers, MigrationFinding, WorkloadGroup } from '../../finding/migration-finding.ts';
import { approximate, attosOf, money, type MoneyJson } from '../../money.ts';
import type { Ledger } from './derivation.ts';

/** The name of what stays in every case. */
const STAYING_GROUP = 'what stays';

const WEEKS_A_MONTH = 52 / 12;

export interface ChosenDestination extends DestinationEstimate {
  readonly estimate: DestinationNumbers;
}

/**
 * The destination outside of the vendor at which its movable groups would cost least. The vendor's own Kubernetes is
 * no exit. Null when none has prices.
 */
export function destinationFor(migration: MigrationFinding, provider: string): ChosenDestination | null {
  const groups = migration.groups.filter((group) => group.provider === provider);
  let best: { readonly destination: ChosenDestination; readonly cost: number } | null = null;
  for (const candidate of migration.destinations) {
    const { estimate } = candidate;
    if (estimate === null || candidate.provider === provider) continue;
    const cost = groups.reduce((sum, group) => sum + floatOf(group.monthly) * ratioOf(estimate, group), 0);
    if (best === null || cost < best.cost) best = { destination: { ...candidate, estimate }, cost };
  }
  return best?.destination ?? null;
}

/** Cost there over cost here of one group at P50; 1 where the estimate does not say. */
const ratioOf = (estimate: DestinationNumbers, group: WorkloadGroup): number =>
  estimate.groupRatios.find((ratio) => ratio.group === group.name)?.p50 ?? 1;

interface GroupContext {
  readonly migration: MigrationFinding;
  readonly provider: string;
  readonly destination: ChosenDestination | null;
  readonly overlapMonths: number;
  /** List-equivalent spend a month after in-place optimisation, to which the groups must add up. */
  readonly total: number;
}

/** The groups of a case: those the estimate can move, and one for everything else, so that they add up to the bill. */
export function deriveGroups(context: GroupContext, ledger: Ledger): CaseGroup[] {
  const { migration, provider, destination, overlapMonths, total } = context;
  const found = migration.groups.filter((group) => group.provider === provider && floatOf(group.monthly) > 0);
  const names = new Set(found.map((group) => group.name));
  const groups = found.map((group): CaseGroup => {
    const monthly = floatOf(group.monthlyList ?? group.monthly);
    const here = floatOf(group.monthly);
    const input = (name: string): string => `groups.${group.name}.${name}`;
    const estimated = { source: 'migration estimate', grade: 'D', figureId: group.figureId } as const;
    const ratio = destination === null ? 1 : (ratioOf(destination.estimate, group) * here) / monthly;
    return {
      name: group.name,
      monthly: ledger(input('monthly'), monthly, {
        ...estimated,
        source: 'bill, movable part after in-place optimisation, at list-equivalent price',
      }),
      targetCostRatio: ledger(input('targetCostRatio'), ratio, {
        ...estimated,
        source:
          destination === null ? 'no destination has prices' : `migration estimate, ${destination.name} in ${destination.region}, P50`,
        figureId: destination?.estimate.groupRatios.find((one) => one.group === group.name)?.figureId,
      }),
      cutoverMonth: ledger(input('cutoverMonth'), group.cutoverMonth, estimated),
      effortPersonMonths: ledger(input('effortPersonMonths'), group.effortWeeks.likely / WEEKS_A_MONTH, estimated),
      overlapMonths: ledger(input('overlapMonths'), overlapMonths, { source: 'migration model: double run, likely', grade: 'J' }),
      movable: destination !== null,
      requires: group.requires.filter((name) => names.has(name)),
      dataShare: ledger(input('dataShare'), group.dataShare, estimated),
    };
  });
  return withRest(groups, total, ledger);
}

/** Rounding and list prices of parts can lift the groups above the bill by a little; they are then scaled to it. */
function withRest(groups: readonly CaseGroup[], total: number, ledger: Ledger): CaseGroup[] {
  const moved = groups.reduce((sum, group) => sum + group.monthly, 0);
  if (moved > total) {
    if (moved > total * 1.001)
      ledger.gaps.push({
        code: 'groups_scaled',
        detail: 'The movable groups came out above the bill at list-equivalent price and were scaled to it.',
      });
    return groups.map((group) => ({ ...group, monthly: (group.monthly * total) / moved }));
  }
  const rest = total - moved;
  if (rest === 0) return [...groups];
  const monthly = ledger(`groups.${STAYING_GROUP}.monthly`, rest, { source: 'bill less the groups that can move', grade: 'D' });
  return [
    ...groups,
    {
      name: STAYING_GROUP,
      monthly,
      targetCostRatio: 1,
      cutoverMonth: 0,
      effortPersonMonths: 0,
      overlapMonths: 0,
      movable: false,
      requires: [],
      dataShare: 0,
    },
  ];
}

/**
 * What binds the groups of a case. A promise on the whole bill is first used up by what stays; the rest of it lies on the
 * groups that can move, in proportion to their spend.
 */
export function deriveCommitments(
  { migration, provider }: Pick<GroupContext, 'migration' | 'provider'>,
  groups: readonly CaseGroup[],
  ledger: Ledger,
): CaseCommitment[] {
  const names = new Set(groups.map((group) => group.name));
  const open = migration.commitments.filter((one) => one.provider === provider && one.monthsLeft > 0);
  return open.flatMap(({ commitmentId, group, monthly, monthsLeft }) => {
    const amount = ledger(`commitments.${commitmentId}.monthly`, floatOf(monthly), {
      source: 'contract commitments of the bill',
      grade: 'D',
    });
    if (group !== null && names.has(group)) return [{ group, monthly: amount, monthsLeft }];
    return spread(amount, groups).map((part) => ({ ...part, monthsLeft }));
  });
}

function spread(amount: number, groups: readonly CaseGroup[]): Omit<CaseCommitment, 'monthsLeft'>[] {
  const staying = groups.find((group) => group.name === STAYING_GROUP);
  const movers = groups.filter((group) => group.name !== STAYING_GROUP);
  const moving = movers.reduce((sum, group) => sum + group.monthly, 0);
  const onStaying = moving === 0 ? amount : Math.min(amount, staying?.monthly ?? 0);
  const rest = amount - onStaying;
  return [
    ...(onStaying > 0 && staying !== undefined ? [{ group: staying.name, monthly: onStaying }] : []),
    ...(rest > 0 ? movers.map((group) => ({ group: group.name, monthly: (rest * group.monthly) / moving })) : []),
  ];
}

export const floatOf = ({ amount, currency }: MoneyJson): number => approximate(money(attosOf(amount) ?? 0n, currency));
