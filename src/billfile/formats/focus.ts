/**
 * How the columns of FOCUS exports of every version feed the columns of FOCUS 1.4.
 * Names are compared without case, blanks and underscores; the first column with a value wins.
 */
export const FOCUS_CHARGE_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  BilledCost: ['BilledCost'],
  EffectiveCost: ['EffectiveCost', 'AmortizedCost'],
  ListCost: ['ListCost'],
  ContractedCost: ['ContractedCost'],
  ConsumedQuantity: ['ConsumedQuantity', 'UsageQuantity'],
  PricingQuantity: ['PricingQuantity'],
  BillingPeriodStart: ['BillingPeriodStart'],
  ChargePeriodStart: ['ChargePeriodStart'],
  BillingCurrency: ['BillingCurrency', 'BilledCurrency'],
  ServiceProviderName: ['ServiceProviderName', 'ProviderName', 'Provider'],
  HostProviderName: ['HostProviderName', 'PublisherName', 'Publisher'],
  InvoiceIssuerName: ['InvoiceIssuerName', 'InvoiceIssuer'],
  InvoiceId: ['InvoiceId', 'x_InvoiceId'],
  BillingAccountId: ['BillingAccountId'],
  BillingAccountName: ['BillingAccountName'],
  SubAccountId: ['SubAccountId'],
  SubAccountName: ['SubAccountName'],
  ServiceCategory: ['ServiceCategory'],
  ServiceSubcategory: ['ServiceSubcategory', 'x_ServiceSubcategory'],
  ServiceName: ['ServiceName'],
  SkuId: ['SkuId', 'Sku'],
  SkuMeter: ['SkuMeter', 'x_SkuMeterName', 'x_SkuMeter'],
  SkuPriceId: ['SkuPriceId'],
  SkuPriceDetails: ['SkuPriceDetails', 'x_SkuDetails'],
  RegionId: ['RegionId', 'Region'],
  RegionName: ['RegionName'],
  AvailabilityZone: ['AvailabilityZone'],
  ResourceId: ['ResourceId'],
  ResourceName: ['ResourceName'],
  ResourceType: ['ResourceType', 'x_ResourceType'],
  ChargeCategory: ['ChargeCategory', 'ChargeType'],
  ChargeClass: ['ChargeClass'],
  ChargeFrequency: ['ChargeFrequency'],
  ChargeDescription: ['ChargeDescription'],
  PricingCategory: ['PricingCategory'],
  PricingUnit: ['PricingUnit'],
  ConsumedUnit: ['ConsumedUnit', 'UsageUnit'],
  CommitmentDiscountId: ['CommitmentDiscountId'],
  CommitmentDiscountName: ['CommitmentDiscountName'],
  CommitmentDiscountCategory: ['CommitmentDiscountCategory'],
  CommitmentDiscountType: ['CommitmentDiscountType'],
  CommitmentDiscountStatus: ['CommitmentDiscountStatus'],
  Tags: ['Tags', 'x_ResourceTags', 'x_Labels', 'oci_Tags'],
  Operation: ['x_Operation', 'x_OperationName', 'x_ConsumedService'],
  UsageType: ['x_UsageType', 'x_SkuMeterSubcategory', 'x_SkuMeterCategory', 'oci_SkuName'],
};

/** Columns without which a file is not a FOCUS bill at all. */
export const FOCUS_CHARGE_SIGNATURE = ['BilledCost', 'ChargeCategory'] as const;

/** Names that only exports before FOCUS 1.0 use. */
export const PREVIEW_NAMES = [
  'Provider',
  'Publisher',
  'InvoiceIssuer',
  'Region',
  'UsageQuantity',
  'ChargeSubcategory',
  'ChargeType',
] as const;

/** The other FOCUS datasets, told apart from bills by columns that bills do not have. */
export const FOCUS_SIDE_SIGNATURES = [
  { dataset: 'InvoiceDetail', signature: ['InvoiceDetailId', 'InvoiceIssueStatus'] },
  { dataset: 'ContractCommitment', signature: ['ContractCommitmentId', 'ContractCommitmentPeriodEnd'] },
  { dataset: 'BillingPeriod', signature: ['BillingPeriodStatus', 'BillingPeriodStart'] },
] as const;
