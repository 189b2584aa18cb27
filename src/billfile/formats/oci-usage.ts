import type { BillFormat } from '../bill-format.ts';
import { column, constant, first, match, part } from '../formula.ts';
import { serviceCategoryOf } from '../service-category.ts';

const serviceName = column('product/service');

/** Usage reports of Oracle Cloud Infrastructure: quantities without a cost. */
export const ociUsage: BillFormat = {
  id: 'oci-usage',
  family: 'oci',
  title: 'an Oracle Cloud usage report',
  source: 'Oracle Cloud Infrastructure, cost and usage reports overview (docs.oracle.com), read 2026-11-24',
  signature: [['usage/consumedQuantity'], ['lineItem/intervalUsageStart'], ['product/service']],
  columns: {
    ConsumedQuantity: column('usage/consumedQuantity'),
    ChargePeriodStart: column('lineItem/intervalUsageStart'),
    ServiceProviderName: constant('Oracle'),
    HostProviderName: constant('Oracle'),
    InvoiceIssuerName: constant('Oracle'),
    BillingAccountId: column('lineItem/tenantId'),
    SubAccountId: column('product/compartmentId'),
    SubAccountName: column('product/compartmentName'),
    ServiceCategory: serviceCategoryOf('oci', serviceName),
    ServiceName: serviceName,
    SkuMeter: column('product/resource'),
    RegionId: column('product/region'),
    AvailabilityZone: column('product/availabilityDomain'),
    ResourceId: column('product/resourceId'),
    ResourceType: first(part(column('product/resourceId'), '^ocid1\\.([^.]+)\\.'), column('product/resource')),
    ChargeCategory: constant('Usage'),
    ChargeClass: match(column('lineItem/isCorrection'), [['true|1', 'Correction']]),
    ChargeFrequency: constant('Usage-Based'),
    ConsumedUnit: column('usage/consumedQuantityUnits'),
    Tags: { kind: 'columns-under', prefixes: ['tags/'] },
    UsageType: column('product/resource'),
  },
  notes: [
    'A usage report states quantities and no cost: all four costs are not known, and no currency is.',
    'It is never loaded over, or beside, the cost report of the same tenancy and month, which would lose or repeat what that says.',
  ],
};
