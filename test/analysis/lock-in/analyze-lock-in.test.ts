import { describe, expect, it } from 'vitest';
import { analyzeLockIn } from '../../../src/analysis/lock-in/analyze-lock-in.ts';
import { money } from '../../../src/money.ts';
import { lockInInput, usageLine } from '../../arbitraries.ts';

/** Thousands of dollars a month, one account. */
const SERVERLESS = {
  'Amazon DynamoDB': 40_000,
  'AWS Lambda': 20_000,
  'Amazon Simple Storage Service': 12_000,
  'Amazon API Gateway': 8_000,
  AmazonCloudWatch: 8_000,
  'AWS Step Functions': 5_000,
  'Amazon Cognito': 4_500,
  'Amazon EventBridge': 1_000,
  'Amazon Simple Queue Service': 1_000,
  'Amazon Simple Notification Service': 500,
};

const OPEN_STACK = {
  'Amazon Elastic Compute Cloud - Compute': 55_000,
  'Amazon Relational Database Service': 20_000,
  'Amazon Elastic Block Store': 8_000,
  'Amazon Simple Storage Service': 6_000,
  'Amazon ElastiCache': 5_000,
  'Amazon Elastic Load Balancing': 3_000,
  'AWS Data Transfer': 2_000,
  'Amazon Elastic Container Service for Kubernetes': 1_000,
};

const linesOf = (portfolio: Readonly<Record<string, number>>) => Object.entries(portfolio).map(([name, amount]) => usageLine(name, amount));

describe('the reference portfolios', () => {
  it('score as published: the serverless-native one at 66.3, 60.9 without reach, mean 70.7', () => {
    const { portfolio } = analyzeLockIn(lockInInput(linesOf(SERVERLESS)));
    expect(Math.abs(portfolio.lockedShare.point - 66.3)).toBeLessThanOrEqual(1);
    expect(Math.abs(portfolio.withoutReach - 60.9)).toBeLessThanOrEqual(1);
    expect(Math.abs(portfolio.meanScore - 70.7)).toBeLessThanOrEqual(1);
    expect(portfolio.confidence).toBe(0.5);
  });

  it('score as published: the open stack at 3.6, mean 25.8', () => {
    const { portfolio } = analyzeLockIn(lockInInput(linesOf(OPEN_STACK)));
    expect(Math.abs(portfolio.lockedShare.point - 3.6)).toBeLessThanOrEqual(1);
    expect(Math.abs(portfolio.meanScore - 25.8)).toBeLessThanOrEqual(1);
  });
});

