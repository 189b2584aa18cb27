import type { BillFormat } from '../bill-format.ts';
import { column, constant, entry, first, match, part, present, sum, type Formula } from '../formula.ts';
import { serviceCategoryOf } from '../service-category.ts';

const cost = column('cost');
const credits = column('credits');
const costType = column('cost_type');
const resource = column('resource.global_name', 'resource.name');
const net = sum(cost, { kind: 'listed-amounts', of: credits, name: 'amount' }, column('credits.amount'));
const commitmentCredit = part(credits, '(COMMITTED_USAGE_DISCOUNT(?:_DOLLAR_BASE)?)');
const commitmentFee = part(column('sku.description'), '(?i)^(commitment)');
const systemLabel = (key: string): Formula => entry(column('system_labels'), key);

const serviceName = column('service.description', 'service.id');

/** The standard and the detailed usage cost export of Google Cloud Billing to BigQuery, taken out as CSV, JSON lines or Parquet. */
export const gcpBillingExport: BillFormat = {
  id: 'gcp-billing-export',
  family: 'gcp',
  title: 'a Google Cloud billing export',
  source:
    'Google Cloud Billing, structure of the standard and detailed data export, and its FOCUS view (docs.cloud.google.com/billing), read 2026-11-24',
  signature: [['cost'], ['billing_account_id', 'project.id'], ['service.description', 'service.id'], ['usage_start_time'], ['currency']],
  columns: {
    BilledCost: net,
    EffectiveCost: net,
    ListCost: column('cost_at_list'),
    ContractedCost: cost,
    ConsumedQuantity: match(costType, [['tax|adjustment|rounding_error', null]], column('usage.amount')),
    PricingQuantity: column('usage.amount_in_pricing_units'),
    BillingPeriodStart: column('invoice.month'),
    ChargePeriodStart: column('usage_start_time'),
    BillingCurrency: column('currency'),
    ServiceProviderName: constant('Google Cloud'),
    HostProviderName: constant('Google Cloud'),
    InvoiceIssuerName: first(column('seller_name'), constant('Google Cloud')),
    BillingAccountId: column('billing_account_id'),
    SubAccountId: column('project.id'),
    SubAccountName: column('project.name'),
    ServiceCategory: serviceCategoryOf('gcp', serviceName),
    ServiceName: serviceName,
    SkuId: column('sku.id'),
    SkuMeter: column('sku.description'),
    SkuPriceDetails: {
      kind: 'object',
      fields: {
        InstanceType: systemLabel('compute.googleapis.com/machine_spec'),
        CoreCount: systemLabel('compute.googleapis.com/cores'),
        MemorySize: systemLabel('compute.googleapis.com/memory'),
      },
    },
    RegionId: column('location.region', 'location.location'),
    RegionName: column('location.location'),
    AvailabilityZone: column('location.zone'),
    ResourceId: resource,
    ResourceName: column('resource.name'),
    ResourceType: part(resource, '^//([^/]+)'),
    ChargeCategory: match(
      costType,
      [
        ['regular|', present(commitmentFee, 'Purchase', 'Usage')],
        ['tax', 'Tax'],
      ],
      'Adjustment',
    ),
    ChargeClass: present(column('adjustment_info.id', 'adjustment_info.type'), 'Correction'),
    ChargeFrequency: match(costType, [['regular|', present(commitmentFee, 'Recurring', 'Usage-Based')]]),
    ChargeDescription: column('sku.description'),
    PricingCategory: match(costType, [
      [
        'regular|',
        present(
          commitmentCredit,
          'Committed',
          present(commitmentFee, 'Committed', present(part(column('sku.description'), '(?i)^(spot|preemptible)'), 'Dynamic', 'Standard')),
        ),
      ],
    ]),
    PricingUnit: column('usage.pricing_unit'),
    ConsumedUnit: column('usage.unit'),
    CommitmentDiscountId: column('subscription.instance_id'),
    CommitmentDiscountCategory: match(commitmentCredit, [
      ['COMMITTED_USAGE_DISCOUNT', 'Usage'],
      ['COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE', 'Spend'],
    ]),
    CommitmentDiscountType: present(commitmentCredit, 'Committed use discount'),
    CommitmentDiscountStatus: present(commitmentCredit, 'Used'),
    Tags: { kind: 'merged', of: [column('project.labels'), column('tags'), column('labels')] },
    Operation: column('service.id'),
  },
  notes: [
    'BilledCost and EffectiveCost are cost plus the sum of the credits of a row, which is what the invoice charges; this is how Google’s own FOCUS view has it.',
    'ContractedCost is the cost before credits. ListCost is cost_at_list, and not known in exports that are older than that column.',
    'The billing period is invoice.month; the day is that of the usage, which may lie in an earlier month.',
    'Tags hold the labels of the project, the tags and the labels of the resource; where keys meet, the resource’s label counts.',
    'Fees of committed use are purchases; credits for committed use stay on the usage that they cover.',
  ],
};
