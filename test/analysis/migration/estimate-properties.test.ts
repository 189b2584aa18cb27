import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssumptionOverrides } from '../../../src/analysis/migration/migration-assumptions.ts';
import type { Portfolio } from '../../../src/analysis/migration/portfolio.ts';
import { egressPrice } from '../../../src/catalog/price-lookup.ts';
import { priceBook } from '../../../src/catalog/price-book.ts';
import type { DestinationNumbers, MigrationFinding } from '../../../src/finding/migration-finding.ts';
import { attosOf, type MoneyJson } from '../../../src/money.ts';
import { database, estimate, GRADE_A, machine, node, numbersOf, portfolio, storage } from './sample-portfolio.ts';
import { usage } from './sample-usage.ts';

const usd = (money: MoneyJson): number => Number(money.amount);
const bar = (numbers: DestinationNumbers, id: string): number =>
  usd(numbers.bars.find((one) => one.id === id)?.amount ?? { amount: 'NaN', currency: 'USD' });
const asked = (of: Portfolio, overrides: AssumptionOverrides = {}, targetId = 'gke'): DestinationNumbers =>
  numbersOf(estimate(of, { 'uncertainty.draws': 100, ...overrides }, { targets: [targetId] }), targetId);

const LIST = 0.192 * 730;

describe('a discount of the incumbent', () => {
  const discounted = (kept: number): Portfolio =>
    portfolio(Array.from({ length: 40 }, (_, index) => machine(`vm-${index}`, {}, { monthlyEffective: LIST * kept, monthlyList: LIST })));

  it('lowers the saving and the value of leaving, and leaves the discount of indifference where it is', () => {
    const all = [1, 0.8, 0.5].map((kept) => {
      const lines = [usage({ serviceProviderName: 'AWS', cost: `${40 * LIST * kept}`, listCost: attosOf(`${40 * LIST}`) ?? 0n })];
      return numbersOf(estimate(discounted(kept), { 'uncertainty.draws': 100 }, { lines, targets: ['gke'] }), 'gke');
    });
    const [list, some, most] = all.map((numbers) => usd(numbers.npv.p50));
    expect(some).toBeLessThan(list ?? NaN);
    expect(most).toBeLessThan(some ?? NaN);
    const saved = all.map((numbers) => -numbers.bars.slice(1, -1).reduce((sum, one) => sum + usd(one.amount), 0));
    expect([...saved].sort((a, b) => b - a)).toEqual(saved);
    for (const { indifference } of all) expect(indifference.point).toBeCloseTo(all[0]?.indifference.point ?? NaN, 4);
  });
});

describe('capacity', () => {
  it('of stateful workloads is never on spot, whatever share of the others may be', () => {
    const fleet = (stateful: boolean): Portfolio =>
      portfolio([...Array.from({ length: 20 }, (_, index) => machine(`vm-${index}`, { stateful })), database('db', { vcpu: 64, memoryGib: 512 }, 9000)]); // prettier-ignore
    const spot = (share: number) => ({ 'purchase.spotShare': { low: share, mid: share, high: share } });
    const runRate = (stateful: boolean, share: number): number => usd(asked(fleet(stateful), spot(share)).runRate);
    expect(runRate(true, 1)).toBe(runRate(true, 0));
    expect(runRate(false, 1)).toBeLessThan(runRate(false, 0));
    const premium = (share: number): number => bar(asked(fleet(true), spot(share)), 'managed-premium');
    expect(premium(1)).toBeCloseTo(premium(0), 2);
  });

  it('is of an architecture that the workloads declare, and only GPU workloads land beside GPUs', () => {
    const kindOf = (name: string): string => {
      const found = ['aws', 'gcp'].flatMap((provider) => priceBook().nodeRegions(provider).flatMap((region) => priceBook().nodes(provider, region))).find((one) => one.instanceType === name); // prettier-ignore
      return `${found?.arch ?? ''} ${found?.gpuModel ?? ''}`.trim();
    };
    const kinds = (of: Portfolio): string[] => [...new Set(asked(of, {}, 'eks').nodes.map((one) => kindOf(one.instanceType)))].sort();
    const plain = Array.from({ length: 12 }, (_, index) => node(`n-${index}`));
    expect(kinds(portfolio(plain))).toEqual(['amd64']);
    const arm = Array.from({ length: 12 }, (_, index) => node(`a-${index}`, { arch: 'arm64' }));
    expect(kinds(portfolio([...plain, ...arm]))).toEqual(['amd64', 'arm64']);
    const gpu = node('g', { vcpu: 4, memoryGib: 16, gpus: 1, gpuModel: 't4', instanceType: 'g4dn.xlarge', listUsdHour: 0.526 });
    const mixed = kinds(portfolio([...plain, gpu]));
    expect(mixed).toContain('amd64');
    expect(mixed.filter((kind) => kind !== 'amd64')).toEqual(['amd64 t4']);
  });

  it('is said to be bought as it is: on demand, committed, or in several ways', () => {
    const nodes = portfolio(Array.from({ length: 12 }, (_, index) => node(`n-${index}`)));
    const ways = (overrides: AssumptionOverrides, targetId = 'eks'): string[] => [
      ...new Set(asked(nodes, { 'purchase.commitAsToday': 0, ...overrides }, targetId).nodes.map((one) => one.purchase)),
    ];
    expect(ways({ 'purchase.commitYears': 0, 'purchase.commitShare': 1 })).toEqual(['on-demand']);
    expect(ways({ 'purchase.commitYears': 1, 'purchase.commitShare': 0 })).toEqual(['on-demand']);
    expect(ways({ 'purchase.commitYears': 1, 'purchase.commitShare': 1 })).toEqual(['commit-1y']);
    expect(ways({ 'purchase.commitYears': 3, 'purchase.commitShare': 1 })).toEqual(['commit-3y']);
    expect(ways({ 'purchase.commitYears': 1, 'purchase.commitShare': 0.5 })).toEqual(['mixed']);
    expect(ways({ 'purchase.commitYears': 3, 'purchase.commitShare': 1 }, 'hetzner')).toEqual(['on-demand']);
  });
});

