import type { CostAnswer, CostGroup } from '../../src/focus/cost-question.ts';
import type { CostDimension } from '../../src/focus/filter.ts';
import { attosOf } from '../../src/money.ts';
import { addMonths } from '../../src/time.ts';
import type { SpendInput } from '../../src/analysis/spend/analyze-spend.ts';

/** A small fictional company, written by hand: the input of the goldens. */
interface Line {
  readonly provider: string;
  readonly category: string;
  readonly service: string;
  readonly currency: string;
  /** The first month, and what each later month adds. */
  readonly first: number;
  readonly step: number;
}

const LINES: readonly Line[] = [
  { provider: 'AWS', category: 'Compute', service: 'Amazon Elastic Compute Cloud', currency: 'USD', first: 168_400.37, step: 2_310.11 },
  {
    provider: 'AWS',
    category: 'Databases',
    service: 'Amazon Relational Database Service',
    currency: 'USD',
    first: 94_200.12,
    step: 1_780.4,
  },
  { provider: 'AWS', category: 'Storage', service: 'Amazon Simple Storage Service', currency: 'USD', first: 71_850.9, step: 940.25 },
  { provider: 'AWS', category: 'Compute', service: 'AWS Lambda', currency: 'USD', first: 31_250.05, step: 610.33 },
  { provider: 'AWS', category: 'Databases', service: 'Amazon DynamoDB', currency: 'USD', first: 29_800.77, step: -120.5 },
  { provider: 'AWS', category: 'Analytics', service: 'Amazon Redshift', currency: 'USD', first: 52_900, step: 700 },
  { provider: 'AWS', category: 'Networking', service: 'AWS Data Transfer', currency: 'USD', first: 47_600.61, step: 130.2 },
  { provider: 'AWS', category: 'AI and Machine Learning', service: 'Amazon Bedrock', currency: 'USD', first: 8_600.5, step: 1_900.75 },
  { provider: 'AWS', category: 'Management and Governance', service: 'AWS CloudTrail', currency: 'USD', first: 11.9, step: 0 },
  { provider: 'AWS', category: 'Other', service: 'AWS Credits', currency: 'USD', first: -4_200.25, step: 10 },
  { provider: 'AWS', category: 'Security', service: 'AWS Key Management Service', currency: 'USD', first: 0.0031, step: 0 },
  { provider: 'AWS', category: 'Integration', service: 'Amazon Simple Queue Service', currency: 'USD', first: 1_350.4, step: 15 },
  { provider: 'Microsoft', category: 'Databases', service: 'Azure SQL Database', currency: 'EUR', first: 41_700.8, step: -900.1 },
  { provider: 'Microsoft', category: 'Compute', service: 'Virtual Machines', currency: 'EUR', first: 39_900.2, step: 410 },
  {
    provider: 'Microsoft',
    category: 'Storage',
    service: 'ストレージ アカウント 日本語のサービス名',
    currency: 'EUR',
    first: 9_600,
    step: 75.5,
  },
];

const FIRST_MONTH = '2025-10';
const MONTH_COUNT = 14;
const LAST_DAY = '2026-11-09';

const amountOf = (value: number, currency: string): CostGroup['amount'] => ({ attos: attosOf(value.toFixed(6)) ?? 0n, currency });

/** The last month is not complete: nine of thirty days. */
const monthly = (line: Line, index: number): number => (line.first + line.step * index) * (index === MONTH_COUNT - 1 ? 9 / 30 : 1);

function answer(groupBy: readonly CostDimension[], groups: readonly CostGroup[]): CostAnswer {
  const rowCount = groups.reduce((sum, group) => sum + group.rowCount, 0);
  return {
    question: { range: null, groupBy, metric: 'billedCost', where: {} },
    groups,
    totals: [],
    coverage: {
      rowCount,
      undatedRowCount: 0,
      known: { billedCost: 1, effectiveCost: 1, listCost: 0.742, contractedCost: 0.742 },
      unfit: [
        {
          serviceProviderName: 'Microsoft',
          column: 'EffectiveCost',
          fallback: 'billedCost',
          reason: 'EffectiveCost is zero where BilledCost is not',
          rowCount: 1_204,
        },
      ],
    },
    runIds: ['run-1', 'run-2'],
  };
}

function total(line: Line): number {
  return Array.from({ length: MONTH_COUNT }, (_, index) => monthly(line, index)).reduce((sum, value) => sum + value, 0);
}

const group = (key: Readonly<Record<string, string>>, value: number, currency: string): CostGroup => ({
  key,
  amount: amountOf(value, currency),
  rowCount: 100,
  knownRowCount: 100,
});

const inCurrency = (currency: string): readonly Line[] => LINES.filter((line) => line.currency === currency);

const sumOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + total(line), 0);

export const sampleSpend: SpendInput = {
  metric: 'billedCost',
  services: answer(
    ['month', 'serviceProviderName', 'serviceCategory', 'serviceName'],
    LINES.flatMap((line) =>
      Array.from({ length: MONTH_COUNT }, (_, index) =>
        group(
          {
            month: addMonths(FIRST_MONTH, index),
            serviceProviderName: line.provider,
            serviceCategory: line.category,
            serviceName: line.service,
          },
          monthly(line, index),
          line.currency,
        ),
      ),
    ),
  ),
  subAccounts: answer(
    ['serviceProviderName', 'subAccountId'],
    [
      group({ serviceProviderName: 'AWS', subAccountId: '111122223333' }, sumOf(inCurrency('USD').slice(0, 4)), 'USD'),
      group({ serviceProviderName: 'AWS', subAccountId: '444455556666' }, sumOf(inCurrency('USD').slice(4)), 'USD'),
      group(
        {
          serviceProviderName: 'Microsoft',
          subAccountId: '/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/rg-aurelia-production-westeurope',
        },
        sumOf(inCurrency('EUR')),
        'EUR',
      ),
    ],
  ),
  chargeCategories: answer(
    ['chargeCategory'],
    [
      group({ chargeCategory: 'Usage' }, sumOf(inCurrency('USD').filter((line) => line.first > 0)), 'USD'),
      group({ chargeCategory: 'Credit' }, sumOf(inCurrency('USD').filter((line) => line.first < 0)), 'USD'),
      group({ chargeCategory: 'Usage' }, sumOf(inCurrency('EUR')), 'EUR'),
    ],
  ),
  lastDay: LAST_DAY,
  commitments: [
    {
      provider: 'AWS',
      contractId: 'contract-0001',
      commitmentId: 'commitment-0001',
      category: 'Spend',
      description: 'Enterprise discount, third year',
      endsOn: '2027-03-31',
      cost: { attos: attosOf('12345678.9') ?? 0n, currency: 'USD' },
    },
    {
      provider: 'Microsoft',
      contractId: '/providers/Microsoft.Billing/billingAccounts/00000000-1111-2222-3333-444444444444',
      commitmentId: 'commitment-0002',
      category: 'Usage',
      description: '',
      endsOn: '2027-06-30',
      cost: null,
    },
  ],
  deliveries: [
    {
      path: 'bills/aurelia-aws-2026.csv.gz',
      format: 'focus-1.2',
      sha256: 'a3'.repeat(32),
      rowsRead: 168_210,
      rowsAccepted: 168_208,
      rowsRejected: 2,
    },
    {
      path: 'bills/aurelia-azure-2026.parquet',
      format: 'focus-1.0',
      sha256: '5c'.repeat(32),
      rowsRead: 41_202,
      rowsAccepted: 41_202,
      rowsRejected: 0,
    },
  ],
};
