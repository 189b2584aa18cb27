import type { Evidence } from '../../finding.ts';
import type { ChargeFilter, CostDimension } from '../../focus/filter.ts';
import { lockInConstant, type LockInConstantId } from '../../catalog/lock-in-constants.ts';
import { exactText, money, moneyJson, type MoneyJson } from '../../money.ts';
import type { DayRange } from '../../time.ts';
import { billSplit } from './bill-split.ts';
import { programmeWeeks } from './exit-effort.ts';
import { exitIndex, type SituationFacets } from './exit-index.ts';
import { assumptionOf, type FigureList } from './figure-list.ts';
import type { LockInSummary } from './finding.ts';
import { FRACTION_SCALE, roundedDivision } from './fraction-scale.ts';
import { lockedShare, type LockedShare } from './locked-share.ts';
import type { LockedMoney, WeightedCell } from './reach.ts';
import { distinct, type ServiceGroup } from './service-groups.ts';
import { round } from './service-score.ts';
import type { SpendCell, UnscoredSpend } from './spend-cells.ts';

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

export function lockInSummary(deps: SummaryDeps, scope: SummaryScope): LockInSummary {
  const share = lockedShare(scope.cells, deps.locked);
  const index = exitIndex(share.point, scope.situation);
  const confidence = confidenceOf(share, deps.months);
  const weeks = programmeWeeks(
    scope.groups.flatMap((group) => (group.weeks === null ? [] : [group.weeks])),
    scope.needsPlatform,
  );
  const exitWeeks = {
    low: round(weeks.low, 1),
    likely: round(weeks.likely, 1),
    high: round(weeks.high, 1),
    p10: round(weeks.p10, 1),
    p90: round(weeks.p90, 1),
  };
  const split = billSplit(scope.allCells, scope.unscored);
  const figureIds = summaryFigures(deps, scope, { share, index, confidence, exitWeeks });
  return {
    meanScore: round(share.meanScore, 4),
    lockedShare: { point: round(share.point, 4), low: round(share.low, 4), high: round(share.high, 4) },
    lockedSpend: lockedByCurrency(scope.allCells, deps),
    scoredSpend: split.scoredSpend,
    withoutReach: round(share.withoutReach, 4),
    exitIndex: round(index, 4),
    unclassifiedShare: round(share.unclassifiedShare, 4),
    confidence: round(confidence, 4),
    classes: split.classes,
    notScored: split.notScored,
    exitWeeks,
    situation: scope.situation,
    provisional: share.unclassifiedShare > 100 * lockInConstant('provisionalAbove'),
    figureId: figureIds['lockedShare'] ?? '',
    figureIds,
  };
}

/** (1 - U) x evidence level x min(1, months / 3), 0 to 1. Every line is known from the bill only. Lock-in model 0.1, section 5. */
const confidenceOf = (share: LockedShare, months: number): number =>
  (1 - share.unclassifiedShare / 100) * lockInConstant('billEvidence') * Math.min(1, months / lockInConstant('monthsForConfidence'));

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

interface SummaryNumbers {
  readonly share: LockedShare;
  readonly index: number;
  readonly confidence: number;
  readonly exitWeeks: LockInSummary['exitWeeks'];
}

