import { sql } from 'drizzle-orm';
import type { Db } from './db.ts';

/** A published period that a run brings again under another spelling of its billing account. */
export interface RespelledAccount {
  readonly runPeriodId: number;
  readonly runId: string;
  readonly before: string;
  readonly now: string;
  readonly billingPeriod: string;
}

/** Charges that are looked at; resources are enough to tell, and reading all would take as long as the load. */
const SAMPLE = 500;

/**
 * Published periods of the source whose resources a run bills again, on the same days and in the same use, under
 * another billing account: a resource has one bill. Half of the looked-at charges must agree, so that an account
 * that moved to another payer within the month is not taken for one.
 */
export async function respelledAccounts(db: Db, runId: string): Promise<RespelledAccount[]> {
  const rows = await db.all<RespelledAccount & { readonly looked: number; readonly same: number }>(sql`
    WITH pair AS (SELECT n.id AS n, o.id AS runPeriodId, o.run_id AS runId, o.billing_account_id AS before, n.billing_account_id AS now,
        n.billing_period AS billingPeriod
      FROM run_period n JOIN run_period o ON o.source = n.source AND o.billing_period = n.billing_period AND o.billing_account_id <> n.billing_account_id
      WHERE n.run_id = ${runId} AND n.style = 'replacement' AND o.style = 'replacement' AND o.state = 'published'
        AND NOT EXISTS (SELECT 1 FROM run_period m WHERE m.run_id = ${runId} AND m.billing_account_id = o.billing_account_id AND m.billing_period = o.billing_period)),
    looked AS (SELECT p.*, l.day, l.resource_id, l.service_name, l.usage_type, l.sku_id FROM pair p CROSS JOIN
      (SELECT c.run_period_id, c.day, s.resource_id, s.service_name, s.usage_type, s.sku_id FROM charge c JOIN series s ON s.id = c.series_id
       WHERE c.run_period_id IN (SELECT n FROM pair) AND s.resource_id <> 0 LIMIT ${SAMPLE}) l ON l.run_period_id = p.n)
    SELECT runPeriodId, runId, before, now, billingPeriod, count(*) AS looked,
      count(*) FILTER (WHERE EXISTS (SELECT 1 FROM series t CROSS JOIN charge d ON d.run_period_id = looked.runPeriodId AND d.series_id = t.id AND d.day = looked.day
        WHERE t.resource_id = looked.resource_id AND t.service_name = looked.service_name AND t.usage_type = looked.usage_type AND t.sku_id = looked.sku_id)) AS same
    FROM looked GROUP BY runPeriodId, runId, before, now, billingPeriod ORDER BY billingPeriod, before`);
  return rows.filter((row) => row.same * 2 >= row.looked).map(({ looked: _looked, same: _same, ...account }) => account);
}
