import { integer, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';
import { costs } from './cost-columns.ts';

/** The summaries that are kept beside the charges, for drizzle's types; SUMMARIES in summary-tables.ts says what each holds. */

export const summaryUsageMonth = sqliteTable(
  'summary_usage_month',
  {
    runPeriodId: integer('run_period_id').notNull(),
    month: integer('month').notNull(),
    knownCosts: integer('known_costs').notNull(),
    billingCurrency: integer('billing_currency').notNull(),
    serviceProviderName: integer('service_provider_name').notNull(),
    billingAccountId: integer('billing_account_id').notNull(),
    subAccountId: integer('sub_account_id').notNull(),
    serviceCategory: integer('service_category').notNull(),
    serviceName: integer('service_name').notNull(),
    resourceType: integer('resource_type').notNull(),
    skuMeter: integer('sku_meter').notNull(),
    usageType: integer('usage_type').notNull(),
    operation: integer('operation').notNull(),
    chargeCategory: integer('charge_category').notNull(),
    commitmentDiscountStatus: integer('commitment_discount_status').notNull(),
    ...costs,
    rowCount: integer('row_count').notNull(),
  },
  (t) => [
    primaryKey({
      columns: [
        t.runPeriodId,
        t.month,
        t.billingCurrency,
        t.serviceProviderName,
        t.billingAccountId,
        t.subAccountId,
        t.serviceCategory,
        t.serviceName,
        t.resourceType,
        t.skuMeter,
        t.usageType,
        t.operation,
        t.chargeCategory,
        t.commitmentDiscountStatus,
        t.knownCosts,
      ],
    }),
  ],
);

export const summaryServiceMonth = sqliteTable(
  'summary_service_month',
  {
    runPeriodId: integer('run_period_id').notNull(),
    month: integer('month').notNull(),
    knownCosts: integer('known_costs').notNull(),
    billingCurrency: integer('billing_currency').notNull(),
    serviceProviderName: integer('service_provider_name').notNull(),
    serviceCategory: integer('service_category').notNull(),
    serviceName: integer('service_name').notNull(),
    chargeCategory: integer('charge_category').notNull(),
    ...costs,
    rowCount: integer('row_count').notNull(),
  },
  (t) => [
    primaryKey({
      columns: [
        t.runPeriodId,
        t.month,
        t.billingCurrency,
        t.serviceProviderName,
        t.serviceCategory,
        t.serviceName,
        t.chargeCategory,
        t.knownCosts,
      ],
    }),
  ],
);

export const summaryServiceDay = sqliteTable(
  'summary_service_day',
  {
    runPeriodId: integer('run_period_id').notNull(),
    day: integer('day').notNull(),
    knownCosts: integer('known_costs').notNull(),
    billingCurrency: integer('billing_currency').notNull(),
    serviceProviderName: integer('service_provider_name').notNull(),
    serviceCategory: integer('service_category').notNull(),
    serviceName: integer('service_name').notNull(),
    chargeCategory: integer('charge_category').notNull(),
    ...costs,
    rowCount: integer('row_count').notNull(),
  },
  (t) => [
    primaryKey({
      columns: [
        t.runPeriodId,
        t.day,
        t.billingCurrency,
        t.serviceProviderName,
        t.serviceCategory,
        t.serviceName,
        t.chargeCategory,
        t.knownCosts,
      ],
    }),
  ],
);

export const summaryAccountMonth = sqliteTable(
  'summary_account_month',
  {
    runPeriodId: integer('run_period_id').notNull(),
    month: integer('month').notNull(),
    knownCosts: integer('known_costs').notNull(),
    billingCurrency: integer('billing_currency').notNull(),
    serviceProviderName: integer('service_provider_name').notNull(),
    invoiceIssuerName: integer('invoice_issuer_name').notNull(),
    billingAccountId: integer('billing_account_id').notNull(),
    subAccountId: integer('sub_account_id').notNull(),
    serviceCategory: integer('service_category').notNull(),
    serviceName: integer('service_name').notNull(),
    regionId: integer('region_id').notNull(),
    chargeCategory: integer('charge_category').notNull(),
    pricingCategory: integer('pricing_category').notNull(),
    ...costs,
    rowCount: integer('row_count').notNull(),
  },
  (t) => [
    primaryKey({
      columns: [
        t.runPeriodId,
        t.month,
        t.billingCurrency,
        t.serviceProviderName,
        t.invoiceIssuerName,
        t.billingAccountId,
        t.subAccountId,
        t.serviceCategory,
        t.serviceName,
        t.regionId,
        t.chargeCategory,
        t.pricingCategory,
        t.knownCosts,
      ],
    }),
  ],
);

export const summaryResourceMonth = sqliteTable(
  'summary_resource_month',
  {
    runPeriodId: integer('run_period_id').notNull(),
    month: integer('month').notNull(),
    knownCosts: integer('known_costs').notNull(),
    billingCurrency: integer('billing_currency').notNull(),
    serviceProviderName: integer('service_provider_name').notNull(),
    subAccountId: integer('sub_account_id').notNull(),
    serviceCategory: integer('service_category').notNull(),
    serviceName: integer('service_name').notNull(),
    resourceId: integer('resource_id').notNull(),
    resourceType: integer('resource_type').notNull(),
    chargeCategory: integer('charge_category').notNull(),
    ...costs,
    rowCount: integer('row_count').notNull(),
  },
  (t) => [
    primaryKey({
      columns: [
        t.runPeriodId,
        t.month,
        t.billingCurrency,
        t.serviceProviderName,
        t.subAccountId,
        t.serviceCategory,
        t.serviceName,
        t.resourceId,
        t.resourceType,
        t.chargeCategory,
        t.knownCosts,
      ],
    }),
  ],
);
