import { lockInConstant } from '../../catalog/lock-in-constants.ts';
import type { CostDimension } from '../../focus/filter.ts';
import { money, moneyJson, type MoneyJson } from '../../money.ts';
import type { DayRange } from '../../time.ts';
import { billSplit } from './bill-split.ts';
import { programmeWeeks } from './exit-effort.ts';
import { exitIndex, type SituationFacets } from './exit-index.ts';
import type { FigureList } from './figure-list.ts';
import type { LockInSummary } from '../../finding/lock-in-finding.ts';
import { FRACTION_SCALE, roundedDivision } from './fraction-scale.ts';
import { lockedShare, type LockedShare } from './locked-share.ts';
import type { LockedMoney, WeightedCell } from './reach.ts';
import type { ServiceGroup } from './service-groups.ts';
import { round } from './service-score.ts';
import type { SpendCell, UnscoredSpend } from './spend-cells.ts';
import { summaryFigures } from './summary-figures.ts';

/** What one summary is about: the portfolio, a provider, or a sub account. */
export interface SummaryScope {
  /** Begins the ids of its figures, such as "provider.aws". */
  readonly slug: string;
  readonly label: string;
  readonly where: Readonly<Partial<Record<CostDimension, readonly string[]>>>;
  /** Cells of the main pool, and their service groups. */
  readonly cells: readonly WeightedCell[];
  readonly groups: readonly ServiceGroup[];
  /** Cells of every pool, for the amounts by currency. */
  readonly allCells: readonly SpendCell[];
  readonly unscored: readonly UnscoredSpend[];
  readonly situation: SituationFacets;
  readonly needsPlatform: boolean;
}

/** What all summaries of one finding share. */
export interface SummaryDeps {
  readonly figures: FigureList;
  readonly locked: LockedMoney;
  /** Weight of each cell in the currency of its pool, by cell id. */
  readonly weights: ReadonlyMap<string, bigint>;
  readonly currency: string;
  readonly window: DayRange | null;
  readonly months: number;
}

/** Shares, sums, exit index, confidence and effort of one scope, with their figures. */
export function lockInSummary(deps: SummaryDeps, scope: SummaryScope): LockInSummary {
  const { situation, groups } = scope;
  const share = lockedShare(scope.cells, deps.locked);
  const index = exitIndex(share.point, situation);
  const confidence = confidenceOf(share, deps.months);
  const exitWeeks = exitWeeksOf(groups, scope.needsPlatform);
  const { slug, label } = scope;
  const filter = { range: deps.window, where: scope.where, billingCurrency: deps.currency };
  const numbers = {
    slug,
    label,
    filter,
    groups,
    share,
    index,
    confidence,
    situation,
    exitWeeks,
    currency: deps.currency,
    months: deps.months,
  };
  const figureIds = summaryFigures(deps.figures, numbers);
  return {
    meanScore: round(share.meanScore, 4),
    lockedShare: { point: round(share.point, 4), low: round(share.low, 4), high: round(share.high, 4) },
    lockedSpend: lockedByCurrency(scope.allCells, deps),
    withoutReach: round(share.withoutReach, 4),
    exitIndex: round(index, 4),
    unclassifiedShare: round(share.unclassifiedShare, 4),
    confidence: round(confidence, 4),
    ...billSplit(scope.allCells, scope.unscored),
    exitWeeks,
    situation,
    provisional: share.unclassifiedShare > 100 * lockInConstant('provisionalAbove'),
    figureId: figureIds['lockedShare'] ?? '',
    figureIds,
  };
}

/** (1 - U) x evidence level x min(1, months / 3), 0 to 1. Every line is known from the bill only. Lock-in model 0.1, section 5. */
const confidenceOf = (share: LockedShare, months: number): number =>
  (1 - share.unclassifiedShare / 100) * lockInConstant('billEvidence') * Math.min(1, months / lockInConstant('monthsForConfidence'));

function exitWeeksOf(groups: readonly ServiceGroup[], needsPlatform: boolean): LockInSummary['exitWeeks'] {
  const weeks = programmeWeeks(
    groups.flatMap((group) => (group.weeks === null ? [] : [group.weeks])),
    needsPlatform,
  );
  return {
    low: round(weeks.low, 1),
    likely: round(weeks.likely, 1),
    high: round(weeks.high, 1),
    p10: round(weeks.p10, 1),
    p90: round(weeks.p90, 1),
  };
}

/** Locked spend in the currencies of the bill. */
function lockedByCurrency(cells: readonly SpendCell[], { locked, weights }: SummaryDeps): MoneyJson[] {
  const lockedSpendOf = (cell: SpendCell): bigint => {
    const weight = weights.get(cell.id) ?? 0n;
    return weight === 0n ? 0n : ((locked.withReach.get(cell.id) ?? 0n) * cell.spend) / weight;
  };
  const sums = new Map<string, bigint>();
  for (const cell of cells) sums.set(cell.billingCurrency, (sums.get(cell.billingCurrency) ?? 0n) + lockedSpendOf(cell));
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, attos]) => moneyJson(money(roundedDivision(attos, FRACTION_SCALE), currency)));
}
