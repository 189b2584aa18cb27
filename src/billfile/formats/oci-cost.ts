import type { BillFormat } from '../bill-format.ts';
import { column, constant, first, match, part } from '../formula.ts';
import { serviceCategoryOf } from '../service-category.ts';

const cost = first(
  { kind: 'zero', on: column('cost/myCost'), zero: null, other: column('cost/myCost') },
  column('cost/myCostOverage', 'cost/myCost'),
);

const serviceName = column('product/service');

/** Cost reports of Oracle Cloud Infrastructure. */
export const ociCost: BillFormat = {
  id: 'oci-cost',
  family: 'oci',
  title: 'an Oracle Cloud cost report',
  source: 'Oracle Cloud Infrastructure, cost and usage reports overview (docs.oracle.com), read 2026-11-24',
  signature: [['cost/myCost'], ['cost/currencyCode'], ['lineItem/intervalUsageStart'], ['product/service']],
  columns: {
    BilledCost: cost,
    EffectiveCost: cost,
    ContractedCost: cost,
    PricingQuantity: first(
      { kind: 'zero', on: column('usage/billedQuantity'), zero: null, other: column('usage/billedQuantity') },
      column('usage/billedQuantityOverage', 'usage/billedQuantity'),
    ),
    ChargePeriodStart: column('lineItem/intervalUsageStart'),
    BillingCurrency: column('cost/currencyCode'),
    ServiceProviderName: constant('Oracle'),
    HostProviderName: constant('Oracle'),
    InvoiceIssuerName: constant('Oracle'),
    BillingAccountId: column('lineItem/tenantId'),
    SubAccountId: column('product/compartmentId'),
    SubAccountName: column('product/compartmentName'),
    ServiceCategory: serviceCategoryOf('oci', serviceName),
    ServiceName: serviceName,
    SkuId: column('cost/productSku'),
    SkuMeter: column('product/Description'),
    RegionId: column('product/region'),
    AvailabilityZone: column('product/availabilityDomain'),
    ResourceId: column('product/resourceId'),
    ResourceType: first(column('product/resource'), part(column('product/resourceId'), '^ocid1\\.([^.]+)\\.')),
    ChargeCategory: constant('Usage'),
    ChargeClass: match(column('lineItem/isCorrection'), [['true|1', 'Correction']]),
    ChargeFrequency: constant('Usage-Based'),
    ChargeDescription: column('product/Description'),
    PricingCategory: constant('Standard'),
    PricingUnit: column('cost/skuUnitDescription', 'cost/billingUnitReadable'),
    Tags: { kind: 'columns-under', prefixes: ['tags/'] },
    UsageType: column('product/Description'),
  },
  notes: [
    'BilledCost is cost/myCost; a row of overage, which has none, is billed at cost/myCostOverage. The two are never added.',
    'The report knows no amortized and no list cost: EffectiveCost is the billed cost, ListCost is not known.',
    'Each column tags/NAMESPACE.KEY is a tag under the name NAMESPACE.KEY.',
  ],
};
