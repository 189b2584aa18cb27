import { sql, type SQL } from 'drizzle-orm';
import { columnName } from '../focus/columns.ts';
import type { CostQuestion } from '../focus/cost-question.ts';
import type { CostDimension } from '../focus/filter.ts';
import { conditions, MONTH_OF_DAY, rangeConditions, seriesDimension, undatedCondition, type ResolvedFilter } from './charge-filter.ts';
import type { CostPlan } from './cost-plan.ts';
import { exactSum, type SumParts } from './exact-sum.ts';

/** One row of the grouped statement: a group's part with one currency (or unit) and one set of known costs. */
export interface SumRow extends SumParts {
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

/** All of these conditions. */
export const allOf = (parts: readonly SQL[]): SQL => sql.join([...parts], sql` AND `);

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
