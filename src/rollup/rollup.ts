import type { SeriesDimension } from '../focus/columns.ts';
import type { UnfitColumn } from '../focus/cost-question.ts';
import type { ChargeFile } from '../billfile/charge-file.ts';

/**
 * The one question every roll-up engine answers: given described files, which series and
 * daily charges do they hold, with exact sums? Only integers and each text once cross the port.
 */
export type RollUp = (files: readonly ChargeFile[], options: RollUpOptions) => Promise<RolledUp>;

export interface RollUpOptions {
  readonly onProgress: (progress: RollUpProgress) => void;
  readonly signal?: AbortSignal | undefined;
  /** Where to keep the roll-up as one Parquet file; null keeps none. */
  readonly archivePath: string | null;
}

export interface RollUpProgress {
  readonly phase: 'read' | 'fold' | 'archive';
  readonly done: number;
  readonly total: number;
}

/** An opened roll-up. Call close() in the end, whatever happened. */
export interface RolledUp {
  readonly files: readonly FileCount[];
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly IngestWarning[];
  readonly unfit: readonly UnfitColumn[];
  readonly units: readonly RunUnit[];
  /** Distinct texts; the position in the stream is the text's number. */
  terms(): AsyncIterable<readonly string[]>;
  /** Distinct series in order of their number; `dimensions` holds term numbers, one column a dimension. */
  series(): AsyncIterable<SeriesChunk>;
  /** Charges sorted by unit, then by the database id that `seriesIds` gives each series number, then day. */
  charges(seriesIds: Int32Array): AsyncIterable<ChargeChunk>;
  /** One summary, folded from the charges; dimensions as term numbers. */
  summary(question: SummaryQuestion): AsyncIterable<SummaryChunk>;
  close(): Promise<void>;
}

export interface FileCount {
  readonly path: string;
  readonly rowsRead: number;
  readonly rowsAccepted: number;
  readonly rowsRejected: number;
}

export interface Rejection {
  readonly path: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly code: string;
  readonly detail: string;
  readonly raw: string;
}

export interface IngestWarning {
  readonly code: string;
  readonly detail: string;
  readonly rows: number;
}

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

export interface CostColumns {
  readonly nanos: readonly BigInt64Array[];
  readonly rests: readonly BigInt64Array[];
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

export interface SummaryQuestion {
  readonly grain: 'day' | 'month';
  readonly dimensions: readonly SeriesDimension[];
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
