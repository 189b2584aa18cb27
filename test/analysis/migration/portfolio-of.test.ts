import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Portfolio } from '../../../src/analysis/migration/portfolio.ts';
import { HOURS, onlyItem, portfolio, type SampleUsage } from './sample-usage.ts';

const sumOf = (parts: readonly { readonly monthlyEffective: number }[]): number =>
  parts.reduce((sum, part) => sum + part.monthlyEffective, 0);

const allParts = ({ items, fixed, unpriced, traffic }: Portfolio): number =>
  sumOf(items) + sumOf(fixed) + sumOf(unpriced) + traffic.monthlyEffective;

const EC2 = { serviceName: 'Amazon Elastic Compute Cloud - Compute', operation: 'RunInstances' };
const vm = (fields: SampleUsage = {}): SampleUsage => ({
  ...EC2,
  usageType: 'USE1-BoxUsage:m5.xlarge',
  resourceId: 'i-1',
  used: [HOURS, 'Hrs'],
  cost: '138.24',
  ...fields,
});

/** Lines of every kind, with known and unknown names, quantities that may be missing, and refunds. */
const anyLine: fc.Arbitrary<SampleUsage> = fc
  .record({
    serviceProviderName: fc.constantFrom('AWS', 'Microsoft', 'Google Cloud', 'Oracle', 'IBM', 'Some Reseller'),
    serviceName: fc.constantFrom(
      'Amazon Elastic Compute Cloud - Compute', 'AWS Lambda', 'AmazonS3', 'Amazon Relational Database Service', 'Amazon DynamoDB', 'EC2 - Other',
      'AWS Data Transfer', 'AWS Support (Enterprise)', 'Virtual Machines', 'Storage', 'Compute Engine', 'COMPUTE', 'Kubernetes Service', 'BigQuery',
      'Nothing Known', '',
    ),
    usageType: fc.constantFrom('', 'USE1-BoxUsage:m5.large', 'BoxUsage:x99.mega', 'EBS:VolumeUsage.gp3', 'DataTransfer-Out-Bytes', 'Lambda-GB-Second', 'Request', 'NatGateway-Hours'),
    skuMeter: fc.constantFrom('', 'D4s v5', 'N2 Instance Core', 'N2 Instance Ram', 'Standard - E4', 'bx2-8x32', 'P10 LRS'),
    chargeCategory: fc.constantFrom('Usage', 'Usage', 'Usage', 'Tax', 'Credit', 'Purchase', 'Adjustment'),
    commitmentDiscountStatus: fc.constantFrom('', '', 'Used', 'Unused'),
    resourceId: fc.constantFrom('', 'i-1', 'i-2', 'arn:aws:lambda:x:function/f'),
    tags: fc.constantFrom('', '{"eks:cluster-name":"a"}', '{"application":"shop"}', '{broken'),
    knownCosts: fc.constantFrom(15, 3, 1, 4),
    cost: fc.tuple(fc.integer({ min: -100_000, max: 1_000_000 }), fc.integer({ min: 0, max: 999_999_999 })).map(([whole, part]) => `${whole}.${String(part).padStart(9, '0')}`),
    used: fc.option(fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom('Hrs', 'GB-Mo', 'GB', 'Requests', 'Lambda-GB-Second', 'seconds', '')), { nil: undefined }),
  })
  .map(({ used, ...fields }) => (used === undefined ? fields : { ...fields, used })); // prettier-ignore

