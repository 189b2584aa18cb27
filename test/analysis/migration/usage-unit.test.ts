import { describe, expect, it } from 'vitest';
import { countOf, gibHoursOf, gibOf, hoursOf, usageUnit } from '../../../src/analysis/migration/usage-unit.ts';
import { usage } from './sample-usage.ts';

const HOUR = 3600;

describe('units of usage', () => {
  it.each<[string, number, number | null, number | null]>([
    ['Hrs', 1, HOUR, null],
    ['1 Hour', 1, HOUR, null],
    ['100 Hours', 100, HOUR, null],
    ['Units/Hour', 1, HOUR, null],
    ['second', 1, 1, null],
    ['INSTANCE_HOURS_MULTI_TENANT', 1, HOUR, null],
    ['VIRTUAL_PROCESSOR_CORE_HOURS', 1, HOUR, null],
    ['GB-Mo', 1, 730 * HOUR, 1],
    ['GB/Month', 1, 730 * HOUR, 1],
    ['1 GB/Month', 1, 730 * HOUR, 1],
    ['gibibyte month', 1, 730 * HOUR, 1],
    ['Gigabyte Storage Capacity Per Month', 1, 730 * HOUR, 1],
    ['1 TiB MONTHS STORAGE_SIZE', 1, 730 * HOUR, 1024],
    ['byte-seconds', 1, 1, 1 / 2 ** 30],
    ['Lambda-GB-Second', 1, 1, 1],
    ['10000 GB Memory-Seconds', 10_000, 1, 1],
    ['10K', 10_000, null, null],
    ['1M', 1_000_000, null, null],
    ['Million Datapoints', 1_000_000, null, null],
    ['tebibyte', 1, null, 1024],
    ['GIGABYTES', 1, null, 1],
    ['Requests', 1, null, null],
    ['GiB/Second-Months', 1, null, null],
    ['', 1, null, null],
  ])('"%s" are read as what they are', (text, block, seconds, gib) => {
    expect(usageUnit(text)).toMatchObject({ block, seconds, gib });
  });

  it.each([
    ['vCPU-Hours', 'vcpu'],
    ['OCPU Per Hour', 'ocpu'],
    ['1 NONE HOURS OCPUS', 'ocpu'],
    ['ECPU Per Hour', 'ecpu'],
    ['ACU-Hr', 'acu'],
    ['VCPU_SECONDS', 'vcpu'],
    ['Hrs', null],
  ] as const)('"%s" count processors or not', (text, processor) => {
    expect(usageUnit(text).processor).toBe(processor);
  });

  it('come from the pricing unit where the consumed one says too little', () => {
    const line = usage({ used: [7, ''], pricingQuantity: 2, pricingUnit: '100 Hours' });
    expect(hoursOf(line)).toBe(200);
    expect(countOf(line)).toBe(7);
  });

  it('stay unknown where the bill states no quantity', () => {
    const line = usage({});
    expect([hoursOf(line), gibHoursOf(line), gibOf(line), countOf(line)]).toEqual([null, null, null, null]);
  });
});
