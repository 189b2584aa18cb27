import type { ChargeFile } from '../../billfile/charge-file.ts';
import { columnsOf, partsOf, type Formula } from '../../billfile/formula.ts';
import { COST_METRICS, focusName } from '../../focus/columns.ts';
import { Problem } from '../../problem.ts';
import type { Rejection } from '../rollup.ts';
import { repeatedHeaderSql } from './fold-sql.ts';
import { badRowSql, cellsOf, type FoldPlan } from './row-cells.ts';
import { placesOf, type BrokenRow } from './record-lines.ts';
import { asText, firstOf, textOf, valueOf } from './formula-text.ts';
import { moneyCell } from './cell-sql.ts';
import { literal, type Session } from './session.ts';
import type { FileSource } from './source-sql.ts';

/** At most this many rejected rows of a file are listed; all are counted. */
const LISTED = 1_000;

interface Broken extends BrokenRow {
  readonly column: string | null;
  readonly code: string;
  readonly detail: string;
  readonly raw: string;
}

export interface FileRejections {
  readonly count: number;
  readonly listed: readonly Rejection[];
}

/** Counts rows that break the rules of their file, once each however many errors they have. */
export async function countBroken(session: Session, { rejectsTable, brokenLinesSql }: FileSource): Promise<number> {
  const counted =
    brokenLinesSql !== null ? `count(*) AS n FROM ${brokenLinesSql}` : `count(DISTINCT line_byte_position) AS n FROM ${rejectsTable}`;
  if (brokenLinesSql === null && (rejectsTable === null || !(await exists(session, rejectsTable)))) return 0;
  const rows = await session.rows(`SELECT CAST(n AS DOUBLE) AS n FROM (SELECT ${counted})`);
  return Number(rows[0]?.['n'] ?? 0);
}

/** Lists the rejected rows of a file with physical line, column, code and raw text. */
export async function listRejections(session: Session, plan: FoldPlan, badRows: number): Promise<FileRejections> {
  const { file, source } = plan;
  const count = (await countBroken(session, source)) + badRows;
  const broken = await brokenRows(session, source.rejectsTable);
  const bad = badRows > 0 ? await badCells(session, plan) : [];
  const places = file.container.kind === 'csv' ? await placesOf(file, { broken, records: bad.map((row) => row.record) }) : null;
  const lines = file.container.kind === 'json-lines';
  const listed: Rejection[] = [
    ...(await brokenLines(session, plan)),
    ...broken.map((row, index) => ({
      path: file.path,
      line: places?.broken[index] ?? null,
      column: row.column,
      code: row.code,
      detail: row.detail,
      raw: row.raw,
    })),
    ...bad.map((row) => ({
      path: file.path,
      line: lines ? row.record : (places?.records.get(row.record)?.line ?? null),
      column: row.column,
      code: row.code,
      detail: file.container.kind === 'parquet' ? `Row ${row.record}: ${row.detail}` : row.detail,
      raw: row.line ?? places?.records.get(row.record)?.raw ?? row.cell,
    })),
  ];
  return { count, listed: listed.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, LISTED) };
}

async function brokenLines(session: Session, { file, source }: FoldPlan): Promise<Rejection[]> {
  if (source.brokenLinesSql === null) return [];
  const rows = await session.rows(
    `SELECT CAST(record AS DOUBLE) AS record, line FROM ${source.brokenLinesSql} ORDER BY record LIMIT ${LISTED}`,
  );
  return rows.map((row) => ({
    path: file.path,
    line: Number(row['record']),
    column: null,
    code: 'row_malformed',
    detail: 'The line is not a JSON object.',
    raw: String(row['line']).slice(0, 2_000),
  }));
}

async function exists(session: Session, table: string): Promise<boolean> {
  return (await session.rows(`SELECT 1 AS found FROM duckdb_tables() WHERE table_name = '${table}'`)).length > 0;
}

/** Rows that break the CSV rules, in file order. */
export async function brokenRows(session: Session, table: string | null): Promise<Broken[]> {
  if (table === null || !(await exists(session, table))) return [];
  const rows =
    await session.rows(`SELECT CAST(line_byte_position AS DOUBLE) AS position, min(column_name) AS column_name, min(error_type) AS error_type,
    min(error_message) AS message, min(csv_line) AS csv_line FROM ${table} GROUP BY line_byte_position ORDER BY position LIMIT ${LISTED}`);
  return rows.map((row) => {
    const raw = String(row['csv_line'] ?? '');
    const encoding = String(row['error_type']) === 'INVALID ENCODING';
    return {
      offset: Number(row['position']),
      length: Buffer.byteLength(raw, encoding ? 'latin1' : 'utf8'),
      column: row['column_name'] === null ? null : String(row['column_name']),
      code: encoding ? 'file_not_utf8' : 'row_malformed',
      detail: String(row['message']),
      raw: raw.slice(0, 2_000),
    };
  });
}

/**
 * A quote that opens and does not close swallows what follows, as one broken row however much it was.
 * Throws Problem row_malformed: the rows behind it cannot be counted, so none are published.
 */
export async function requireClosedQuotes(session: Session, file: ChargeFile, table: string | null): Promise<void> {
  if (table === null || !(await exists(session, table))) return;
  const rows =
    await session.rows(`SELECT CAST(min(line_byte_position) AS DOUBLE) AS position FROM ${table} WHERE error_type = 'UNQUOTED VALUE'
    AND (contains(rtrim(csv_line, chr(10) || chr(13)), chr(10)) OR byte_position - line_byte_position > strlen(csv_line))`);
  const position = rows[0]?.['position'];
  if (typeof position !== 'number') return;
  const { broken } = await placesOf(file, { broken: [{ offset: position, length: 0 }], records: [] });
  throw new Problem('row_malformed', {
    detail: `A quote opens in line ${broken[0] ?? 1} or after it and does not close; rows behind it cannot be told apart.`,
    path: file.path,
    line: broken[0],
  });
}