function summaryFigures(
  deps: SummaryDeps,
  scope: SummaryScope,
  { share, index, confidence, exitWeeks }: SummaryNumbers,
): Record<string, string> {
  const { currency } = deps;
  const evidence = (formula: string, substituted: string, constants: readonly LockInConstantId[]): Evidence => ({
    formula,
    substituted,
    filter: filterOf(deps, scope),
    catalogRows: distinct(scope.cells.flatMap(({ cell }) => cell.catalogKey ?? [])),
    assumptions: constants.map(assumptionOf),
  });
  const percent = (name: string, label: string, value: number, because: Evidence): [string, string] => [
    name,
    deps.figures.add({
      slug: `${scope.slug}.${name}`,
      label: `${label}, ${scope.label}`,
      value: { kind: 'percent', value: round(value, 4) },
      evidence: because,
    }),
  ];
  const text = (attos: bigint): string => `${exactText(attos)} ${currency}`;
  const { commitment, egress, skills } = scope.situation;
  const all = text(share.scoredSpend);
  return Object.fromEntries([
    percent(
      'lockedShare',
      'Locked share',
      share.point,
      evidence(
        '100 x (locked spend + unknown spend x max(0.5, locked share of the classified part)) / scored spend',
        `100 x (${text(share.lockedSpend)} + ${text(share.unclassifiedSpend)} x max(0.5, locked share of ${text(share.classifiedSpend)})) / ${all} = ${round(share.point, 4)}`,
        ['portableBelow', 'reachFactor', 'priorCap', 'unknownFloor'],
      ),
    ),
    percent(
      'lockedShareLow',
      'Locked share, low',
      share.low,
      evidence(
        '100 x locked spend / scored spend, unknown as portable',
        `100 x ${text(share.lockedSpend)} / ${all} = ${round(share.low, 4)}`,
        ['portableBelow', 'reachFactor', 'priorCap'],
      ),
    ),
    percent(
      'lockedShareHigh',
      'Locked share, high',
      share.high,
      evidence(
        '100 x (locked spend with reach beyond the cap + unknown spend) / scored spend',
        `unknown ${text(share.unclassifiedSpend)} of ${all}; glue without the cap of 20 x its own spend = ${round(share.high, 4)}`,
        ['portableBelow', 'reachFactor'],
      ),
    ),
    percent(
      'withoutReach',
      'Locked share without reach',
      share.withoutReach,
      evidence(
        '100 x sum(spend x max(0, (T - 25) / 75)) / scored spend, unknown as in the locked share',
        `over ${scope.cells.length} services by account and ${all} = ${round(share.withoutReach, 4)}`,
        ['portableBelow', 'unknownFloor'],
      ),
    ),
    percent(
      'unclassifiedShare',
      'Unclassified share',
      share.unclassifiedShare,
      evidence(
        '100 x unclassified spend / scored spend',
        `100 x ${text(share.unclassifiedSpend)} / ${all} = ${round(share.unclassifiedShare, 4)}`,
        ['provisionalAbove'],
      ),
    ),
    percent(
      'exitIndex',
      'Exit index',
      index,
      evidence(
        '100 x (1 - (1 - locked / 100)(1 - 0.35 K)(1 - 0.15 E)(1 - 0.15 Z))',
        `locked ${round(share.point, 4)}, K ${known(commitment)}, E ${known(egress)}, Z ${known(skills)} = ${round(index, 4)}`,
        ['commitmentWeight', 'egressWeight', 'skillsWeight', 'commitmentMonths'],
      ),
    ),
    percent(
      'confidence',
      'Confidence',
      100 * confidence,
      evidence(
        '100 x (1 - U) x evidence level x min(1, months / 3)',
        `100 x (1 - ${round(share.unclassifiedShare / 100, 4)}) x ${lockInConstant('billEvidence')} x min(1, ${deps.months} / 3) = ${round(100 * confidence, 4)}`,
        ['billEvidence', 'monthsForConfidence'],
      ),
    ),
    [
      'meanScore',
      deps.figures.add({
        slug: `${scope.slug}.meanScore`,
        label: `Mean score, ${scope.label}`,
        value: { kind: 'score', value: round(share.meanScore, 4) },
        evidence: evidence('sum(spend x T) / classified spend', `over ${text(share.classifiedSpend)} = ${round(share.meanScore, 4)}`, [
          'meanWeight',
          'blockWeight',
        ]),
      }),
    ],
    [
      'lockedSpend',
      deps.figures.add({
        slug: `${scope.slug}.lockedSpend`,
        label: `Locked spend, ${scope.label}`,
        value: { kind: 'money', money: moneyJson(money(share.lockedSpend, currency)) },
        evidence: evidence(
          "sum(spend x h'), h' = max(h, 0.6 x rho x h(glue))",
          `over ${text(share.classifiedSpend)} = ${text(share.lockedSpend)}`,
          ['portableBelow', 'reachFactor', 'priorCap'],
        ),
      }),
    ],
    [
      'exitWeeks',
      deps.figures.add({
        slug: `${scope.slug}.exitWeeks`,
        label: `Exit effort, ${scope.label}`,
        value: { kind: 'number', value: exitWeeks.likely, unit: 'person-weeks' },
        evidence: evidence(
          '1.2 x (platform once + sum(base x n^0.8)); PERT means, deviations in quadrature',
          `${scope.groups.length} services; likely ${exitWeeks.likely}, 80 of 100 between ${exitWeeks.p10} and ${exitWeeks.p90}`,
          ['effortExponent', 'coordination', 'platformLikely', 'functionsPerGroup'],
        ),
      }),
    ],
  ]);
}

const known = (value: number | null): string => (value === null ? 'unknown (counted as 0)' : `${round(value, 4)}`);

const filterOf = (deps: SummaryDeps, scope: SummaryScope): ChargeFilter => ({
  range: deps.window,
  where: scope.where,
  billingCurrency: deps.currency,
});
