import type { Money } from '../money.ts';
import type { DayRange } from '../time.ts';
import type { CostMetric } from './columns.ts';
import type { CostDimension } from './filter.ts';

/** A question about sums of charges, as `costs` and GET /v1/costs take it. */
export interface CostQuestion {
  readonly range: DayRange | null;
  readonly groupBy: readonly CostDimension[];
  readonly metric: CostMetric | 'consumedQuantity';
  readonly where: Readonly<Partial<Record<CostDimension, readonly string[]>>>;
}

/** One group of the answer, in one currency. `rowCount` counts bill rows; `knownRowCount` those that state the metric. */
export interface CostGroup {
  readonly key: Readonly<Record<string, string>>;
  readonly amount: Money;
  readonly rowCount: number;
  readonly knownRowCount: number;
}

/** Share of bill rows that state each cost, and the columns found unfit by the plausibility gate. */
export interface CostCoverage {
  readonly rowCount: number;
  readonly undatedRowCount: number;
  /** Share of rows, 0 to 1, with each cost stated. */
  readonly known: Readonly<Record<CostMetric, number>>;
  readonly unfit: readonly UnfitColumn[];
}

/** A cost column that a provider fills with something else than its name says. */
export interface UnfitColumn {
  readonly serviceProviderName: string;
  readonly column: string;
  readonly fallback: CostMetric | null;
  readonly reason: string;
  readonly rowCount: number;
}

export interface CostAnswer {
  readonly question: CostQuestion;
  readonly groups: readonly CostGroup[];
  readonly totals: readonly Money[];
  readonly coverage: CostCoverage;
  /** Ids of the published runs that the answer rests on. */
  readonly runIds: readonly string[];
}
