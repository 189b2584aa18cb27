import type { ChargeChunk, RunUnit, SeriesChunk, SummaryChunk } from '../focus/charge-chunk.ts';
import type { SeriesDimension } from '../focus/columns.ts';
import type { UnfitColumn } from '../focus/cost-question.ts';
import type { ChargeFile } from '../billfile/charge-file.ts';

/** A bill file whose columns are mapped to FOCUS: what an engine reads. */
export type DescribedFile = ChargeFile;

/**
 * The one question every roll-up engine answers: given described files, which series and
 * daily charges do they hold, with exact sums? Only integers and each text once cross the port.
 */
export type RollUp = (files: readonly ChargeFile[], options: RollUpOptions) => Promise<RolledUp>;

export interface RollUpOptions {
  readonly onProgress: (progress: RollUpProgress) => void;
  readonly signal?: AbortSignal | undefined;
  /** Existing folder to keep the roll-up in as Parquet; null keeps none. */
  readonly archiveFolder: string | null;
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
  /** The format as its rows tell it, which may be more exact than the header. */
  readonly format: string;
  readonly rowsRead: number;
  readonly rowsAccepted: number;
  readonly rowsRejected: number;
  /** Billed cost of rejected rows, as far as it could be read: currency and decimal text. */
  readonly rejectedBilled: readonly (readonly [string, string])[];
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

export interface SummaryQuestion {
  readonly grain: 'day' | 'month';
  readonly dimensions: readonly SeriesDimension[];
}

/** Reads a small table whole, every cell as text, by FOCUS name; null cells are ''. */
export type ReadTable = (file: ChargeFile) => Promise<TableRows>;

export interface TableRows {
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** The physical line of each row; null where the file has no lines. */
  readonly lines: readonly (number | null)[];
  readonly rejections: readonly Rejection[];
}
