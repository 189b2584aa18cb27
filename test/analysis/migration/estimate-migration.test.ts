import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DestinationNumbers, MoneyQuantiles } from '../../../src/finding/migration-finding.ts';
import { attosOf, type MoneyJson } from '../../../src/money.ts';
import { database, estimate, functions, GRADE_A, GRADE_D, machine, node, numbersOf, portfolio, storage } from './sample-portfolio.ts';

const attos = (money: MoneyJson): bigint => attosOf(money.amount) ?? 0n;
const usd = (money: MoneyJson): number => Number(money.amount);
const bar = (numbers: DestinationNumbers, id: string): number =>
  usd(numbers.bars.find((one) => one.id === id)?.amount ?? { amount: 'NaN', currency: 'USD' });
const width = (interval: MoneyQuantiles): number => usd(interval.p90) - usd(interval.p10);

/** Nothing right-sized, no slack, no spot, no commitments: what is packed is what runs today. */
const AS_IT_IS = {
  'rightSizing.adoption': { low: 0, mid: 0, high: 0 },
  'packing.slackAutoscaled': { low: 0, mid: 0, high: 0 },
  'purchase.spotShare': { low: 0, mid: 0, high: 0 },
  'purchase.commitYears': 0,
} as const;

const FLEET = [
  ...Array.from({ length: 12 }, (_, index) => machine(`vm-${index}`, {}, { application: `app-${index % 4}` })),
  ...Array.from({ length: 4 }, (_, index) => node(`node-${index}`)),
  database('db-large', { vcpu: 16, memoryGib: 64 }, 4000),
  functions('fn'),
  storage('disks'),
  storage('bucket', { medium: 'object', gb: 20_000 }, 460),
];
const PATHS = { internetGb: 3000, crossZoneGb: 8000, natGb: 500, natHours: 1460, loadBalancerHours: 730, monthlyEffective: 500 };

const anyItem = fc.oneof(
  fc.record({
    kind: fc.constant('vm'),
    vcpu: fc.constantFrom(1, 2, 4, 8, 32),
    count: fc.double({ min: 0.1, max: 6, noNaN: true }),
    measured: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('node'), vcpu: fc.constantFrom(2, 4, 8), count: fc.integer({ min: 1, max: 9 }), measured: fc.boolean() }),
  fc.record({ kind: fc.constant('database'), vcpu: fc.constantFrom(2, 16), count: fc.constant(1), measured: fc.boolean() }),
  fc.record({ kind: fc.constant('function'), vcpu: fc.constant(1), count: fc.constant(1), measured: fc.boolean() }),
  fc.record({ kind: fc.constant('disk'), vcpu: fc.constant(1), count: fc.constant(1), measured: fc.boolean() }),
);
const anyPortfolio = fc.array(anyItem, { minLength: 1, maxLength: 8 }).map((list) =>
  portfolio(
    list.map(({ kind, vcpu, count, measured }, index) => {
      const of = { vcpu, memoryGib: vcpu * 4, count, utilisation: measured ? GRADE_A : GRADE_D };
      if (kind === 'vm') return machine(`i-${index}`, of);
      if (kind === 'node') return node(`i-${index}`, of);
      if (kind === 'database') return database(`i-${index}`, { vcpu, memoryGib: vcpu * 4 }, vcpu * 200);
      return kind === 'function' ? functions(`i-${index}`) : storage(`i-${index}`);
    }),
    { paths: PATHS },
  ),
);