describe('data that leaves', () => {
  const egress = (gb: number, overrides: AssumptionOverrides = {}): number =>
    usd(asked(portfolio([machine('vm'), storage('bucket', { medium: 'object', gb })]), overrides).exitEgress);
  const moving = { 'movable.object-storage': { low: 1, mid: 1, high: 1 } };

  it('costs the tiers of the list, without a step at their edges, and never less for more', () => {
    const edges = [100, 10_240, 51_200, 153_600];
    for (const edge of edges) {
      const [below, at, above] = [edge - 1, edge, edge + 1].map((gb) => egress(gb, moving));
      expect((at ?? 0) - (below ?? 0)).toBeGreaterThanOrEqual(0);
      expect((at ?? 0) - (below ?? 0)).toBeLessThan(0.2);
      expect((above ?? 0) - (at ?? 0)).toBeGreaterThanOrEqual(0);
      expect((above ?? 0) - (at ?? 0)).toBeLessThan(0.2);
      expect(at).toBeCloseTo(egressPrice(priceBook(), { provider: 'aws', region: 'us-east-1', gb: edge })?.usd ?? NaN, 6);
    }
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true }), (gb, more) => {
        const cost = (of: number): number => egressPrice(priceBook(), { provider: 'aws', region: 'us-east-1', gb: of })?.usd ?? NaN;
        expect(cost(gb + more)).toBeGreaterThanOrEqual(cost(gb));
      }),
    );
  });

  it('is free in a full exit, and does not count databases that stay', () => {
    expect(egress(200_000, { ...moving, 'exit.full': 1 })).toBe(0);
    const small = database('db-small', { vcpu: 2, memoryGib: 4, storageGb: 5000, backupGb: 5000, highlyAvailable: false }, 54);
    const numbers = asked(portfolio([...Array.from({ length: 8 }, (_, index) => machine(`vm-${index}`)), small]));
    expect(numbers.stays.map((one) => one.workload)).toEqual(['db-small']);
    expect(usd(numbers.exitEgress)).toBe(0);
  });
});

describe('an exit before commitments end', () => {
  it('never looks better than the same exit at their end', () => {
    const fleet = portfolio(Array.from({ length: 60 }, (_, index) => node(`n-${index}`)));
    const commitments = [
      {
        contractCommitmentId: 'c-1',
        serviceProviderName: 'AWS',
        periodStart: '2025-11-24',
        periodEnd: '2027-11-24',
        cost: `${60 * LIST * 24}`,
        billingCurrency: 'USD',
      },
    ];
    const leaving = (month: number, terms: typeof commitments): number =>
      usd(numbersOf(estimate(fleet, { 'uncertainty.draws': 100, 'schedule.startMonth': month }, { commitments: terms, targets: ['oke'] }), 'oke').npv.p50); // prettier-ignore
    expect(leaving(0, commitments)).toBeLessThanOrEqual(leaving(12, commitments));
    expect(leaving(0, commitments)).toBeLessThan(leaving(0, []));
  });
});

