import type { ChargeFile, FileContainer, InspectedFile } from '../../billfile/charge-file.ts';
import { PIVOTED } from '../../billfile/charge-file.ts';
import { columnsOf } from '../../billfile/formula.ts';
import { engineNames } from './engine-names.ts';
import { identifier, literal, type Session } from './session.ts';

/** How exports write "no value". */
const NULL_TEXTS = ['', 'NULL', 'null', 'Null', '(null)', 'None'] as const;

const MAX_LINE_BYTES = 33_554_432;

/** One column of a file as the engine reads it. */
export interface SourceColumn {
  readonly sql: string;
  readonly type: string;
}

/** The table function that reads one file, and where rows that break the CSV rules are noted. */
export interface FileSource {
  readonly sql: string;
  /** The same rows with `record`, their number among the records of the file; of JSON lines, their line. */
  readonly numberedSql: string;
  readonly rejectsTable: string | null;
  /** Lines that are no record at all, as `record` and `line`; null where rejectsTable holds them. */
  readonly brokenLinesSql: string | null;
  /** By the name that the file gives a column. */
  readonly columns: ReadonlyMap<string, SourceColumn>;
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
export async function fileSource(session: Session, file: ChargeFile | InspectedFile, options: SourceOptions): Promise<FileSource> {
  const { container } = file;
  if (container.kind === 'parquet') return parquetSource(session, file);
  if (container.kind === 'json-lines') return jsonLinesSource(file, container);
  const source = csvSource(file, container, options);
  return 'pivot' in file && file.pivot !== undefined ? pivotedSource(source, file.pivot) : source;
}

const numbered = (sql: string): string => `(SELECT *, row_number() OVER () AS record FROM ${sql})`;

async function parquetSource(session: Session, file: ChargeFile | InspectedFile): Promise<FileSource> {
  const sql = `read_parquet(${exactPath(file.path)}, hive_partitioning = false, binary_as_string = true)`;
  return { sql, numberedSql: numbered(sql), rejectsTable: null, brokenLinesSql: null, columns: await parquetColumns(session, sql) };
}

/** The columns of a Parquet file, and the fields of its structs under names such as `service.description`. */
export async function parquetColumns(session: Session, sql: string): Promise<Map<string, SourceColumn>> {
  const columns = new Map<string, SourceColumn>();
  const describe = async (from: string, prefix: string, parent: string | null): Promise<void> => {
    for (const row of await session.rows(`DESCRIBE ${from}`)) {
      const name = String(row['column_name']);
      const type = String(row['column_type']);
      const access = parent === null ? identifier(name) : `struct_extract(${parent}, ${literal(name)})`;
      columns.set(`${prefix}${name}`, { sql: access, type });
      if (type.startsWith('STRUCT') && !type.endsWith('[]')) {
        await describe(`SELECT part.* FROM (SELECT ${access} AS part FROM ${sql})`, `${prefix}${name}.`, access);
      }
    }
  };
  await describe(`SELECT * FROM ${sql}`, '', null);
  return columns;
}

type CsvContainer = FileContainer & { readonly kind: 'csv' };
type JsonContainer = FileContainer & { readonly kind: 'json-lines' };

function csvSource(file: ChargeFile | InspectedFile, container: CsvContainer, { number, everyColumn }: SourceOptions): FileSource {
  const names = engineNames(file.header);
  const options = [
    'auto_detect = false',
    'hive_partitioning = false',
    'header = true',
    `skip = ${container.skipLines ?? 0}`,
    `delim = ${literal(container.delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    `compression = ${literal(container.compression)}`,
    'strict_mode = true',
    'null_padding = false',
    `nullstr = [${NULL_TEXTS.map(literal).join(', ')}]`,
    `max_line_size = ${MAX_LINE_BYTES}`,
    `buffer_size = ${MAX_LINE_BYTES}`,
    'store_rejects = true',
    'rejects_limit = 0',
    `rejects_table = 'rejects_${number}'`,
    `rejects_scan = 'scan_${number}'`,
    `columns = {${names.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')}}`,
  ];
  const reader = `read_csv(${exactPath(file.path)}, ${options.join(', ')})`;
  const touchAll = `(SELECT * FROM ${reader} WHERE hash(${names.map(identifier).join(', ')}) IS NOT NULL)`;
  const sql = everyColumn ? touchAll : reader;
  const columns = new Map(file.header.map((name, index) => [name, { sql: identifier(names[index] ?? name), type: 'VARCHAR' }]));
  return { sql, numberedSql: numbered(sql), rejectsTable: `rejects_${number}`, brokenLinesSql: null, columns };
}

/** A line of JSON holds no control characters, so that one of them makes each line a single field. */
function jsonLinesSource(file: ChargeFile | InspectedFile, { compression }: JsonContainer): FileSource {
  const options = [
    'auto_detect = false',
    'hive_partitioning = false',
    'header = false',
    `delim = chr(31)`,
    `quote = ''`,
    `escape = ''`,
    `compression = ${literal(compression)}`,
    'strict_mode = false',
    `max_line_size = ${MAX_LINE_BYTES}`,
    `buffer_size = ${MAX_LINE_BYTES}`,
    `columns = {'json_line': 'VARCHAR'}`,
  ];
  const reader = `read_csv(${exactPath(file.path)}, ${options.join(', ').replace('chr(31)', literal(String.fromCharCode(31)))})`;
  const asked = 'columns' in file ? Object.values(file.columns).flatMap(columnsOf) : [];
  const names = [...new Set([...file.header, ...asked])];
  const paths = names.map((name) => literal(jsonPath(name))).join(', ');
  // All keys at once: each call of the function reads the whole line again.
  const keys = (from: string): string =>
    `(SELECT ${names.map((_, index) => `keys[${index + 1}] AS json_${index}`).join(', ')}, * EXCLUDE (keys)
      FROM (SELECT *, json_extract_string(json_line, [${paths}]) AS keys FROM ${from} WHERE json_valid(json_line)))`;
  return {
    sql: keys(reader),
    numberedSql: keys(numbered(reader)),
    rejectsTable: null,
    brokenLinesSql: `(SELECT record, json_line AS line FROM ${numbered(reader)} WHERE trim(json_line) <> '' AND NOT json_valid(json_line))`,
    columns: new Map(names.map((name, index) => [name, { sql: `json_${index}`, type: 'VARCHAR' }])),
  };
}

const jsonPath = (name: string): string =>
  `$${name
    .split('.')
    .map((key) => `.${JSON.stringify(key)}`)
    .join('')}`;

/** One row for each value cell that is not empty; rows of totals are none. */
function pivotedSource(source: FileSource, { dateColumn, values, totalRows }: NonNullable<ChargeFile['pivot']>): FileSource {
  const access = (name: string): string => source.columns.get(name)?.sql ?? 'NULL';
  const cells = values.map(({ name, label }) => `{'label': ${literal(label)}, 'amount': ${access(name)}}`).join(', ');
  const date = access(dateColumn);
  const unpivoted = (
    from: string,
  ): string => `(SELECT row_date, cell.label AS cell_label, cell.amount AS cell_amount${from === source.sql ? '' : ', record'} FROM
    (SELECT ${date} AS row_date, unnest([${cells}]) AS cell${from === source.sql ? '' : ', record'} FROM ${from}
    WHERE ${date} IS NULL OR lower(trim(${date})) NOT IN (${totalRows.map((row) => literal(row.toLowerCase())).join(', ')}))
    WHERE cell.amount IS NOT NULL)`;
  return {
    sql: unpivoted(source.sql),
    numberedSql: unpivoted(source.numberedSql),
    rejectsTable: source.rejectsTable,
    brokenLinesSql: null,
    columns: new Map([
      [PIVOTED.date, { sql: 'row_date', type: 'VARCHAR' }],
      [PIVOTED.label, { sql: 'cell_label', type: 'VARCHAR' }],
      [PIVOTED.amount, { sql: 'cell_amount', type: 'VARCHAR' }],
    ]),
  };
}

/** The engine takes a path for a pattern; `bill[1].csv` must not read bill1.csv. Folders named `key=value` add no column. */
export const exactPath = (path: string): string => literal(path.replace(/[*?[]/g, '[$&]'));
