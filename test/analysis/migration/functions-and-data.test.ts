import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataServiceCost, dataServiceNeed, dataServiceStays, opsHoursOf } from '../../../src/analysis/migration/data-services.ts';
import { pertExpected } from '../../../src/analysis/migration/distribution.ts';
import {
  addedNeeds,
  breakEvenBusyShare,
  busyShare,
  functionNeed,
  functionsStay,
  lambdaMonthly,
} from '../../../src/analysis/migration/faas.ts';
import type { DataServiceDemand, FunctionDemand } from '../../../src/analysis/migration/portfolio.ts';
import { managedPrice } from '../../../src/catalog/price-lookup.ts';
import { priceBook } from '../../../src/catalog/price-book.ts';
import { assumptions } from './sample-usage.ts';

const SECONDS = 730 * 3600;

const functions = (fields: Partial<FunctionDemand> = {}): FunctionDemand => ({
  kind: 'function',
  invocations: 1_000_000,
  gbSeconds: 500_000,
  memoryMb: 1024,
  arch: 'amd64',
  ...fields,
});

const draw = { utilisation: 0.5, peakToMean: 1.5 };

const nodePrice = (instanceType: string): number => {
  const price = priceBook()
    .nodes('aws', 'us-east-1')
    .find((node) => node.instanceType === instanceType);
  if (price === undefined) throw new Error(`no price of ${instanceType}`);
  return price.usd.onDemand;
};

describe('functions on Knative', () => {
  it('cost zero on both sides when nobody calls them', () => {
    const idle = functions({ invocations: 0, gbSeconds: 0 });
    expect(functionNeed(idle, draw, assumptions)).toEqual({ busy: 0, pods: 0, vcpu: 0, memoryGib: 0 });
    expect(lambdaMonthly(priceBook(), idle, 'us-east-1')).toBe(0);
  });

  it('cost at Lambda what the GB-seconds and calls cost at list', () => {
    const monthly = lambdaMonthly(priceBook(), functions({ gbSeconds: 1e6, invocations: 3e6 }), 'us-east-1');
    expect(monthly).toBeCloseTo(1e6 * 1.66667e-5 + 3 * 0.2, 4);
  });

  it.each([
    ['m7i.xlarge', 'duration-x86'],
    ['m7g.xlarge', 'duration-arm'],
  ])('break even on %s between 0.3 and 0.7 busy at list prices and concurrency 1', (instanceType, item) => {
    const duration = managedPrice(priceBook(), { provider: 'aws', service: 'lambda', item, region: 'us-east-1' });
    const question = { usdGbSecond: duration?.row.usd ?? 0, usdVcpuHour: nodePrice(instanceType) / 4, mbPerVcpu: 1769 };
    for (const operatingSlack of [0, 0.15, 0.35]) {
      const busy = breakEvenBusyShare({ ...question, operatingSlack, concurrency: 1 });
      expect(busy).toBeGreaterThan(0.3);
      expect(busy).toBeLessThan(0.7);
      expect(breakEvenBusyShare({ ...question, operatingSlack, concurrency: 10 })).toBeCloseTo(busy / 10, 12);
    }
  });

  it('need pods for the P95 of their concurrency, each with its queue proxy', () => {
    const busy = functions({ gbSeconds: 7 * SECONDS });
    const need = functionNeed(busy, draw, assumptions);
    expect(need.busy).toBeCloseTo(7, 12);
    expect(need.pods).toBe(15);
    expect(need.memoryGib).toBeCloseTo(15, 12);
    expect(need.vcpu).toBeCloseTo(15 * ((1024 / 1769) * 0.5 + 0.025), 12);
  });

  it('scale to zero in idle minutes, but every call keeps a pod up for 90 seconds', () => {
    const rare = functionNeed(functions({ invocations: 100, gbSeconds: 100 }), draw, assumptions);
    expect(rare.pods).toBeCloseTo((100 * 90 + 100) / SECONDS, 4);
    expect(functionNeed(functions({ invocations: 1e6, gbSeconds: 1e4 }), draw, assumptions).pods).toBeCloseTo(1, 9);
  });

  it('need no less when they run more', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e9, noNaN: true }), fc.double({ min: 1, max: 4, noNaN: true }), (gbSeconds, factor) => {
        const one = functionNeed(functions({ gbSeconds, invocations: null }), draw, assumptions);
        const more = functionNeed(functions({ gbSeconds: gbSeconds * factor, invocations: null }), draw, assumptions);
        expect(more.vcpu).toBeGreaterThanOrEqual(one.vcpu * (1 - 1e-12));
      }),
    );
  });

  it('stay where all together keep less than a twentieth of a pod busy', () => {
    const each = functions({ gbSeconds: 0.02 * SECONDS });
    expect(busyShare(each)).toBeCloseTo(0.02, 12);
    expect(functionsStay([each, each], assumptions)).toBe(true);
    expect(functionsStay([each, each, each], assumptions)).toBe(false);
  });

  it('add up', () => {
    const need = functionNeed(functions(), draw, assumptions);
    expect(addedNeeds([need, need]).vcpu).toBe(2 * need.vcpu);
    expect(addedNeeds([]).pods).toBe(0);
  });
});

