import { GLUE_KINDS, lockInConstant } from '../../catalog/lock-in-constants.ts';
import { providersKnowing } from '../../catalog/service-lookup.ts';
import { money, moneyJson } from '../../money.ts';
import type { CurrencyPool } from './currency-pools.ts';
import type { SituationFacets } from './exit-index.ts';
import type { Gap } from '../../finding/lock-in-finding.ts';
import type { LockInInput } from './lock-in-input.ts';
import { EFFECTIVE_COST_UNKNOWN } from './scored-line.ts';
import type { ServiceGroup } from './service-groups.ts';
import type { CellsOfBill } from './spend-cells.ts';

export interface GapQuestion {
  readonly input: LockInInput;
  readonly bill: CellsOfBill;
  readonly pools: readonly CurrencyPool[];
  readonly groups: readonly ServiceGroup[];
  readonly provisional: boolean;
  readonly situations: Readonly<Record<string, SituationFacets>>;
}

const NAMES_LISTED = 10;

/** What the finding does not know, and what a reader must keep in mind with it. */
export function lockInGaps(question: GapQuestion): Gap[] {
  return [
    ...billGaps(question),
    ...currencyGaps(question),
    ...unknownServiceGaps(question),
    ...situationGaps(question),
    ...standingNotes(question),
  ];
}

function billGaps({ input, bill }: GapQuestion): Gap[] {
  const undated: Gap[] =
    input.undatedRowCount > 0
      ? [{ code: 'undated_charges', detail: `${input.undatedRowCount} bill rows carry no date and are outside the window.` }]
      : [];
  const metric = bill.metricNotes.map((note): Gap => ({
    code: note.reason === EFFECTIVE_COST_UNKNOWN ? 'effective_cost_unknown' : 'effective_cost_unfit',
    detail: `${note.serviceProviderName || 'Unnamed provider'}: ${note.metric} stands in for effectiveCost (${note.reason}).`,
    amount: moneyJson(money(note.spend, note.billingCurrency)),
  }));
  const unsplit = bill.unsplit.map((part): Gap => ({
    code: 'umbrella_unsplit',
    detail: `${part.serviceName}: no usage type, meter, resource type or description tells its parts apart; scored as the row of that name.`,
    amount: moneyJson(money(part.spend, part.billingCurrency)),
  }));
  return [...undated, ...metric, ...unsplit];
}

function currencyGaps({ pools }: GapQuestion): Gap[] {
  return pools.slice(1).map((pool) => ({
    code: 'currency_without_rate',
    detail: `No dated rate from ${pool.currency} to ${pools[0]?.currency ?? ''}: this spend is in the classes and the locked spend, not in the shares.`,
    amount: moneyJson(
      money(
        pool.cells.reduce((sum, { weight }) => sum + weight, 0n),
        pool.currency,
      ),
    ),
  }));
}

function unknownServiceGaps({ groups, provisional }: GapQuestion): Gap[] {
  const unknown = groups.filter((group) => group.row === null && group.spend > 0n);
  const listed = unknown.slice(0, NAMES_LISTED).map((group): Gap => {
    const elsewhere = providersKnowing(group.serviceName).filter((provider) => provider !== group.provider);
    const hint = elsewhere.length === 0 ? '' : ` The name is known at ${elsewhere.join(', ')}, which is never guessed.`;
    return {
      code: 'unclassified_service',
      detail: `${group.provider || 'Unnamed provider'}: ${group.serviceName || 'charges without a service name'} is not in the catalogue; counted at no less than half locked.${hint}`,
      amount: moneyJson(money(group.spend, group.currency)),
    };
  });
  const more = unknown.length - listed.length;
  return [
    ...(provisional
      ? [
          {
            code: 'provisional',
            detail: `More than ${100 * lockInConstant('provisionalAbove')} percent of the scored spend is unclassified: all shares are provisional.`,
          },
        ]
      : []),
    ...listed,
    ...(more > 0 ? [{ code: 'unclassified_service', detail: `${more} further names with less spend are not in the catalogue.` }] : []),
  ];
}

function situationGaps({ situations, input }: GapQuestion): Gap[] {
  const entries = Object.entries(situations);
  const names = (unknown: (facets: SituationFacets) => boolean): string =>
    entries
      .filter(([, facets]) => unknown(facets))
      .map(([name]) => name)
      .join(', ');
  const noEnd = names((facets) => facets.commitment === null);
  const noEgress = names((facets) => facets.egress === null);
  return [
    ...(noEnd === ''
      ? []
      : [
          {
            code: 'commitment_end_unknown',
            detail: `${noEnd}: the bill shows usage under commitments, but no end date is known. K counts as 0, so the exit index is a lower bound; that spend is not counted as mobile.`,
          },
        ]),
    ...(noEgress === ''
      ? []
      : [{ code: 'egress_unknown', detail: `${noEgress}: stored volume and waivers are not known. E counts as 0 in the exit index.` }]),
    ...(input.situation.skillsGap === null
      ? [
          {
            code: 'skills_unknown',
            detail: 'The share of teams without production Kubernetes experience was not asked. Z counts as 0 in the exit index.',
          },
        ]
      : []),
    {
      code: 'legal_lock_unknown',
      detail: 'Residency rules and certified environments were not asked; where one applies it blocks a move whatever the score.',
    },
  ];
}

function standingNotes({ input, groups }: GapQuestion): Gap[] {
  const freeGlue = input.edges.length === 0;
  const glueBilled = groups.some((group) => GLUE_KINDS.some((kind) => kind === group.row?.kind) && group.spend > 0n);
  return [
    ...(freeGlue
      ? [
          {
            code: 'free_glue_invisible',
            detail: `Free glue such as identity and infrastructure templates never shows on a bill and has no effect here until an inventory is loaded.${glueBilled ? ' Billed glue lifts at most 20 times its own spend in its account.' : ''}`,
          },
        ]
      : []),
    { code: 'bill_only_evidence', detail: 'Every line is known from the bill only: evidence level 0.5 of 1.' },
    {
      code: 'workloads_from_resources',
      detail:
        'Workloads are the applications that tags name; a service without such tags counts its resources in the busiest month (ten functions make one), else one a sub account. Estates with short-lived resources and no tags look larger than they are.',
    },
    {
      code: 'savings_unknown',
      detail: "No probability and saving of a move is known here, so Hohpe's test of the cheapest moves is open.",
    },
    {
      code: 'share_paradox',
      detail:
        'The locked share is a share: cutting waste in portable spend raises it though nothing got worse. For trends and promises use the locked spend in money, which never rises from such a cut.',
    },
  ];
}
