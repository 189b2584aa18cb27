import { sql } from 'drizzle-orm';
import type { CostAnswer, CostQuestion } from '../focus/cost-question.ts';
import { UNDATED_DAY } from '../time.ts';
import { conditions, rangeConditions, resolveFilter, undatedCondition, type ResolvedFilter } from './charge-filter.ts';
import { knownShares, unfitColumns } from './cost-coverage.ts';
import { groupsOf, totalsOf } from './cost-groups.ts';
import { planCosts, type CostPlan } from './cost-plan.ts';
import { allOf, groupedSums, type SumRow } from './cost-sums.ts';
import type { Db } from './db.ts';

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

/** Only run periods that begin at the undated day hold such rows. */
async function undatedRows(db: Db, filter: ResolvedFilter, plan: CostPlan): Promise<number> {
  const where = allOf([sql`rp.first_day = ${UNDATED_DAY}`, ...conditions(plan, filter), undatedCondition(plan)]);
  const rows = await db.all<{ n: number }>(sql`SELECT coalesce(sum(m.row_count), 0) AS n FROM ${plan.from} WHERE ${where}`);
  return rows[0]?.n ?? 0;
}

async function runIdsBehind(db: Db, filter: ResolvedFilter, plan: CostPlan): Promise<string[]> {
  const where = allOf([...conditions(plan, filter), ...rangeConditions(plan, filter.range)]);
  const found =
    plan.inRunPeriod === null
      ? sql`FROM ${plan.from} WHERE ${where}`
      : sql`FROM run_period AS rp WHERE rp.state = 'published' AND EXISTS (SELECT 1 FROM ${plan.inRunPeriod} WHERE m.run_period_id = rp.id AND ${where})`;
  const rows = await db.all<{ runId: string }>(sql`SELECT DISTINCT rp.run_id AS runId ${found} ORDER BY rp.run_id`);
  return rows.map((row) => row.runId);
}
