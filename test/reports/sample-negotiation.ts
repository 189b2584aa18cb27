import { evaluateNegotiation } from '../../src/analysis/negotiation/evaluate-negotiation.ts';
import { effectiveDiscount } from '../../src/analysis/negotiation/effective-discount.ts';
import { packNumbersOf } from '../../src/analysis/negotiation/pack-numbers.ts';
import type { DerivedCase } from '../../src/finding/derived-case.ts';
import type { NegotiationCase } from '../../src/finding/negotiation-case.ts';
import type { NegotiationPack, PackBenchmark, PackOffer } from '../../src/finding/negotiation-pack.ts';
import { sampleLockIn } from './sample-lock-in.ts';

const usd = (amount: string): { amount: string; currency: string } => ({ amount, currency: 'USD' });

/** A renewal with AWS, written by hand: 290,000 a month, a proof of concept done, one commitment on databases. */
export const sampleCase: NegotiationCase = {
  vendor: 'AWS',
  currency: 'USD',
  snapshotDate: '2026-10-31',
  plannedSignature: '2027-06-15',
  vendorFiscalYearEnd: '12-31',
  existingAgreementEnd: '2027-06-30',
  termYears: 3,
  growth: 0.071,
  discountRate: 0.1,
  currentDiscount: 0.043,
  eligibleShare: 0.93,
  monthlyBillList: 291_400,
  inPlaceOptimisation: 0.085,
  groups: [
    group('Stateless services', {
      monthly: 88_631,
      targetCostRatio: 0.71,
      cutoverMonth: 6,
      effortPersonMonths: 14,
      overlapMonths: 1,
      dataShare: 0.05,
    }),
    group('Databases', {
      monthly: 71_200,
      targetCostRatio: 0.77,
      cutoverMonth: 10,
      effortPersonMonths: 17,
      overlapMonths: 2,
      dataShare: 0.45,
      requires: ['Stateless services'],
    }),
    group('Object storage', {
      monthly: 29_700,
      targetCostRatio: 0.66,
      cutoverMonth: 11,
      effortPersonMonths: 4,
      overlapMonths: 1.5,
      dataShare: 0.5,
    }),
    group('Data transfer', {
      monthly: 21_300,
      targetCostRatio: 0.5,
      cutoverMonth: 11,
      effortPersonMonths: 1,
      overlapMonths: 0,
      dataShare: 0,
      requires: ['Object storage'],
    }),
    group('Analytics', {
      monthly: 33_800,
      targetCostRatio: 0.84,
      cutoverMonth: 17,
      effortPersonMonths: 21,
      overlapMonths: 3,
      dataShare: 0,
    }),
    {
      ...group('Serverless and events', {
        monthly: 22_000,
        targetCostRatio: 0.92,
        cutoverMonth: 23,
        effortPersonMonths: 34,
        overlapMonths: 3,
        dataShare: 0,
      }),
      movable: false,
    },
  ],
  ratePerPersonMonth: 14_000,
  contingency: 0.22,
  fixedOneOff: 60_000,
  addedOpsMonthly: 9_500,
  crossCloudMonthly: 3_100,
  transferGb: 180_000,
  egressPerGb: 0.07,
  egressWaiver: 'full_exit_only',
  targetCreditRate: 0.06,
  commitments: [{ group: 'Databases', monthly: 31_500, monthsLeft: 16 }],
  commitFraction: 0.85,
  forecastSigma: 0.15,
  evidence: 'proof_of_concept',
  horizonMonths: 12,
  vendorMargin: 0.5,
  bench: { low: 0.06, typical: 0.08, high: 0.12 },
  timing: 0.8,
  precedentCap: 0.05,
  asks: {
    credits: { face: 240_000, usableProbability: 0.7 },
    transferRateCut: { cut: 0.3, group: 'Data transfer' },
    shortfallRollover: { rolloverFraction: 0.15 },
    priceProtection: { coveredShare: 0.8, expectedListRise: 0.02 },
    paymentTerms: { extraDays: 30 },
    supportFeeCut: { monthlySaving: 6_350 },
  },
  packages: [
    { name: 'Price first', asks: ['priceProtection'] },
    { name: 'Flexibility first', asks: ['shortfallRollover', 'paymentTerms', 'priceProtection'] },
    { name: 'Money to modernise', asks: ['credits', 'transferRateCut', 'supportFeeCut'] },
  ],
  seed: 1,
};

