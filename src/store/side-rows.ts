import { sql, type SQL } from 'drizzle-orm';
import { rawStatement, type Store } from './db.ts';

/** A commitment as a Contract Commitment dataset states it; dates are days, money and quantities decimal text. */
export interface CommitmentRow {
  readonly contractCommitmentId: string;
  readonly contractId: string;
  readonly serviceProviderName: string;
  readonly invoiceIssuerName: string;
  readonly category: string;
  readonly type: string;
  readonly description: string;
  readonly lifecycleStatus: string;
  readonly paymentModel: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly contractStart: string;
  readonly contractEnd: string;
  readonly cost: string | null;
  readonly quantity: string | null;
  readonly unit: string;
  readonly discountPercentage: string | null;
  readonly billingCurrency: string;
}

export interface PeriodStatusRow {
  readonly invoiceIssuerName: string;
  readonly billingPeriod: string;
  readonly status: string;
  readonly lastUpdated: string;
}

export interface InvoiceDetailRow {
  readonly invoiceDetailId: string;
  readonly invoiceId: string;
  readonly invoiceIssuerName: string;
  readonly billingAccountId: string;
  readonly billingPeriod: string;
  readonly chargeCategory: string;
  readonly grain: string;
  readonly billingCurrency: string;
  readonly billedCost: string;
  readonly issueStatus: string;
  readonly issueDate: string;
  readonly paymentDueDate: string;
}

export interface SideRows {
  readonly commitments: readonly CommitmentRow[];
  readonly periodStatuses: readonly PeriodStatusRow[];
  readonly invoiceDetails: readonly InvoiceDetailRow[];
}

const field = (name: string): SQL => sql.raw(`value ->> '${name}'`);

const fields = (names: readonly string[]): SQL => sql.join(names.map(field), sql`, `);

const COMMITMENT_FIELDS = [
  'contractCommitmentId',
  'contractId',
  'serviceProviderName',
  'invoiceIssuerName',
  'category',
  'type',
  'description',
  'lifecycleStatus',
  'paymentModel',
  'periodStart',
  'periodEnd',
  'contractStart',
  'contractEnd',
  'cost',
  'quantity',
  'unit',
  'discountPercentage',
  'billingCurrency',
];

const INVOICE_FIELDS = [
  'invoiceDetailId',
  'invoiceId',
  'invoiceIssuerName',
  'billingAccountId',
  'billingPeriod',
  'chargeCategory',
  'grain',
  'billingCurrency',
  'billedCost',
  'issueStatus',
  'issueDate',
  'paymentDueDate',
];

/** Stores the small datasets of a run; commitments and invoice details become visible when the run is published. */
export async function storeSideRows(store: Store, run: { readonly runId: string; readonly source: string }, rows: SideRows): Promise<void> {
  const { runId, source } = run;
  await store.atomic((db) => [
    rawStatement(
      db,
      sql`INSERT INTO commitment (run_id, source, contract_commitment_id, contract_id, service_provider_name, invoice_issuer_name, category, type, description,
        lifecycle_status, payment_model, period_start, period_end, contract_start, contract_end, cost, quantity, unit, discount_percentage, billing_currency, state)
        SELECT ${runId}, ${source}, ${fields(COMMITMENT_FIELDS)}, 'loading' FROM json_each(${JSON.stringify(rows.commitments)})`,
    ),
    rawStatement(
      db,
      sql`INSERT INTO invoice_detail (run_id, source, invoice_detail_id, invoice_id, invoice_issuer_name, billing_account_id, billing_period, charge_category, grain,
        billing_currency, billed_cost, issue_status, issue_date, payment_due_date, state)
        SELECT ${runId}, ${source}, ${fields(INVOICE_FIELDS)}, 'loading' FROM json_each(${JSON.stringify(rows.invoiceDetails)})`,
    ),
    rawStatement(
      db,
      sql`INSERT INTO billing_period_status (run_id, source, invoice_issuer_name, billing_period, status, last_updated)
        SELECT ${runId}, ${source}, ${fields(['invoiceIssuerName', 'billingPeriod', 'status', 'lastUpdated'])} FROM json_each(${JSON.stringify(rows.periodStatuses)}) WHERE true
        ON CONFLICT (source, invoice_issuer_name, billing_period) DO UPDATE SET run_id = excluded.run_id, status = excluded.status, last_updated = excluded.last_updated`,
    ),
  ]);
}
