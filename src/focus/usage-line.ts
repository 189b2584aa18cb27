import type { CostMetric } from './columns.ts';

/**
 * Charges of a window folded to what tells workloads apart: one resource in one use. Costs are attos of the billing
 * currency; quantities are sums over the window in `consumedUnit` and `pricingUnit`, null where the bill states none.
 */
export interface UsageLine {
  readonly billingCurrency: string;
  readonly serviceProviderName: string;
  readonly billingAccountId: string;
  readonly subAccountId: string;
  readonly serviceCategory: string;
  readonly serviceSubcategory: string;
  readonly serviceName: string;
  readonly regionId: string;
  /** Some bills name the region and leave its id empty. */
  readonly regionName: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly resourceType: string;
  readonly chargeCategory: string;
  readonly pricingCategory: string;
  readonly commitmentDiscountId: string;
  readonly commitmentDiscountStatus: string;
  readonly usageType: string;
  readonly operation: string;
  readonly skuMeter: string;
  /** JSON text as the bill has it, often with InstanceType, CoreCount, MemorySize; '' where absent. */
  readonly skuPriceDetails: string;
  readonly consumedUnit: string;
  readonly pricingUnit: string;
  /** Tags as JSON text; '' where absent. */
  readonly tags: string;
  readonly chargeDescription: string;
  /** Bits of KNOWN_COST_BITS: which costs the rows state at all. */
  readonly knownCosts: number;
  /** Set where the effective cost was found unfit: what to use for it, and why. */
  readonly unfit: { readonly fallback: CostMetric; readonly reason: string } | null;
  readonly billedCost: bigint;
  readonly effectiveCost: bigint;
  readonly listCost: bigint;
  readonly contractedCost: bigint;
  readonly consumedQuantity: number | null;
  readonly pricingQuantity: number | null;
  readonly rowCount: number;
}
