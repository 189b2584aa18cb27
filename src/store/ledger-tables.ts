import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Everything that is not a charge, for drizzle's types. migrations/ is what creates the tables. */

export const source = sqliteTable('source', {
  name: text('name').primaryKey(),
  kind: text('kind').notNull(),
  createdAt: text('created_at').notNull(),
});

export const run = sqliteTable('run', {
  id: text('id').primaryKey(),
  source: text('source').notNull(),
  status: text('status', { enum: ['loading', 'published', 'rejected', 'unchanged', 'failed', 'cancelled'] }).notNull(),
  deliveryStyle: text('delivery_style', { enum: ['replacement', 'delta', 'ledger'] }).notNull(),
  digest: text('digest').notNull(),
  startedAt: text('started_at').notNull(),
  finishedAt: text('finished_at'),
  problem: text('problem'),
  result: text('result'),
});

export const delivery = sqliteTable('delivery', {
  id: integer('id').primaryKey(),
  runId: text('run_id').notNull(),
  path: text('path').notNull(),
  sha256: text('sha256').notNull(),
  /** Of the decompressed content, so that a bill and its compressed copy are one. */
  contentSha256: text('content_sha256').notNull(),
  bytes: integer('bytes').notNull(),
  format: text('format').notNull(),
  dataset: text('dataset').notNull(),
  rowsRead: integer('rows_read').notNull(),
  rowsAccepted: integer('rows_accepted').notNull(),
  rowsRejected: integer('rows_rejected').notNull(),
  receivedAt: text('received_at').notNull(),
});

export const rejection = sqliteTable('rejection', {
  id: integer('id').primaryKey(),
  runId: text('run_id').notNull(),
  path: text('path').notNull(),
  line: integer('line'),
  columnName: text('column_name'),
  code: text('code').notNull(),
  detail: text('detail').notNull(),
  raw: text('raw').notNull(),
});

export const unfitColumn = sqliteTable(
  'unfit_column',
  {
    runId: text('run_id').notNull(),
    serviceProviderName: text('service_provider_name').notNull(),
    columnName: text('column_name').notNull(),
    fallback: text('fallback'),
    reason: text('reason').notNull(),
    rowCount: integer('row_count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.serviceProviderName, t.columnName] })],
);

export const commitment = sqliteTable('commitment', {
  id: integer('id').primaryKey(),
  runId: text('run_id').notNull(),
  source: text('source').notNull(),
  contractCommitmentId: text('contract_commitment_id').notNull(),
  contractId: text('contract_id').notNull(),
  serviceProviderName: text('service_provider_name').notNull(),
  invoiceIssuerName: text('invoice_issuer_name').notNull(),
  category: text('category').notNull(),
  type: text('type').notNull(),
  description: text('description').notNull(),
  lifecycleStatus: text('lifecycle_status').notNull(),
  paymentModel: text('payment_model').notNull(),
  periodStart: text('period_start').notNull(),
  periodEnd: text('period_end').notNull(),
  contractStart: text('contract_start').notNull(),
  contractEnd: text('contract_end').notNull(),
  cost: text('cost'),
  quantity: text('quantity'),
  unit: text('unit').notNull(),
  discountPercentage: text('discount_percentage'),
  billingCurrency: text('billing_currency').notNull(),
  state: text('state', { enum: ['loading', 'published', 'superseded'] }).notNull(),
});

export const billingPeriodStatus = sqliteTable(
  'billing_period_status',
  {
    runId: text('run_id').notNull(),
    source: text('source').notNull(),
    invoiceIssuerName: text('invoice_issuer_name').notNull(),
    billingPeriod: text('billing_period').notNull(),
    status: text('status').notNull(),
    lastUpdated: text('last_updated').notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.invoiceIssuerName, t.billingPeriod] })],
);

export const invoiceDetail = sqliteTable('invoice_detail', {
  id: integer('id').primaryKey(),
  runId: text('run_id').notNull(),
  source: text('source').notNull(),
  invoiceDetailId: text('invoice_detail_id').notNull(),
  invoiceId: text('invoice_id').notNull(),
  invoiceIssuerName: text('invoice_issuer_name').notNull(),
  billingAccountId: text('billing_account_id').notNull(),
  billingPeriod: text('billing_period').notNull(),
  chargeCategory: text('charge_category').notNull(),
  grain: text('grain').notNull(),
  billingCurrency: text('billing_currency').notNull(),
  billedCost: text('billed_cost').notNull(),
  issueStatus: text('issue_status').notNull(),
  issueDate: text('issue_date').notNull(),
  paymentDueDate: text('payment_due_date').notNull(),
  state: text('state', { enum: ['loading', 'published', 'superseded'] }).notNull(),
});

export const rate = sqliteTable(
  'rate',
  {
    date: text('date').notNull(),
    baseCurrency: text('base_currency').notNull(),
    quoteCurrency: text('quote_currency').notNull(),
    rate: text('rate').notNull(),
    source: text('source').notNull(),
  },
  (t) => [primaryKey({ columns: [t.baseCurrency, t.quoteCurrency, t.date] })],
);

export const finding = sqliteTable(
  'finding',
  {
    snapshotHash: text('snapshot_hash').notNull(),
    kind: text('kind').notNull(),
    createdAt: text('created_at').notNull(),
    modelVersion: text('model_version').notNull(),
    catalogVersion: text('catalog_version').notNull(),
    body: text('body').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.snapshotHash] })],
);

export const report = sqliteTable('report', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  edition: text('edition').notNull(),
  format: text('format').notNull(),
  createdAt: text('created_at').notNull(),
  snapshotHash: text('snapshot_hash').notNull(),
  sha256: text('sha256').notNull(),
  fileName: text('file_name').notNull(),
  body: blob('body', { mode: 'buffer' }).notNull(),
});

export const apiKey = sqliteTable('api_key', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  prefix: text('prefix').notNull(),
  sha256: text('sha256').notNull().unique(),
  scopes: text('scopes').notNull(),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at'),
  revokedAt: text('revoked_at'),
  lastUsedAt: text('last_used_at'),
});

export const idempotency = sqliteTable(
  'idempotency',
  {
    key: text('key').notNull(),
    apiKeyId: text('api_key_id').notNull(),
    bodySha256: text('body_sha256').notNull(),
    runId: text('run_id').notNull(),
    createdAt: text('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.apiKeyId, t.key] })],
);

export const audit = sqliteTable('audit', {
  id: integer('id').primaryKey(),
  at: text('at').notNull(),
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  subject: text('subject').notNull(),
  detail: text('detail').notNull(),
});
