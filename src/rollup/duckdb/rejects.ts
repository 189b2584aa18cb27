import type { ChargeFile } from '../../billfile/charge-file.ts';
import { COST_METRICS, focusName } from '../../focus/columns.ts';
import { Problem } from '../../problem.ts';
import type { Rejection } from '../rollup.ts';
import { repeatedHeaderSql } from './fold-sql.ts';
import { badRowSql, cellsOf, type FoldPlan } from './row-cells.ts';
import { placesOf, type BrokenRow } from './record-lines.ts';
import { identifier, type Session } from './session.ts';
import { valueSql } from './source-sql.ts';

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

/** Counts rows that break the CSV rules, once each however many errors they have. */
export async function countBroken(session: Session, table: string | null): Promise<number> {
  if (table === null || !(await exists(session, table))) return 0;
  const rows = await session.rows(`SELECT CAST(count(DISTINCT line_byte_position) AS DOUBLE) AS n FROM ${table}`);
  return Number(rows[0]?.['n'] ?? 0);
}

/** Lists the rejected rows of a file with physical line, column, code and raw text. */
export async function listRejections(session: Session, plan: FoldPlan, badRows: number): Promise<FileRejections> {
  const broken = await brokenRows(session, plan.source.rejectsTable);
  const brokenCount = await countBroken(session, plan.source.rejectsTable);
  const bad = badRows > 0 ? await badCells(session, plan) : [];
  const places =
    plan.file.container.kind === 'csv'
      ? await placesOf(plan.file, { broken, records: bad.map((row) => row.record) })
      : { broken: [], records: new Map() };
  const listed: Rejection[] = [
    ...broken.map((row, index) => ({
      path: plan.file.path,
      line: places.broken[index] ?? null,
      column: row.column,
      code: row.code,
      detail: row.detail,
      raw: row.raw,
    })),
    ...bad.map((row) => ({
      path: plan.file.path,
      line: places.records.get(row.record)?.line ?? null,
      column: row.column,
      code: row.code,
      detail: plan.file.container.kind === 'parquet' ? `Row ${row.record}: ${row.detail}` : row.detail,
      raw: places.records.get(row.record)?.raw ?? row.cell,
    })),
  ];
  return { count: brokenCount + badRows, listed: listed.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, LISTED) };
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
}

/** Reads the file once more, in order, for the rows whose cells could not be read. */
async function badCells(session: Session, plan: FoldPlan): Promise<BadCell[]> {
  const cells = cellsOf(plan);
  const checks = [
    ...COST_METRICS.map((metric, index) => ({
      focus: focusName(metric),
      bad: cells.costs[index]?.bad,
      code: 'row_cost_invalid',
      expected: 'a decimal number',
    })),
    { focus: 'ChargePeriodStart', bad: cells.chargeDate?.bad, code: 'row_date_invalid', expected: 'a date' },
    { focus: 'BillingPeriodStart', bad: cells.periodDate?.bad, code: 'row_date_invalid', expected: 'a date' },
    {
      focus: 'BillingCurrency',
      bad: cells.currency === null ? undefined : `(${cells.currency} = '')`,
      code: 'row_currency_invalid',
      expected: 'a currency code',
    },
  ].flatMap((check) => (check.bad === undefined ? [] : [{ ...check, bad: check.bad }]));
  const selected = checks.flatMap((check, index) => [
    `${check.bad} AS b${index}`,
    `CAST(${valueSql(plan.file, plan.source, check.focus)} AS VARCHAR) AS v${index}`,
  ]);
  const rows =
    await session.rows(`SELECT * FROM (SELECT CAST(row_number() OVER () AS DOUBLE) AS record, (${badRowSql(cells)}) AND (${repeatedHeaderSql(plan.file) ?? 'false'}) IS NOT TRUE AS bad, ${selected.join(', ')}
    FROM (SELECT ${usedColumns(plan.file).map(identifier).join(', ')} FROM ${plan.source.sql})) WHERE bad ORDER BY record LIMIT ${LISTED}`);
  return rows.map((row) => {
    const index = checks.findIndex((_, position) => row[`b${position}`] === true);
    const check = checks[index];
    const cell = String(row[`v${index}`] ?? '');
    const column = plan.file.columns[check?.focus ?? '']?.[0] ?? check?.focus ?? '';
    const detail =
      cell === ''
        ? `${column} is empty; expected ${check?.expected}.`
        : `${column} is ${JSON.stringify(cell.slice(0, 80))}; expected ${check?.expected}.`;
    return { record: Number(row['record']), column, code: check?.code ?? 'row_cost_invalid', detail, cell };
  });
}

const usedColumns = (file: ChargeFile): string[] => {
  const needed = new Set([...COST_METRICS.map(focusName), 'ChargePeriodStart', 'BillingPeriodStart', 'BillingCurrency']);
  return [...new Set(Object.entries(file.columns).flatMap(([focus, names]) => (needed.has(focus) ? names : [])))];
};
