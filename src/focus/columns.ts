/**
 * The FOCUS columns that a charge is folded by. Names are those of FOCUS 1.4;
 * `camelCase` for the program, `snake_case` for the database, `PascalCase` for files.
 */
export const SERIES_DIMENSIONS = [
  'billingCurrency',
  'serviceProviderName',
  'hostProviderName',
  'invoiceIssuerName',
  'invoiceId',
  'billingAccountId',
  'billingAccountName',
  'subAccountId',
  'subAccountName',
  'serviceCategory',
  'serviceSubcategory',
  'serviceName',
  'skuId',
  'skuMeter',
  'skuPriceId',
  'skuPriceDetails',
  'regionId',
  'regionName',
  'availabilityZone',
  'resourceId',
  'resourceName',
  'resourceType',
  'chargeCategory',
  'chargeClass',
  'chargeFrequency',
  'pricingCategory',
  'pricingUnit',
  'consumedUnit',
  'commitmentDiscountId',
  'commitmentDiscountName',
  'commitmentDiscountCategory',
  'commitmentDiscountType',
  'commitmentDiscountStatus',
  'tags',
  'operation',
  'usageType',
] as const;

export type SeriesDimension = (typeof SERIES_DIMENSIONS)[number];

export const COST_METRICS = ['billedCost', 'effectiveCost', 'listCost', 'contractedCost'] as const;

export type CostMetric = (typeof COST_METRICS)[number];

/** Bit of each cost metric in `knownCosts`: set when the rows of a series state that cost at all. */
export const KNOWN_COST_BITS: Record<CostMetric, number> = { billedCost: 1, effectiveCost: 2, listCost: 4, contractedCost: 8 };

/** The first bit of `knownCosts` that names no cost: from here on, bits only tell the rows of one large sum apart. */
export const LOT_BIT = 16;

/** Currency of rows whose export has no BillingCurrency column (ISO 4217: no currency). */
export const NO_CURRENCY = 'XXX';

/** `billedCost` to `BilledCost`, as a FOCUS file spells it. */
export const focusName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** `billedCost` to `billed_cost`, as the database spells it. */
export const columnName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
