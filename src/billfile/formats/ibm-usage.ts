import type { BillFormat } from '../bill-format.ts';
import { column, constant, first, match } from '../formula.ts';
import { serviceCategoryOf } from '../service-category.ts';

const month = column('Billing Month', 'Month', 'Usage Month', 'billing_month');
const serviceName = column('Service Name', 'Resource Name', 'resource_name', 'Service ID', 'resource_id');

/** Charges that are shown for information are not billed. */
const cost = match(
  column('Non Chargeable', 'non_chargeable'),
  [['true|yes', '0']],
  match(column('Billable', 'billable'), [['false|no', '0']], column('Cost', 'Billable Cost', 'cost', 'billable_cost')),
);

/** Usage reports of IBM Cloud: account summary and instances, as downloaded and as exported to a bucket. */
export const ibmUsage: BillFormat = {
  id: 'ibm-usage',
  family: 'ibm',
  title: 'an IBM Cloud usage report',
  source: 'IBM Cloud docs, exporting your usage data, CSV table headings (cloud.ibm.com/docs/billing-usage), read 2026-11-24',
  signature: [
    ['Cost', 'Billable Cost'],
    ['Service Name', 'Resource Name', 'resource_name', 'Service ID'],
    ['Plan Name', 'Plan ID', 'plan_name'],
    ['Metric', 'Unit'],
    ['Quantity', 'Usage Quantity', 'Billable Quantity', 'Rateable Quantity'],
  ],
  columns: {
    BilledCost: cost,
    EffectiveCost: cost,
    ListCost: column('Original Cost', 'Rated Cost', 'rated_cost'),
    ContractedCost: cost,
    ConsumedQuantity: column('Quantity', 'Usage Quantity', 'Billable Quantity', 'Rateable Quantity'),
    PricingQuantity: column('Rateable Quantity', 'Billable Quantity', 'Quantity', 'Usage Quantity'),
    BillingPeriodStart: month,
    ChargePeriodStart: first(column('Usage Date', 'Date'), month),
    BillingCurrency: first(column('Currency', 'Currency Code', 'currency_code', 'Billing Currency Code')),
    ServiceProviderName: constant('IBM'),
    HostProviderName: constant('IBM'),
    InvoiceIssuerName: constant('IBM'),
    BillingAccountId: column('Account ID', 'Account Owner ID', 'Billing Account ID', 'account_id'),
    BillingAccountName: column('Account Name', 'Account Owner'),
    SubAccountId: column('Resource Group ID', 'resource_group_id', 'Resource Group Name', 'Resource Group'),
    SubAccountName: column('Resource Group Name', 'Resource Group', 'resource_group_name'),
    ServiceCategory: serviceCategoryOf('ibm', serviceName),
    ServiceName: serviceName,
    SkuId: column('Plan ID', 'plan_id', 'Part Number'),
    SkuMeter: column('Metric', 'metric'),
    SkuPriceId: column('Plan Name', 'plan_name'),
    RegionId: column('Region', 'Location', 'Pricing Region', 'region'),
    ResourceId: column('Instance ID', 'Resource Instance ID', 'resource_instance_id', 'Instance CRN'),
    ResourceName: column('Instance Name', 'Resource Instance Name', 'resource_instance_name'),
    ResourceType: column('Service ID', 'resource_id'),
    ChargeCategory: constant('Usage'),
    ChargeFrequency: constant('Usage-Based'),
    ChargeDescription: column('Plan Name', 'plan_name'),
    PricingCategory: constant('Standard'),
    PricingUnit: column('Unit', 'unit'),
    ConsumedUnit: column('Unit', 'unit'),
    Tags: column('Tags', 'User Tags'),
    UsageType: column('Metric', 'metric'),
  },
  notes: [
    'A report states months, not days: each charge is dated to the first day of its month.',
    'Rows that are not billable or not chargeable are billed 0; what they would have cost stays in ListCost.',
    'ListCost is the original cost before discounts.',
    'Account and month may stand in lines above the table; they hold for all rows.',
  ],
};
