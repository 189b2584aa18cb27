import { column, constant, entry, first, match, part, present, sum, type Formula } from '../formula.ts';
import { serviceCategoryOf } from '../service-category.ts';

const lineItemType = column('lineItem/LineItemType');
const unblended = column('lineItem/UnblendedCost');

/** A column of a price or product attribute, which CUR 2.0 keeps in one map unless it is common. */
const product = (name: string, key: string): Formula => first(column(`product/${name}`), entry(column('product'), key));

const publicCost = column('pricing/publicOnDemandCost');
const USAGE = 'Usage|SavingsPlanCoveredUsage|DiscountedUsage';
const productName = product('ProductName', 'product_name');
const serviceName = first(
  productName,
  product('servicename', 'servicename'),
  column('lineItem/ProductCode'),
  product('servicecode', 'servicecode'),
);
const reservation = column('reservation/ReservationARN');
const commitment = first(column('savingsPlan/SavingsPlanARN'), reservation);

/** By AWS's rules for amortized cost: what a commitment costs stands on the usage it covers, and on what stays unused. */
const effectiveCost = match(
  lineItemType,
  [
    ['SavingsPlanCoveredUsage', column('savingsPlan/SavingsPlanEffectiveCost')],
    [
      'SavingsPlanRecurringFee',
      { kind: 'difference', of: column('savingsPlan/TotalCommitmentToDate'), less: column('savingsPlan/UsedCommitment') },
    ],
    ['SavingsPlanNegation|SavingsPlanUpfrontFee', '0'],
    ['DiscountedUsage', column('reservation/EffectiveCost')],
    ['RIFee', sum(column('reservation/UnusedAmortizedUpfrontFeeForBillingPeriod'), column('reservation/UnusedRecurringFee'))],
    ['Fee', present(reservation, '0', unblended)],
  ],
  unblended,
);

