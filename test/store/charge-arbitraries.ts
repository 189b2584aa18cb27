import fc from 'fast-check';
import { COST_METRICS } from '../../src/focus/columns.ts';
import type { CostQuestion } from '../../src/focus/cost-question.ts';
import { COST_DIMENSIONS, type CostDimension } from '../../src/focus/filter.ts';
import { exactText } from '../../src/money.ts';
import type { SampleCharge } from './sample-charges.ts';

/** Few values each, so that charges meet in groups. */
const DAYS = ['', '2025-12-31', '2026-01-01', '2026-01-15', '2026-02-01', '2026-02-28'];
const cost = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }).map(exactText);
const text = (prefix: string): fc.Arbitrary<string> => fc.constantFrom('', `${prefix} one`, `${prefix} two`);

const dimensions = fc.record({
  billingCurrency: fc.constantFrom('USD', 'EUR'),
  serviceProviderName: text('provider'),
  invoiceIssuerName: text('issuer'),
  billingAccountId: text('account'),
  subAccountId: text('sub account'),
  serviceCategory: text('category'),
  serviceName: text('service'),
  skuId: text('sku'),
  regionId: text('region'),
  resourceId: text('resource'),
  resourceType: text('type'),
  chargeCategory: fc.constantFrom('Usage', 'Tax'),
  pricingCategory: text('pricing'),
  tags: fc.constantFrom('', '{"team":"one"}', '{"team":"two","other":1}', 'team=one'),
});

const costs = fc.record(Object.fromEntries(COST_METRICS.map((metric) => [metric, cost])), { requiredKeys: [] });

/** A charge with costs up to ten million units, some of them not stated. */
export const anyCharge: fc.Arbitrary<SampleCharge> = fc.record({
  run: fc.constantFrom('run-1', 'run-2', 'run-3'),
  billingPeriod: fc.constantFrom('2026-01', '2026-02'),
  day: fc.constantFrom(...DAYS),
  dimensions,
  costs,
  rowCount: fc.integer({ min: 1, max: 5 }),
});

const anyDimension: fc.Arbitrary<CostDimension> = fc.constantFrom<CostDimension>(...COST_DIMENSIONS, 'tag:team');

const anyMetric = fc.constantFrom(...COST_METRICS);

const range = fc.constantFrom(
  null,
  { from: '2026-01-01', to: '2026-02-01' },
  { from: '2026-01-15', to: '2026-02-28' },
  { from: '0001-01-01', to: '2026-01-01' },
);

const VALUES: Readonly<Record<string, readonly string[]>> = {
  serviceName: ['', 'service one', 'no such service'],
  resourceId: ['resource one', ''],
  subAccountId: ['sub account one', 'sub account two'],
  chargeCategory: ['Usage'],
  billingPeriod: ['2026-01'],
  billingCurrency: ['EUR'],
  month: ['2026-01', ''],
  day: ['2026-01-15', '', 'no day'],
  'tag:team': ['one', ''],
};

const where: fc.Arbitrary<CostQuestion['where']> = fc
  .subarray(Object.keys(VALUES), { maxLength: 3 })
  .map((names) => Object.fromEntries(names.map((name) => [name, VALUES[name] ?? []])));

export const anyQuestion: fc.Arbitrary<CostQuestion> = fc.record({
  range,
  groupBy: fc.uniqueArray(anyDimension, { maxLength: 3 }),
  metric: anyMetric,
  where,
});
