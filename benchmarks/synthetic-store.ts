import type Database from 'better-sqlite3';
import { columnName, COST_METRICS } from '../src/focus/columns.ts';
import { openStore, type NodeStore } from '../src/node/db.ts';
import { SUMMARIES, type Summary } from '../src/store/summary-tables.ts';
import { addMonths, dayNumber, firstDayOf } from '../src/time.ts';

const PERIODS = Array.from({ length: 13 }, (_, index) => addMonths('2025-10', index));
const DAYS = 28;
const BILLING_ACCOUNTS = 2;
const SERVICES = 60;
const SUB_ACCOUNTS = 200;
const COST_COLUMNS = COST_METRICS.flatMap((metric) => [columnName(metric), `${columnName(metric)}_rest`]);

/**
 * A database with about `charges` published charges over 13 months, made by SQL from the number of each series: 60
 * services, 200 sub accounts, 10 regions, a resource a series. Summaries hold the same sums as the charges.
 */
export function synthesise(path: string, charges: number): NodeStore {
  const store = openStore(path);
  const { sqlite } = store;
  sqlite.pragma('synchronous = OFF');
  sqlite.transaction(() => {
    addSeries(sqlite, Math.max(SUB_ACCOUNTS, Math.round(charges / PERIODS.length / DAYS)));
    PERIODS.forEach((period) => addPeriod(sqlite, period));
  })();
  sqlite.pragma('analysis_limit = 1000');
  sqlite.pragma('optimize = 0x10002');
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  return store;
}

/** Adds numbered texts to the dictionary and answers the id before the first of them. */
function addTerms(sqlite: Database.Database, name: string, count: number): number {
  const before = sqlite.prepare('SELECT max(id) FROM term').pluck().get() as number;
  sqlite
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) INSERT INTO term (id, text) SELECT ? + i, ? || i FROM n`,
    )
    .run(count, before, name);
  return before;
}

function addSeries(sqlite: Database.Database, count: number): void {
  const one = (text: string): number => Number(sqlite.prepare('INSERT INTO term (text) VALUES (?)').run(text).lastInsertRowid);
  let factor = 7_919;
  const among = (of: number): string => {
    factor += 7_920;
    return `((i * ${factor}) >> 6) % ${of}`;
  };
  const numbered = (name: string, of: number, which = among(of)): string => `${addTerms(sqlite, name, of)} + 1 + ${which}`;
  const service = among(SERVICES);
  const values: Record<string, string> = {
    digest: `CAST(printf('%016d', i) AS BLOB)`,
    known_costs: '15',
    billing_currency: String(one('USD')),
    service_provider_name: String(one('AWS')),
    invoice_issuer_name: String(one('Amazon Web Services, Inc.')),
    billing_account_id: `${addTerms(sqlite, 'billing-', BILLING_ACCOUNTS)} + 1 + i % ${BILLING_ACCOUNTS}`,
    sub_account_id: numbered('account-', SUB_ACCOUNTS),
    service_category: numbered('Category ', 6, `${service} % 6`),
    service_name: numbered('Service number ', SERVICES, service),
    sku_meter: numbered('Meter ', 300),
    region_id: numbered('region-', 10),
    resource_id: `${addTerms(sqlite, 'resource/', count)} + i`,
    resource_type: numbered('Type ', 40, `${service} % 40`),
    charge_category: String(one('Usage')),
    pricing_category: String(one('Standard')),
  };
  const columns = (sqlite.pragma('table_info(series)') as { name: string }[]).map(({ name }) => name).filter((name) => name !== 'id');
  sqlite
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO series (id, ${columns.join(', ')}) SELECT i, ${columns.map((name) => values[name] ?? '0').join(', ')} FROM n`,
    )
    .run(count);
}

function addPeriod(sqlite: Database.Database, period: string): void {
  const first = dayNumber(firstDayOf(period));
  const runId = `run_${period}`;
  sqlite
    .prepare(
      `INSERT INTO run (id, source, status, delivery_style, digest, started_at) VALUES (?, 'bench', 'published', 'replacement', ?, '2026-11-01T00:00:00Z')`,
    )
    .run(runId, period);
  for (let account = 0; account < BILLING_ACCOUNTS; account += 1) {
    const id = sqlite
      .prepare(
        `INSERT INTO run_period (run_id, source, billing_account_id, billing_period, style, state, first_day, last_day, row_count, charge_count)
         VALUES (?, 'bench', ?, ?, 'replacement', 'published', ?, ?, 0, 0)`,
      )
      .run(runId, `billing-${account + 1}`, period, first, first + DAYS - 1).lastInsertRowid;
    addCharges(sqlite, { id, account, first });
    SUMMARIES.forEach((summary) => addSummary(sqlite, summary, { id, month: period.replace('-', '') }));
  }
}

interface Unit {
  readonly id: number | bigint;
  readonly account: number;
  readonly first: number;
}

function addCharges(sqlite: Database.Database, { id, account, first }: Unit): void {
  const nanos = '(s.id * 2654435761 + d.i * 40503) % 90000000000';
  sqlite
    .prepare(
      `WITH RECURSIVE d(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM d WHERE i < ${DAYS - 1})
       INSERT INTO charge SELECT ?, s.id, ? + d.i, ${nanos}, 0, ${nanos} * 9 / 10, 0, ${nanos} * 11 / 10, 0, ${nanos}, 0, 1.5, 1.5, 4
       FROM series s CROSS JOIN d WHERE s.id % ${BILLING_ACCOUNTS} = ?`,
    )
    .run(id, first, account);
}

/** Months are summed by series first, which is the order of the charges, and then by dimensions. */
function addSummary(sqlite: Database.Database, { table, grain, dimensions }: Summary, unit: { id: number | bigint; month: string }): void {
  const names = dimensions.map((name) => `s.${columnName(name)}`).join(', ');
  const sums = (from: string): string => [...COST_COLUMNS, 'row_count'].map((name) => `sum(${from}.${name}) AS ${name}`).join(', ');
  const source =
    grain === 'day'
      ? 'charge c'
      : `(SELECT c.run_period_id, c.series_id, ${sums('c')} FROM charge c WHERE c.run_period_id = ${unit.id} GROUP BY c.series_id) c`;
  const time = grain === 'day' ? 'c.day' : unit.month;
  const columns = ['run_period_id', grain, 'known_costs', ...dimensions.map(columnName), ...COST_COLUMNS, 'row_count'];
  sqlite.exec(`INSERT INTO ${table} (${columns.join(', ')}) SELECT ${unit.id}, ${time}, 15, ${names}, ${sums('c')}
    FROM ${source} CROSS JOIN series s ON s.id = c.series_id WHERE c.run_period_id = ${unit.id} GROUP BY ${grain === 'day' ? 'c.day, ' : ''}${names}`);
}
