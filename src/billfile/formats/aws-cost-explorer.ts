import type { BillFormat } from '../bill-format.ts';
import { PIVOTED } from '../charge-file.ts';
import { column, constant, first, match, part } from '../formula.ts';
import { serviceCategoryOf } from '../service-category.ts';

const label = column(PIVOTED.label);
const account = { SubAccountId: first(part(label, '(\\d{12})'), label), SubAccountName: part(label, '^(.+?)\\s*\\(\\d{12}\\)$') };

/** The table that the console of AWS Cost Explorer downloads: a row a day or month, a column a group. */
export const awsCostExplorer: BillFormat = {
  id: 'aws-cost-explorer',
  family: 'aws-cur',
  title: 'an AWS Cost Explorer download',
  source: 'AWS Cost Management user guide, downloading the cost data as CSV (docs.aws.amazon.com/cost-management), read 2026-11-24',
  signature: [],
  pivot: {
    firstColumns: {
      Service: 'service',
      'Linked account': 'account',
      'Linked Account Name': 'account',
      Region: 'region',
      'Usage type': 'usage',
      'Instance type': 'instance',
      'API operation': 'operation',
      'Availability zone': 'zone',
      Date: 'none',
      Month: 'none',
      '': 'none',
    },
    dimensions: {
      service: {
        ServiceCategory: serviceCategoryOf('aws', label),
        ServiceName: label,
        ChargeCategory: match(
          label,
          [
            ['Tax', 'Tax'],
            ['Refund', 'Adjustment'],
          ],
          'Usage',
        ),
      },
      account,
      region: { RegionId: label },
      usage: { UsageType: label },
      instance: { SkuMeter: label },
      operation: { Operation: label },
      zone: { AvailabilityZone: label },
      none: {},
    },
    currencySigns: { $: 'USD', USD: 'USD', '€': 'EUR', EUR: 'EUR', '£': 'GBP', GBP: 'GBP', CNY: 'CNY', JPY: 'JPY' },
    totalColumns: ['Total costs', 'Total cost', 'Total'],
    totalRows: ['Service total', 'Linked account total', 'Region total', 'Usage type total', 'Instance type total', 'Total'],
  },
  columns: {
    BilledCost: column(PIVOTED.amount),
    EffectiveCost: column(PIVOTED.amount),
    ChargePeriodStart: column(PIVOTED.date),
    ServiceProviderName: constant('AWS'),
    HostProviderName: constant('AWS'),
    InvoiceIssuerName: constant('Amazon Web Services'),
    ChargeCategory: constant('Usage'),
  },
  notes: [
    'Each cell becomes a charge of its row’s day (or first day of its month) and its column’s service, account or other group; empty cells are none.',
    'The row and the column of totals are left out.',
    'The file does not say which cost it shows; it is read as unblended, and EffectiveCost is the same amount.',
    'List and contracted cost are not known.',
    'It names no billing account, so that it takes the place of no report: load it only for accounts whose reports are not loaded.',
  ],
};
