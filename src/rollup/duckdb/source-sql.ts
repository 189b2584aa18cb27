import type { ChargeFile, InspectedFile } from '../../billfile/charge-file.ts';
import { identifier, literal, type Session } from './session.ts';

/** How exports write "no value". */
const NULL_TEXTS = ['', 'NULL', 'null', 'Null', '(null)', 'None'] as const;

const MAX_LINE_BYTES = 33_554_432;

/** The table function that reads one file, and where rows that break the CSV rules are noted. */
export interface FileSource {
  readonly sql: string;
  readonly rejectsTable: string | null;
  readonly columnTypes: ReadonlyMap<string, string>;
}

export interface SourceOptions {
  /** Tells the tables of rejected rows of one session apart. */
  readonly number: number;
  /**
   * Reads every column, needed or not: with fewer, this release of the engine fails an assertion
   * of its own when the last row of a file is broken.
   */
  readonly everyColumn: boolean;
}

/** Every CSV column is read as text, by the position its own header gives it; Parquet columns keep their types. */
export async function fileSource(
  session: Session,
  file: ChargeFile | InspectedFile,
  { number, everyColumn }: SourceOptions,
): Promise<FileSource> {
  if (file.container.kind === 'parquet') {
    const sql = `read_parquet(${literal(file.path)})`;
    const rows = await session.rows(`DESCRIBE SELECT * FROM ${sql}`);
    return { sql, rejectsTable: null, columnTypes: new Map(rows.map((row) => [String(row['column_name']), String(row['column_type'])])) };
  }
  const { compression, delimiter } = file.container;
  const columns = file.header.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
  const options = [
    'auto_detect = false',
    'header = true',
    `delim = ${literal(delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    `compression = ${literal(compression)}`,
    'strict_mode = true',
    'null_padding = false',
    `nullstr = [${NULL_TEXTS.map(literal).join(', ')}]`,
    `max_line_size = ${MAX_LINE_BYTES}`,
    `buffer_size = ${MAX_LINE_BYTES}`,
    'store_rejects = true',
    'rejects_limit = 0',
    `rejects_table = 'rejects_${number}'`,
    `rejects_scan = 'scan_${number}'`,
    `columns = {${columns}}`,
  ];
  const types = new Map(file.header.map((name) => [name, 'VARCHAR']));
  const reader = `read_csv(${literal(file.path)}, ${options.join(', ')})`;
  const touchAll = `(SELECT * FROM ${reader} WHERE hash(${file.header.map(identifier).join(', ')}) IS NOT NULL)`;
  return { sql: everyColumn ? touchAll : reader, rejectsTable: `rejects_${number}`, columnTypes: types };
}

/** The value of a FOCUS column in a file, as its own type: the first of its source columns that is not null. */
export function valueSql(file: ChargeFile, focusColumn: string): string | null {
  const names = file.columns[focusColumn];
  if (names === undefined || names.length === 0) return null;
  return names.length === 1 ? names.map(identifier).join('') : `coalesce(${names.map(identifier).join(', ')})`;
}

/** The type of a FOCUS column in a file; columns that several source columns feed are text or alike. */
export const typeOf = (file: ChargeFile, source: FileSource, focusColumn: string): string =>
  source.columnTypes.get(file.columns[focusColumn]?.[0] ?? '') ?? 'VARCHAR';

/** A FOCUS column as text; maps and structs as JSON. */
export function textSql(file: ChargeFile, source: FileSource, focusColumn: string): string | null {
  const value = valueSql(file, focusColumn);
  if (value === null) return null;
  const type = typeOf(file, source, focusColumn);
  if (type === 'VARCHAR') return `coalesce(${value}, '')`;
  if (type.startsWith('MAP') || type.startsWith('STRUCT') || type.endsWith('[]')) return `coalesce(CAST(to_json(${value}) AS VARCHAR), '')`;
  return `coalesce(CAST(${value} AS VARCHAR), '')`;
}
