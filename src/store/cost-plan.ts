import { sql, type SQL } from 'drizzle-orm';
import type { SeriesDimension } from '../focus/columns.ts';
import type { CostQuestion } from '../focus/cost-question.ts';
import type { CostDimension } from '../focus/filter.ts';
import type { DayRange } from '../time.ts';
import { filteredDimensions, seriesDimension, termConditions, type FilteredTables, type ResolvedFilter } from './charge-filter.ts';
import type { Db } from './db.ts';
import { SUMMARIES, type Summary } from './summary-tables.ts';

/** Which tables answer a question, and in which order they are joined. */
export interface CostPlan extends FilteredTables {
  /** Null when the charges themselves are read. */
  readonly summary: Summary | null;
  readonly from: SQL;
  /** The tables read for each run period, to ask whether one holds anything; null when the join starts at the series. */
  readonly inRunPeriod: SQL | null;
}

/** Up to this many series are looked up one by one; beyond, reading the charges from end to end is faster. */
const SERIES_WORTH_SEEKING = 20_000;

/** Dimensions by which an index leads to series. */
const INDEXED: readonly SeriesDimension[] = ['resourceId', 'serviceName', 'subAccountId', 'tags'];

const asked = (question: CostQuestion): CostDimension[] => [...question.groupBy, ...filteredDimensions(question.where)];

const isWholeMonths = (range: DayRange): boolean => range.from.endsWith('-01') && range.to.endsWith('-01');

/** The smallest summary that holds every dimension, time and metric of the question; null when none does. */
export function summaryFor(question: CostQuestion): Summary | null {
  if (question.metric === 'consumedQuantity') return null;
  const dimensions = asked(question);
  const needed = dimensions.map(seriesDimension).filter((dimension) => dimension !== null);
  const byDay = dimensions.includes('day') || (question.range !== null && !isWholeMonths(question.range));
  const byMonth = dimensions.includes('month');
  const fits = (summary: Summary): boolean => {
    if (byDay ? summary.grain !== 'day' : byMonth && summary.grain !== 'month') return false;
    return needed.every((dimension) => summary.dimensions.includes(dimension));
  };
  return SUMMARIES.find(fits) ?? null;
}

/** Chooses the tables. The order of every join is fixed by CROSS JOIN: without statistics SQLite picks a full scan. */
export async function planCosts(db: Db, question: CostQuestion, filter: ResolvedFilter): Promise<CostPlan> {
  const summary = summaryFor(question);
  if (summary !== null) {
    const table = sql`${sql.identifier(summary.table)} AS m`;
    const from = sql`run_period AS rp CROSS JOIN ${table} ON m.run_period_id = rp.id`;
    return { summary, from, inRunPeriod: table, dimensions: 'm', grain: summary.grain };
  }
  return planCharges(db, filter);
}

/** Charges are reached through their series when a filter names few of them, else run period by run period. */
export async function planCharges(db: Db, filter: ResolvedFilter): Promise<CostPlan> {
  const few = await namesFewSeries(db, filter);
  const read = few ? { from: CHARGES_BY_SERIES, inRunPeriod: null } : { from: CHARGES_BY_RUN_PERIOD, inRunPeriod: CHARGES };
  return { summary: null, dimensions: 's', grain: 'day', ...read };
}

const CHARGES = sql`charge AS m CROSS JOIN series AS s ON s.id = m.series_id`;

/** Published charges in the order of their key. */
export const CHARGES_BY_RUN_PERIOD = sql`run_period AS rp
  CROSS JOIN charge AS m ON m.run_period_id = rp.id
  CROSS JOIN series AS s ON s.id = m.series_id`;

/** The charges of a few series: only run periods of the series' billing account are looked into. */
export const CHARGES_BY_SERIES = sql`series AS s
  CROSS JOIN term AS account ON account.id = s.billing_account_id
  CROSS JOIN run_period AS rp ON rp.billing_account_id = account.text
  CROSS JOIN charge AS m ON m.run_period_id = rp.id AND m.series_id = s.id`;

/** True when an index leads to the series of the filter and they are few. */
export async function namesFewSeries(db: Db, filter: ResolvedFilter, most = SERIES_WORTH_SEEKING): Promise<boolean> {
  const indexed = filter.terms.filter(({ dimension }) => INDEXED.includes(dimension));
  if (indexed.length === 0) return false;
  const found = sql.join(termConditions('s', { ...filter, terms: indexed }), sql` AND `);
  const rows = await db.all<{ n: number }>(sql`SELECT count(*) AS n FROM (SELECT 1 FROM series AS s WHERE ${found} LIMIT ${most + 1})`);
  return (rows[0]?.n ?? 0) <= most;
}
