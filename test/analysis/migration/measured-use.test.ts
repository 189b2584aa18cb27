import { describe, expect, it } from 'vitest';
import { pooledDemand } from '../../../src/analysis/migration/pooled-demand.ts';
import { usageGrade, type UtilisationRecord } from '../../../src/focus/utilisation.ts';
import { HOURS, onlyItem, portfolio, type SampleUsage } from './sample-usage.ts';

const machine: SampleUsage = {
  serviceName: 'AmazonEC2',
  usageType: 'BoxUsage:m5.xlarge',
  resourceId: 'arn:aws:ec2:us-east-1:1:instance/i-0AB',
  used: [HOURS, 'Hrs'],
};

const statistics = (values: Partial<Record<'mean' | 'p50' | 'p95' | 'max', number>>) => ({
  mean: null,
  p50: null,
  p95: null,
  max: null,
  ...values,
});

function record(fields: Partial<Omit<UtilisationRecord, 'grade'>> = {}): UtilisationRecord {
  const whole = {
    resourceId: 'i-0ab',
    container: null,
    workload: null,
    cpu: { unit: 'share', ...statistics({ mean: 0.1, p95: 0.4, max: 0.9 }) } as const,
    memory: { unit: 'mib', ...statistics({ max: 8192 }) } as const,
    networkIdle: false,
    window: { from: '2026-10-01', to: '2026-11-01' },
    source: 'monitoring.csv',
    ...fields,
  };
  return { ...whole, grade: usageGrade(whole) };
}

const useOf = (...utilisation: UtilisationRecord[]) => {
  const { demand } = onlyItem([machine], { utilisation });
  return demand.kind === 'compute' ? demand.utilisation : null;
};

describe('measured use', () => {
  it('is found by the whole id, the last part of it, in any case, or the name', () => {
    for (const resourceId of ['arn:aws:ec2:us-east-1:1:instance/i-0ab', 'i-0AB', 'I-0ab']) {
      expect(useOf(record({ resourceId }))?.grade).toBe('B');
    }
    const named = onlyItem([{ ...machine, resourceName: 'web-1' }], { utilisation: [record({ resourceId: 'web-1' })] });
    expect(named.demand).toMatchObject({ utilisation: { grade: 'B' } });
    expect(useOf(record({ resourceId: 'i-0cd' }))?.grade).toBe('D');
  });

  it('is a share of what the machine has today', () => {
    expect(useOf(record())).toEqual({
      grade: 'B',
      cpuMean: 0.1,
      cpuP95: 0.4,
      memoryMax: 0.5,
      networkIdle: false,
      source: 'monitoring.csv',
    });
    expect(useOf(record({ cpu: { unit: 'cores', ...statistics({ max: 2 }) }, memory: null }))).toMatchObject({
      grade: 'C',
      cpuP95: 0.5,
      memoryMax: null,
    });
  });

  it('adds containers up to their machine, and is as good as the least known of them', () => {
    const container = (name: string, fields: Partial<UtilisationRecord> = {}) =>
      record({
        container: name,
        cpu: { unit: 'cores', ...statistics({ mean: 0.5, p95: 1 }) },
        memory: { unit: 'mib', ...statistics({ max: 2048 }) },
        ...fields,
      });
    expect(useOf(container('a'), container('b'))).toMatchObject({ grade: 'A', cpuMean: 0.25, cpuP95: 0.5, memoryMax: 0.25 });
    expect(useOf(container('a'), container('b', { memory: null }))).toMatchObject({ grade: 'C', memoryMax: null });
  });

  it('says nothing where two resources share the last part of their id', () => {
    const utilisation = [record({ resourceId: 'a/vm-1' }), record({ resourceId: 'b/vm-1' })];
    const { items, unmatchedUse } = portfolio([{ ...machine, resourceId: 'c/vm-1' }], { utilisation });
    expect(items[0]?.demand).toMatchObject({ utilisation: { grade: 'D' } });
    expect(unmatchedUse).toEqual(['a/vm-1', 'b/vm-1']);
  });

  it('gives the need of all workloads as a sum and pooled', () => {
    const lines = ['i-1', 'i-2'].map((resourceId) => ({ ...machine, resourceId }));
    const { pooledCpu } = portfolio(lines, { utilisation: ['i-1', 'i-2'].map((resourceId) => record({ resourceId })) });
    expect(pooledCpu).toMatchObject({ workloads: 2, sumOfP95Vcpu: 3.2 });
    expect(pooledCpu?.pooledP95Vcpu).toBeCloseTo(0.8 + Math.sqrt(2 * 1.2 ** 2 + 2 * 0.3 * 1.2 ** 2), 9);
    expect(portfolio(lines).pooledCpu).toBeNull();
  });
});

describe('pooled demand', () => {
  const loads = [
    { mean: 1, sd: 0.5 },
    { mean: 2, sd: 1 },
  ];

  it('is the sum of P95s when all loads move together, and less when they do not', () => {
    const z = 1.6448536269514722;
    expect(pooledDemand(loads, { z, rho: 1 })).toBeCloseTo(3 + z * 1.5, 12);
    expect(pooledDemand(loads, { z, rho: 0 })).toBeCloseTo(3 + z * Math.sqrt(1.25), 12);
  });
});
