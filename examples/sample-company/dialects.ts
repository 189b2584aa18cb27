import type { SampleCharge } from './charge.ts';
import type { ProviderKey } from './company.ts';

/** How a provider writes its bill: file type, columns in file order, and where each column's text comes from. */
export interface Dialect {
  readonly version: string;
  readonly extension: 'csv' | 'csv.gz' | 'parquet';
  readonly periodsPerFile: number;
  readonly columns: readonly string[];
  readonly textOf: (charge: SampleCharge, column: string) => string;
}

const FOCUS_1_0 =
  'AvailabilityZone BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd BillingPeriodStart ChargeCategory ChargeClass ChargeDescription ChargeFrequency ChargePeriodEnd ChargePeriodStart CommitmentDiscountCategory CommitmentDiscountId CommitmentDiscountName CommitmentDiscountStatus CommitmentDiscountType ConsumedQuantity ConsumedUnit ContractedCost ContractedUnitPrice EffectiveCost InvoiceIssuerName ListCost ListUnitPrice PricingCategory PricingQuantity PricingUnit ProviderName PublisherName RegionId RegionName ResourceId ResourceName ResourceType ServiceCategory ServiceName SkuId SkuPriceId SubAccountId SubAccountName Tags';

const ADDED_1_1 =
  'CapacityReservationId CapacityReservationStatus CommitmentDiscountQuantity CommitmentDiscountUnit ServiceSubcategory SkuMeter SkuPriceDetails';

const ADDED_1_2 =
  'BillingAccountType InvoiceId PricingCurrency PricingCurrencyContractedUnitPrice PricingCurrencyEffectiveCost PricingCurrencyListUnitPrice SubAccountType';

const ADDED_1_3 =
  'AllocatedMethodDetails AllocatedMethodId AllocatedResourceId AllocatedResourceName AllocatedTags ContractApplied HostProviderName ServiceProviderName';

/** Cost reports of Oracle follow FOCUS 1.0-preview: older names, no ContractedCost, minutes in instants. */
const ORACLE_PREVIEW =
  'AvailabilityZone BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd BillingPeriodStart ChargeCategory ChargeDescription ChargeFrequency ChargePeriodEnd ChargePeriodStart ChargeSubcategory CommitmentDiscountCategory CommitmentDiscountId CommitmentDiscountName CommitmentDiscountType EffectiveCost InvoiceIssuer ListCost ListUnitPrice PricingCategory PricingQuantity PricingUnit Provider Publisher Region ResourceId ResourceName ResourceType ServiceCategory ServiceName SkuId SkuPriceId SubAccountId SubAccountName Tags UsageQuantity UsageUnit oci_ReferenceNumber oci_CompartmentId oci_CompartmentName oci_OverageFlag oci_BackReferenceNumber';

const ORACLE_SOURCES: Readonly<Record<string, string>> = {
  InvoiceIssuer: 'InvoiceIssuerName',
  Provider: 'ProviderName',
  Publisher: 'PublisherName',
  Region: 'RegionId',
  UsageQuantity: 'ConsumedQuantity',
  UsageUnit: 'ConsumedUnit',
  oci_CompartmentId: 'SubAccountId',
  oci_CompartmentName: 'SubAccountName',
};

const listOf = (...lists: readonly string[]): readonly string[] => lists.flatMap((list) => list.split(' '));
const sorted = (...lists: readonly string[]): readonly string[] => [...listOf(...lists)].sort((a, b) => (a < b ? -1 : 1));
const plainText = (charge: SampleCharge, column: string): string => charge.columns[column] ?? '';

export const DIALECTS: Readonly<Record<ProviderKey, Dialect>> = {
  aws: {
    version: 'FOCUS 1.2',
    extension: 'csv.gz',
    periodsPerFile: 1,
    columns: [...sorted(FOCUS_1_0, ADDED_1_1, ADDED_1_2), 'x_Operation', 'x_ServiceCode', 'x_UsageType'],
    textOf: plainText,
  },
  azure: {
    version: 'FOCUS 1.0',
    extension: 'csv',
    periodsPerFile: 1,
    columns: [...listOf(FOCUS_1_0), 'x_ResourceGroupName', 'x_SkuMeterCategory', 'x_SkuMeterName'],
    textOf: plainText,
  },
  gcp: {
    version: 'FOCUS 1.3',
    extension: 'parquet',
    periodsPerFile: 1,
    columns: sorted(FOCUS_1_0, ADDED_1_1, ADDED_1_2, ADDED_1_3),
    textOf: plainText,
  },
  oracle: { version: 'FOCUS 1.0-preview', extension: 'csv', periodsPerFile: 3, columns: listOf(ORACLE_PREVIEW), textOf: oracleText },
  ibm: { version: 'FOCUS 1.2', extension: 'csv', periodsPerFile: 13, columns: sorted(FOCUS_1_0, ADDED_1_1, ADDED_1_2), textOf: plainText },
};

function oracleText(charge: SampleCharge, column: string): string {
  const text = plainText(charge, ORACLE_SOURCES[column] ?? column);
  return /Period(?:Start|End)$/.test(column) ? text.replace(':00Z', 'Z') : text;
}

/** Whether the dialect has a column for each cost; one that it lacks is unknown, not zero. */
export const statesContractedCost = (dialect: Dialect): boolean => dialect.columns.includes('ContractedCost');
