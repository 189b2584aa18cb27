import { sql } from 'drizzle-orm';
import type { ResourceCount } from '../focus/spend-line.ts';
import { billingPeriodOf, monthNumber, type DayRange } from '../time.ts';
import type { Db } from './db.ts';
import { termTexts } from './terms.ts';

interface CountRow {
  readonly serviceProviderName: number;
  readonly subAccountId: number;
  readonly serviceName: number;
  readonly resourceType: number;
  readonly resources: number;
}

/** Different resources of each billed service by sub account and resource type, in the busiest month of the range. */
export async function resourceCounts(db: Db, range: DayRange | null): Promise<ResourceCount[]> {
  const months =
    range === null
      ? sql`1 = 1`
      : sql`m.month >= ${monthNumber(billingPeriodOf(range.from))} AND m.month < ${monthNumber(billingPeriodOf(range.to))}`;
  const rows = await db.all<CountRow>(sql`
    SELECT serviceProviderName, subAccountId, serviceName, resourceType, max(resources) AS resources FROM (
      SELECT m.service_provider_name AS serviceProviderName, m.sub_account_id AS subAccountId, m.service_name AS serviceName,
        m.resource_type AS resourceType, m.month, count(DISTINCT m.resource_id) AS resources
      FROM summary_resource_month m JOIN run_period rp ON rp.id = m.run_period_id AND rp.state = 'published'
      WHERE m.resource_id <> 0 AND ${months}
      GROUP BY 1, 2, 3, 4, 5
    ) GROUP BY 1, 2, 3, 4`);
  const texts = await termTexts(
    db,
    rows.flatMap((row) => [row.serviceProviderName, row.subAccountId, row.serviceName, row.resourceType]),
  );
  const text = (id: number): string => texts.get(id) ?? '';
  return rows.map((row) => ({
    serviceProviderName: text(row.serviceProviderName),
    subAccountId: text(row.subAccountId),
    serviceName: text(row.serviceName),
    resourceType: text(row.resourceType),
    resources: row.resources,
  }));
}