describe('a larger bill', () => {
  it('of the same kind costs as many times as much at the destination, within a twentieth', () => {
    const fleet = (count: number): Portfolio =>
      portfolio(Array.from({ length: 50 }, (_, index) => node(`n-${index}`, { count, utilisation: GRADE_A })));
    const options = { 'packing.nodesPerCluster': 1e6 };
    const small = usd(asked(fleet(4), options).runRate);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 }), (times) => {
        expect(usd(asked(fleet(4 * times), options).runRate) / small / times).toBeCloseTo(1, 1);
      }),
      { numRuns: 4 },
    );
  });
});

describe('another region', () => {
  it('moves prices and egress, and neither right-sizing nor the work of moving', () => {
    const fleet = (regionId: string): Portfolio =>
      portfolio([
        ...Array.from({ length: 20 }, (_, index) => machine(`vm-${index}`, {}, { regionId })),
        { ...storage('bucket', { medium: 'object', gb: 50_000 }), regionId },
      ]);
    const [here, there] = [asked(fleet('us-east-1')), asked(fleet('sa-east-1'))];
    const hygiene = (numbers: DestinationNumbers) => numbers.bars.find((one) => one.id === 'hygiene');
    expect(hygiene(there)?.amount).toEqual(hygiene(here)?.amount);
    expect(hygiene(there)?.interval).toEqual(hygiene(here)?.interval);
    expect(there.effortWeeks).toEqual(here.effortWeeks);
    expect(there.oneOff).toEqual(here.oneOff);
    expect(bar(there, 'unit-price')).not.toBe(bar(here, 'unit-price'));
    expect(there.exitEgress).not.toEqual(here.exitEgress);
  });
});

describe('effort', () => {
  const weeks = (finding: MigrationFinding, name: string): number =>
    finding.groups.find((group) => group.name === name)?.effortWeeks.likely ?? NaN;
  const of = (items: Parameters<typeof portfolio>[0]): number =>
    weeks(estimate(portfolio(items), { 'uncertainty.draws': 100 }, { targets: ['gke'] }), 'aws application machines');

  it('is that of one workload at least, and of a tag on a whole landscape that of as many as its machines fill', () => {
    expect(of([machine('vm', {}, { application: 'shop' })])).toBeCloseTo(1.2 * 2, 3);
    expect(of([machine('vm', { count: 20 }, { application: 'shop' })])).toBeCloseTo(1.2 * 2, 3);
    expect(of([machine('vm', { count: 200 }, { application: 'shop' })])).toBeCloseTo(1.2 * 2 * (10 * 0.65) ** 0.8, 3);
    expect(of([machine('vm', { count: 50 })])).toBeCloseTo(1.2 * 2 * (10 * 0.65) ** 0.8, 3);
  });
});

describe('groups', () => {
  const finding = estimate(
    portfolio([
      ...Array.from({ length: 10 }, (_, index) => machine(`vm-${index}`)),
      ...Array.from({ length: 4 }, (_, index) => node(`az-${index}`, {}, { provider: 'azure', regionId: 'westeurope' })),
      storage('disks'),
      { ...storage('az-disks'), provider: 'azure', regionId: 'westeurope' },
      storage('bucket', { medium: 'object', gb: 333_333 }),
      database('db', { vcpu: 64, memoryGib: 512, storageGb: 3000 }, 9000),
    ]),
    { 'uncertainty.draws': 100 },
    { targets: ['gke'] },
  );
  const named = (name: string) => finding.groups.find((group) => group.name === name);

  it('of disks go with machines of their own provider, in the same month', () => {
    expect(named('aws disks and snapshots')?.requires).toEqual(['aws application machines']);
    expect(named('azure disks and snapshots')?.requires).toEqual(['azure Kubernetes nodes']);
    for (const group of finding.groups)
      for (const required of group.requires) expect(group.cutoverMonth).toBe(named(required)?.cutoverMonth);
  });

  it('hold no more than all data together', () => {
    const shares = finding.groups.map((group) => group.dataShare);
    const sum = shares.reduce((total, share) => total + share, 0);
    expect(sum).toBeLessThanOrEqual(1 + 1e-12);
    expect(sum).toBeGreaterThan(0.9999);
  });
});
