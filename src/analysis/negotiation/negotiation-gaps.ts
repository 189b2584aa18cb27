import type { Gap } from '../../finding/lock-in-finding.ts';
import { transferGroup } from './asks.ts';
import { shown } from './figure-spec.ts';
import { portfolioSpace } from './portfolio-space.ts';
import type { Workings } from './workings.ts';

/** What the numbers of a case leave open or rest on, said plainly. */
export function negotiationGaps({ input, positions, packages }: Workings): Gap[] {
  const fixed = input.groups.filter((group) => !group.movable);
  const { eligible } = portfolioSpace(input.groups);
  const held = input.groups.filter((group, index) => group.movable && !eligible.includes(index));
  const late = input.groups.filter((group) => group.movable && group.cutoverMonth > 12 * input.termYears);
  const names = (groups: readonly { readonly name: string }[]): string => groups.map((group) => group.name).join(', ');
  const told: readonly (Gap | false)[] = [
    fixed.length > 0 && {
      code: 'full_exit_moves_fixed_groups',
      detail: `The full exit counts ${names(fixed)} as well, which cannot move by this case: it is a yardstick, not a plan.`,
    },
    held.length > 0 && {
      code: 'movable_but_held',
      detail: `${names(held)} can move but require groups that cannot: no portfolio holds them, while the credible exit share counts them as movable.`,
    },
    late.length > 0 && {
      code: 'cutover_beyond_term',
      detail: `${names(late)} would cut over after the term of ${input.termYears} years; only the effort within the term is counted.`,
    },
    input.asks.transferRateCut !== undefined &&
      transferGroup(input) === null && {
        code: 'transfer_group_unknown',
        detail:
          'No group carries data transfer by its name, so the cut of the transfer rate is worth nothing; name it in asks.transferRateCut.group.',
      },
    input.plannedSignature === null && {
      code: 'signature_undated',
      detail: `The planned signature has no date; timing counts as ${shown(input.timing)}.`,
    },
    positions.expected !== null &&
      positions.floor > positions.target && {
        code: 'floor_above_ceiling',
        detail: `The floor of expectation ${shown(positions.floor)} lies above what the vendor would give; today's discount may already pass the market.`,
      },
    packages.some((one) => one.headline < 0) && {
      code: 'basket_above_target',
      detail: `The asks of ${names(packages.filter((one) => one.headline < 0))} are worth more than the target: leave some of them out.`,
    },
  ];
  return told.filter((gap) => gap !== false);
}
