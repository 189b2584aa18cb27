import fc from 'fast-check';
import type { AskName, CaseGroup, NegotiationCase } from '../../../src/finding/negotiation-case.ts';
import { asksPv } from '../../../src/analysis/negotiation/asks.ts';
import { baselineOf, termOf } from '../../../src/analysis/negotiation/term.ts';

/** A number with few digits, so that shrunk cases can be read. */
const tenths = (least: number, most: number): fc.Arbitrary<number> =>
  fc.integer({ min: Math.round(least * 100), max: Math.round(most * 100) }).map((value) => value / 100);

const groupFields = fc.record({
  monthly: fc.integer({ min: 1, max: 400_000 }),
  targetCostRatio: tenths(0, 1.6),
  cutoverMonth: fc.oneof(fc.constantFrom(0, 12, 24, 36, 60), fc.integer({ min: 1, max: 70 })),
  effortPersonMonths: tenths(0, 60),
  overlapMonths: tenths(0, 6),
  movable: fc.boolean().map((fixed) => !fixed),
  dataShare: tenths(0, 0.2),
  requires: fc.array(fc.nat(9), { maxLength: 2 }),
});

/** Groups that require only groups before them, so that there is no cycle. */
const groupsArbitrary = (most = 5): fc.Arbitrary<CaseGroup[]> =>
  fc.array(groupFields, { minLength: 1, maxLength: most }).map((list) =>
    list.map(({ requires, ...fields }, index) => ({
      name: `group ${index + 1}`,
      ...fields,
      requires: [...new Set(requires.filter((one) => one < index))].map((one) => `group ${one + 1}`),
    })),
  );

const benchArbitrary = fc
  .tuple(tenths(0, 0.2), tenths(0, 0.2), tenths(0.01, 0.3))
  .map((values) => values.toSorted((a, b) => a - b))
  .map(([low = 0, typical = 0, high = 0.1]) => ({ low, typical, high: Math.max(high, 0.01) }));

const commitmentFields = fc.record({
  group: fc.nat(9),
  monthly: fc.integer({ min: 0, max: 50_000 }),
  monthsLeft: fc.integer({ min: 0, max: 48 }),
});

const asksArbitrary = fc.record(
  {
    credits: fc.record({ face: fc.integer({ min: 0, max: 500_000 }), usableProbability: tenths(0, 1) }),
    transferRateCut: fc.record({ cut: tenths(0, 1), group: fc.constant('group 1') }),
    shortfallRollover: fc.record({ rolloverFraction: tenths(0, 0.5) }),
    priceProtection: fc.record({ coveredShare: tenths(0, 1), expectedListRise: tenths(0, 0.2) }),
    paymentTerms: fc.record({ extraDays: fc.integer({ min: 0, max: 120 }) }),
    supportFeeCut: fc.record({ monthlySaving: fc.integer({ min: 0, max: 30_000 }) }),
  },
  { requiredKeys: [] },
);

const scalars = fc.record({
  vendor: fc.constant('Nimbus Cloud'),
  currency: fc.constantFrom('USD', 'EUR', 'JPY'),
  snapshotDate: fc.constant(null),
  plannedSignature: fc.constant(null),
  vendorFiscalYearEnd: fc.constant(null),
  existingAgreementEnd: fc.constant(null),
  termYears: fc.integer({ min: 1, max: 5 }),
  growth: tenths(-0.4, 0.6),
  discountRate: tenths(0, 0.25),
  currentDiscount: tenths(0, 0.3),
  eligibleShare: tenths(0.3, 1),
  inPlaceOptimisation: tenths(0, 0.3),
  ratePerPersonMonth: fc.integer({ min: 0, max: 30_000 }),
  contingency: tenths(0, 0.5),
  fixedOneOff: fc.integer({ min: 0, max: 300_000 }),
  addedOpsMonthly: fc.integer({ min: 0, max: 40_000 }),
  crossCloudMonthly: fc.integer({ min: 0, max: 20_000 }),
  transferGb: fc.integer({ min: 0, max: 2_000_000 }),
  egressPerGb: tenths(0, 0.15),
  egressWaiver: fc.constantFrom('none', 'full_exit_only', 'always'),
  targetCreditRate: tenths(0, 0.4),
  commitFraction: tenths(0, 1),
  forecastSigma: tenths(0, 0.5),
  evidence: fc.constantFrom('none', 'written_quote', 'proof_of_concept', 'production_workload', 'tenth_of_spend_elsewhere'),
  horizonMonths: fc.integer({ min: 0, max: 36 }),
  vendorMargin: tenths(0.05, 1),
  bench: benchArbitrary,
  timing: fc.constantFrom(1, 0.8, 0.6),
  precedentCap: tenths(0, 0.2),
  asks: asksArbitrary,
  seed: fc.integer({ min: 0, max: 1000 }),
} as const);

/** Cases as the checks let them through: sums tie, requires hold no cycle, packages hold asks of the case. */
export const caseArbitrary = (mostGroups = 5): fc.Arbitrary<NegotiationCase> =>
  fc
    .tuple(scalars, groupsArbitrary(mostGroups), fc.array(commitmentFields, { maxLength: 4 }), fc.array(fc.nat(5), { maxLength: 4 }))
    .map(([fields, groups, commitments, choices]) => {
      const total = groups.reduce((sum, group) => sum + group.monthly, 0);
      const made = Object.keys(fields.asks) as AskName[];
      return {
        ...fields,
        groups,
        monthlyBillList: total / (1 - fields.inPlaceOptimisation),
        commitments: commitments.map((one) => ({ ...one, group: groups[one.group % groups.length]?.name ?? '' })),
        packages: choices.map((choice, index) => ({ name: `package ${index + 1}`, asks: made.slice(0, choice) })),
      };
    });

/** eligibleShare x PV_B of a case. */
export const discountBaseOf = (input: NegotiationCase): number =>
  input.eligibleShare * baselineOf(termOf(input), input.groups).presentValue;

/** The asks of a case as the model values them. */
export const asksOf = (input: NegotiationCase): Partial<Record<AskName, number>> =>
  asksPv(input, termOf(input), baselineOf(termOf(input), input.groups));
