import type { BillFormat } from '../bill-format.ts';
import { column, constant, entry, first, match, part, present, type Formula } from '../formula.ts';
import { serviceCategoryOf } from '../service-category.ts';

const cost = column('CostInBillingCurrency', 'Cost', 'PreTaxCost', 'ExtendedCost');
const chargeType = column('ChargeType');
const commitment = column('ReservationId', 'benefitId');
const resource = column('ResourceId', 'InstanceId', 'InstanceName');
const additional = column('AdditionalInfo');
const serviceName = column('MeterCategory', 'ServiceName', 'ConsumedService');
const subscription = column('SubscriptionId', 'SubscriptionGuid');

/** Has a value where a reservation or savings plan is bought, used or left unused; older exports do not say the pricing model. */
const committed = match(
  column('PricingModel'),
  [
    ['Reservation|SavingsPlan|Savings Plan', 'yes'],
    ['OnDemand|Spot', null],
  ],
  present(commitment, 'yes'),
);

const UNUSED = 'UnusedReservation|UnusedSavingsPlan';

const ofZeroCost = (zero: Formula | null, other: Formula | null): Formula => ({ kind: 'zero', on: cost, zero, other });

/** Actual exports state covered usage at no cost, amortized ones at its share of the commitment. */
const billedCost = match(
  chargeType,
  [
    [UNUSED, null],
    ['Purchase|Refund', cost],
  ],
  present(committed, ofZeroCost(cost, null), cost),
);

const effectiveCost = match(
  chargeType,
  [
    [UNUSED, cost],
    ['Purchase|Refund', present(committed, null, cost)],
  ],
  present(committed, ofZeroCost(null, cost), cost),
);

const info = (key: string): Formula => entry(additional, key);

