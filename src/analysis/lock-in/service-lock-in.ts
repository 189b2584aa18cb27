import type { ChargeFilter } from '../../focus/filter.ts';
import { money, moneyJson } from '../../money.ts';
import type { DayRange } from '../../time.ts';
import { assumptionOf, type FigureList } from './figure-list.ts';
import type { ServiceLockIn } from './finding.ts';
import { FRACTION_SCALE, roundedDivision } from './fraction-scale.ts';
import { distinct, type ServiceGroup } from './service-groups.ts';
import { round, scoreExplanation } from './service-score.ts';

const SCORE_CONSTANTS = ['meanWeight', 'blockWeight', 'rewriteWeight', 'reloadWeight', 'rewireWeight'] as const;

/** One service as the finding states it, with the figures of its score and its spend. */
export function serviceLockIn(figures: FigureList, group: ServiceGroup, window: DayRange | null): ServiceLockIn {
  const { score, row } = group;
  const spend = moneyJson(money(group.spend, group.currency));
  const catalogRows = distinct(group.cells.flatMap(({ cell }) => cell.catalogKey ?? []));
  const explanation = score === null ? 'unknown name: counted as an unclassified service' : scoreExplanation(score);
  const slug = `service.${group.provider}.${group.serviceName}`;
  const spendFigureId = figures.add({
    slug: `${slug}.spend`,
    label: `Net effective cost of ${group.serviceName}`,
    value: { kind: 'money', money: spend },
    evidence: {
      formula: 'sum of positive net effective cost, without tax, credits, support and commitment fees',
      substituted: `billed as ${group.billedAs.join(', ')}; umbrella names split by usage type, meter, resource type or description = ${spend.amount} ${spend.currency}`,
      filter: filterOf(group, window),
      catalogRows,
      assumptions: [],
    },
  });
  const scoreFigureId =
    score === null
      ? null
      : figures.add({
          slug: `${slug}.score`,
          label: `Service score of ${group.serviceName}`,
          value: { kind: 'score', value: round(score.score, 4) },
          evidence: {
            formula: 'T = 100 x (0.6 x (0.25 I + 0.20 R + 0.20 D + 0.20 C + 0.15 O) + 0.4 x max(min(I,C), 0.7 min(I,D), 0.6 min(I,O)))',
            substituted: explanation,
            filter: null,
            catalogRows,
            assumptions: SCORE_CONSTANTS.map(assumptionOf),
          },
        });
  return {
    provider: group.provider,
    serviceName: group.serviceName,
    billedAs: group.billedAs,
    score: score === null ? null : round(score.score, 4),
    band: score?.band ?? 'unclassified',
    facets: score?.facets ?? null,
    block: score === null ? { reason: 'none', value: 0 } : { reason: score.block.reason, value: round(score.block.value, 4) },
    substitutes: row?.replacements ?? [],
    exitWeeks:
      group.weeks === null
        ? null
        : { low: round(group.weeks.low, 1), likely: round(group.weeks.likely, 1), high: round(group.weeks.high, 1) },
    workloads: group.workloads,
    spend,
    lockedSpend: moneyJson(money(roundedDivision(group.lockedNumerator, FRACTION_SCALE), group.currency)),
    explanation,
    figureId: scoreFigureId ?? spendFigureId,
    spendFigureId,
  };
}

/** Selects the charges billed under the names of the service; of an umbrella name that is the whole umbrella. */
const filterOf = (group: ServiceGroup, window: DayRange | null): ChargeFilter => ({
  range: window,
  where: { serviceProviderName: group.serviceProviderNames, serviceName: group.billedAs },
});
