import { money, moneyJson } from '../../money.ts';
import { addDays } from '../../time.ts';
import { cheapestMoves, type MoveCandidate } from './cheapest-moves.ts';
import { assumptionOf } from './figure-list.ts';
import type { MobileSpend, Move } from '../../finding/lock-in-finding.ts';
import { quotient } from './fraction-scale.ts';
import { HORIZONS, mobileSpend } from './mobile-spend.ts';
import { distinct } from './service-groups.ts';
import { round } from './service-score.ts';
import { commitmentsOf, type Workbench } from './workbench.ts';

/** Money whose services can move within 90, 180 and 365 days with the stated team: the credible threat. */
export function mobileSpends(bench: Workbench): MobileSpend[] {
  const { groups, main } = bench;
  const all = groups.reduce((sum, group) => sum + group.spend, 0n);
  return HORIZONS.map((horizonDays) => {
    const attos = mobileSpend({
      groups,
      horizonDays,
      teamSize: bench.input.teamSize,
      needsPlatform: bench.needsPlatform,
      commitmentsEnded: (provider) => commitmentsEndBy(bench, provider, horizonDays),
    });
    return {
      horizonDays,
      amount: moneyJson(money(attos, main.currency)),
      share: round(100 * quotient(attos, all), 4),
      figureId: mobileFigure(bench, horizonDays, attos),
    };
  });
}

function commitmentsEndBy({ input }: Workbench, provider: string, horizonDays: number): boolean {
  const end = addDays(input.asOf, horizonDays);
  const terms = commitmentsOf(input, provider);
  return terms.length > 0 && terms.every((term) => term.periodEnd !== '' && term.periodEnd.slice(0, 10) <= end);
}

function mobileFigure({ input, main, groups, figures, needsPlatform }: Workbench, horizonDays: number, attos: bigint): string {
  const amount = moneyJson(money(attos, main.currency));
  return figures.add({
    slug: `mobile.${horizonDays}`,
    label: `Mobile spend within ${horizonDays} days`,
    value: { kind: 'money', money: amount },
    evidence: {
      formula: 'spend of services that the team can move in the horizon, by spend a person-week; commitments that outlast it stay',
      substituted: `${input.teamSize} people x ${horizonDays} / 7 weeks${needsPlatform ? ', after the platform' : ''} = ${amount.amount} ${amount.currency}`,
      filter: { range: input.window, where: {}, billingCurrency: main.currency },
      catalogRows: distinct(groups.flatMap((group) => group.cells[0]?.cell.catalogKey ?? [])),
      assumptions: (['teamSize', 'effortExponent', 'coordination', 'platformLikely'] as const).map(assumptionOf),
    },
  });
}

/** The three moves that reduce locked spend the most a person-week, with their figures. */
export function moves(bench: Workbench): Move[] {
  const { input, main, groups, locked } = bench;
  const candidates = cheapestMoves({ cells: main.cells, groups, locked, edges: input.edges, economics: input.economics });
  return candidates.map((move, index) => {
    const { low, likely, high } = move.weeks;
    return {
      provider: move.group.provider,
      serviceName: move.group.serviceName,
      substitute: move.substitute,
      lockedSpendReduced: moneyJson(money(move.lockedSpendReduced, main.currency)),
      personWeeks: { low: round(low, 1), likely: round(likely, 1), high: round(high, 1) },
      hohpeTest: move.hohpeTest,
      figureId: moveFigure(bench, move, index),
    };
  });
}

function moveFigure(
  { input, main, figures }: Workbench,
  { group, substitute, lockedSpendReduced, weeks }: MoveCandidate,
  index: number,
): string {
  const amount = moneyJson(money(lockedSpendReduced, main.currency));
  return figures.add({
    slug: `move.${index + 1}`,
    label: `Move ${group.serviceName} to ${substitute}`,
    value: { kind: 'money', money: amount },
    evidence: {
      formula: 'locked spend before less locked spend with the service portable, reach included',
      substituted: `${amount.amount} ${amount.currency} for ${round(weeks.low, 1)} to ${round(weeks.high, 1)} person-weeks: 1.2 x ${group.row?.exitWeeks.likely ?? 0} x ${group.workloads}^0.8 likely`,
      filter: { range: input.window, where: { serviceProviderName: group.serviceProviderNames, serviceName: group.billedAs } },
      catalogRows: distinct(group.cells.flatMap(({ cell }) => cell.catalogKey ?? [])),
      assumptions: (['effortExponent', 'coordination', 'reachFactor', 'priorCap'] as const).map(assumptionOf),
    },
  });
}