describe('the waterfall', () => {
  it('adds up to the cent, and never counts hygiene as leverage, for any portfolio', () => {
    fc.assert(
      fc.property(anyPortfolio, (any) => {
        const finding = estimate(any, { 'uncertainty.draws': 100 }, { targets: ['gke', 'hetzner'] });
        for (const { estimate: numbers } of finding.destinations) {
          if (numbers === null) continue;
          const [today, ...rest] = numbers.bars;
          const last = rest.pop();
          const sum = rest.reduce((total, one) => total + attos(one.amount), attos(today?.amount ?? finding.today.effective));
          expect(sum).toBe(attos(last?.amount ?? finding.today.effective));
          const hygiene = rest.find((one) => one.id === 'hygiene');
          expect(hygiene?.availableWithoutLeaving).toEqual(hygiene?.amount);
          expect(
            rest.filter((one) => !['hygiene', 'packing'].includes(one.id)).every((one) => attos(one.availableWithoutLeaving) === 0n),
          ).toBe(true);
          expect(attos(finding.today.afterInPlaceOptimisation)).toBeLessThanOrEqual(attos(finding.today.effective));
        }
      }),
      { numRuns: 15 },
    );
  });

  it('leads from every bar to its formula, charge rows and price rows', () => {
    const finding = estimate(portfolio(FLEET, { paths: PATHS }));
    const numbers = numbersOf(finding, 'gke');
    const known = new Map(finding.figures.map((figure) => [figure.figureId, figure]));
    for (const one of numbers.bars) {
      const figure = known.get(one.figureId);
      expect(figure?.value).toEqual({ kind: 'money', money: one.amount });
      expect(figure?.evidence.filter).not.toBeNull();
    }
    const unitPrice = known.get(numbers.bars.find((one) => one.id === 'unit-price')?.figureId ?? '');
    expect(unitPrice?.evidence.catalogRows).toEqual(numbers.nodes.map((one) => one.priceKey).sort());
    expect(finding.figures.length).toBe(known.size);
  });
});

describe('an identical destination', () => {
  const nodes = Array.from({ length: 8 }, (_, index) => node(`node-${index}`));

  it('changes nothing but the fees', () => {
    const numbers = numbersOf(estimate(portfolio(nodes), { ...AS_IT_IS, 'effort.kubernetesVendorParts': 0 }, { targets: ['eks'] }), 'eks');
    expect(bar(numbers, 'unit-price')).toBe(0);
    expect(bar(numbers, 'managed-premium')).toBe(0);
    expect(bar(numbers, 'fees-network-storage')).toBeCloseTo(0.1 * 730, 2);
    expect(bar(numbers, 'people')).toBe(0);
    expect(usd(numbers.npv.p90)).toBeLessThan(0);
    expect(numbers.verdict).toBe('costs-more');
  });

  it('needs next to no work where pods need no change and nothing is vendor-only', () => {
    const numbers = numbersOf(estimate(portfolio(nodes), { ...AS_IT_IS, 'effort.kubernetesVendorParts': 0 }), 'gke');
    expect(usd(numbers.oneOff.p90)).toBe(0);
    expect(Math.abs(bar(numbers, 'hygiene'))).toBe(0);
    expect(Math.abs(bar(numbers, 'packing'))).toBeLessThan(0.25 * 8 * 0.192 * 730);
    expect(bar(numbers, 'unit-price')).not.toBe(0);
  });
});

describe('intervals', () => {
  const fleet = (length: number, utilisation: typeof GRADE_A) =>
    portfolio(Array.from({ length }, (_, index) => machine(`vm-${index}`, { utilisation })));
  const certain = { 'rightSizing.adoption': { low: 0.7, mid: 0.7, high: 0.7 } };
  const hygieneWidth = (length: number, utilisation: typeof GRADE_A): number => {
    const numbers = numbersOf(estimate(fleet(length, utilisation), { 'uncertainty.draws': 1000, ...certain }), 'gke');
    const hygiene = numbers.bars.find((one) => one.id === 'hygiene');
    return width(hygiene?.interval ?? numbers.npv) / (length * 0.192 * 730);
  };

  it('are at least three times as wide without data as with measurements, and do not shrink with the number of workloads', () => {
    const scaled = { ...GRADE_A, cpuP95: 0.3, memoryMax: 0.3 };
    const [few, many] = [hygieneWidth(10, GRADE_D), hygieneWidth(200, GRADE_D)];
    expect(many).toBeGreaterThan(3 * hygieneWidth(200, scaled));
    expect(few / many).toBeLessThan(1.6);
  });

  it('are never widened by a better grade, and rise from P10 over P50 to P90', () => {
    const grades = [GRADE_A, { ...GRADE_A, grade: 'B' as const }, { ...GRADE_A, grade: 'C' as const, memoryMax: null }, GRADE_D];
    const widths = grades.map((utilisation) => width(numbersOf(estimate(fleet(40, utilisation), certain), 'gke').runRateInterval));
    expect([...widths].sort((a, b) => a - b)).toEqual(widths);
    const numbers = numbersOf(estimate(portfolio(FLEET)), 'gke');
    for (const { p10, p50, p90 } of [
      numbers.npv,
      numbers.oneOff,
      numbers.runRateInterval,
      numbers.doubleRun,
      ...numbers.bars.map((one) => one.interval),
    ]) {
      expect(usd(p10) <= usd(p50) && usd(p50) <= usd(p90)).toBe(true);
    }
  });
});

