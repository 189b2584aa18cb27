import { blob, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { costs } from './cost-columns.ts';

/**
 * Charges and what they are folded by, for drizzle's types. migrations/ is what creates the tables: STRICT
 * and WITHOUT ROWID cannot be said here. test/store/schema.test.ts holds both together.
 */

export const term = sqliteTable('term', {
  id: integer('id').primaryKey(),
  text: text('text').notNull().unique(),
});

export const runPeriod = sqliteTable('run_period', {
  id: integer('id').primaryKey(),
  runId: text('run_id').notNull(),
  source: text('source').notNull(),
  billingAccountId: text('billing_account_id').notNull(),
  billingPeriod: text('billing_period').notNull(),
  style: text('style', { enum: ['replacement', 'delta', 'ledger'] }).notNull(),
  state: text('state', { enum: ['loading', 'published', 'superseded'] }).notNull(),
  replacedRunId: text('replaced_run_id'),
  firstDay: integer('first_day').notNull(),
  lastDay: integer('last_day').notNull(),
  rowCount: integer('row_count').notNull(),
  chargeCount: integer('charge_count').notNull(),
});

export const controlTotal = sqliteTable(
  'control_total',
  {
    runPeriodId: integer('run_period_id').notNull(),
    billingCurrency: text('billing_currency').notNull(),
    billedCost: text('billed_cost').notNull(),
    effectiveCost: text('effective_cost').notNull(),
    listCost: text('list_cost').notNull(),
    contractedCost: text('contracted_cost').notNull(),
    rowCount: integer('row_count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.runPeriodId, t.billingCurrency] })],
);

export const series = sqliteTable('series', {
  id: integer('id').primaryKey(),
  digest: blob('digest', { mode: 'buffer' }).notNull().unique(),
  knownCosts: integer('known_costs').notNull(),
  billingCurrency: integer('billing_currency').notNull(),
  serviceProviderName: integer('service_provider_name').notNull(),
  hostProviderName: integer('host_provider_name').notNull(),
  invoiceIssuerName: integer('invoice_issuer_name').notNull(),
  invoiceId: integer('invoice_id').notNull(),
  billingAccountId: integer('billing_account_id').notNull(),
  billingAccountName: integer('billing_account_name').notNull(),
  subAccountId: integer('sub_account_id').notNull(),
  subAccountName: integer('sub_account_name').notNull(),
  serviceCategory: integer('service_category').notNull(),
  serviceSubcategory: integer('service_subcategory').notNull(),
  serviceName: integer('service_name').notNull(),
  skuId: integer('sku_id').notNull(),
  skuMeter: integer('sku_meter').notNull(),
  skuPriceId: integer('sku_price_id').notNull(),
  skuPriceDetails: integer('sku_price_details').notNull(),
  regionId: integer('region_id').notNull(),
  regionName: integer('region_name').notNull(),
  availabilityZone: integer('availability_zone').notNull(),
  resourceId: integer('resource_id').notNull(),
  resourceName: integer('resource_name').notNull(),
  resourceType: integer('resource_type').notNull(),
  chargeCategory: integer('charge_category').notNull(),
  chargeClass: integer('charge_class').notNull(),
  chargeFrequency: integer('charge_frequency').notNull(),
  pricingCategory: integer('pricing_category').notNull(),
  pricingUnit: integer('pricing_unit').notNull(),
  consumedUnit: integer('consumed_unit').notNull(),
  commitmentDiscountId: integer('commitment_discount_id').notNull(),
  commitmentDiscountName: integer('commitment_discount_name').notNull(),
  commitmentDiscountCategory: integer('commitment_discount_category').notNull(),
  commitmentDiscountType: integer('commitment_discount_type').notNull(),
  commitmentDiscountStatus: integer('commitment_discount_status').notNull(),
  tags: integer('tags').notNull(),
  operation: integer('operation').notNull(),
  usageType: integer('usage_type').notNull(),
  chargeDescription: integer('charge_description').notNull(),
});

export const charge = sqliteTable(
  'charge',
  {
    runPeriodId: integer('run_period_id').notNull(),
    seriesId: integer('series_id').notNull(),
    day: integer('day').notNull(),
    ...costs,
    consumedQuantity: real('consumed_quantity'),
    pricingQuantity: real('pricing_quantity'),
    rowCount: integer('row_count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.runPeriodId, t.seriesId, t.day] })],
);
