import type { SeriesDimension } from './columns.ts';

/** Columns of rolled-up charges as they travel from an engine to a store: integers only, texts by number. */

/** One billing period of one billing account within the delivery, with exact control totals as decimal text. */
export interface RunUnit {
  readonly billingAccountId: string;
  /** YYYY-MM, or '' for rows without a billing period. */
  readonly billingPeriod: string;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly rowCount: number;
  readonly chargeCount: number;
  readonly serviceProviderNames: readonly string[];
  readonly totals: readonly UnitTotal[];
}

export interface UnitTotal {
  readonly billingCurrency: string;
  readonly rowCount: number;
  readonly billedCost: string;
  readonly effectiveCost: string;
  readonly listCost: string;
  readonly contractedCost: string;
}

export interface SeriesChunk {
  readonly count: number;
  /** 16 bytes a series: the MD5 of its dimension texts, equal for equal series in every database. */
  readonly digests: readonly Uint8Array[];
  readonly knownCosts: ArrayLike<number>;
  readonly dimensions: Readonly<Record<SeriesDimension | 'chargeDescription', ArrayLike<number>>>;
}

/** Costs in the order of COST_METRICS: whole nanos, and the attos below them, both with the sign of the amount. */
export interface CostColumns {
  readonly nanos: readonly ArrayLike<number | bigint>[];
  readonly rests: readonly ArrayLike<number | bigint>[];
}

/** Columns of charges; costs in the order of COST_METRICS. */
export interface ChargeChunk {
  readonly count: number;
  readonly units: ArrayLike<number>;
  readonly seriesIds: ArrayLike<number>;
  readonly days: ArrayLike<number>;
  readonly costs: CostColumns;
  readonly consumedQuantities: readonly (number | null)[];
  readonly pricingQuantities: readonly (number | null)[];
  readonly rowCounts: ArrayLike<number>;
}

export interface SummaryChunk {
  readonly count: number;
  readonly units: ArrayLike<number>;
  /** Days since 1970-01-01, or YYYYMM as a number; UNDATED_DAY or 0 without a date. */
  readonly times: ArrayLike<number>;
  readonly knownCosts: ArrayLike<number>;
  readonly dimensions: readonly ArrayLike<number>[];
  readonly costs: CostColumns;
  readonly rowCounts: ArrayLike<number>;
}
