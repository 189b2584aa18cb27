import type { FacetValues } from '../../catalog/facet-rows.ts';
import type { ChargeFilter } from '../../focus/filter.ts';
import { money, moneyJson } from '../../money.ts';
import type { DayRange } from '../../time.ts';
import { assumptionOf, type FigureList } from './figure-list.ts';
import type { ServiceLockIn } from '../../finding/lock-in-finding.ts';
import { FRACTION_SCALE, roundedDivision } from './fraction-scale.ts';
import { distinct, type ServiceGroup } from './service-groups.ts';
import { round, scoreExplanation, type ServiceScore } from './service-score.ts';

const SCORE_CONSTANTS = ['meanWeight', 'blockWeight', 'rewriteWeight', 'reloadWeight', 'rewireWeight'] as const;

/** One service as the finding states it, with the figures of its score and its spend. */
export function serviceLockIn(figures: FigureList, group: ServiceGroup, window: DayRange | null): ServiceLockIn {
  const { score, row } = group;
  const spendFigureId = spendFigure(figures, group, window);
  return {
    provider: group.provider,
    serviceName: group.serviceName,
    billedAs: group.billedAs,
    score: score === null ? null : round(score.score, 4),
    band: score?.band ?? 'unclassified',
    facets: score === null ? null : roundedFacets(score.facets),
    block: score === null ? { reason: 'none', value: 0 } : { reason: score.block.reason, value: round(score.block.value, 4) },
    substitutes: row?.replacements ?? [],
    exitWeeks:
      group.weeks === null
        ? null
        : { low: round(group.weeks.low, 1), likely: round(group.weeks.likely, 1), high: round(group.weeks.high, 1) },
    workloads: group.workloads,
    spend: moneyJson(money(group.spend, group.currency)),
    lockedSpend: moneyJson(money(roundedDivision(group.lockedNumerator, FRACTION_SCALE), group.currency)),
    explanation: score === null ? 'unknown name: counted as an unclassified service' : scoreExplanation(score),
    figureId: score === null ? spendFigureId : scoreFigure(figures, group, score),
    spendFigureId,
  };
}

const roundedFacets = (facets: FacetValues): FacetValues => ({
  interface: round(facets.interface, 4),
  replacement: round(facets.replacement, 4),
  data: round(facets.data, 4),
  code: round(facets.code, 4),
  operations: round(facets.operations, 4),
});

const slugOf = (group: ServiceGroup): string => `service.${group.provider}.${group.serviceName}`;

const catalogRowsOf = (group: ServiceGroup): string[] => distinct(group.cells.flatMap(({ cell }) => cell.catalogKey ?? []));

function spendFigure(figures: FigureList, group: ServiceGroup, window: DayRange | null): string {
  const spend = moneyJson(money(group.spend, group.currency));
  return figures.add({
    slug: `${slugOf(group)}.spend`,
    label: `Net effective cost of ${group.serviceName}`,
    value: { kind: 'money', money: spend },
    evidence: {
      formula: 'sum of positive net effective cost, without tax, credits, support and commitment fees',
      substituted: `billed as ${group.billedAs.join(', ')}; umbrella names split by usage type, meter, resource type or description = ${spend.amount} ${spend.currency}`,
      filter: filterOf(group, window),
      catalogRows: catalogRowsOf(group),
      assumptions: [],
    },
  });
}

function scoreFigure(figures: FigureList, group: ServiceGroup, score: ServiceScore): string {
  return figures.add({
    slug: `${slugOf(group)}.score`,
    label: `Service score of ${group.serviceName}`,
    value: { kind: 'score', value: round(score.score, 4) },
    evidence: {
      formula: 'T = 100 x (0.6 x (0.25 I + 0.20 R + 0.20 D + 0.20 C + 0.15 O) + 0.4 x max(min(I,C), 0.7 min(I,D), 0.6 min(I,O)))',
      substituted: scoreExplanation(score),
      filter: null,
      catalogRows: catalogRowsOf(group),
      assumptions: SCORE_CONSTANTS.map(assumptionOf),
    },
  });
}

/** Selects the charges billed under the names of the service; of an umbrella name that is the whole umbrella. */
const filterOf = (group: ServiceGroup, window: DayRange | null): ChargeFilter => ({
  range: window,
  where: { serviceProviderName: group.serviceProviderNames, serviceName: group.billedAs },
});
