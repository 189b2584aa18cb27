import { exactText } from '../../src/money.ts';
import { addMonths, firstDayOf, type BillingPeriod, type Day } from '../../src/time.ts';
import { PROVIDERS, type Account, type Provider } from './company.ts';

/** The four costs of a charge in units of 1e-10 of its currency. */
export interface Costs {
  readonly billed: bigint;
  readonly effective: bigint;
  readonly list: bigint;
  readonly contracted: bigint;
}

/** A row of a bill: its costs as numbers for the totals, and every column as the text that a file holds. */
export interface SampleCharge {
  readonly currency: string;
  readonly costs: Costs;
  readonly columns: Readonly<Record<string, string>>;
}

export interface ChargeParts {
  readonly account: Account;
  readonly period: BillingPeriod;
  readonly from: Day;
  readonly to: Day;
  readonly costs: Costs;
  /** FOCUS columns beyond account, period, provider and cost. */
  readonly columns: Readonly<Record<string, string>>;
}

/** Decimal text of units of 1e-10, without needless zeros. */
export const unitsText = (units: bigint): string => exactText(units * 100_000_000n);

export const sameCosts = (amount: bigint): Costs => ({ billed: amount, effective: amount, list: amount, contracted: amount });

export function providerOf(account: Account): Provider {
  const provider = PROVIDERS.find(({ key }) => key === account.provider);
  if (provider === undefined) throw new RangeError(`no provider ${account.provider}`);
  return provider;
}

/** The invoice of a billing account for a period. */
export const invoiceIdOf = (account: Account, period: BillingPeriod): string =>
  `${account.provider.toUpperCase()}-${account.billingAccountId.slice(-4)}-${period.replace('-', '')}`;

/** Fills the columns that every charge has. Instants carry seconds; a dialect may shorten them. */
export function chargeOf({ account, period, from, to, costs, columns }: ChargeParts): SampleCharge {
  const provider = providerOf(account);
  const effective = unitsText(costs.effective);
  return {
    currency: account.currency,
    costs,
    columns: {
      ProviderName: provider.name,
      PublisherName: provider.name,
      ServiceProviderName: provider.name,
      HostProviderName: provider.name,
      InvoiceIssuerName: provider.issuer,
      InvoiceId: invoiceIdOf(account, period),
      BillingAccountId: account.billingAccountId,
      BillingAccountName: account.billingAccountName,
      BillingAccountType: provider.billingAccountType,
      SubAccountId: account.subAccountId,
      SubAccountName: account.subAccountName,
      SubAccountType: provider.subAccountType,
      BillingCurrency: account.currency,
      PricingCurrency: account.currency,
      BillingPeriodStart: instantOf(firstDayOf(period)),
      BillingPeriodEnd: instantOf(firstDayOf(addMonths(period, 1))),
      ChargePeriodStart: instantOf(from),
      ChargePeriodEnd: instantOf(to),
      BilledCost: unitsText(costs.billed),
      EffectiveCost: effective,
      ListCost: unitsText(costs.list),
      ContractedCost: unitsText(costs.contracted),
      PricingCurrencyEffectiveCost: effective,
      ...columns,
    },
  };
}

const instantOf = (day: Day): string => `${day}T00:00:00Z`;
