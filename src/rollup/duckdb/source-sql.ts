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
    const sql = `read_parquet(${exactPath(file.path)}, hive_partitioning = false, binary_as_string = true)`;
    const rows = await session.rows(`DESCRIBE SELECT * FROM ${sql}`);
    return { sql, rejectsTable: null, columnTypes: new Map(rows.map((row) => [String(row['column_name']), String(row['column_type'])])) };
  }
  const { compression, delimiter } = file.container;
  const columns = file.header.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
  const options = [
    'auto_detect = false',
    'hive_partitioning = false',
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
  const reader = `read_csv(${exactPath(file.path)}, ${options.join(', ')})`;
  const touchAll = `(SELECT * FROM ${reader} WHERE hash(${file.header.map(identifier).join(', ')}) IS NOT NULL)`;
  return { sql: everyColumn ? touchAll : reader, rejectsTable: `rejects_${number}`, columnTypes: types };
}

/** The engine takes a path for a pattern; `bill[1].csv` must not read bill1.csv. Folders named `key=value` add no column. */
export const exactPath = (path: string): string => literal(path.replace(/[*?[]/g, '[$&]'));

/** The value of a FOCUS column in a file, as typeOf says: the first of its source columns that is not null. */
export function valueSql(file: ChargeFile, source: FileSource, focusColumn: string): string | null {
  const names = file.columns[focusColumn] ?? [];
  const mixed = typesOf(file, source, focusColumn).length > 1;
  const values = names.map((name) => (mixed ? asText(identifier(name), source.columnTypes.get(name) ?? 'VARCHAR') : identifier(name)));
  return values.length > 1 ? `coalesce(${values.join(', ')})` : (values[0] ?? null);
}

/** The type of a FOCUS column in a file; source columns of several types are merged as text. */
export function typeOf(file: ChargeFile, source: FileSource, focusColumn: string): string {
  const types = typesOf(file, source, focusColumn);
  return types.length === 1 ? types.join('') : 'VARCHAR';
}

const typesOf = (file: ChargeFile, source: FileSource, focusColumn: string): string[] => [
  ...new Set((file.columns[focusColumn] ?? []).map((name) => source.columnTypes.get(name) ?? 'VARCHAR')),
];

/** A FOCUS column as text, '' when null; maps and structs as JSON. */
export function textSql(file: ChargeFile, source: FileSource, focusColumn: string): string | null {
  const value = valueSql(file, source, focusColumn);
  return value === null ? null : `coalesce(${asText(value, typeOf(file, source, focusColumn))}, '')`;
}

/** Lists of key and value pairs, as some exports write tags. */
const PAIRS = /^STRUCT\("?key"? VARCHAR, "?value"? VARCHAR.*\)\[\]$/;

function asText(value: string, type: string): string {
  if (type === 'VARCHAR') return value;
  if (PAIRS.test(type)) return pairsAsObject(value);
  if (type.startsWith('MAP') || type.startsWith('STRUCT') || type.endsWith('[]')) return `CAST(to_json(${value}) AS VARCHAR)`;
  const text = `CAST(${value} AS VARCHAR)`;
  // Ids that lost their type on the way are whole floats: 123456789012.0 is account 123456789012.
  return type === 'DOUBLE' || type === 'FLOAT'
    ? `CASE WHEN abs(${value}) < 1e15 AND ${value} = trunc(${value}) THEN CAST(CAST(${value} AS BIGINT) AS VARCHAR) ELSE ${text} END`
    : text;
}

function pairsAsObject(value: string): string {
  const pair = `to_json(pair.key) || ':' || coalesce(to_json(pair.value), 'null')`;
  return `'{' || array_to_string(list_transform(${value}, lambda pair: ${pair}), ',') || '}'`;
}

/** Tags as a JSON object: some exports leave out its braces, others write a list of key and value pairs. */
export function tagsSql(text: string): string {
  const pairs = pairsAsObject(`from_json(${text}, '[{"key": "VARCHAR", "value": "VARCHAR"}]')`);
  return `CASE WHEN starts_with(${text}, '"') THEN '{' || ${text} || '}'
    WHEN starts_with(${text}, '[{"key":') AND json_valid(${text}) THEN ${pairs} ELSE ${text} END`;
}
