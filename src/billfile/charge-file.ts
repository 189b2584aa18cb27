import type { FocusDataset } from '../focus/focus-columns.ts';

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
  /** Which file columns feed which FOCUS column: the first with a value wins. Absent columns have no entry. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Mandatory FOCUS columns that the file does not have. */
  readonly missing: readonly string[];
  /** Of the file as it lies on disk. */
  readonly sha256: string;
  /** Of what the file holds, decompressed: a bill and its compressed copy are one. */
  readonly contentSha256: string;
  readonly bytes: number;
}

export type FileContainer =
  { readonly kind: 'csv'; readonly compression: 'none' | 'gzip' | 'zstd'; readonly delimiter: string } | { readonly kind: 'parquet' };

/** What a look at a file's bytes found, before its format is known. */
export interface InspectedFile {
  readonly path: string;
  readonly container: FileContainer;
  readonly header: readonly string[];
  /** Of the file as it lies on disk. */
  readonly sha256: string;
  /** Of what the file holds, decompressed: a bill and its compressed copy are one. */
  readonly contentSha256: string;
  readonly bytes: number;
}
