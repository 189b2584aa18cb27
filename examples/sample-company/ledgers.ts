import { addMonths, firstDayOf, type BillingPeriod } from '../../src/time.ts';
import { invoiceIdOf, providerOf, unitsText, type SampleCharge } from './charge.ts';
import type { Provider } from './company.ts';
import { csvText } from './csv.ts';
import type { Plan } from './plan.ts';
import { monthsOf } from './spend-shape.ts';

const CONTRACT_COLUMNS =
  'BillingCurrency ContractCommitmentApplicability ContractCommitmentBenefitCategory ContractCommitmentCategory ContractCommitmentCost ContractCommitmentCreated ContractCommitmentDescription ContractCommitmentDiscountPercentage ContractCommitmentDurationType ContractCommitmentFulfillmentInterval ContractCommitmentId ContractCommitmentLastUpdated ContractCommitmentLifecycleStatus ContractCommitmentModel ContractCommitmentOfferCategory ContractCommitmentPaymentInterval ContractCommitmentPaymentModel ContractCommitmentPaymentUpfrontPercentage ContractCommitmentPeriodEnd ContractCommitmentPeriodStart ContractCommitmentQuantity ContractCommitmentType ContractCommitmentUnit ContractId ContractPeriodEnd ContractPeriodStart InvoiceIssuerName PricingCurrency PricingCurrencyContractCommitmentCost ServiceProviderName'.split(
    ' ',
  );

const PERIOD_COLUMNS =
  'BillingPeriodCreated BillingPeriodEnd BillingPeriodLastUpdated BillingPeriodStart BillingPeriodStatus InvoiceIssuerName'.split(' ');

const INVOICE_COLUMNS =
  'BilledCost BillingAccountId BillingCurrency BillingPeriodEnd BillingPeriodStart ChargeCategory InvoiceDetailCreated InvoiceDetailDescription InvoiceDetailGrain InvoiceDetailId InvoiceDetailLastUpdated InvoiceId InvoiceIssueDate InvoiceIssueStatus InvoiceIssuerName PaymentDueDate PaymentTerms ReferenceInvoiceId'.split(
    ' ',
  );

const instant = (day: string): string => `${day}T00:00:00Z`;

/** The FOCUS 1.4 Contract Commitment file of a provider: what is committed, from when, until when. */
export function contractCommitmentFile(plan: Plan, provider: Provider): string {
  const shared = {
    ContractCommitmentApplicability: '{"IsComplexScope":true}',
    ContractCommitmentBenefitCategory: 'Discount',
    ContractCommitmentLifecycleStatus: 'Active',
    ContractCommitmentModel: 'Continuous',
    BillingCurrency: 'USD',
    PricingCurrency: 'USD',
    InvoiceIssuerName: provider.issuer,
    ServiceProviderName: provider.name,
  };
  const commitments = plan.commitments
    .filter(({ account }) => account.provider === provider.key)
    .map((each) => ({
      ...shared,
      ContractCommitmentOfferCategory: 'Public',
      ContractCommitmentCategory: each.category,
      ContractCommitmentCost: unitsText(each.monthly * BigInt(monthsOf(each.start, each.end))),
      ContractCommitmentDescription: each.name,
      ContractCommitmentDiscountPercentage: String(Number(each.rateBp) / 100),
      ContractCommitmentId: each.id,
      ContractId: `otterholt-${each.key}`,
      ContractCommitmentPaymentModel: each.payment,
      ContractCommitmentType: each.type,
      ...spanOf(each.start, each.end),
      ...(each.unit === ''
        ? {}
        : { ContractCommitmentUnit: each.unit, ContractCommitmentQuantity: String(monthsOf(each.start, each.end) * 730) }),
    }));
  const agreements = plan.agreements
    .filter(({ account }) => account.provider === provider.key)
    .map((each) => ({
      ...shared,
      ContractCommitmentOfferCategory: 'Negotiated',
      ContractCommitmentCategory: 'Spend',
      ContractCommitmentCost: each.cost,
      ContractCommitmentDescription: each.description,
      ContractCommitmentDiscountPercentage: each.discountPercentage,
      ContractCommitmentId: each.id,
      ContractId: each.contractId,
      ContractCommitmentPaymentModel: 'No Upfront',
      ContractCommitmentType: each.type,
      ...spanOf(each.start, each.end),
    }));
  return fileOf(CONTRACT_COLUMNS, [...commitments, ...agreements]);
}

