import type { LockInFinding, LockInSummary, ServiceLockIn } from '../../src/finding/lock-in-finding.ts';
import type { Evidence, Figure } from '../../src/finding/figure.ts';

/** A hand-written lock-in finding of a small fictional company: the input of the goldens. */
const evidence: Evidence = {
  formula: '100 x locked spend / scored spend',
  substituted: '100 x 412000 USD / 1000000 USD = 41.2',
  filter: { range: { from: '2025-11-01', to: '2026-11-01' }, where: {}, billingCurrency: 'USD' },
  catalogRows: ['services/aws/AWS Lambda'],
  assumptions: [],
};

const figures: Figure[] = [
  { figureId: 'lock-in.sample.portfolio.lockedShare', label: 'Locked share', value: { kind: 'percent', value: 43.7 }, evidence },
  { figureId: 'lock-in.sample.portfolio.lockedShareLow', label: 'Locked share, low', value: { kind: 'percent', value: 41.2 }, evidence },
  { figureId: 'lock-in.sample.portfolio.lockedShareHigh', label: 'Locked share, high', value: { kind: 'percent', value: 46.2 }, evidence },
];

const usd = (amount: string): { amount: string; currency: string } => ({ amount, currency: 'USD' });

interface SummaryNumbers {
  readonly share: readonly [low: number, point: number, high: number];
  readonly scored: string;
  readonly locked: string;
  readonly classes: readonly [portable: string, moderate: string, high: string, severe: string, unclassified: string];
  readonly index: number;
  readonly figureIds?: Readonly<Record<string, string>>;
  readonly figureId?: string;
}

function summary({ share, scored, locked, classes, index, figureIds = {}, figureId = '' }: SummaryNumbers): LockInSummary {
  const [low, point, high] = share;
  const bands = ['portable', 'moderate', 'high', 'severe', 'unclassified'] as const;
  return {
    meanScore: 52.4,
    lockedShare: { low, point, high },
    lockedSpend: [usd(locked), { amount: '12000.500000000', currency: 'EUR' }],
    scoredSpend: [usd(scored), { amount: '40000.000000000', currency: 'EUR' }],
    withoutReach: low - 2,
    exitIndex: index,
    unclassifiedShare: 5,
    confidence: 0.475,
    classes: bands.map((band, place) => ({ class: band, amount: classes[place] ?? '0', currency: 'USD' })),
    notScored: [usd('24000.000000000')],
    exitWeeks: { low: 40, likely: 120.4, high: 420, p10: 150.2, p90: 210.7 },
    situation: { commitment: 0.4, egress: null, skills: null },
    provisional: false,
    figureId,
    figureIds,
  };
}

const service = (
  row: Pick<ServiceLockIn, 'provider' | 'serviceName' | 'score' | 'band' | 'facets'> & {
    spend: string;
    locked: string;
    substitute?: string;
  },
): ServiceLockIn => ({
  provider: row.provider,
  serviceName: row.serviceName,
  billedAs: [row.serviceName],
  score: row.score,
  band: row.band,
  facets: row.facets,
  block: row.score === null ? { reason: 'none', value: 0 } : { reason: 'rewrite', value: 0.8 },
  substitutes: row.substitute === undefined ? [] : [row.substitute],
  exitWeeks: row.score === null ? null : { low: 4, likely: 10.5, high: 32 },
  workloads: 2,
  spend: usd(row.spend),
  lockedSpend: usd(row.locked),
  explanation: row.score === null ? 'unknown name: counted as an unclassified service' : '100 x (0.6 x 0.75 + 0.4 x rewrite 0.8) = 77',
  figureId: '',
  spendFigureId: '',
});