describe('the same record', () => {
  it('gives the same bytes, whatever the order of items and destinations', () => {
    const text = (of: typeof FLEET, targets: readonly string[]): string =>
      JSON.stringify(estimate(portfolio(of, { paths: PATHS }), {}, { targets }));
    expect(text([...FLEET].reverse(), ['hetzner', 'eks', 'gke'])).toBe(text(FLEET, ['gke', 'eks', 'hetzner']));
  });

  it('gives each destination the same numbers with and without the others', () => {
    const alone = numbersOf(estimate(portfolio(FLEET), {}, { targets: ['gke'] }), 'gke');
    const among = numbersOf(estimate(portfolio(FLEET), {}, { targets: null }), 'gke');
    expect({ ...among, sensitivity: [], figureIds: {} }).toEqual({ ...alone, sensitivity: [], figureIds: {} });
  });

  it('holds every assumption with its default, source and grade, and every price key with its day', () => {
    const finding = estimate(portfolio(FLEET), { 'effort.hourRate': 120 });
    expect(finding.assumptions.find((one) => one.id === 'effort.hourRate')).toMatchObject({ value: '120', overrides: '90', grade: 'G' });
    expect(finding.assumptions.every((one) => one.source !== '' && one.asOf !== '')).toBe(true);
    expect(numbersOf(finding, 'gke').nodes.every((one) => one.priceKey.startsWith('node-prices/gcp/') && one.priceAsOf !== '')).toBe(true);
  });
});

describe('scale', () => {
  it('of the bill scales run-rates, and payback never gets longer', () => {
    const times = (count: number) =>
      portfolio(Array.from({ length: 60 }, (_, index) => node(`node-${index}`, { count }, { monthlyEffective: count * 400 })));
    const options = { 'packing.nodesPerCluster': 100_000 };
    const [one, four] = [numbersOf(estimate(times(2), options), 'gke'), numbersOf(estimate(times(8), options), 'gke')];
    expect(usd(four.runRate) / usd(one.runRate)).toBeGreaterThan(3.8);
    expect(usd(four.runRate) / usd(one.runRate)).toBeLessThan(4.2);
    expect(four.paybackMonths ?? 999).toBeLessThanOrEqual(one.paybackMonths ?? 999);
  });
});

describe('what should stay', () => {
  it('stays: a small database costs more in hours than it saves', () => {
    const small = database(
      'db-small',
      { vcpu: 2, memoryGib: 4, storageGb: 20, backupGb: 20, highlyAvailable: false, instanceType: 'db.t3.medium' },
      54,
    );
    const finding = estimate(portfolio([...FLEET, small]), {}, { targets: null });
    for (const { estimate: numbers } of finding.destinations) {
      if (numbers !== null) expect(numbers.stays.map((one) => one.workload)).toContain('db-small');
    }
  });

  it('is said of two tiny pods: three nodes and a control plane cost more than the small machine they run on', () => {
    const tiny = portfolio([
      machine('tiny', { vcpu: 1, memoryGib: 0.5, listUsdHour: null }, { monthlyEffective: 5, movable: { low: 1, mid: 1, high: 1 } }),
    ]);
    const finding = estimate(tiny, { 'movable.linux-vm-app': { low: 1, mid: 1, high: 1 } }, { targets: ['eks', 'gke', 'hetzner'] });
    for (const { estimate: numbers } of finding.destinations) {
      expect(numbers?.verdict).toBe('costs-more');
      expect(usd(numbers?.runRate ?? { amount: '0', currency: 'USD' })).toBeGreaterThan(30);
    }
  });
});

