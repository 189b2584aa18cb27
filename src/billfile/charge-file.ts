import type { FocusDataset } from '../focus/focus-columns.ts';
import type { Formula } from './formula.ts';

/** A bill file whose format is recognised, described so that a roll-up engine needs to know no format. */
export interface ChargeFile {
  readonly path: string;
  /** The name people know the file by, when it lies under another one (an upload). */
  readonly shownAs?: string;
  readonly format: string;
  readonly dataset: FocusDataset;
  readonly container: FileContainer;
  /** Names of the file's own columns, in file order, as written. */
  readonly header: readonly string[];
  /** How each FOCUS column is made of the file's own. Columns that the file has nothing of have no entry. */
  readonly columns: Readonly<Record<string, Formula>>;
  /** Mandatory FOCUS columns that the file does not have. */
  readonly missing: readonly string[];
  /** `native` exports leave dates and currency empty where a row states no cost; in FOCUS that is an error. */
  readonly rules: 'focus' | 'native';
  /** Signs of the views that must not be added; see FormatView. */
  readonly views?: readonly FileView[];
  readonly pivot?: Pivot;
  /** Of the file as it lies on disk. */
  readonly sha256: string;
  /** Of what the file holds, decompressed: a bill and its compressed copy are one. */
  readonly contentSha256: string;
  readonly bytes: number;
}

export interface FileView {
  readonly format: string;
  /** Null where the file lacks the columns that would tell. */
  readonly sign: Formula | null;
  readonly path: RegExp;
}

/** Columns whose names are values: each cell of them becomes a row of PIVOTED columns. */
export interface Pivot {
  readonly dateColumn: string;
  readonly values: readonly { readonly name: string; readonly label: string }[];
  /** First cells of rows that are sums of the others. */
  readonly totalRows: readonly string[];
}

/** The columns that a pivoted file has for its formulas. */
export const PIVOTED = { date: 'date of the row', label: 'name of the column', amount: 'cell' } as const;

type Compression = 'none' | 'gzip' | 'zstd';

export type FileContainer =
  | {
      readonly kind: 'csv';
      readonly compression: Compression;
      readonly delimiter: string;
      /** Lines that stand before the header. */
      readonly skipLines?: number;
    }
  | { readonly kind: 'json-lines'; readonly compression: Compression }
  | { readonly kind: 'parquet' };

/** What a look at a file's bytes found, before its format is known. */
export interface InspectedFile {
  readonly path: string;
  readonly container: FileContainer;
  /** Names of columns; of nested ones also their parts, `service` and `service.description`. */
  readonly header: readonly string[];
  /** The cells of the first lines of a CSV file, the header's among them: some exports put a title above it. */
  readonly firstLines?: readonly (readonly string[])[];
  /** Of the file as it lies on disk. */
  readonly sha256: string;
  /** Of what the file holds, decompressed: a bill and its compressed copy are one. */
  readonly contentSha256: string;
  readonly bytes: number;
}
