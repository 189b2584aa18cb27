import { sql, type SQL } from 'drizzle-orm';
import { columnName } from '../focus/columns.ts';
import type { CostAnswer, CostGroup, CostQuestion } from '../focus/cost-question.ts';
import type { CostDimension } from '../focus/filter.ts';
import { attosOf, type Money } from '../money.ts';
import { Problem } from '../problem.ts';
import { dayText, monthText, UNDATED_DAY } from '../time.ts';
import {
  conditions,
  isTag,
  MONTH_OF_DAY,
  rangeConditions,
  resolveFilter,
  seriesDimension,
  tagKey,
  undatedCondition,
  UNDATED_MONTH,
  type ResolvedFilter,
} from './charge-filter.ts';
import { knownShares, states, unfitColumns } from './cost-coverage.ts';
import { planCosts, type CostPlan } from './cost-plan.ts';
import type { Db } from './db.ts';
import { attosOfSum, exactSum, type SumParts } from './exact-sum.ts';
import { tagValues } from './tags.ts';
import { termTexts } from './terms.ts';

/** One row of the grouped statement: a group's part with one currency (or unit) and one set of known costs. */
interface SumRow extends SumParts {
  readonly measureId: number;
  readonly knownCosts: number;
  readonly rowCount: number;
  readonly undatedCount: number;
  readonly quantity: number | null;
  readonly quantityRows: number;
  /** Term id, day or month number of a grouped dimension; the text itself for a billing period. */
  readonly [group: `g${number}`]: number;
  readonly [text: `t${number}`]: string;
}

/**
 * Sums of published charges, exact to the last stored digit and never added across currencies. A group without a
 * value in a dimension has '' there, and a filter on '' selects it. A range leaves undated charges out and
 * counts them in the coverage. For `consumedQuantity` the unit stands where the currency does.
 * Throws Problem units_mixed when a group would add quantities of several units.
 */
export async function costs(db: Db, question: CostQuestion): Promise<CostAnswer> {
  const filter = await resolveFilter(db, question);
  const plan = await planCosts(db, question, filter);
  const rows = await db.all<SumRow>(groupedSums(question, filter, plan));
  const groups = await groupsOf(db, question, rows);
  const runIds = await runIdsBehind(db, filter, plan);
  const outside = question.range === null ? rows.reduce((sum, row) => sum + row.undatedCount, 0) : await undatedRows(db, filter, plan);
  return {
    question,
    groups,
    totals: totalsOf(groups),
    coverage: {
      rowCount: rows.reduce((sum, row) => sum + row.rowCount, 0),
      undatedRowCount: outside,
      known: knownShares(rows),
      unfit: await unfitColumns(db, runIds, question.where.serviceProviderName),
    },
    runIds,
  };
}

const allOf = (parts: readonly SQL[]): SQL => sql.join([...parts], sql` AND `);

/** The statement behind a question; grouped by known costs too, so that coverage needs no second reading. */
export function groupedSums(question: CostQuestion, filter: ResolvedFilter, plan: CostPlan): SQL {
  const groups = question.groupBy.map((dimension) => groupColumn(dimension, plan));
  const isQuantity = question.metric === 'consumedQuantity';
  const measure = `${plan.dimensions}.${isQuantity ? 'consumed_unit' : 'billing_currency'}`;
  const selected = groups.map((column, index) =>
    sql.raw(`${column} AS ${question.groupBy[index] === 'billingPeriod' ? 't' : 'g'}${index}, `),
  );
  const sums = question.metric === 'consumedQuantity' ? QUANTITY_SUM : exactSum('m', question.metric);
  return sql`SELECT ${sql.join(selected)}${sql.raw(measure)} AS measureId, ${sql.raw(plan.dimensions)}.known_costs AS knownCosts, ${sums},
    sum(m.row_count) AS rowCount,
    sum(CASE WHEN ${undatedCondition(plan)} THEN m.row_count ELSE 0 END) AS undatedCount
    FROM ${plan.from}
    WHERE ${allOf([...conditions(plan, filter), ...rangeConditions(plan, filter.range)])}
    GROUP BY ${sql.raw([...groups, measure, `${plan.dimensions}.known_costs`].join(', '))}`;
}

const QUANTITY_SUM = sql.raw(
  'sum(m.consumed_quantity) AS quantity, sum(CASE WHEN m.consumed_quantity IS NULL THEN 0 ELSE m.row_count END) AS quantityRows',
);

function groupColumn(dimension: CostDimension, plan: CostPlan): string {
  const series = seriesDimension(dimension);
  if (series !== null) return `${plan.dimensions}.${columnName(series)}`;
  if (dimension === 'billingPeriod') return 'rp.billing_period';
  if (dimension === 'day') return 'm.day';
  return plan.grain === 'month' ? 'm.month' : MONTH_OF_DAY;
}