type GroupNumbers = Pick<
  NegotiationCase['groups'][number],
  'monthly' | 'targetCostRatio' | 'cutoverMonth' | 'effortPersonMonths' | 'overlapMonths' | 'dataShare'
> & { readonly requires?: readonly string[] };

function group(name: string, numbers: GroupNumbers): NegotiationCase['groups'][number] {
  return { name, movable: true, requires: [], ...numbers };
}

export interface SampleChanges {
  readonly case?: Partial<NegotiationCase>;
  readonly derived?: Partial<DerivedCase>;
  readonly pack?: Partial<NegotiationPack>;
}

/** The pack of the sample case, or of a changed one. */
export function samplePack(changes: SampleChanges = {}): NegotiationPack {
  const input: NegotiationCase = { ...sampleCase, ...changes.case };
  const snapshotHash = 'c0de'.repeat(16);
  const finding = evaluateNegotiation({ case: input, snapshotHash, filter: null, catalogRows: [], assumptions: [], gaps: [] });
  const derived = { ...derivedOf(input), ...changes.derived };
  return {
    customer: 'Meridian Freight (sample)',
    vendor: { name: input.vendor, provider: 'aws' },
    asOf: '2026-10-31',
    window: { from: '2025-11-01', to: '2026-11-01', months: 12 },
    snapshotHash,
    versions: [
      { version: '1.1', on: '2026-11-24', changes: ['Target up: a proof of concept was done (data)'] },
      { version: '1.0', on: '2026-10-06', changes: [] },
    ],
    derived,
    finding,
    numbers: packNumbersOf(input, derived.fitness.grade),
    spend,
    lockIn: sampleLockIn,
    migration: null,
    commitments: [
      {
        name: 'Database savings plan',
        category: 'Spend',
        startsOn: '2025-03-01',
        endsOn: '2028-02-29',
        monthly: usd('31500.000000000'),
        remaining: usd('504000.000000000'),
        group: 'Databases',
        figureId: null,
      },
      {
        name: 'Enterprise agreement',
        category: 'Spend',
        startsOn: '2024-07-01',
        endsOn: '2027-06-30',
        monthly: null,
        remaining: null,
        group: null,
        figureId: null,
      },
    ],
    contracts: [],
    calendar: {
      quarterEnds: ['2026-12-31', '2027-03-31', '2027-06-30', '2027-09-30', '2027-12-31'].map((on) => ({
        on,
        isYearEnd: on.endsWith('12-31'),
      })),
      notices: [{ name: 'Enterprise agreement', on: '2027-03-31' }],
      source: 'fiscal calendar of the vendor',
      grade: 'M',
      asOf: '2026-11-23',
    },
    benchmarks,
    offers: offersOf(input),
    legalFacts: [
      {
        jurisdiction: 'EU',
        subject: 'EU Data Act',
        on: '2027-01-12',
        text: 'From this day switching charges, egress included, are banned for customers in the Union.',
        source: 'Regulation (EU) 2023/2854, Article 29',
        checkedOn: '2026-11-23',
        grade: 'S',
        recheck: false,
      },
      {
        jurisdiction: 'EU',
        subject: 'Digital Omnibus',
        on: '2025-11',
        text: 'A proposal would soften the switching rules for custom-made services.',
        source: 'COM(2025) 837',
        checkedOn: '2026-11-23',
        grade: 'M',
        recheck: true,
      },
    ],
    decision: { owner: null, dueOn: '2027-02-15', authority: 0.117 },
    coverage: {
      accountsInScope: 14,
      accountsOutOfScope: ['sandbox-labs'],
      classifiedShare: 0.938,
      listKnownShare: 0.871,
      invoiceGap: 0.0021,
      unallocatedShare: 0.014,
      servicesWithoutClass: [{ name: 'Quantum Ledger Preview', monthly: usd('812.400000000') }],
      billedNotInInventory: null,
      inInventoryNotBilled: null,
      priceMapShare: 0.764,
      benchmarksFrom: '2022-03-02',
      benchmarksTo: '2026-04',
      contractsSeen: true,
      notEligible: usd('18400.000000000'),
    },
    shared: {
      growthScenarios: [],
      proofs: ['Order service on a second provider for six weeks'],
      clauses: [
        {
          label: 'Rollover of shortfall',
          request: 'An unmet commitment moves into the next year',
          precedent: 'fifteen percent moved forward',
          source: 'Snap Inc., filing of an agreement',
        },
        { label: 'Egress on exit', request: 'Egress waived for a partial exit as well', precedent: null, source: null },
      ],
      questions: ['Which of our services will be in the discount after the next price change?'],
    },
    catalogue: { version: '2026-11-23.5f0c', reviewedOn: '2026-11-23' },
    rates: [],
    ...changes.pack,
  };
}

