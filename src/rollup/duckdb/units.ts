import { COST_METRICS } from '../../focus/columns.ts';
import type { RunUnit, UnitTotal } from '../../focus/charge-chunk.ts';
import type { Session } from './session.ts';

/** The billing accounts and periods of a numbered roll-up, in the order of their number, with exact control totals. */
export async function readUnits(session: Session): Promise<RunUnit[]> {
  const heads =
    await session.rows(`SELECT u.unit, u.billingAccountId, u.period, CAST(min(c.day) AS INTEGER) AS firstDay, CAST(max(c.day) AS INTEGER) AS lastDay,
    CAST(sum(c.rowCount) AS DOUBLE) AS rowCount, CAST(count(*) AS DOUBLE) AS chargeCount
    FROM unit u JOIN charge c USING (unit) GROUP BY ALL ORDER BY u.unit`);
  const providers = await session.rows(`SELECT DISTINCT c.unit, s.serviceProviderName AS name
    FROM charge_month c JOIN series s ON s.no = c.series ORDER BY ALL`);
  const totals = await session.rows(`SELECT c.unit, s.billingCurrency, CAST(sum(c.rowCount) AS DOUBLE) AS rowCount,
    ${COST_METRICS.map((metric) => `CAST(coalesce(sum(c.${metric}), 0) AS VARCHAR) AS ${metric}`).join(', ')}
    FROM charge_month c JOIN series s ON s.no = c.series GROUP BY ALL ORDER BY ALL`);
  return heads.map((head) => ({
    billingAccountId: String(head['billingAccountId']),
    billingPeriod: String(head['period']),
    firstDay: Number(head['firstDay']),
    lastDay: Number(head['lastDay']),
    rowCount: Number(head['rowCount']),
    chargeCount: Number(head['chargeCount']),
    serviceProviderNames: providers.filter((row) => row['unit'] === head['unit']).map((row) => String(row['name'])),
    totals: totals.filter((row) => row['unit'] === head['unit']).map(totalOf),
  }));
}

const totalOf = (row: Record<string, unknown>): UnitTotal => ({
  billingCurrency: String(row['billingCurrency']),
  rowCount: Number(row['rowCount']),
  billedCost: String(row['billedCost']),
  effectiveCost: String(row['effectiveCost']),
  listCost: String(row['listCost']),
  contractedCost: String(row['contractedCost']),
});
