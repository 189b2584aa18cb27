import { sql } from 'drizzle-orm';
import type { RunUnit } from '../focus/charge-chunk.ts';
import { columnName, COST_METRICS, type CostMetric } from '../focus/columns.ts';
import { attosFromParts } from '../money.ts';
import type { Db } from './db.ts';

export interface StoredTotal {
  readonly billingAccountId: string;
  readonly billingPeriod: string;
  readonly billingCurrency: string;
  readonly rowCount: number;
  readonly attos: Readonly<Record<CostMetric, bigint>>;
}

/** Keeps the exact totals that were read, so that any later look can prove the stored charges against them. */
export async function saveControlTotals(db: Db, runId: string, units: readonly RunUnit[]): Promise<void> {
  const rows = units.flatMap((unit) =>
    unit.totals.map((total) => ({ ...total, account: unit.billingAccountId, period: unit.billingPeriod })),
  );
  await db.run(sql`INSERT INTO control_total (run_period_id, billing_currency, billed_cost, effective_cost, list_cost, contracted_cost, row_count)
    SELECT p.id, value ->> 'billingCurrency', value ->> 'billedCost', value ->> 'effectiveCost', value ->> 'listCost', value ->> 'contractedCost', value ->> 'rowCount'
    FROM json_each(${JSON.stringify(rows)}) JOIN run_period p ON p.run_id = ${runId} AND p.billing_account_id = value ->> 'account' AND p.billing_period = value ->> 'period'`);
}

/** What the charges of a run add up to, by account, period and currency, exact. */
export async function storedTotals(db: Db, runId: string): Promise<StoredTotal[]> {
  const sums = COST_METRICS.flatMap((metric) => {
    const column = `c.${columnName(metric)}`;
    return [
      `CAST(sum(${column} / 1000000000) AS TEXT) AS ${metric}_whole`,
      `CAST(sum(${column} % 1000000000) AS TEXT) AS ${metric}_nanos`,
      `CAST(sum(${column}_rest) AS TEXT) AS ${metric}_rest`,
    ];
  });
  const rows = await db.all<
    Record<string, string | number>
  >(sql`SELECT p.billing_account_id AS account, p.billing_period AS period, t.text AS currency,
    sum(c.row_count) AS rows, ${sql.raw(sums.join(', '))}
    FROM run_period p CROSS JOIN charge c ON c.run_period_id = p.id JOIN series s ON s.id = c.series_id JOIN term t ON t.id = s.billing_currency
    WHERE p.run_id = ${runId} GROUP BY p.id, s.billing_currency`);
  return rows.map((row) => ({
    billingAccountId: String(row['account']),
    billingPeriod: String(row['period']),
    billingCurrency: String(row['currency']),
    rowCount: row['rows'] as number,
    attos: Object.fromEntries(COST_METRICS.map((metric) => [metric, attosIn(row, metric)])) as Record<CostMetric, bigint>,
  }));
}

const attosIn = (row: Record<string, string | number>, metric: CostMetric): bigint =>
  attosFromParts(
    BigInt(row[`${metric}_whole`] ?? 0) * 1_000_000_000n + BigInt(row[`${metric}_nanos`] ?? 0),
    BigInt(row[`${metric}_rest`] ?? 0),
  );

/** The service providers whose charges a run period holds. */
export async function providersOfPeriod(db: Db, runPeriodId: number): Promise<string[]> {
  const rows = await db.all<{ name: string }>(
    sql`SELECT DISTINCT t.text AS name FROM summary_service_month m JOIN term t ON t.id = m.service_provider_name WHERE m.run_period_id = ${runPeriodId}`,
  );
  return rows.map((row) => row.name);
}