const spend: NegotiationPack['spend'] = {
  months: Array.from({ length: 12 }, (_, index) => ({
    month: index < 2 ? `2025-${11 + index}` : `2026-${String(index - 1).padStart(2, '0')}`,
    amount: usd(`${241_306 + 2_417 * index}.180000000`),
    figureId: null,
  })),
  families: [
    { name: 'Compute', monthly: usd('104220.000000000'), share: 0.391, figureId: null },
    { name: 'Databases', monthly: usd('71200.000000000'), share: 0.267, figureId: null },
    { name: 'Storage', monthly: usd('36100.000000000'), share: 0.135, figureId: null },
    { name: 'Analytics', monthly: usd('33800.000000000'), share: 0.127, figureId: null },
    { name: 'Networking', monthly: usd('21300.000000000'), share: 0.08, figureId: null },
  ],
};

const benchmarks: readonly PackBenchmark[] = [
  {
    program: 'Our agreement of 2024',
    ours: true,
    isSynthesis: false,
    size: '2.0M to 2.5M USD',
    low: 0.043,
    typical: 0.043,
    high: 0.043,
    grade: 'S',
    asOf: '2024-07-01',
    source: 'signed terms',
    catalogRow: null,
  },
  {
    program: 'AWS private pricing, 2M to 5M',
    ours: false,
    isSynthesis: true,
    size: '2M to 5M USD',
    low: 0.06,
    typical: 0.08,
    high: 0.12,
    grade: 'W',
    asOf: '2026-04',
    source: 'made from the public rows below',
    catalogRow: null,
  },
  {
    program: 'AWS private pricing, entry',
    ours: false,
    isSynthesis: false,
    size: '1M to 5M USD',
    low: 0.06,
    typical: null,
    high: 0.15,
    grade: 'W',
    asOf: '2026-04',
    source: 'an adviser',
    catalogRow: null,
  },
];

function offersOf(input: NegotiationCase): PackOffer[] {
  const effective = effectiveDiscount(input, { headline: 0.095, addedCostsPv: 92_000, grantedAsksPv: 31_000 });
  const position = { discount: effective.effectiveDiscount, yearOne: usd('0.000000000'), presentValue: usd('0.000000000') };
  const offer: PackOffer['offer'] = {
    id: 'offer-1',
    vendorId: 'aws',
    createdAt: '2026-11-20T09:00:00.000Z',
    vendor: 'AWS',
    offeredOn: '2026-11-19',
    headline: 0.095,
    currency: 'USD',
    termYears: 3,
    commitmentPerYear: usd('2600000.000000000'),
    commitmentTotal: null,
    addedCosts: [{ label: 'support plan', presentValue: usd('92000.000000000'), monthly: null }],
    grantedAsks: { paymentTerms: { extraDays: 30 } },
    note: null,
  };
  return [{ offer, effective, position, addedCosts: offer.addedCosts }];
}

function derivedOf(input: NegotiationCase): DerivedCase {
  const origin = (name: string, value: string, source: string): DerivedCase['origins'][number] => ({
    input: name,
    value,
    source,
    grade: 'D',
    asOf: '2026-10-31',
    figureId: null,
    catalogRows: [],
  });
  return {
    case: input,
    origins: [
      origin('growth', String(input.growth), 'trend of twelve months of bills'),
      origin('monthlyBillList', String(input.monthlyBillList), 'bill at list-equivalent price'),
      origin('groups.Databases.targetCostRatio', '0.77', 'migration estimate, managed Kubernetes at another provider'),
      { ...origin('vendorMargin', '0.5', 'assumption of the negotiation model'), grade: 'A' },
    ],
    destination: { targetId: 'gke-autopilot', name: 'Google Kubernetes Engine' },
    band: 'bargaining',
    fitness: { grade: 'B', reasons: ['the prices of rivals are public list prices, not written quotes'] },
    listKnownShare: 0.871,
    gaps: [],
  };
}
