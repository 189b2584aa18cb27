import type Database from 'better-sqlite3';
import type { ChargeChunk, CostColumns, SeriesChunk, SummaryChunk } from '../focus/charge-chunk.ts';
import { columnName, COST_METRICS, SERIES_DIMENSIONS } from '../focus/columns.ts';
import type { Landing } from '../store/landing.ts';
import type { Summary } from '../store/summary-tables.ts';

const ROWS_PER_STATEMENT = 100;
const ROWS_PER_COMMIT = 250_000;
const SERIES_COLUMNS = [...SERIES_DIMENSIONS, 'chargeDescription'] as const;
const COST_COLUMNS = COST_METRICS.flatMap((metric) => [columnName(metric), `${columnName(metric)}_rest`]);

/** The bulk path into a database file: multi-row prepared statements, sorted by key, committed in large steps. */
export function sqliteLanding(sqlite: Database.Database): Landing {
  const writer = batchWriter(sqlite);
  return {
    termIds: termResolver(sqlite, writer),
    seriesIds: seriesResolver(sqlite, writer),
    openUnits: (run, units) => {
      const insert =
        sqlite.prepare(`INSERT INTO run_period (run_id, source, billing_account_id, billing_period, style, state, first_day, last_day, row_count, charge_count)
        VALUES (?, ?, ?, ?, ?, 'loading', ?, ?, ?, ?)`);
      return Int32Array.from(units, (unit) =>
        Number(
          insert.run(
            run.runId,
            run.source,
            unit.billingAccountId,
            unit.billingPeriod,
            run.style,
            unit.firstDay,
            unit.lastDay,
            unit.rowCount,
            unit.chargeCount,
          ).lastInsertRowid,
        ),
      );
    },
    insertCharges: chargeInserter(sqlite, writer),
    insertSummary: (summary, chunk, ids) => insertSummary(sqlite, writer, { summary, chunk, ids }),
    flush: writer.flush,
    settle: () => {
      sqlite.pragma('analysis_limit = 1000');
      sqlite.pragma('optimize = 0x10002');
      sqlite.pragma('wal_checkpoint(TRUNCATE)');
    },
  };
}

interface BatchWriter {
  readonly count: (rows: number) => void;
  readonly begin: () => void;
  readonly flush: () => void;
}

function batchWriter(sqlite: Database.Database): BatchWriter {
  let open = false;
  let pending = 0;
  const flush = (): void => {
    if (open) sqlite.exec('COMMIT');
    open = false;
    pending = 0;
  };
  return {
    begin: () => {
      if (!open) sqlite.exec('BEGIN IMMEDIATE');
      open = true;
    },
    count: (rows) => {
      pending += rows;
      if (pending >= ROWS_PER_COMMIT) flush();
    },
    flush,
  };
}

function termResolver(sqlite: Database.Database, writer: BatchWriter): Landing['termIds'] {
  const find = sqlite.prepare('SELECT id FROM term WHERE text = ?').pluck();
  const insert = sqlite.prepare('INSERT INTO term (text) VALUES (?)');
  return (texts) => {
    writer.begin();
    const ids = Int32Array.from(texts, (text) => (find.get(text) as number | undefined) ?? Number(insert.run(text).lastInsertRowid));
    writer.count(texts.length);
    return ids;
  };
}

function seriesResolver(sqlite: Database.Database, writer: BatchWriter): Landing['seriesIds'] {
  const find = sqlite.prepare('SELECT id FROM series WHERE digest = ?').pluck();
  const names = ['digest', 'known_costs', ...SERIES_COLUMNS.map(columnName)];
  const insert = sqlite.prepare(`INSERT INTO series (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`);
  return (chunk: SeriesChunk, termIds) => {
    writer.begin();
    const columns = SERIES_COLUMNS.map((name) => chunk.dimensions[name]);
    const ids = Int32Array.from(chunk.digests, (digest, row) => {
      const known = find.get(digest) as number | undefined;
      if (known !== undefined) return known;
      const terms = columns.map((column) => termIds[column[row] ?? 0] ?? 0);
      return Number(insert.run(digest, chunk.knownCosts[row], ...terms).lastInsertRowid);
    });
    writer.count(chunk.count);
    return ids;
  };
}