export const sampleLockIn: LockInFinding = {
  modelVersion: '0.1.0',
  snapshotHash: '5eed'.repeat(16),
  asOf: '2026-10-31',
  window: { from: '2025-11-01', to: '2026-11-01', months: 12 },
  currency: 'USD',
  portfolio: summary({
    share: [41.2, 43.7, 46.2],
    scored: '1000000.000000000',
    locked: '412000.000000000',
    classes: ['350000', '200000', '100000', '300000', '50000'],
    index: 51.6,
    figureId: 'lock-in.sample.portfolio.lockedShare',
    figureIds: { lockedShareLow: 'lock-in.sample.portfolio.lockedShareLow', lockedShareHigh: 'lock-in.sample.portfolio.lockedShareHigh' },
  }),
  providers: [
    {
      ...summary({
        share: [48, 51, 55],
        scored: '700000',
        locked: '336000',
        classes: ['200000', '150000', '50000', '250000', '50000'],
        index: 58,
      }),
      provider: 'aws',
    },
    {
      ...summary({
        share: [25.3, 25.3, 25.3],
        scored: '300000',
        locked: '76000',
        classes: ['150000', '50000', '50000', '50000', '0'],
        index: 33,
      }),
      provider: 'azure',
    },
  ],
  subAccounts: [
    {
      ...summary({
        share: [48, 51, 55],
        scored: '700000',
        locked: '336000',
        classes: ['200000', '150000', '50000', '250000', '50000'],
        index: 58,
      }),
      provider: 'aws',
      subAccountId: '111122223333',
    },
  ],
  services: [
    service({
      provider: 'aws',
      serviceName: 'Amazon Elastic Compute Cloud',
      score: 22.5,
      band: 'portable',
      facets: { interface: 0.3, replacement: 0.2, data: 0.25, code: 0, operations: 0.6 },
      spend: '200000',
      locked: '24000',
      substitute: 'Kubernetes',
    }),
    service({
      provider: 'aws',
      serviceName: 'AWS Lambda',
      score: 76.6,
      band: 'severe',
      facets: { interface: 1, replacement: 0.05, data: 0, code: 1, operations: 1 },
      spend: '250000',
      locked: '172000',
      substitute: 'Knative',
    }),
    service({
      provider: 'azure',
      serviceName: 'Azure Cosmos DB',
      score: 86.2,
      band: 'severe',
      facets: { interface: 1, replacement: 0.15, data: 1, code: 1, operations: 0.6 },
      spend: '50000',
      locked: '40800',
      substitute: 'MongoDB Community',
    }),
    service({
      provider: 'aws',
      serviceName: '未知のサービス',
      score: null,
      band: 'unclassified',
      facets: null,
      spend: '50000',
      locked: '25000',
    }),
  ],
  mobileSpend: [
    { horizonDays: 90, amount: usd('240000'), share: 24, figureId: '' },
    { horizonDays: 180, amount: usd('350000'), share: 35, figureId: '' },
    { horizonDays: 365, amount: usd('520000'), share: 52, figureId: '' },
  ],
  cheapestMoves: [
    {
      provider: 'aws',
      serviceName: 'AWS Lambda',
      substitute: 'Knative',
      lockedSpendReduced: usd('172000'),
      personWeeks: { low: 5, likely: 12, high: 29 },
      hohpeTest: 'unknown',
      figureId: '',
    },
  ],
  catalogue: { version: '2026-11-23.sample', reviewedOn: '2026-11-23' },
  assumptions: [
    {
      id: 'reachFactor',
      value: '0.6: a wrapped dependency is less than a rewritten service',
      grade: 'J',
      source: 'lock-in model 0.1, section 4',
      asOf: '2026-11-23',
    },
  ],
  gaps: [
    {
      code: 'unknown_service',
      detail: 'aws: 未知のサービス is not in the catalogue; counted at no less than half locked.',
      amount: usd('50000'),
    },
    {
      code: 'skills_unknown',
      detail: 'The share of teams without production Kubernetes experience was not asked. Z counts as 0 in the exit index.',
    },
  ],
  figures,
};
