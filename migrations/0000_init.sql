-- Dimension texts live once. Absent is the empty text, never NULL.
CREATE TABLE term (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
--> statement-breakpoint
INSERT INTO term (id, text) VALUES (0, '');
--> statement-breakpoint
CREATE TABLE source (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE run (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('loading', 'published', 'rejected', 'unchanged', 'failed', 'cancelled')),
  delivery_style TEXT NOT NULL CHECK (delivery_style IN ('replacement', 'delta', 'ledger')),
  digest TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  problem TEXT,
  result TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX run_digest ON run (source, digest);
--> statement-breakpoint
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  format TEXT NOT NULL,
  dataset TEXT NOT NULL,
  rows_read INTEGER NOT NULL,
  rows_accepted INTEGER NOT NULL,
  rows_rejected INTEGER NOT NULL,
  received_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX delivery_run ON delivery (run_id);
--> statement-breakpoint
-- One billing period of one billing account as one run brought it: what is published and superseded as a whole.
CREATE TABLE run_period (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  billing_account_id TEXT NOT NULL,
  billing_period TEXT NOT NULL,
  style TEXT NOT NULL CHECK (style IN ('replacement', 'delta', 'ledger')),
  state TEXT NOT NULL CHECK (state IN ('loading', 'published', 'superseded')),
  replaced_run_id TEXT,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  charge_count INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX run_period_published ON run_period (source, billing_account_id, billing_period)
  WHERE state = 'published' AND style = 'replacement';
--> statement-breakpoint
CREATE INDEX run_period_run ON run_period (run_id);
--> statement-breakpoint
CREATE INDEX run_period_state ON run_period (state, billing_period);
--> statement-breakpoint
CREATE INDEX run_period_account ON run_period (billing_account_id, state);
--> statement-breakpoint
-- Exact totals of a run period by currency, as decimal text: what was read, and what rounding to attos dropped.
CREATE TABLE control_total (
  run_period_id INTEGER NOT NULL REFERENCES run_period (id) ON DELETE CASCADE,
  billing_currency TEXT NOT NULL,
  billed_cost TEXT NOT NULL,
  effective_cost TEXT NOT NULL,
  list_cost TEXT NOT NULL,
  contracted_cost TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  PRIMARY KEY (run_period_id, billing_currency)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE rejection (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  line INTEGER,
  column_name TEXT,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  raw TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX rejection_run ON rejection (run_id, id);
--> statement-breakpoint
-- A cost column that a provider fills with something else: analyses use `fallback` for it and say why.
CREATE TABLE unfit_column (
  run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  service_provider_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  fallback TEXT,
  reason TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  PRIMARY KEY (run_id, service_provider_name, column_name)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  known_costs INTEGER NOT NULL,
  billing_currency INTEGER NOT NULL,
  service_provider_name INTEGER NOT NULL,
  host_provider_name INTEGER NOT NULL,
  invoice_issuer_name INTEGER NOT NULL,
  invoice_id INTEGER NOT NULL,
  billing_account_id INTEGER NOT NULL,
  billing_account_name INTEGER NOT NULL,
  sub_account_id INTEGER NOT NULL,
  sub_account_name INTEGER NOT NULL,
  service_category INTEGER NOT NULL,
  service_subcategory INTEGER NOT NULL,
  service_name INTEGER NOT NULL,
  sku_id INTEGER NOT NULL,
  sku_meter INTEGER NOT NULL,
  sku_price_id INTEGER NOT NULL,
  sku_price_details INTEGER NOT NULL,
  region_id INTEGER NOT NULL,
  region_name INTEGER NOT NULL,
  availability_zone INTEGER NOT NULL,
  resource_id INTEGER NOT NULL,
  resource_name INTEGER NOT NULL,
  resource_type INTEGER NOT NULL,
  charge_category INTEGER NOT NULL,
  charge_class INTEGER NOT NULL,
  charge_frequency INTEGER NOT NULL,
  pricing_category INTEGER NOT NULL,
  pricing_unit INTEGER NOT NULL,
  consumed_unit INTEGER NOT NULL,
  commitment_discount_id INTEGER NOT NULL,
  commitment_discount_name INTEGER NOT NULL,
  commitment_discount_category INTEGER NOT NULL,
  commitment_discount_type INTEGER NOT NULL,
  commitment_discount_status INTEGER NOT NULL,
  tags INTEGER NOT NULL,
  operation INTEGER NOT NULL,
  usage_type INTEGER NOT NULL,
  charge_description INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX series_resource ON series (resource_id);
--> statement-breakpoint
CREATE INDEX series_service ON series (service_name, sub_account_id);
--> statement-breakpoint
CREATE INDEX series_sub_account ON series (sub_account_id, service_name);
--> statement-breakpoint
CREATE INDEX series_tags ON series (tags);
--> statement-breakpoint
-- One series on one day. Costs are nanos of the billing currency; `_rest` holds the attos below a nano.
CREATE TABLE charge (
  run_period_id INTEGER NOT NULL,
  series_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  billed_cost INTEGER NOT NULL,
  billed_cost_rest INTEGER NOT NULL,
  effective_cost INTEGER NOT NULL,
  effective_cost_rest INTEGER NOT NULL,
  list_cost INTEGER NOT NULL,
  list_cost_rest INTEGER NOT NULL,
  contracted_cost INTEGER NOT NULL,
  contracted_cost_rest INTEGER NOT NULL,
  consumed_quantity REAL,
  pricing_quantity REAL,
  row_count INTEGER NOT NULL,
  PRIMARY KEY (run_period_id, series_id, day)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE summary_usage_month (
  run_period_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  known_costs INTEGER NOT NULL,
  billing_currency INTEGER NOT NULL,
  service_provider_name INTEGER NOT NULL,
  billing_account_id INTEGER NOT NULL,
  sub_account_id INTEGER NOT NULL,
  service_category INTEGER NOT NULL,
  service_name INTEGER NOT NULL,
  resource_type INTEGER NOT NULL,
  sku_meter INTEGER NOT NULL,
  usage_type INTEGER NOT NULL,
  operation INTEGER NOT NULL,
  charge_category INTEGER NOT NULL,
  commitment_discount_status INTEGER NOT NULL,
  billed_cost INTEGER NOT NULL,
  billed_cost_rest INTEGER NOT NULL,
  effective_cost INTEGER NOT NULL,
  effective_cost_rest INTEGER NOT NULL,
  list_cost INTEGER NOT NULL,
  list_cost_rest INTEGER NOT NULL,
  contracted_cost INTEGER NOT NULL,
  contracted_cost_rest INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  PRIMARY KEY (run_period_id, month, billing_currency, service_provider_name, billing_account_id, sub_account_id, service_category, service_name, resource_type, sku_meter, usage_type, operation, charge_category, commitment_discount_status, known_costs)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE summary_service_month (
  run_period_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  known_costs INTEGER NOT NULL,
  billing_currency INTEGER NOT NULL,
  service_provider_name INTEGER NOT NULL,
  service_category INTEGER NOT NULL,
  service_name INTEGER NOT NULL,
  charge_category INTEGER NOT NULL,
  billed_cost INTEGER NOT NULL,
  billed_cost_rest INTEGER NOT NULL,
  effective_cost INTEGER NOT NULL,
  effective_cost_rest INTEGER NOT NULL,
  list_cost INTEGER NOT NULL,
  list_cost_rest INTEGER NOT NULL,
  contracted_cost INTEGER NOT NULL,
  contracted_cost_rest INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  PRIMARY KEY (run_period_id, month, billing_currency, service_provider_name, service_category, service_name, charge_category, known_costs)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE summary_service_day (
  run_period_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_costs INTEGER NOT NULL,
  billing_currency INTEGER NOT NULL,
  service_provider_name INTEGER NOT NULL,
  service_category INTEGER NOT NULL,
  service_name INTEGER NOT NULL,
  charge_category INTEGER NOT NULL,
  billed_cost INTEGER NOT NULL,
  billed_cost_rest INTEGER NOT NULL,
  effective_cost INTEGER NOT NULL,
  effective_cost_rest INTEGER NOT NULL,
  list_cost INTEGER NOT NULL,
  list_cost_rest INTEGER NOT NULL,
  contracted_cost INTEGER NOT NULL,
  contracted_cost_rest INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  PRIMARY KEY (run_period_id, day, billing_currency, service_provider_name, service_category, service_name, charge_category, known_costs)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE summary_account_month (
  run_period_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  known_costs INTEGER NOT NULL,
  billing_currency INTEGER NOT NULL,
  service_provider_name INTEGER NOT NULL,
  invoice_issuer_name INTEGER NOT NULL,
  billing_account_id INTEGER NOT NULL,
  sub_account_id INTEGER NOT NULL,
  service_category INTEGER NOT NULL,
  service_name INTEGER NOT NULL,
  region_id INTEGER NOT NULL,
  charge_category INTEGER NOT NULL,
  pricing_category INTEGER NOT NULL,
  billed_cost INTEGER NOT NULL,
  billed_cost_rest INTEGER NOT NULL,
  effective_cost INTEGER NOT NULL,
  effective_cost_rest INTEGER NOT NULL,
  list_cost INTEGER NOT NULL,
  list_cost_rest INTEGER NOT NULL,
  contracted_cost INTEGER NOT NULL,
  contracted_cost_rest INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  PRIMARY KEY (run_period_id, month, billing_currency, service_provider_name, invoice_issuer_name, billing_account_id, sub_account_id, service_category, service_name, region_id, charge_category, pricing_category, known_costs)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE summary_resource_month (
  run_period_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  known_costs INTEGER NOT NULL,
  billing_currency INTEGER NOT NULL,
  service_provider_name INTEGER NOT NULL,
  sub_account_id INTEGER NOT NULL,
  service_category INTEGER NOT NULL,
  service_name INTEGER NOT NULL,
  resource_id INTEGER NOT NULL,
  resource_type INTEGER NOT NULL,
  charge_category INTEGER NOT NULL,
  billed_cost INTEGER NOT NULL,
  billed_cost_rest INTEGER NOT NULL,
  effective_cost INTEGER NOT NULL,
  effective_cost_rest INTEGER NOT NULL,
  list_cost INTEGER NOT NULL,
  list_cost_rest INTEGER NOT NULL,
  contracted_cost INTEGER NOT NULL,
  contracted_cost_rest INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  PRIMARY KEY (run_period_id, month, billing_currency, service_provider_name, sub_account_id, service_category, service_name, resource_id, resource_type, charge_category, known_costs)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE commitment (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  contract_commitment_id TEXT NOT NULL,
  contract_id TEXT NOT NULL,
  service_provider_name TEXT NOT NULL,
  invoice_issuer_name TEXT NOT NULL,
  category TEXT NOT NULL,
  type TEXT NOT NULL,
  description TEXT NOT NULL,
  lifecycle_status TEXT NOT NULL,
  payment_model TEXT NOT NULL,
  period_start TEXT NOT NULL,
  period_end TEXT NOT NULL,
  contract_start TEXT NOT NULL,
  contract_end TEXT NOT NULL,
  cost TEXT,
  quantity TEXT,
  unit TEXT NOT NULL,
  discount_percentage TEXT,
  billing_currency TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('loading', 'published', 'superseded'))
) STRICT;
--> statement-breakpoint
CREATE INDEX commitment_state ON commitment (state, period_end);
--> statement-breakpoint
CREATE TABLE billing_period_status (
  run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  invoice_issuer_name TEXT NOT NULL,
  billing_period TEXT NOT NULL,
  status TEXT NOT NULL,
  last_updated TEXT NOT NULL,
  PRIMARY KEY (source, invoice_issuer_name, billing_period)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE invoice_detail (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  invoice_detail_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  invoice_issuer_name TEXT NOT NULL,
  billing_account_id TEXT NOT NULL,
  billing_period TEXT NOT NULL,
  charge_category TEXT NOT NULL,
  grain TEXT NOT NULL,
  billing_currency TEXT NOT NULL,
  billed_cost TEXT NOT NULL,
  issue_status TEXT NOT NULL,
  issue_date TEXT NOT NULL,
  payment_due_date TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('loading', 'published', 'superseded'))
) STRICT;
--> statement-breakpoint
CREATE TABLE rate (
  date TEXT NOT NULL,
  base_currency TEXT NOT NULL,
  quote_currency TEXT NOT NULL,
  rate TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (base_currency, quote_currency, date)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- What an analysis said on one state of the data; the same inputs give the same snapshot hash.
CREATE TABLE finding (
  snapshot_hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  created_at TEXT NOT NULL,
  model_version TEXT NOT NULL,
  catalog_version TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, snapshot_hash)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE report (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  edition TEXT NOT NULL,
  format TEXT NOT NULL,
  created_at TEXT NOT NULL,
  snapshot_hash TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  file_name TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE api_key (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  prefix TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT,
  revoked_at TEXT,
  last_used_at TEXT
) STRICT;
--> statement-breakpoint
CREATE TABLE idempotency (
  key TEXT NOT NULL,
  api_key_id TEXT NOT NULL,
  body_sha256 TEXT NOT NULL,
  run_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (api_key_id, key)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