/** A function that writes rows of one width through full statements, and the rest one by one. */
function rowWriter(sqlite: Database.Database, table: string, columns: readonly string[]) {
  const group = `(${columns.map(() => '?').join(', ')})`;
  const sql = (rows: number): string =>
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${Array.from({ length: rows }, () => group).join(', ')}`;
  const full = sqlite.prepare(sql(ROWS_PER_STATEMENT));
  const single = sqlite.prepare(sql(1));
  return (count: number, put: (values: unknown[], row: number, at: number) => void): void => {
    const width = columns.length;
    const values: unknown[] = Array.from({ length: ROWS_PER_STATEMENT * width });
    let row = 0;
    for (; row + ROWS_PER_STATEMENT <= count; row += ROWS_PER_STATEMENT) {
      for (let i = 0; i < ROWS_PER_STATEMENT; i += 1) put(values, row + i, i * width);
      full.run(values);
    }
    const rest: unknown[] = Array.from({ length: width });
    for (; row < count; row += 1) {
      put(rest, row, 0);
      single.run(rest);
    }
  };
}

/** Integers up to 2^53 bind faster as numbers and land as the same INTEGER; larger ones stay bigint. */
function bindable(value: number | bigint): number | bigint {
  if (typeof value === 'number') return value;
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

// oxlint-disable-next-line max-params -- called once a charge; an object for its arguments would cost more than the call
function putCosts(values: unknown[], costs: CostColumns, row: number, at: number): void {
  for (let cost = 0; cost < COST_METRICS.length; cost += 1) {
    values[at + cost * 2] = bindable(costs.nanos[cost]?.[row] ?? 0);
    values[at + cost * 2 + 1] = bindable(costs.rests[cost]?.[row] ?? 0);
  }
}

function chargeInserter(sqlite: Database.Database, writer: BatchWriter): Landing['insertCharges'] {
  const columns = ['run_period_id', 'series_id', 'day', ...COST_COLUMNS, 'consumed_quantity', 'pricing_quantity', 'row_count'];
  const write = rowWriter(sqlite, 'charge', columns);
  return (chunk: ChargeChunk, unitIds) => {
    writer.begin();
    write(chunk.count, (values, row, at) => {
      values[at] = unitIds[chunk.units[row] ?? 0];
      values[at + 1] = chunk.seriesIds[row];
      values[at + 2] = chunk.days[row];
      putCosts(values, chunk.costs, row, at + 3);
      values[at + 11] = chunk.consumedQuantities[row] ?? null;
      values[at + 12] = chunk.pricingQuantities[row] ?? null;
      values[at + 13] = chunk.rowCounts[row];
    });
    writer.count(chunk.count);
  };
}

interface SummaryInsert {
  readonly summary: Summary;
  readonly chunk: SummaryChunk;
  readonly ids: { readonly units: Int32Array; readonly terms: Int32Array };
}

function insertSummary(sqlite: Database.Database, writer: BatchWriter, { summary, chunk, ids }: SummaryInsert): void {
  const columns = ['run_period_id', summary.grain, 'known_costs', ...summary.dimensions.map(columnName), ...COST_COLUMNS, 'row_count'];
  const width = summary.dimensions.length;
  writer.begin();
  rowWriter(
    sqlite,
    summary.table,
    columns,
  )(chunk.count, (values, row, at) => {
    values[at] = ids.units[chunk.units[row] ?? 0];
    values[at + 1] = chunk.times[row];
    values[at + 2] = chunk.knownCosts[row];
    for (let i = 0; i < width; i += 1) values[at + 3 + i] = ids.terms[chunk.dimensions[i]?.[row] ?? 0];
    putCosts(values, chunk.costs, row, at + 3 + width);
    values[at + 3 + width + 8] = chunk.rowCounts[row];
  });
  writer.count(chunk.count);
}
