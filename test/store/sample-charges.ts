import { openStore, type NodeStore } from '../../src/node/db.ts';
import { columnName, COST_METRICS, SERIES_DIMENSIONS, type CostMetric, type SeriesDimension } from '../../src/focus/columns.ts';
import { MONTH_OF_DAY } from '../../src/store/charge-filter.ts';
import { SUMMARIES } from '../../src/store/summary-tables.ts';
import { attosOf } from '../../src/money.ts';
import { dayNumber, UNDATED_DAY } from '../../src/time.ts';

/** One charge as a test writes it: texts by dimension, costs as decimal text (absent: not stated). */
export interface SampleCharge {
  readonly run?: string;
  readonly billingPeriod?: string;
  readonly day: string;
  readonly dimensions?: Partial<Record<SeriesDimension, string>>;
  readonly costs?: Partial<Record<CostMetric, string>>;
  readonly consumedQuantity?: number | null;
  readonly rowCount?: number;
}

export type RunState = 'loading' | 'published' | 'superseded';

const NANO = 10n ** 9n;

/** A database in memory that holds these charges, folded into series, with all summaries. Run states default to published. */
export function storeWith(charges: readonly SampleCharge[], states: Readonly<Record<string, RunState>> = {}, path = ':memory:'): NodeStore {
  const store = openStore(path);
  store.sqlite.transaction(() => {
    charges.forEach((charge) => insertCharge(store, charge, states[charge.run ?? 'run-1'] ?? 'published'));
    SUMMARIES.forEach((summary) => fillSummary(store, summary));
  })();
  return store;
}

function insertCharge(store: NodeStore, sample: SampleCharge, state: RunState): void {
  const { sqlite } = store;
  const day = sample.day === '' ? UNDATED_DAY : dayNumber(sample.day);
  const period = runPeriod(store, sample, { state, day });
  const parts = COST_METRICS.flatMap((metric) => {
    const attos = attosOf(sample.costs?.[metric] ?? '0') ?? 0n;
    return [attos / NANO, attos % NANO];
  });
  sqlite
    .prepare(
      `INSERT INTO charge VALUES (?, ?, ?, ${parts.map(() => '?').join(', ')}, ?, NULL, ?)
       ON CONFLICT DO UPDATE SET row_count = row_count + excluded.row_count,
         consumed_quantity = CASE WHEN consumed_quantity IS NULL THEN excluded.consumed_quantity ELSE consumed_quantity + coalesce(excluded.consumed_quantity, 0) END,
         ${COST_METRICS.flatMap((metric) => [columnName(metric), `${columnName(metric)}_rest`])
           .map((column) => `${column} = ${column} + excluded.${column}`)
           .join(', ')}`,
    )
    .run(period, seriesOf(store, sample), day, ...parts, sample.consumedQuantity ?? null, sample.rowCount ?? 1);
}

function runPeriod({ sqlite }: NodeStore, sample: SampleCharge, { state, day }: { state: RunState; day: number }): number {
  const account = sample.dimensions?.billingAccountId ?? '';
  const runId = sample.run ?? 'run-1';
  const period = sample.billingPeriod ?? sample.day.slice(0, 7);
  const known = sqlite
    .prepare('SELECT id FROM run_period WHERE run_id = ? AND billing_account_id = ? AND billing_period = ?')
    .pluck()
    .get(runId, account, period) as number | undefined;
  if (known !== undefined) {
    sqlite
      .prepare('UPDATE run_period SET first_day = min(first_day, ?), last_day = max(last_day, ?), row_count = row_count + ? WHERE id = ?')
      .run(day, day, sample.rowCount ?? 1, known);
    return known;
  }
  sqlite
    .prepare("INSERT OR IGNORE INTO run VALUES (?, 'sample', ?, 'ledger', ?, '2026-01-01T00:00:00Z', NULL, NULL, NULL)")
    .run(runId, state === 'loading' ? 'loading' : 'published', `digest of ${runId}`);
  const inserted = sqlite
    .prepare("INSERT INTO run_period VALUES (NULL, ?, 'sample', ?, ?, 'ledger', ?, NULL, ?, ?, ?, 1)")
    .run(runId, account, period, state, day, day, sample.rowCount ?? 1);
  return Number(inserted.lastInsertRowid);
}

function seriesOf({ sqlite }: NodeStore, sample: SampleCharge): number {
  const known = COST_METRICS.reduce((mask, metric, bit) => (sample.costs?.[metric] === undefined ? mask : mask | (1 << bit)), 0);
  const dimensions = { billingCurrency: 'USD', ...sample.dimensions };
  const term = (text: string): number => {
    sqlite.prepare('INSERT OR IGNORE INTO term (text) VALUES (?)').run(text);
    return sqlite.prepare('SELECT id FROM term WHERE text = ?').pluck().get(text) as number;
  };
  const ids = SERIES_DIMENSIONS.map((dimension) => term(dimensions[dimension] ?? ''));
  const digest = Buffer.from(JSON.stringify([known, ids]));
  const columns = SERIES_DIMENSIONS.map(columnName).join(', ');
  sqlite
    .prepare(
      `INSERT OR IGNORE INTO series (digest, known_costs, ${columns}, charge_description) VALUES (?, ?, ${ids.map(() => '?').join(', ')}, 0)`,
    )
    .run(digest, known, ...ids);
  return sqlite.prepare('SELECT id FROM series WHERE digest = ?').pluck().get(digest) as number;
}

function fillSummary({ sqlite }: NodeStore, summary: (typeof SUMMARIES)[number]): void {
  const dimensions = summary.dimensions.map(columnName);
  const sums = COST_METRICS.flatMap((metric) => [columnName(metric), `${columnName(metric)}_rest`]);
  const time = summary.grain === 'day' ? 'm.day' : MONTH_OF_DAY;
  sqlite.exec(
    `INSERT INTO ${summary.table} (run_period_id, ${summary.grain}, known_costs, ${[...dimensions, ...sums].join(', ')}, row_count)
     SELECT m.run_period_id, ${time}, s.known_costs, ${dimensions.map((column) => `s.${column}`).join(', ')},
       ${sums.map((column) => `sum(m.${column})`).join(', ')}, sum(m.row_count)
     FROM charge AS m JOIN series AS s ON s.id = m.series_id
     GROUP BY m.run_period_id, ${time}, s.known_costs, ${dimensions.map((column) => `s.${column}`).join(', ')}`,
  );
}