const database = (fields: Partial<DataServiceDemand> = {}): DataServiceDemand => ({
  kind: 'data-service',
  engine: 'postgresql',
  instanceType: 't3.medium',
  count: 1,
  vcpu: 2,
  memoryGib: 4,
  storageGb: 20,
  backupGb: 20,
  highlyAvailable: false,
  ...fields,
});

/** Prices of us-east-1: an m7i vCPU and GiB by their ratio of cost, gp3 and S3. */
const prices = { usdVcpuHour: 0.0346, usdGibHour: 0.00395, usdBlockGbMonth: 0.08, usdObjectGbMonth: 0.023, operatingSlack: 0.15 };
const ops = (demand: DataServiceDemand) => ({
  hours: pertExpected(assumptions.range(opsHoursOf(demand.engine))),
  usdHour: assumptions.number('effort.hourRate'),
});
const answerOf = (demand: DataServiceDemand, today: number) =>
  dataServiceStays(today, dataServiceCost(dataServiceNeed(demand, assumptions), prices, ops(demand)));

describe('data services under an operator', () => {
  it('of the size of a db.t3.medium stay at the default rate of operations', () => {
    const today = 0.072 * 730 + 20 * 0.115 + 20 * 0.095;
    const answer = answerOf(database(), today);
    expect(answer.stays).toBe(true);
    expect(answer.savedBeforeOperations).toBeLessThan(ops(database()).hours * 90);
    expect(answer.reason).toMatch(/^stays: -?\d+ USD a month saved before operations of \d+ USD$/);
  });

  it('move where the premium is more than the hours of running them', () => {
    const large = database({ vcpu: 64, memoryGib: 512 });
    expect(answerOf(large, 7.6 * 730).stays).toBe(false);
  });

  it('run one replica, two where highly available, and three brokers at least', () => {
    const replicas = (fields: Partial<DataServiceDemand>): number => dataServiceNeed(database(fields), assumptions).replicas;
    expect(replicas({})).toBe(1);
    expect(replicas({ highlyAvailable: true, count: 2 })).toBe(4);
    expect(replicas({ engine: 'kafka' })).toBe(3);
    expect(replicas({ engine: 'kafka', count: 6 })).toBe(6);
    expect(replicas({ engine: 'cache', count: 2 })).toBe(2);
    expect(replicas({ engine: 'cache', highlyAvailable: true })).toBe(2);
  });

  it('keep the memory of today, and the CPU of today unless a P95 with headroom is less', () => {
    expect(dataServiceNeed(database(), assumptions)).toMatchObject({ cpuMillis: 2000, memoryMiB: 4096 });
    expect(dataServiceNeed(database(), assumptions, 0.5).cpuMillis).toBeCloseTo(1300, 9);
    expect(dataServiceNeed(database(), assumptions, 0.9).cpuMillis).toBe(2000);
  });

  it('store a copy for each replica of a database, and what the bill states of a cluster', () => {
    expect(dataServiceNeed(database({ highlyAvailable: true }), assumptions).blockGb).toBe(40);
    expect(dataServiceNeed(database({ engine: 'kafka', count: 3, storageGb: 900 }), assumptions).blockGb).toBe(900);
  });

  it('are operated one by one as databases, and as one where they are a cluster', () => {
    expect(dataServiceNeed(database({ count: 5 }), assumptions).operated).toBe(5);
    expect(dataServiceNeed(database({ count: 0.1 }), assumptions).operated).toBe(1);
    expect(dataServiceNeed(database({ engine: 'search', count: 5 }), assumptions).operated).toBe(1);
  });
});
