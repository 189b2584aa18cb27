import { sql } from 'drizzle-orm';
import type { TaggedApplication } from '../focus/spend-line.ts';
import type { Db } from './db.ts';
import { termTexts } from './terms.ts';

interface ApplicationRow {
  readonly serviceProviderName: number;
  readonly subAccountId: number;
  readonly serviceName: number;
  readonly resourceType: number;
  readonly application: string;
}

/** Applications that the tags of published charges name, by billed service; `keys` are tag keys in lower case. */
export async function taggedApplications(db: Db, keys: readonly string[]): Promise<TaggedApplication[]> {
  const rows = await db.all<ApplicationRow>(sql`
    SELECT DISTINCT s.service_provider_name AS serviceProviderName, s.sub_account_id AS subAccountId, s.service_name AS serviceName,
      s.resource_type AS resourceType, CAST(tag.value AS TEXT) AS application
    FROM series s
    JOIN term account ON account.id = s.billing_account_id
    JOIN run_period rp ON rp.billing_account_id = account.text AND rp.state = 'published'
    JOIN term ON term.id = s.tags
    JOIN json_each(CASE WHEN json_valid(term.text) AND term.text LIKE '{%' THEN term.text ELSE '{}' END) AS tag
    WHERE s.tags <> 0 AND lower(trim(tag.key)) IN (SELECT value FROM json_each(${JSON.stringify(keys)})) AND trim(tag.value) <> ''
      AND EXISTS (SELECT 1 FROM charge c WHERE c.run_period_id = rp.id AND c.series_id = s.id)`);
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
    application: row.application.trim(),
  }));
}
