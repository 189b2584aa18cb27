import { resolveAssumptions } from '../../../src/catalog/migration-assumptions.ts';
import { priceBook } from '../../../src/catalog/price-book.ts';
import { portfolioOf } from '../../../src/analysis/migration/portfolio-of.ts';
import type { MigrationInput } from '../../../src/analysis/migration/migration-input.ts';
import type { Portfolio, PortfolioItem } from '../../../src/analysis/migration/portfolio.ts';
import type { UsageLine } from '../../../src/focus/usage-line.ts';
import { attosOf } from '../../../src/money.ts';

const EMPTY: UsageLine = {
  billingCurrency: 'USD',
  serviceProviderName: 'AWS',
  billingAccountId: 'payer',
  subAccountId: 'account',
  serviceCategory: '',
  serviceSubcategory: '',
  serviceName: '',
  regionId: 'us-east-1',
  regionName: '',
  resourceId: '',
  resourceName: '',
  resourceType: '',
  chargeCategory: 'Usage',
  pricingCategory: 'Standard',
  commitmentDiscountId: '',
  commitmentDiscountStatus: '',
  usageType: '',
  operation: '',
  skuMeter: '',
  skuPriceDetails: '',
  consumedUnit: '',
  pricingUnit: '',
  tags: '',
  chargeDescription: '',
  knownCosts: 15,
  unfit: null,
  billedCost: 0n,
  effectiveCost: 0n,
  listCost: 0n,
  contractedCost: 0n,
  consumedQuantity: null,
  pricingQuantity: null,
  rowCount: 1,
};

export interface SampleUsage extends Partial<Omit<UsageLine, 'consumedQuantity'>> {
  /** All four costs, as decimal text; single costs may still be set apart. */
  readonly cost?: string;
  /** Quantity and unit, such as [720, 'Hrs']. */
  readonly used?: readonly [quantity: number, unit: string];
}

/** A line of a bill as a test writes it. */
export function usage({ cost = '1', used, ...fields }: SampleUsage): UsageLine {
  const attos = attosOf(cost) ?? 0n;
  const quantity = used === undefined ? {} : { consumedQuantity: used[0], consumedUnit: used[1] };
  return { ...EMPTY, billedCost: attos, effectiveCost: attos, listCost: attos, contractedCost: attos, ...quantity, ...fields };
}

/** November 2026: 720 hours, one month. */
const NOVEMBER: MigrationInput = {
  snapshotHash: 'sample',
  asOf: '2026-11-30',
  window: { from: '2026-11-01', to: '2026-12-01' },
  months: 1,
  lines: [],
  commitments: [],
  rates: [],
  utilisation: [],
  targets: null,
  overrides: {},
  seed: 1,
};

export const HOURS = 720;

export const assumptions = (() => {
  const resolved = resolveAssumptions({});
  if (!resolved.ok) throw new Error('the defaults resolve');
  return resolved.assumptions;
})();

/** The portfolio of some lines in November 2026. */
export const portfolio = (lines: readonly SampleUsage[], input: Partial<MigrationInput> = {}): Portfolio =>
  portfolioOf({ ...NOVEMBER, ...input, lines: lines.map(usage) }, priceBook(), assumptions);

/** The only item of some lines; fails where there are none or several. */
export function onlyItem(lines: readonly SampleUsage[], input: Partial<MigrationInput> = {}): PortfolioItem {
  const { items, unpriced, fixed } = portfolio(lines, input);
  const [item] = items;
  if (item === undefined || items.length > 1)
    throw new Error(`${items.length} items, unpriced ${JSON.stringify(unpriced)}, fixed ${JSON.stringify(fixed)}`);
  return item;
}
