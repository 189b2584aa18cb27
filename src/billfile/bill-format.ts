import type { FormatFamily } from '../focus/format-families.ts';
import type { Formula } from './formula.ts';

/** A cloud's own bill format: how to know it, and how its columns make those of FOCUS 1.4. Data, one file a format. */
export interface BillFormat {
  readonly id: string;
  readonly family: FormatFamily;
  readonly title: string;
  /** Where the meaning of the columns is published, and when it was read. */
  readonly source: string;
  /** Each entry lists accepted spellings of a column without which a file is not of this format. */
  readonly signature: readonly (readonly string[])[];
  /** FOCUS columns in the words of the file. Names are compared by their letters and digits alone. */
  readonly columns: Readonly<Record<string, Formula>>;
  /** More exact names of the format, where one file can be of one of several that must not be mixed. */
  readonly views?: readonly FormatView[];
  /** Column names that are values: one column a service, its cost in each row. */
  readonly pivot?: PivotRule;
  /** What a reader of the mapping should know; one sentence each. */
  readonly notes: readonly string[];
}

export interface FormatView {
  readonly format: string;
  /** Has a value in a row that only this view can hold. */
  readonly sign: Formula;
  /** What the path of such a file tells where no row does. */
  readonly path: RegExp;
}

export interface PivotRule {
  /** What the first column may be called, and which of `dimensions` its grouping is. */
  readonly firstColumns: Readonly<Record<string, string>>;
  /** FOCUS columns that the names of the value columns make, by grouping. */
  readonly dimensions: Readonly<Record<string, Readonly<Record<string, Formula>>>>;
  /** What stands in brackets at the end of a value column's name, with the currency it stands for. */
  readonly currencySigns: Readonly<Record<string, string>>;
  readonly totalColumns: readonly string[];
  readonly totalRows: readonly string[];
}