/** Every period is closed but the last. */
export function billingPeriodFile(periods: readonly BillingPeriod[], provider: Provider): string {
  const rows = periods.map((period, index) => ({
    BillingPeriodCreated: instant(firstDayOf(period)),
    BillingPeriodStart: instant(firstDayOf(period)),
    BillingPeriodEnd: instant(firstDayOf(addMonths(period, 1))),
    BillingPeriodLastUpdated: instant(firstDayOf(addMonths(period, 1))),
    BillingPeriodStatus: index === periods.length - 1 ? 'Open' : 'Closed',
    InvoiceIssuerName: provider.issuer,
  }));
  return fileOf(PERIOD_COLUMNS, rows);
}

/** One invoice line a billing account, period and charge category, adding up to the charges that were delivered last. */
export function invoiceDetailFile(bills: ReadonlyMap<BillingPeriod, readonly SampleCharge[]>, plan: Plan, provider: Provider): string {
  const accounts = new Map(
    plan.lines
      .map(({ account }) => account)
      .filter((each) => providerOf(each) === provider)
      .map((each) => [each.billingAccountId, each]),
  );
  const rows = [...bills].flatMap(([period, charges]) =>
    [...accounts.values()].flatMap((account) => {
      const own = charges.filter(({ columns }) => columns['BillingAccountId'] === account.billingAccountId);
      return [...new Set(own.map(({ columns }) => columns['ChargeCategory'] ?? ''))].map((category) => {
        const billed = own
          .filter(({ columns }) => columns['ChargeCategory'] === category)
          .reduce((sum, each) => sum + each.costs.billed, 0n);
        const invoiceId = invoiceIdOf(account, period);
        const issued = firstDayOf(addMonths(period, 1));
        return {
          BilledCost: unitsText(billed),
          BillingAccountId: account.billingAccountId,
          BillingCurrency: account.currency,
          BillingPeriodStart: instant(firstDayOf(period)),
          BillingPeriodEnd: instant(issued),
          ChargeCategory: category,
          InvoiceDetailCreated: instant(issued),
          InvoiceDetailDescription: `${category} charges of ${period}`,
          InvoiceDetailGrain: '{"x_GroupedBy":"InvoiceId,ChargeCategory"}',
          InvoiceDetailId: `${invoiceId}-${category}`,
          InvoiceDetailLastUpdated: instant(issued),
          InvoiceId: invoiceId,
          InvoiceIssueDate: instant(issued),
          InvoiceIssueStatus: 'Issued',
          InvoiceIssuerName: provider.issuer,
          PaymentDueDate: instant(firstDayOf(addMonths(period, 2))),
          PaymentTerms: 'Net 30',
          ReferenceInvoiceId: invoiceId,
        };
      });
    }),
  );
  return fileOf(INVOICE_COLUMNS, rows);
}

function spanOf(start: string, end: string): Record<string, string> {
  const duration = `${monthsOf(start, end)} Months`;
  return {
    ContractCommitmentCreated: instant(start),
    ContractCommitmentLastUpdated: instant(start),
    ContractCommitmentPeriodStart: instant(start),
    ContractCommitmentPeriodEnd: instant(end),
    ContractPeriodStart: instant(start),
    ContractPeriodEnd: instant(end),
    ContractCommitmentDurationType: duration,
    ContractCommitmentFulfillmentInterval: 'Monthly',
    ContractCommitmentPaymentInterval: 'Monthly',
  };
}

const fileOf = (columns: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string =>
  csvText(
    columns,
    rows.map((row) => columns.map((column) => row[column] ?? '')),
  );