async function groupsOf(db: Db, question: CostQuestion, rows: readonly SumRow[]): Promise<CostGroup[]> {
  const names = await groupNames(db, question, rows);
  const measures = await termTexts(
    db,
    rows.map((row) => row.measureId),
  );
  const groups = new Map<string, CostGroup>();
  for (const row of rows) {
    const part = partOf(question, row);
    if (part === null) continue;
    const key = Object.fromEntries(question.groupBy.map((dimension, index) => [dimension, names[index]?.(row) ?? '']));
    const currency = measures.get(row.measureId) ?? '';
    const id = JSON.stringify([currency, ...question.groupBy.map((dimension) => key[dimension])]);
    const before = groups.get(id);
    groups.set(id, {
      key,
      amount: { attos: (before?.amount.attos ?? 0n) + part.attos, currency },
      rowCount: (before?.rowCount ?? 0) + row.rowCount,
      knownRowCount: (before?.knownRowCount ?? 0) + part.knownRowCount,
    });
  }
  if (question.metric === 'consumedQuantity') requireOneUnit(question, [...groups.values()]);
  return [...groups.values()].sort(byAmount(question.groupBy));
}

/** What a row adds to its group; null for rows that state no quantity. */
function partOf(question: CostQuestion, row: SumRow): { attos: bigint; knownRowCount: number } | null {
  if (question.metric !== 'consumedQuantity') {
    return { attos: attosOfSum(row), knownRowCount: states(row.knownCosts, question.metric) ? row.rowCount : 0 };
  }
  return row.quantity === null ? null : { attos: attosOf(String(row.quantity)) ?? 0n, knownRowCount: row.quantityRows };
}

/** For each grouped dimension, how the value of a row reads. */
function groupNames(db: Db, question: CostQuestion, rows: readonly SumRow[]): Promise<((row: SumRow) => string)[]> {
  return Promise.all(
    question.groupBy.map(async (dimension, index) => {
      const cell = (row: SumRow): number => row[`g${index}`] ?? 0;
      if (dimension === 'billingPeriod') return (row: SumRow) => row[`t${index}`] ?? '';
      if (dimension === 'day') return (row: SumRow) => (cell(row) === UNDATED_DAY ? '' : dayText(cell(row)));
      if (dimension === 'month') return (row: SumRow) => (cell(row) === UNDATED_MONTH ? '' : monthText(cell(row)));
      const texts = isTag(dimension) ? await tagValues(db, tagKey(dimension)) : await termTexts(db, rows.map(cell));
      return (row: SumRow) => texts.get(cell(row)) ?? '';
    }),
  );
}

function requireOneUnit(question: CostQuestion, groups: readonly CostGroup[]): void {
  const units = new Map<string, string[]>();
  for (const group of groups) {
    const id = JSON.stringify(question.groupBy.map((dimension) => group.key[dimension]));
    units.set(id, [...(units.get(id) ?? []), group.amount.currency]);
  }
  const mixed = [...units.values()].find((list) => list.length > 1);
  if (mixed === undefined) return;
  throw new Problem('units_mixed', { detail: `ConsumedQuantity has the units ${mixed.sort().join(', ')}.` });
}

/** Currencies in order, in each the largest amount first, equal amounts by key: one order for one answer. */
const byAmount =
  (groupBy: readonly CostDimension[]) =>
  (a: CostGroup, b: CostGroup): number => {
    if (a.amount.currency !== b.amount.currency) return a.amount.currency < b.amount.currency ? -1 : 1;
    if (a.amount.attos !== b.amount.attos) return a.amount.attos > b.amount.attos ? -1 : 1;
    const differing = groupBy.find((dimension) => a.key[dimension] !== b.key[dimension]);
    return differing === undefined ? 0 : (a.key[differing] ?? '') < (b.key[differing] ?? '') ? -1 : 1;
  };

/** One total a currency, in the order of their names. */
export function totalsOf(groups: readonly CostGroup[]): Money[] {
  const totals = new Map<string, bigint>();
  groups.forEach(({ amount }) => totals.set(amount.currency, (totals.get(amount.currency) ?? 0n) + amount.attos));
  return [...totals].map(([currency, attos]) => ({ currency, attos })).sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

async function undatedRows(db: Db, filter: ResolvedFilter, plan: CostPlan): Promise<number> {
  const rows = await db.all<{ n: number }>(
    sql`SELECT coalesce(sum(m.row_count), 0) AS n FROM ${plan.from} WHERE ${allOf([...conditions(plan, filter), undatedCondition(plan)])}`,
  );
  return rows[0]?.n ?? 0;
}

async function runIdsBehind(db: Db, filter: ResolvedFilter, plan: CostPlan): Promise<string[]> {
  const where = allOf([...conditions(plan, filter), ...rangeConditions(plan, filter.range)]);
  const rows = await db.all<{ runId: string }>(sql`SELECT DISTINCT rp.run_id AS runId FROM ${plan.from} WHERE ${where} ORDER BY rp.run_id`);
  return rows.map((row) => row.runId);
}
