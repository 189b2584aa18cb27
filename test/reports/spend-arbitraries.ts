import fc from 'fast-check';
import type { SpendInput } from '../../src/analysis/spend/analyze-spend.ts';
import type { CostAnswer, CostGroup } from '../../src/focus/cost-question.ts';
import type { CostDimension } from '../../src/focus/filter.ts';
import { addMonths } from '../../src/time.ts';

/** Bills as they may come: any script in names, credits, undated rows, tiny and huge amounts, several currencies, or nothing. */
const names = fc.oneof(
  fc.constantFrom(
    '',
    'Compute',
    'Other',
    'Amazon S3',
    'EC2 - Other',
    '日本語のサービス名',
    '<b>&"',
    '| pipe | 12 |',
    'a/very/long/resource/id/'.repeat(12),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const months = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 0, max: 30 }).map((months) => addMonths('2025-01', months)),
);
const currencies = fc.constantFrom('USD', 'EUR', 'JPY', 'XXX');
const amounts = fc.oneof(fc.bigInt({ min: -(10n ** 28n), max: 10n ** 28n }), fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }));

const lines = fc.array(
  fc.record({
    month: months,
    provider: names,
    category: names,
    service: names,
    currency: currencies,
    attos: amounts,
    rowCount: fc.integer({ min: 1, max: 1000 }),
  }),
  { maxLength: 40 },
);

type Line = { month: string; provider: string; category: string; service: string; currency: string; attos: bigint; rowCount: number };

/** Groups as the store answers them: one a key and currency. */
function grouped(all: readonly Line[], groupBy: readonly CostDimension[], keyOf: (line: Line) => Record<string, string>): CostAnswer {
  const groups = new Map<string, CostGroup>();
  for (const line of all) {
    const key = keyOf(line);
    const id = JSON.stringify([key, line.currency]);
    const before = groups.get(id);
    groups.set(id, {
      key,
      amount: { attos: (before?.amount.attos ?? 0n) + line.attos, currency: line.currency },
      rowCount: (before?.rowCount ?? 0) + line.rowCount,
      knownRowCount: (before?.knownRowCount ?? 0) + line.rowCount,
    });
  }
  const known = { billedCost: 1, effectiveCost: 0.5, listCost: 0, contractedCost: 0.33333 };
  const rowCount = all.reduce((sum, line) => sum + line.rowCount, 0);
  return {
    question: { range: null, groupBy, metric: 'billedCost', where: {} },
    groups: [...groups.values()],
    totals: [],
    coverage: { rowCount, undatedRowCount: 0, known, unfit: [] },
    runIds: [],
  };
}

export const spendInputs: fc.Arbitrary<SpendInput> = fc
  .record({ lines, lastDay: fc.constantFrom(null, '2026-05-31', '2027-07-03') })
  .map(({ lines: all, lastDay }) => ({
    metric: 'billedCost',
    services: grouped(all, ['month', 'serviceProviderName', 'serviceCategory', 'serviceName'], (line) => ({
      month: line.month,
      serviceProviderName: line.provider,
      serviceCategory: line.category,
      serviceName: line.service,
    })),
    subAccounts: grouped(all, ['serviceProviderName', 'subAccountId'], (line) => ({
      serviceProviderName: line.provider,
      subAccountId: line.service,
    })),
    chargeCategories: grouped(all, ['chargeCategory'], (line) => ({ chargeCategory: line.attos < 0n ? 'Credit' : 'Usage' })),
    lastDay,
    commitments: [],
    deliveries: [],
  }));