describe('the finding', () => {
  it('gives every number a figure of its own, found under its id, with formula, numbers and catalogue rows', () => {
    const finding = analyzeLockIn(lockInInput([...linesOf(SERVERLESS), usageLine('Nonesuch Engine', 700)]));
    const ids = finding.figures.map((figure) => figure.figureId);
    const named = [
      ...[finding.portfolio, ...finding.providers, ...finding.subAccounts].flatMap((summary) => [
        summary.figureId,
        ...Object.values(summary.figureIds),
      ]),
      ...finding.services.flatMap((service) => [service.figureId, service.spendFigureId]),
      ...finding.mobileSpend.map((spend) => spend.figureId),
      ...finding.cheapestMoves.map((move) => move.figureId),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids.filter((id) => !named.includes(id))).toEqual([]);
    expect(ids.every((id) => /^lock-in\.[0-9a-f]{12}\.[a-z0-9.-]+$/.test(id))).toBe(true);
    const lambda = finding.figures.find((figure) => figure.figureId.endsWith('service.aws.aws-lambda.score'));
    expect(lambda?.evidence).toMatchObject({
      substituted: '100 x (0.6 x (0.25 x I 1 + 0.2 x R 0.05 + 0.2 x D 0 + 0.2 x C 1 + 0.15 x O 1) + 0.4 x rewrite 1) = 76.6',
      catalogRows: ['services/aws/AWS Lambda'],
    });
  });

  it('is the same, figure for figure, whatever the order of the lines', () => {
    const lines = [...linesOf(SERVERLESS), ...linesOf(OPEN_STACK), usageLine('Nonesuch Engine', 700)];
    expect(analyzeLockIn(lockInInput(lines.toReversed()))).toEqual(analyzeLockIn(lockInInput(lines)));
  });

  it('names unknown services with their amount, and is provisional above a fifth', () => {
    const { portfolio, gaps, services } = analyzeLockIn(lockInInput([usageLine('AmazonEC2', 700), usageLine('Nonesuch Engine', 300)]));
    expect(portfolio).toMatchObject({ provisional: true, unclassifiedShare: 30, lockedShare: { low: 0, point: 15, high: 30 } });
    expect(gaps.find((gap) => gap.code === 'unclassified_service')).toMatchObject({ amount: { amount: '300.000000000', currency: 'USD' } });
    expect(gaps.map((gap) => gap.code)).toEqual(
      expect.arrayContaining(['provisional', 'share_paradox', 'free_glue_invisible', 'bill_only_evidence']),
    );
    expect(services.find((service) => service.band === 'unclassified')).toMatchObject({
      serviceName: 'Nonesuch Engine',
      score: null,
      provider: 'aws',
    });
  });

  it('keeps spend of a currency without a rate out of the shares, in the classes, and in the gaps', () => {
    const lines = [
      usageLine('AmazonEC2', 100),
      usageLine('AmazonEC2', 1),
      usageLine('Azure Functions', 500, { billingCurrency: 'EUR', serviceProviderName: 'Microsoft' }),
    ];
    const { portfolio, gaps, currency } = analyzeLockIn(lockInInput(lines));
    expect(currency).toBe('USD');
    expect(portfolio.lockedShare).toEqual({ point: 0, low: 0, high: 0 });
    expect(portfolio.lockedSpend).toEqual([
      { amount: '344.000000000', currency: 'EUR' },
      { amount: '0.000000000', currency: 'USD' },
    ]);
    expect(gaps.find((gap) => gap.code === 'currency_without_rate')).toMatchObject({
      amount: { amount: '500.000000000', currency: 'EUR' },
    });
    expect(portfolio.classes).toContainEqual({ class: 'severe', amount: '500.000000000', currency: 'EUR' });
  });

  it('converts by the latest dated rate up to the day, either way round, and names it', () => {
    const rate = { baseCurrency: 'EUR', quoteCurrency: 'USD', source: 'ECB reference rate' };
    const lines = [usageLine('AmazonEC2', 100), usageLine('AmazonEC2', 100), usageLine('AWS Lambda', 100, { billingCurrency: 'EUR' })];
    const rates = [
      { ...rate, date: '2026-09-01', rate: '1.5' },
      { ...rate, date: '2026-10-30', rate: '2' },
      { ...rate, date: '2026-12-01', rate: '9' },
    ];
    const direct = analyzeLockIn(lockInInput(lines, { rates }));
    const inverse = analyzeLockIn(
      lockInInput(lines, {
        rates: [{ date: '2026-10-30', baseCurrency: 'USD', quoteCurrency: 'EUR', rate: '0.5', source: 'ECB reference rate' }],
      }),
    );
    expect(direct.portfolio.meanScore).toBeCloseTo((200 * 22.52 + 200 * 76.6) / 400, 1);
    expect(inverse.portfolio.lockedShare).toEqual(direct.portfolio.lockedShare);
    expect(direct.assumptions.find((row) => row.id === 'rate.EUR.USD')).toMatchObject({ value: '1 EUR = 2 USD', asOf: '2026-10-30' });
    expect(direct.gaps.map((gap) => gap.code)).not.toContain('currency_without_rate');
    expect(direct.portfolio.lockedSpend[0]?.currency).toBe('EUR');
  });

  it('takes the fallback of an unfit cost column and says why', () => {
    const unfit = { fallback: 'billedCost', reason: 'EffectiveCost is 0 on every row although usage was billed' } as const;
    const lines = [
      usageLine('AWS Lambda', 100, { effectiveCost: 0n, unfit }),
      usageLine('AmazonDynamoDB', 50, { effectiveCost: 0n, knownCosts: 1 }),
    ];
    const { portfolio, gaps } = analyzeLockIn(lockInInput(lines));
    expect(portfolio.scoredSpend).toEqual([{ amount: '150.000000000', currency: 'USD' }]);
    expect(gaps.find((gap) => gap.code === 'effective_cost_unfit')?.detail).toContain(unfit.reason);
    expect(gaps.find((gap) => gap.code === 'effective_cost_unknown')).toMatchObject({
      amount: { amount: '50.000000000', currency: 'USD' },
    });
  });

  it('leaves commitment fees out, since the usage that they cover carries their cost', () => {
    const lines = [
      usageLine('AmazonEC2', 100, { usageType: 'BoxUsage', commitmentDiscountStatus: 'Used' }),
      usageLine('AmazonEC2', 90, { chargeCategory: 'Purchase', resourceType: 'Savings Plan' }),
      usageLine('Savings Plans for AWS Compute usage', 40),
      usageLine('Amazon Registrar', 12, { chargeCategory: 'Purchase' }),
    ];
    const { portfolio } = analyzeLockIn(lockInInput(lines));
    expect(portfolio.notScored).toEqual([{ amount: '130.000000000', currency: 'USD' }]);
    expect(portfolio.scoredSpend).toEqual([{ amount: '112.000000000', currency: 'USD' }]);
  });
});