/** Columns of the AWS Cost and Usage Report, under the names of the legacy report and of CUR 2.0 alike. */
export const AWS_CUR_COLUMNS: Readonly<Record<string, Formula>> = {
  BilledCost: unblended,
  EffectiveCost: effectiveCost,
  ListCost: match(lineItemType, [[USAGE, publicCost]], { kind: 'zero', on: publicCost, zero: null, other: publicCost }),
  ContractedCost: match(
    lineItemType,
    [
      ['SavingsPlanNegation', '0'],
      ['DiscountedUsage|RIFee|SavingsPlanRecurringFee', null],
    ],
    unblended,
  ),
  ConsumedQuantity: match(lineItemType, [[USAGE, column('lineItem/UsageAmount')]]),
  PricingQuantity: column('lineItem/UsageAmount'),
  BillingPeriodStart: column('bill/BillingPeriodStartDate'),
  ChargePeriodStart: first(column('lineItem/UsageStartDate'), part(column('identity/TimeInterval'), '^([^/]+)/')),
  BillingCurrency: first(column('lineItem/CurrencyCode'), column('pricing/currency')),
  ServiceProviderName: constant('AWS'),
  HostProviderName: constant('AWS'),
  InvoiceIssuerName: first(column('bill/InvoicingEntity'), column('lineItem/LegalEntity')),
  InvoiceId: column('bill/InvoiceId'),
  BillingAccountId: column('bill/PayerAccountId'),
  BillingAccountName: column('bill/PayerAccountName'),
  SubAccountId: column('lineItem/UsageAccountId'),
  SubAccountName: column('lineItem/UsageAccountName'),
  ServiceCategory: serviceCategoryOf('aws', serviceName),
  ServiceName: serviceName,
  ServiceSubcategory: product('productFamily', 'product_family'),
  SkuId: product('sku', 'sku'),
  SkuMeter: first(product('group', 'group'), product('instanceType', 'instance_type')),
  SkuPriceId: first(column('pricing/RateCode'), column('pricing/RateId')),
  SkuPriceDetails: {
    kind: 'object',
    fields: {
      InstanceType: product('instanceType', 'instance_type'),
      InstanceSeries: first(product('instanceTypeFamily', 'instance_type_family'), product('instanceFamily', 'instance_family')),
      OperatingSystem: product('operatingSystem', 'operating_system'),
      CoreCount: product('vcpu', 'vcpu'),
      MemorySize: product('memory', 'memory'),
    },
  },
  RegionId: first(product('regionCode', 'region_code'), product('region', 'region')),
  RegionName: product('location', 'location'),
  AvailabilityZone: first(column('lineItem/AvailabilityZone'), product('availabilityZone', 'availability_zone')),
  ResourceId: column('lineItem/ResourceId'),
  ResourceType: product('productFamily', 'product_family'),
  ChargeCategory: match(
    lineItemType,
    [
      ['Usage|SavingsPlanCoveredUsage|SavingsPlanNegation|DiscountedUsage', 'Usage'],
      ['EdpDiscount|PrivateRateDiscount|BundledDiscount|Discount|SppDiscount|DistributorDiscount', 'Usage'],
      ['Fee|RIFee|SavingsPlanRecurringFee|SavingsPlanUpfrontFee', 'Purchase'],
      ['Tax', 'Tax'],
      ['Credit', 'Credit'],
      ['Refund', 'Adjustment'],
      ['', null],
    ],
    'Adjustment',
  ),
  ChargeClass: match(column('bill/BillType'), [['Refund', 'Correction']], match(lineItemType, [['Refund', 'Correction']])),
  ChargeFrequency: match(lineItemType, [
    ['Usage|SavingsPlanCoveredUsage|SavingsPlanNegation|DiscountedUsage', 'Usage-Based'],
    ['RIFee|SavingsPlanRecurringFee', 'Recurring'],
    ['Fee|SavingsPlanUpfrontFee', 'One-Time'],
  ]),
  ChargeDescription: column('lineItem/LineItemDescription'),
  PricingCategory: match(lineItemType, [
    ['SavingsPlanCoveredUsage|DiscountedUsage', 'Committed'],
    ['Usage', present(part(column('lineItem/UsageType'), '(SpotUsage)'), 'Dynamic', 'Standard')],
  ]),
  PricingUnit: column('pricing/unit'),
  ConsumedUnit: column('pricing/unit'),
  CommitmentDiscountId: commitment,
  CommitmentDiscountCategory: present(column('savingsPlan/SavingsPlanARN'), 'Spend', present(reservation, 'Usage')),
  CommitmentDiscountType: present(column('savingsPlan/SavingsPlanARN'), 'Savings Plan', present(reservation, 'Reserved Instance')),
  CommitmentDiscountStatus: match(lineItemType, [
    ['SavingsPlanCoveredUsage|DiscountedUsage', 'Used'],
    ['RIFee|SavingsPlanRecurringFee', 'Unused'],
  ]),
  Tags: {
    kind: 'keys',
    of: { kind: 'merged', of: [{ kind: 'columns-under', prefixes: ['resourceTags/', 'resource_tags_'] }, column('resource_tags')] },
    renamed: [
      ['user:', ''],
      ['user_', ''],
      ['aws_', 'aws:'],
    ],
  },
  Operation: column('lineItem/Operation'),
  UsageType: column('lineItem/UsageType'),
};

export const AWS_CUR_NOTES = [
  'BilledCost is the unblended cost of every line, so that the lines of a bill add up to its invoice; a savings plan appears as covered usage, its negation and its fee.',
  'EffectiveCost follows the rules that AWS publishes for amortized cost; discounts (EDP, private rates), tax, credits and refunds keep their unblended cost.',
  'ListCost is the public on-demand cost; lines that have none, tax and fees among them, have no list cost.',
  'Tags lose the prefix `user:`, tags that AWS sets keep `aws:`.',
];