/** Cost and usage details of Microsoft Cost Management: EA, MCA and pay-as-you-go, actual and amortized. */
export const azureCostExport: BillFormat = {
  id: 'azure',
  family: 'azure',
  title: 'an Azure cost export',
  source: 'Microsoft Cost Management, cost and usage details file schema (learn.microsoft.com), read 2026-11-24',
  signature: [
    ['CostInBillingCurrency', 'Cost', 'PreTaxCost', 'ExtendedCost'],
    ['MeterCategory', 'MeterId', 'MeterName'],
    ['Date', 'UsageDateTime', 'UsageDate'],
    ['SubscriptionId', 'SubscriptionGuid', 'BillingAccountId'],
  ],
  columns: {
    BilledCost: billedCost,
    EffectiveCost: effectiveCost,
    ListCost: column('PaygCostInBillingCurrency'),
    ContractedCost: present(committed, null, cost),
    ConsumedQuantity: match(chargeType, [['Purchase|Refund|Tax', null]], column('Quantity', 'UsageQuantity', 'ConsumedQuantity')),
    PricingQuantity: column('Quantity', 'UsageQuantity', 'ConsumedQuantity'),
    BillingPeriodStart: column('BillingPeriodStartDate', 'BillingPeriodStart'),
    ChargePeriodStart: column('Date', 'UsageDateTime', 'UsageDate'),
    BillingCurrency: column('BillingCurrency', 'BillingCurrencyCode', 'Currency', 'CurrencyCode'),
    ServiceProviderName: constant('Microsoft'),
    HostProviderName: constant('Microsoft'),
    InvoiceIssuerName: first(column('partnerName'), constant('Microsoft')),
    InvoiceId: column('InvoiceId'),
    BillingAccountId: first(column('BillingAccountId', 'BillingProfileId'), subscription),
    BillingAccountName: column('BillingAccountName', 'BillingProfileName'),
    SubAccountId: subscription,
    SubAccountName: column('SubscriptionName'),
    ServiceCategory: first(
      serviceCategoryOf('azure', serviceName),
      match(column('ServiceFamily'), [
        ['AI + Machine Learning', 'AI and Machine Learning'],
        ['Analytics', 'Analytics'],
        ['Compute|Containers', 'Compute'],
        ['Databases', 'Databases'],
        ['Developer Tools', 'Developer Tools'],
        ['Integration', 'Integration'],
        ['Internet of Things', 'Internet of Things'],
        ['Management and Governance', 'Management and Governance'],
        ['Networking', 'Networking'],
        ['Security', 'Security'],
        ['Storage', 'Storage'],
        ['Web', 'Web'],
      ]),
    ),
    ServiceName: serviceName,
    SkuId: column('MeterId'),
    SkuMeter: column('MeterName'),
    SkuPriceId: column('ProductId', 'PartNumber'),
    SkuPriceDetails: {
      kind: 'object',
      fields: {
        InstanceType: info('ServiceType'),
        CoreCount: first(info('VCPUs'), info('vCores')),
        OperatingSystem: info('ImageType'),
        VmName: info('VMName'),
      },
    },
    RegionId: column('ResourceLocation', 'Location'),
    RegionName: column('MeterRegion', 'Location'),
    AvailabilityZone: column('AvailabilityZone'),
    ResourceId: resource,
    ResourceName: first(column('ResourceName'), part(resource, '/([^/]+)/?$')),
    ResourceType: first(column('ResourceType'), part(resource, '(?i)/providers/([^/]+/[^/]+)/')),
    ChargeCategory: match(
      chargeType,
      [
        [`Usage|${UNUSED}|`, 'Usage'],
        ['Purchase', 'Purchase'],
        ['Tax', 'Tax'],
        ['Refund|RoundingAdjustment', 'Adjustment'],
        ['Credit', 'Credit'],
      ],
      'Adjustment',
    ),
    ChargeClass: match(chargeType, [['Refund', 'Correction']]),
    ChargeFrequency: match(column('Frequency'), [
      ['UsageBased|Usage-Based', 'Usage-Based'],
      ['Recurring', 'Recurring'],
      ['OneTime|One-Time', 'One-Time'],
    ]),
    ChargeDescription: column('ProductName', 'Product', 'ProductOrderName'),
    PricingCategory: match(
      column('PricingModel'),
      [
        ['OnDemand', 'Standard'],
        ['Spot', 'Dynamic'],
        ['Reservation|SavingsPlan|Savings Plan', 'Committed'],
      ],
      present(committed, 'Committed'),
    ),
    PricingUnit: column('UnitOfMeasure'),
    ConsumedUnit: column('UnitOfMeasure'),
    CommitmentDiscountId: column('benefitId', 'ReservationId'),
    CommitmentDiscountName: column('benefitName', 'ReservationName'),
    CommitmentDiscountCategory: match(
      column('PricingModel'),
      [
        ['SavingsPlan|Savings Plan', 'Spend'],
        ['Reservation', 'Usage'],
      ],
      present(column('ReservationId'), 'Usage'),
    ),
    CommitmentDiscountType: match(
      column('PricingModel'),
      [
        ['SavingsPlan|Savings Plan', 'Savings Plan'],
        ['Reservation', 'Reservation'],
      ],
      present(column('ReservationId'), 'Reservation'),
    ),
    CommitmentDiscountStatus: match(
      chargeType,
      [
        [UNUSED, 'Unused'],
        ['Purchase|Refund|Tax', null],
      ],
      present(committed, 'Used'),
    ),
    Tags: column('Tags'),
    Operation: column('ConsumedService'),
    UsageType: column('MeterSubCategory'),
  },
  views: [
    {
      format: 'azure-amortized',
      path: /amorti[sz]ed/i,
      sign: match(
        chargeType,
        [
          [UNUSED, 'yes'],
          ['Purchase|Refund', null],
        ],
        present(committed, ofZeroCost(null, constant('yes'))),
      ),
    },
    { format: 'azure-actual', path: /actual/i, sign: match(chargeType, [['Purchase|Refund', committed]]) },
  ],
  notes: [
    'Of several cost columns, the one in the billing currency is taken; costs in US dollars or in the pricing currency are not added.',
    'An actual export states what is billed: usage that a reservation or savings plan covers costs nothing there, and its EffectiveCost is not known.',
    'An amortized export states effective cost: what covered usage and unused commitments were billed is not known.',
    'An actual and an amortized export of one period are never added; in one call, or under two sources, they are refused.',
    'Localised headers are read by the English name that stands in brackets behind the translated one.',
    'Without a billing account the subscription stands for it; without a billing period, the month of the charge.',
  ],
};