describe('what the negotiator sees', () => {
  it('is mobile spend that only grows with the horizon and the team, and stops at commitments that outlast it', () => {
    const lines = linesOf(SERVERLESS);
    const shares = analyzeLockIn(lockInInput(lines)).mobileSpend.map((spend) => spend.share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    const larger = analyzeLockIn(lockInInput(lines, { teamSize: 8 })).mobileSpend.map((spend) => spend.share);
    expect(larger.every((share, index) => share >= (shares[index] ?? 0))).toBe(true);
    const committed = lines.map((line) => ({ ...line, commitmentDiscountStatus: 'Used' }));
    const term = {
      contractCommitmentId: 'c',
      serviceProviderName: 'AWS',
      periodStart: '2026-01-01',
      periodEnd: '2027-02-01',
      cost: null,
      billingCurrency: 'USD',
    };
    expect(analyzeLockIn(lockInInput(committed, { commitments: [term] })).mobileSpend.map((spend) => spend.share > 0)).toEqual([
      false,
      true,
      true,
    ]);
    expect(analyzeLockIn(lockInInput(committed)).mobileSpend.map((spend) => spend.share)).toEqual([0, 0, 0]);
  });

  it('is the three moves that free the most locked spend a person-week, none that fails the Hohpe test', () => {
    const question = lockInInput(linesOf(SERVERLESS));
    const moves = analyzeLockIn(question).cheapestMoves;
    expect(moves.map((move) => move.hohpeTest)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(moves[0]?.serviceName).toBe('Amazon DynamoDB');
    const dollars = (amount: bigint) => money(amount * 10n ** 18n, 'USD');
    const economics = { 'services/aws/Amazon DynamoDB': { probability: 0.5, saving: dollars(1000n), personWeekCost: dollars(5000n) } };
    const weighed = analyzeLockIn({ ...question, economics }).cheapestMoves;
    expect(weighed.map((move) => move.serviceName)).not.toContain('Amazon DynamoDB');
    const worthwhile = { 'services/aws/Amazon DynamoDB': { probability: 1, saving: dollars(10_000_000n), personWeekCost: dollars(5000n) } };
    expect(analyzeLockIn({ ...question, economics: worthwhile }).cheapestMoves[0]).toMatchObject({
      serviceName: 'Amazon DynamoDB',
      hohpeTest: 'passed',
    });
  });

  it('counts workloads from application tags, else from resources, ten functions to one', () => {
    const count = (serviceName: string, resources: number) => ({
      serviceProviderName: 'AWS',
      subAccountId: 'account-1',
      serviceName,
      resourceType: '',
      resources,
    });
    const lines = [usageLine('AWS Lambda', 10), usageLine('AmazonEC2', 10), usageLine('AmazonS3', 10), usageLine('AmazonEKS', 10)];
    const tagged = ['shop', 'billing'].map((application) => ({
      serviceProviderName: 'AWS',
      subAccountId: 'account-1',
      serviceName: 'AmazonEC2',
      resourceType: '',
      application,
    }));
    const { services } = analyzeLockIn(
      lockInInput(lines, { resources: [count('AWSLambda', 41), count('AmazonEC2', 300), count('AmazonS3', 7)], applications: tagged }),
    );
    const workloads = Object.fromEntries(services.map((service) => [service.serviceName, service.workloads]));
    expect(workloads).toEqual({
      'AWS Lambda': 5,
      'Amazon Elastic Compute Cloud - Compute': 2,
      'Amazon Simple Storage Service': 7,
      'Amazon Elastic Container Service for Kubernetes': 1,
    });
  });
});