describe('leaving', () => {
  it('takes data out for nothing only where everything leaves, or where the law says so', () => {
    const of = portfolio(FLEET);
    const egress = (overrides: Record<string, number>, asOf = '2026-11-24'): number =>
      usd(numbersOf(estimate(of, overrides, { asOf, targets: ['gke'] }), 'gke').exitEgress);
    expect(egress({})).toBeGreaterThan(0);
    expect(egress({ 'exit.full': 1 })).toBe(0);
    expect(egress({ 'exit.eu': 1 }, '2027-01-12')).toBe(0);
    expect(egress({ 'exit.eu': 1, 'schedule.team': 1000, 'schedule.startMonth': 0 }, '2026-11-24')).toBeGreaterThan(0);
  });

  it('pays commitments until they end: the sooner they end, the better', () => {
    const commitments = (periodEnd: string) => [
      {
        contractCommitmentId: 'c-1',
        serviceProviderName: 'AWS',
        periodStart: '2026-01-01',
        periodEnd,
        cost: '100000',
        billingCurrency: 'USD',
      },
    ];
    const npv = (periodEnd: string): number =>
      usd(numbersOf(estimate(portfolio(FLEET), {}, { commitments: commitments(periodEnd), targets: ['gke'] }), 'gke').npv.p50);
    expect(npv('2026-12-31')).toBeGreaterThanOrEqual(npv('2027-06-30'));
    const finding = estimate(portfolio(FLEET), {}, { commitments: commitments('2027-12-31') });
    expect(finding.commitments).toMatchObject([{ commitmentId: 'c-1', provider: 'aws', endsOn: '2027-12-31' }]);
  });

  it('is answered for a retired system with what continues it, along the whole chain', () => {
    const finding = estimate(portfolio(FLEET), {}, { targets: ['tectonic', 'pks', 'cfcr', 'ccp', 'docker-ee', 'rackspace-managed-cloud'] });
    expect(finding.historic.map((one) => [one.targetId, one.successorId])).toEqual([
      ['ccp', null],
      ['cfcr', 'korifi'],
      ['docker-ee', 'mke'],
      ['pks', 'vks'],
      ['rackspace-managed-cloud', 'rackspace-managed-kubernetes'],
      ['tectonic', 'openshift'],
    ]);
    expect(finding.destinations.map((one) => one.targetId)).toContain('openshift');
  });

  it('reports what is unpriced by name instead of failing', () => {
    const unpriced = [
      {
        provider: 'aws',
        serviceName: 'Mystery',
        route: 'unpriced' as const,
        monthlyEffective: 900,
        scalesWithSpend: false,
        reason: 'unknown service',
      },
    ];
    const finding = estimate(portfolio([machine('vm', { listUsdHour: null, instanceType: 'zz.unknown' })], { unpriced }));
    expect(finding.coverage.unpricedServices).toMatchObject([{ serviceName: 'Mystery', monthly: { amount: '900.000000000' } }]);
    expect(finding.coverage.headline).toBe('range');
    expect(numbersOf(finding, 'gke').bars).toHaveLength(8);
  });

  it('has no numbers where the book has no prices, and says why', () => {
    const finding = estimate(portfolio(FLEET), {}, { targets: ['civo'] });
    expect(finding.destinations).toMatchObject([{ targetId: 'civo', status: 'no-prices', estimate: null }]);
    expect(finding.destinations[0]?.reason).toContain('civo');
  });

  it('answers an empty portfolio', () => {
    const finding = estimate(portfolio([]));
    expect(finding.destinations.every((one) => one.status === 'no-prices')).toBe(true);
    expect(finding.coverage.share).toBe(0);
  });
});
