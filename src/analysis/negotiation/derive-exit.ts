import { lockInConstant } from '../../catalog/lock-in-constants.ts';
import { negotiationConstant } from '../../catalog/negotiation-constants.ts';
import type { NegotiationCase } from '../../finding/negotiation-case.ts';
import { ASSUMED, type CaseSources, type Ledger } from './derivation.ts';
import { floatOf, type ChosenDestination } from './derive-groups.ts';

/** First internet tier of the large clouds; the gigabytes are those of the exit estimate at this price. */
const EGRESS_PER_GB = 0.09;
const HOURS_A_WEEK = 40;
const WEEKS_A_MONTH = 52 / 12;

export type ExitInputs = Pick<
  NegotiationCase,
  | 'ratePerPersonMonth'
  | 'contingency'
  | 'fixedOneOff'
  | 'addedOpsMonthly'
  | 'crossCloudMonthly'
  | 'transferGb'
  | 'egressPerGb'
  | 'egressWaiver'
  | 'targetCreditRate'
>;

export function exitInputs(
  { assumptions, migration, vendor }: CaseSources,
  destination: ChosenDestination | null,
  ledger: Ledger,
): ExitInputs {
  const estimate = destination?.estimate;
  const people = estimate === undefined ? 0 : Math.max(0, floatOf(estimate.peopleMonthly));
  const egress = estimate === undefined ? 0 : floatOf(estimate.exitEgress);
  const hasKubernetes = migration.groups.some((group) => group.provider === vendor.provider && group.route === 'kubernetes-node');
  const hourRate = assumptions.number('effort.hourRate');
  return {
    ratePerPersonMonth: ledger('ratePerPersonMonth', hourRate * HOURS_A_WEEK * WEEKS_A_MONTH, {
      source: 'migration model: loaded hour of an engineer',
      grade: 'J',
    }),
    contingency: ledger('contingency', negotiationConstant('contingency'), ASSUMED),
    fixedOneOff: ledger(
      'fixedOneOff',
      destination === null || hasKubernetes ? 0 : lockInConstant('platformLikely') * HOURS_A_WEEK * hourRate,
      {
        source: hasKubernetes ? 'Kubernetes runs here already' : 'lock-in model: the target platform, once',
        grade: 'J',
      },
    ),
    addedOpsMonthly: ledger('addedOpsMonthly', people, {
      source: 'migration estimate: people',
      grade: 'J',
      figureId: estimate?.figureIds['people'],
    }),
    crossCloudMonthly: ledger('crossCloudMonthly', 0, { source: 'counted in the cost ratio of each group', grade: 'D' }),
    transferGb: ledger('transferGb', egress / EGRESS_PER_GB, {
      source: 'migration estimate: exit egress at the first internet tier',
      grade: 'D',
      figureId: estimate?.figureIds['exitEgress'],
    }),
    egressPerGb: ledger('egressPerGb', EGRESS_PER_GB, { source: 'list price of the first internet tier', grade: 'S' }),
    egressWaiver: 'full_exit_only',
    targetCreditRate: ledger('targetCreditRate', 0, { source: 'no credits of the destination are contracted', grade: 'A' }),
  };
}
