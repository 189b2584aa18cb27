import type { SeriesDimension } from '../focus/columns.ts';

/** One table of sums kept beside the charges: what it is grouped by besides run period, time and known costs. */
export interface Summary {
  readonly table: string;
  readonly grain: 'month' | 'day';
  readonly dimensions: readonly SeriesDimension[];
}

/**
 * The summaries, smallest first: a question goes to the first that can answer it.
 * Every summary holds all four costs and the row count; `month` is YYYYMM (0 undated), `day` days since 1970-01-01.
 */
export const SUMMARIES: readonly Summary[] = [
  {
    table: 'summary_service_month',
    grain: 'month',
    dimensions: ['billingCurrency', 'serviceProviderName', 'serviceCategory', 'serviceName', 'chargeCategory'],
  },
  {
    table: 'summary_account_month',
    grain: 'month',
    dimensions: [
      'billingCurrency',
      'serviceProviderName',
      'invoiceIssuerName',
      'billingAccountId',
      'subAccountId',
      'serviceCategory',
      'serviceName',
      'regionId',
      'chargeCategory',
      'pricingCategory',
    ],
  },
  {
    table: 'summary_usage_month',
    grain: 'month',
    dimensions: [
      'billingCurrency',
      'serviceProviderName',
      'billingAccountId',
      'subAccountId',
      'serviceCategory',
      'serviceName',
      'resourceType',
      'skuMeter',
      'usageType',
      'operation',
      'chargeCategory',
      'commitmentDiscountStatus',
    ],
  },
  {
    table: 'summary_service_day',
    grain: 'day',
    dimensions: ['billingCurrency', 'serviceProviderName', 'serviceCategory', 'serviceName', 'chargeCategory'],
  },
  {
    table: 'summary_resource_month',
    grain: 'month',
    dimensions: [
      'billingCurrency',
      'serviceProviderName',
      'subAccountId',
      'serviceCategory',
      'serviceName',
      'resourceId',
      'resourceType',
      'chargeCategory',
    ],
  },
];
