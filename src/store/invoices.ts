import { sql } from 'drizzle-orm';
import type { Db } from './db.ts';

/** What an invoice states beside what the charges that name it add up to. */
export interface InvoiceComparison {
  readonly invoiceIssuerName: string;
  readonly billingAccountId: string;
  readonly billingPeriod: string;
  readonly billingCurrency: string;
  readonly invoiceId: string;
  /** Billed costs of its details as decimal text. */
  readonly invoiced: readonly string[];
  /** Nanos as text. */
  readonly chargedNanos: string;
}

interface InvoiceRow extends Omit<InvoiceComparison, 'invoiced' | 'chargedNanos'> {
  readonly invoiced: string;
  readonly charged: string | null;
}

/** Published invoice details of a run, or of all runs where it is null, beside the published charges that name the same invoice. */
export async function invoiceComparisons(db: Db, runId: string | null): Promise<InvoiceComparison[]> {
  const rows = await db.all<InvoiceRow>(sql`
    SELECT d.invoice_issuer_name AS invoiceIssuerName, d.billing_account_id AS billingAccountId, d.billing_period AS billingPeriod,
      d.billing_currency AS billingCurrency, d.invoice_id AS invoiceId, json_group_array(d.billed_cost) AS invoiced,
      (SELECT CAST(sum(c.billed_cost) AS TEXT) FROM run_period p CROSS JOIN charge c ON c.run_period_id = p.id JOIN series s ON s.id = c.series_id
        JOIN term i ON i.id = s.invoice_id AND i.text = d.invoice_id JOIN term t ON t.id = s.billing_currency AND t.text = d.billing_currency
        WHERE p.state = 'published' AND p.billing_account_id = d.billing_account_id AND p.billing_period = d.billing_period) AS charged
    FROM invoice_detail d WHERE d.state = 'published' AND ${runId === null ? sql`1 = 1` : sql`d.run_id = ${runId}`}
    GROUP BY d.invoice_issuer_name, d.billing_account_id, d.billing_period, d.billing_currency, d.invoice_id ORDER BY 2, 3, 4, 5, 1`);
  return rows.map(({ invoiced, charged, ...invoice }) => ({
    ...invoice,
    invoiced: JSON.parse(invoiced) as string[],
    chargedNanos: charged ?? '0',
  }));
}