describe('the portfolio of a bill', () => {
  it('has every charge in exactly one place, so that its parts add up to the bill', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 40 }), (lines) => {
        const answer = portfolio(lines);
        const gross = sumOf(answer.items) + 1 + Math.abs(answer.totalEffective) + Math.abs(sumOf(answer.fixed));
        expect(Math.abs(allParts(answer) - answer.totalEffective)).toBeLessThanOrEqual(1e-9 * gross);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of the lines', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 15 }), (lines) => {
        const [one, other] = [portfolio(lines), portfolio(lines.toReversed())];
        expect(other.items.map(({ id, route }) => [id, route])).toEqual(one.items.map(({ id, route }) => [id, route]));
        expect(other.totalEffective).toBe(one.totalEffective);
        const reasons = ({ unpriced }: Portfolio): string[] =>
          unpriced.map(({ serviceName, reason }) => `${serviceName}: ${reason}`).sort();
        expect(reasons(other)).toEqual(reasons(one));
      }),
    );
  });

  it('makes one item of the covered, on-demand and license lines of one machine', () => {
    const item = onlyItem([
      vm({ used: [500, 'Hrs'], cost: '50', commitmentDiscountStatus: 'Used', pricingCategory: 'Committed' }),
      vm({ used: [220, 'Hrs'], cost: '42.24' }),
      vm({ usageType: 'USE1-CPUCredits:t3', used: [9, 'vCPU-Hours'], cost: '1' }),
    ]);
    expect(item.monthlyEffective).toBeCloseTo(93.24, 9);
    expect(item.demand).toMatchObject({
      kind: 'compute',
      instanceType: 'm5.xlarge',
      count: 1,
      vcpu: 4,
      memoryGib: 16,
      committedShare: 500 / 720,
    });
  });

  it('counts a machine by the hours it ran, never by those it did not', () => {
    expect(onlyItem([vm({ used: [36, 'Hrs'] })]).demand).toMatchObject({ count: 0.05 });
  });

  it('averages over a window of several months', () => {
    const item = onlyItem([vm({ used: [2208, 'Hrs'], cost: '300' })], { window: { from: '2026-08-01', to: '2026-11-01' }, months: 3 });
    expect(item.monthlyEffective).toBeCloseTo(100, 9);
    expect(item.demand).toMatchObject({ count: 1 });
  });

  it('counts a resized machine in machines of the type that it mostly was', () => {
    const item = onlyItem([vm({ used: [600, 'Hrs'] }), vm({ usageType: 'USE1-BoxUsage:m5.2xlarge', used: [60, 'Hrs'] })]);
    expect(item.demand).toMatchObject({ instanceType: 'm5.xlarge', count: 1 });
    expect(item.flags).toContain('several machine types, counted as m5.xlarge');
  });

  it('groups machines without resource ids by account, region and type', () => {
    const { items } = portfolio([
      vm({ resourceId: '' }),
      vm({ resourceId: '', usageType: 'EUW1-BoxUsage:m5.large', regionId: 'eu-west-1' }),
      vm({ resourceId: '', used: [HOURS, 'Hrs'] }),
    ]);
    expect(items.map(({ demand }) => (demand.kind === 'compute' ? [demand.instanceType, demand.count] : null))).toEqual(
      expect.arrayContaining([
        ['m5.xlarge', 2],
        ['m5.large', 1],
      ]),
    );
  });

  it('names spend on machines and services that nobody knows, and still answers', () => {
    const answer = portfolio([vm({ usageType: 'USE1-BoxUsage:zz99.mega' }), { serviceName: 'Amazon Teleporter', cost: '70' }]);
    expect(answer.items).toEqual([]);
    expect(answer.unpriced.map(({ serviceName, monthlyEffective, reason }) => [serviceName, monthlyEffective, reason])).toEqual([
      ['Amazon Elastic Compute Cloud - Compute', 138.24, 'no size is known of "USE1-BoxUsage:zz99.mega"'],
      ['Amazon Teleporter', 70, 'the service is not in the catalogue'],
    ]);
  });

  it('keeps support and tax apart as spend that scales, credits and unused commitments as spend that does not', () => {
    const { fixed } = portfolio([
      { serviceName: 'AWS Support (Enterprise)', cost: '10' },
      { serviceName: 'AmazonEC2', chargeCategory: 'Tax', cost: '20' },
      { serviceName: 'AmazonEC2', chargeCategory: 'Credit', cost: '-5' },
      { serviceName: 'AmazonEC2', commitmentDiscountStatus: 'Unused', cost: '7' },
    ]);
    const scaling = (scales: boolean): number => sumOf(fixed.filter(({ scalesWithSpend }) => scalesWithSpend === scales));
    expect([scaling(true), scaling(false)]).toEqual([30, 2]);
  });

  it('converts currencies with the latest rate up to the as-of day, and never adds what has none', () => {
    const rate = { baseCurrency: 'EUR', quoteCurrency: 'USD', source: 'test' };
    const answer = portfolio([vm({ billingCurrency: 'EUR', cost: '100' }), vm({ resourceId: 'i-2', billingCurrency: 'CAD', cost: '50' })], {
      rates: [
        { ...rate, date: '2026-10-01', rate: '1.05' },
        { ...rate, date: '2026-11-15', rate: '1.1' },
        { ...rate, date: '2026-12-15', rate: '2' },
      ],
    });
    expect(answer.totalEffective).toBeCloseTo(110, 9);
    expect(answer.items).toHaveLength(1);
    expect(answer.unconverted).toEqual([{ amount: '50.000000000', currency: 'CAD' }]);
    expect(answer.ratesUsed.map(({ date }) => date)).toEqual(['2026-11-15']);
  });

  it('uses an inverse rate, for refunds too', () => {
    const rates = [{ date: '2026-11-15', baseCurrency: 'USD', quoteCurrency: 'EUR', rate: '0.8', source: 'test' }];
    const answer = portfolio(
      [vm({ billingCurrency: 'EUR', cost: '80' }), vm({ billingCurrency: 'EUR', chargeCategory: 'Credit', cost: '-8' })],
      { rates },
    );
    expect([sumOf(answer.items), sumOf(answer.fixed)]).toEqual([100, -10]);
  });

  it('lets the fallback stand in where the effective cost is unfit, and says for how much', () => {
    const unfit = { fallback: 'billedCost', reason: 'EffectiveCost is 0 on every row' } as const;
    const answer = portfolio([vm({ effectiveCost: 0n, unfit, cost: '30' })]);
    expect(answer.totalEffective).toBe(30);
    expect(answer.substitutedCosts).toEqual([{ serviceProviderName: 'AWS', metric: 'billedCost', reason: unfit.reason, monthly: 30 }]);
  });

  it('answers a list total only where half of the spend states list cost', () => {
    const listed = vm({ cost: '100', listCost: 150n * 10n ** 18n });
    const silent = { ...vm({ resourceId: 'i-2', cost: '60' }), knownCosts: 3 };
    expect(portfolio([listed, silent]).totalList).toBe(210);
    expect(portfolio([silent, vm({ resourceId: 'i-3', cost: '10' })]).totalList).toBeNull();
    expect(onlyItem([silent]).monthlyList).toBeNull();
  });

  it('gives disks the mean movable share of the machines beside them, by spend', () => {
    const { items } = portfolio([
      vm({ cost: '300', tags: '{"application":"shop"}' }),
      vm({ resourceId: 'i-2', cost: '100' }),
      { serviceName: 'EC2 - Other', usageType: 'EBS:VolumeUsage.gp3', resourceId: 'vol-1', used: [500, 'GB-Mo'], cost: '40' },
    ]);
    const disk = items.find(({ route }) => route === 'follows');
    expect(disk?.demand).toEqual({ kind: 'storage', medium: 'block', performance: 'balanced', gb: 500 });
    expect(disk?.movable.mid).toBeCloseTo((0.65 * 300 + 0.2 * 100) / 400, 12);
  });

  it('moves a workload that refunds leave below zero to fixed spend', () => {
    const answer = portfolio([vm({ cost: '10' }), vm({ cost: '-30' })]);
    expect(answer.items).toEqual([]);
    expect(sumOf(answer.fixed)).toBe(-20);
  });

  it('selects the charges behind an item by its resource', () => {
    expect(onlyItem([vm({})]).filter).toMatchObject({ range: { from: '2026-11-01', to: '2026-12-01' }, where: { resourceId: ['i-1'] } });
  });
});
