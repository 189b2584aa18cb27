import { sql } from 'drizzle-orm';
import { KNOWN_COST_BITS, type CostMetric } from '../focus/columns.ts';
import type { UnfitColumn } from '../focus/cost-question.ts';
import type { Db } from './db.ts';

/** Counts of bill rows by the costs that they state. */
export interface KnownRows {
  readonly knownCosts: number;
  readonly rowCount: number;
}

/** Share of rows, 0 to 1, that state each cost; 1 when there are no rows. */
export function knownShares(rows: readonly KnownRows[]): Record<CostMetric, number> {
  const total = rows.reduce((sum, row) => sum + row.rowCount, 0);
  const share = (metric: CostMetric): number => {
    const known = rows.filter((row) => states(row.knownCosts, metric)).reduce((sum, row) => sum + row.rowCount, 0);
    return total === 0 ? 1 : known / total;
  };
  return {
    billedCost: share('billedCost'),
    effectiveCost: share('effectiveCost'),
    listCost: share('listCost'),
    contractedCost: share('contractedCost'),
  };
}

/** Whether a `known_costs` mask says that the cost was stated. */
export const states = (knownCosts: number, metric: CostMetric): boolean => (knownCosts & KNOWN_COST_BITS[metric]) !== 0;

/** Columns that the plausibility gate found unfit in these runs, of these providers when some are named. */
export async function unfitColumns(db: Db, runIds: readonly string[], providers: readonly string[] | undefined): Promise<UnfitColumn[]> {
  const rows = await db.all<UnfitColumn>(sql`
    SELECT service_provider_name AS serviceProviderName, column_name AS "column", fallback, reason, sum(row_count) AS rowCount
    FROM unfit_column WHERE run_id IN (SELECT value FROM json_each(${JSON.stringify(runIds)}))
    GROUP BY service_provider_name, column_name, fallback, reason
    ORDER BY service_provider_name, column_name, fallback, reason`);
  return providers === undefined ? rows : rows.filter((row) => providers.includes(row.serviceProviderName));
}
