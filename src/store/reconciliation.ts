import { sql, type SQL } from 'drizzle-orm';
import { columnName, COST_METRICS, type CostMetric } from '../focus/columns.ts';
import { attosOf, exactText } from '../money.ts';
import type { Db } from './db.ts';
import { attosOfSum, exactSum, type SumParts } from './exact-sum.ts';
import { SUMMARIES } from './summary-tables.ts';

/** A published run period whose stored figures differ from what was read. Amounts are exact decimal text. */
export interface ReconciliationGap {
  readonly table: string;
  readonly runId: string;
  readonly billingAccountId: string;
  readonly billingPeriod: string;
  readonly currency: string;
  readonly metric: CostMetric | 'rowCount';
  readonly read: string;
  readonly stored: string;
}

interface StoredSum extends SumParts {
  readonly runPeriodId: number;
  readonly currency: string;
  readonly rowCount: number;
}

type ControlRow = Readonly<Record<CostMetric, string>> &
  Omit<ReconciliationGap, 'table' | 'metric' | 'read' | 'stored'> & { readonly runPeriodId: number; readonly rowCount: number };

/** Adds the charges and every summary of the published run periods up again and compares them with the totals kept when they were read. */
export async function reconciliationGaps(db: Db): Promise<ReconciliationGap[]> {
  const control = await db.all<ControlRow>(sql`
    SELECT c.run_period_id AS runPeriodId, rp.run_id AS runId, rp.billing_account_id AS billingAccountId, rp.billing_period AS billingPeriod,
      c.billing_currency AS currency, c.row_count AS rowCount,
      ${sql.raw(COST_METRICS.map((metric) => `c.${columnName(metric)} AS ${metric}`).join(', '))}
    FROM control_total AS c JOIN run_period AS rp ON rp.id = c.run_period_id AND rp.state = 'published'`);
  const gaps: ReconciliationGap[] = [];
  for (const { table, from, currency } of TABLES) {
    for (const metric of COST_METRICS) {
      const stored =
        await db.all<StoredSum>(sql`SELECT rp.id AS runPeriodId, term.text AS currency, sum(m.row_count) AS rowCount, ${exactSum('m', metric)}
        FROM run_period AS rp CROSS JOIN ${from} CROSS JOIN term ON term.id = ${currency} WHERE rp.state = 'published' GROUP BY rp.id, term.id`);
      gaps.push(...gapsOf({ table, metric, control, stored }));
    }
  }
  return gaps;
}

const TABLES: readonly { readonly table: string; readonly from: SQL; readonly currency: SQL }[] = [
  {
    table: 'charge',
    from: sql`charge AS m ON m.run_period_id = rp.id CROSS JOIN series AS s ON s.id = m.series_id`,
    currency: sql`s.billing_currency`,
  },
  ...SUMMARIES.map(({ table }) => ({
    table,
    from: sql`${sql.identifier(table)} AS m ON m.run_period_id = rp.id`,
    currency: sql`m.billing_currency`,
  })),
];

function gapsOf(sums: {
  table: string;
  metric: CostMetric;
  control: readonly ControlRow[];
  stored: readonly StoredSum[];
}): ReconciliationGap[] {
  const { table, metric, control, stored } = sums;
  const found = new Map(stored.map((row) => [`${row.runPeriodId} ${row.currency}`, row]));
  return control.flatMap(({ runPeriodId, runId, billingAccountId, billingPeriod, currency, ...read }) => {
    const row = found.get(`${runPeriodId} ${currency}`);
    const place = { table, runId, billingAccountId, billingPeriod, currency };
    const attos = row === undefined ? 0n : attosOfSum(row);
    const gaps: ReconciliationGap[] = [];
    if (attos !== attosOf(read[metric])) gaps.push({ ...place, metric, read: read[metric], stored: exactText(attos) });
    if (metric === 'billedCost' && (row?.rowCount ?? 0) !== read.rowCount) {
      gaps.push({ ...place, metric: 'rowCount', read: `${read.rowCount}`, stored: `${row?.rowCount ?? 0}` });
    }
    return gaps;
  });
}
