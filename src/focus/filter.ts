import type { DayRange } from '../time.ts';

/** Dimensions that costs can be grouped and filtered by; `tag:<key>` stands for any tag. */
export const COST_DIMENSIONS = [
  'serviceProviderName',
  'invoiceIssuerName',
  'billingAccountId',
  'billingCurrency',
  'subAccountId',
  'serviceCategory',
  'serviceName',
  'skuId',
  'regionId',
  'resourceId',
  'resourceType',
  'chargeCategory',
  'pricingCategory',
  'commitmentDiscountId',
  'billingPeriod',
  'day',
  'month',
] as const;

export type NamedDimension = (typeof COST_DIMENSIONS)[number];
export type CostDimension = NamedDimension | `tag:${string}`;

/** Which charges a question is about: a day range (null: all, undated included) and required values by dimension. */
export interface ChargeFilter {
  readonly range: DayRange | null;
  readonly where: Readonly<Partial<Record<CostDimension, readonly string[]>>>;
  /** Billing currency, when the figure is of one currency only. */
  readonly billingCurrency?: string | undefined;
}