interface BadCell {
  readonly record: number;
  readonly column: string;
  readonly code: string;
  readonly detail: string;
  readonly cell: string;
  /** The line itself, where the engine has it. */
  readonly line: string | null;
}

interface CellCheck {
  /** True for a row that this check rejects. */
  readonly bad: string;
  readonly code: string;
  readonly expected: string;
  /** Name and text of the cell at fault. */
  readonly column: string;
  readonly cell: string;
}

/** Reads the file once more, in order, for the rows whose cells could not be read. */
async function badCells(session: Session, plan: FoldPlan): Promise<BadCell[]> {
  const { file, source } = plan;
  const checks = cellChecks(plan);
  const pick = (what: (check: CellCheck) => string): string =>
    `CASE ${checks.map((check) => `WHEN ${check.bad} THEN ${what(check)}`).join(' ')} END`;
  const repeated = repeatedHeaderSql(file, source) ?? 'false';
  const line = file.container.kind === 'json-lines' ? 'json_line' : 'CAST(NULL AS VARCHAR)';
  const rows =
    await session.rows(`SELECT CAST(record AS DOUBLE) AS record, ${line} AS line, ${pick((check) => literal(check.code))} AS code,
    ${pick((check) => literal(check.expected))} AS expected, ${pick((check) => check.column)} AS "column", ${pick((check) => `CAST(${check.cell} AS VARCHAR)`)} AS cell
    FROM ${source.numberedSql} WHERE (${badRowSql(cellsOf(plan))}) AND (${repeated}) IS NOT TRUE ORDER BY record LIMIT ${LISTED}`);
  return rows.map((row) => {
    const text = (name: string): string => String(row[name] ?? '');
    const found = text('cell') === '' ? 'empty' : JSON.stringify(text('cell').slice(0, 80));
    return {
      record: Number(row['record']),
      column: text('column'),
      code: text('code'),
      detail: `${text('column')} is ${found}; expected ${text('expected')}.`,
      cell: text('cell'),
      line: typeof row['line'] === 'string' ? row['line'].slice(0, 2_000) : null,
    };
  });
}

function cellChecks(plan: FoldPlan): CellCheck[] {
  const { file, source } = plan;
  const cells = cellsOf(plan);
  const plain = (focus: string, bad: string | null | undefined): readonly { bad: string; column: string; cell: string }[] => {
    const formula = file.columns[focus];
    const [name = focus] = formula === undefined ? [] : columnsOf(formula);
    const value = valueOf(file, source, focus);
    return bad === null || bad === undefined || value === null ? [] : [{ bad, column: literal(name), cell: value.sql }];
  };
  const date = { code: 'row_date_invalid', expected: 'a date' };
  return [
    ...COST_METRICS.flatMap((metric, index) => costChecks(plan, focusName(metric), cells.costs[index]?.bad)),
    ...plain('ChargePeriodStart', cells.chargeDate?.bad).map((check) => ({ ...check, ...date })),
    ...plain('BillingPeriodStart', cells.periodDate?.bad).map((check) => ({ ...check, ...date })),
    ...plain('BillingCurrency', cells.currencyMissing).map((check) => ({
      ...check,
      code: 'row_currency_invalid',
      expected: 'a currency code',
    })),
  ];
}

/** A cost made of several cells is bad for one of them: the first that is no number. */
function costChecks({ file, source, reading }: FoldPlan, focus: string, bad: string | undefined): CellCheck[] {
  const formula = file.columns[focus];
  if (formula === undefined || bad === undefined) return [];
  const leaves = amountColumns(formula).map((name) => {
    const { sql, type } = firstOf([name], source);
    return { name, sql, bad: moneyCell(sql, type, reading).bad };
  });
  const [first] = leaves;
  const name = literal(first?.name ?? columnsOf(formula)[0] ?? focus);
  const pick = (what: (leaf: (typeof leaves)[number]) => string, otherwise: string): string =>
    `CASE ${leaves.map((leaf) => `WHEN ${leaf.bad} THEN ${what(leaf)}`).join(' ')} ELSE ${otherwise} END`;
  const [column, cell] =
    leaves.length === 0
      ? [name, textOf(formula, source)]
      : [pick((leaf) => literal(leaf.name), name), pick((leaf) => asText(leaf.sql, 'OTHER'), asText(first?.sql ?? 'NULL', 'OTHER'))];
  return [{ bad, code: 'row_cost_invalid', expected: 'a decimal number', column, cell }];
}

/** The columns whose cells a formula reads as amounts. */
function amountColumns(formula: Formula): string[] {
  const of = (parts: readonly (Formula | null)[]): string[] => [
    ...new Set(parts.flatMap((one) => (one === null ? [] : amountColumns(one)))),
  ];
  if (formula.kind === 'column') return [formula.name];
  if (formula.kind === 'match') return of([...formula.cases.map((one) => one.gives), formula.otherwise]);
  if (formula.kind === 'present') return of([formula.gives, formula.otherwise]);
  return formula.kind === 'part' || formula.kind === 'lookup' || formula.kind === 'entry' || formula.kind === 'listed-amounts'
    ? []
    : of(partsOf(formula));
}
