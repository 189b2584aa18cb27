import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATISTICS, usageGrade } from '../../src/focus/utilisation.ts';
import { fieldsOfItem, parseUtilisation, type ParsedUtilisation, type UtilisationRow } from '../../src/jobs/parse-utilisation.ts';
import { columnMeaning } from '../../src/jobs/utilisation-columns.ts';
import { readUse, unitNamed } from '../../src/jobs/utilisation-units.ts';
import { Problem } from '../../src/problem.ts';

const WINDOW = { from: '2026-10-01', to: '2026-11-01' };
const rowsOf = (...items: readonly Record<string, unknown>[]): UtilisationRow[] =>
  items.map((item, index) => ({ place: `items[${index}]`, line: null, fields: fieldsOfItem(item) }));
const parse = (...items: readonly Record<string, unknown>[]): ParsedUtilisation =>
  parseUtilisation({ path: 'usage.json', source: 'usage.json', header: null, rows: rowsOf(...items) }, WINDOW);

function refusal(...items: readonly Record<string, unknown>[]): Problem {
  try {
    parse(...items);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('was accepted');
}

describe('column names', () => {
  it.each([
    ['cpuP95', 'cpu', 'p95', null],
    ['cpu_p95_percent', 'cpu', 'p95', 'percent'],
    ['CPU P95 (%)', 'cpu', 'p95', 'percent'],
    ['p95CpuUtilization', 'cpu', 'p95', null],
    ['Average CPU utilisation %', 'cpu', 'mean', 'percent'],
    ['cpu_cores_max', 'cpu', 'max', 'cores'],
    ['cpuMedianMillicores', 'cpu', 'p50', 'millicores'],
    ['memoryMaxBytes', 'memory', 'max', 'bytes'],
    ['memory_working_set_bytes_p95', 'memory', 'p95', 'bytes'],
    ['mem.max.GiB', 'memory', 'max', 'GiB'],
    ['RAM peak MB', 'memory', 'max', 'MB'],
    ['memory.percentile95', 'memory', 'p95', null],
  ])('%s is the %s %s in %s', (name, metric, statistic, unit) => {
    expect(columnMeaning(name)).toMatchObject({ kind: 'use', metric, statistic, unit: unit === null ? null : { name: unit } });
  });

  it('of other things are passed over, and misspelt measurements are not', () => {
    expect(
      ['region', 'Account', 'vCPUs', 'memory_limit_bytes', 'cpuP99', 'cpu_min', 'tags.team'].map((name) => columnMeaning(name).kind),
    ).toEqual(Array(7).fill('foreign'));
    expect(['cpuP59', 'cpuP95Furlongs', 'memoryMaxCores', 'cpu', 'cpuP50P95', 'p95'].map((name) => columnMeaning(name).kind)).toEqual(
      Array(6).fill('unknown'),
    );
  });
});

describe('values', () => {
  it('of every unit end up as cores, MiB or shares', () => {
    const values = [
      readUse('250m', 'cpu', null),
      readUse(41, 'cpu', unitNamed('cpu', 'percent')),
      readUse('12.5 %', 'memory', null),
      readUse('512Mi', 'memory', null),
      readUse(1_073_741_824, 'memory', unitNamed('memory', 'BYTES')),
      readUse('1.5', 'memory', unitNamed('memory', 'GiB')),
      readUse('1e2', 'memory', unitNamed('memory', 'MB')),
    ].map((use) => (use !== null && 'value' in use ? use.value : use));
    expect(values).toEqual([0.25, 0.41, 0.125, 512, 1024, 1536, 1e8 / 1_048_576]);
  });

  it('in percent are the same share whatever way they are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
        const percent = hundredths / 100;
        const [cell, column, share] = [
          readUse(`${percent}%`, 'cpu', null),
          readUse(percent, 'cpu', unitNamed('cpu', 'pct')),
          readUse(percent / 100, 'cpu', unitNamed('cpu', 'share')),
        ];
        expect(cell).toMatchObject({ value: percent / 100 });
        expect(column).toMatchObject({ value: percent / 100 });
        expect(share).toMatchObject({ value: percent / 100 });
      }),
    );
  });

  it('in bytes and in MiB agree', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (mib) => {
        expect(readUse(mib * 1_048_576, 'memory', unitNamed('memory', 'bytes'))).toMatchObject({ value: mib });
        expect(readUse(mib * 1024, 'memory', unitNamed('memory', 'KiB'))).toMatchObject({ value: mib });
      }),
    );
  });

  it('that are no measurement are refused, and empty ones are not known', () => {
    for (const raw of ['abc', '12,5', true, [1], {}, 'NaN', '--1', '1 2', '5 furlongs', -0.1, '-3', 100.5, 'Infinity']) {
      expect([raw, readUse(raw, 'cpu', null)]).toEqual([raw, { refused: expect.any(String) }]);
    }
    expect(['', ' ', null, undefined].map((raw) => readUse(raw, 'cpu', null))).toEqual([null, null, null, null]);
    expect(readUse(5000, 'cpu', unitNamed('cpu', 'cores'))).toEqual({ refused: expect.stringContaining('check the unit') });
    expect(readUse('5Mi', 'memory', unitNamed('memory', 'bytes'))).toEqual({ refused: expect.stringContaining('in a column of bytes') });
  });
});

describe('rows', () => {
  it('become records with a grade by what they state', () => {
    const { records } = parse(
      { resourceId: 'i-1', container: 'web', cpuP95: '250m', memoryMax: '300Mi', workload: 'web', namespace: 'shop' },
      { resource_id: 'i-1', cpu_p50_percent: 10, cpu_p95_percent: 40, cpu_max_percent: 90, memory_max_percent: 55 },
      { instanceId: 'i-2', cpu: { p95: 1.5, max: 2, unit: 'cores' } },
      { instanceId: 'i-3', cpuMean: 4, networkIdle: 'true' },
      { namespace: 'shop', pod: 'web-5d9c-x2', container: 'web', cpuMaxCores: 1, memoryP95Mib: 40 },
    );
    expect(records.map((record) => [record.resourceId, record.container, record.grade])).toEqual([
      ['i-1', 'web', 'A'],
      ['i-1', null, 'B'],
      ['i-2', null, 'C'],
      ['i-3', null, 'D'],
      ['shop/web-5d9c-x2', 'web', 'A'],
    ]);
    expect(records[1]).toEqual({
      resourceId: 'i-1',
      container: null,
      workload: null,
      cpu: { unit: 'share', mean: null, p50: 0.1, p95: 0.4, max: 0.9 },
      memory: { unit: 'share', mean: null, p50: null, p95: null, max: 0.55 },
      networkIdle: null,
      window: WINDOW,
      grade: 'B',
      source: 'usage.json',
    });
    expect([records[0]?.workload, records[3]?.networkIdle]).toEqual(['shop/web', true]);
  });

  it('go by the surest of several ids, whatever stands first', () => {
    const parsed = parse({ name: 'web server', resourceId: 'i-1', cpuP95: '5%' });
    expect([parsed.records[0]?.resourceId, parsed.ignoredFields]).toEqual(['i-1', ['name']]);
  });

  it('name their own window, in days or in instants of UTC', () => {
    const windowOf = (item: Record<string, unknown>) => parse({ resourceId: 'a', cpuP95: 1, ...item }).records[0]?.window;
    expect(windowOf({ from: '2026-10-01', to: '2026-10-15' })).toEqual({ from: '2026-10-01', to: '2026-10-15' });
    expect(windowOf({ window: '2026-10-01/2026-10-15' })).toEqual({ from: '2026-10-01', to: '2026-10-15' });
    expect(windowOf({ window: { from: '2026-10-01T06:00:00.5+00:00', to: '2026-10-02' } })).toEqual({
      from: '2026-10-01T06:00:00Z',
      to: '2026-10-02T00:00:00Z',
    });
  });

  it('say which fields were passed over, and which were read as percent', () => {
    const parsed = parse({ resourceId: 'a', region: 'eu-north-1', cpuP95: 40 });
    expect(parsed).toMatchObject({ ignoredFields: ['region'], percentFields: ['cpuP95'] });
    expect(parsed.records[0]?.cpu).toMatchObject({ unit: 'share', p95: 0.4 });
  });

  it.each<[string, Record<string, unknown>[], string, RegExp]>([
    ['utilisation above 100 percent', [{ resourceId: 'a', cpuP95Percent: 120 }], 'cpuP95Percent', /at most 100 percent/],
    ['megabytes without a unit', [{ resourceId: 'a', cpuP95: 2, memoryMax: 2048 }], 'memoryMax', /names no unit/],
    ['a negative value', [{ resourceId: 'a', cpuP95: -1 }], 'cpuP95', /never negative/],
    ['p50 above p95', [{ resourceId: 'a', cpuP50: 50, cpuP95: 40 }], 'cpuP50', /above cpuP95/],
    ['p95 above max', [{ resourceId: 'a', memoryP95Mib: 50, memoryMaxMib: 40 }], 'memoryP95Mib', /above memoryMaxMib/],
    ['a mean above max', [{ resourceId: 'a', cpuMean: 50, cpuMax: 40 }], 'cpuMean', /above cpuMax/],
    ['p50 above max where p95 is not known', [{ resourceId: 'a', cpuP50: 50, cpuMax: 40 }], 'cpuP50', /above cpuMax/],
    ['an unknown unit', [{ resourceId: 'a', cpuP95: 1, cpuUnit: 'furlongs' }], 'cpuUnit', /expected one of/],
    ['two units of one metric', [{ resourceId: 'a', cpuP50Percent: 1, cpuP95Cores: 2 }], 'cpuP95Cores', /one unit/],
    ['two fields for one thing', [{ resourceId: 'a', cpuP95: 1, cpu_p95: 2 }], 'cpu_p95', /second p95/],
    ['a misspelt statistic', [{ resourceId: 'a', cpuP59: 1 }], 'cpuP59', /no statistic/],
    ['a wrong type', [{ resourceId: 'a', cpuP95: true }], 'cpuP95', /expected a number/],
    ['an id of a wrong type', [{ resourceId: ['a'], cpuP95: 1 }], 'resourceId', /expected text/],
    ['no id', [{ cpuP95: 1 }], 'resourceId', /is missing/],
    ['no measurement', [{ resourceId: 'a' }], 'cpuP95', /is missing/],
    [
      'a window that ends before it starts',
      [{ resourceId: 'a', cpuP95: 1, from: '2026-10-02', to: '2026-10-01' }],
      'to',
      /ends after it starts/,
    ],
    ['an empty window', [{ resourceId: 'a', cpuP95: 1, from: '2026-10-02', to: '2026-10-02' }], 'to', /ends after it starts/],
    ['a day that does not exist', [{ resourceId: 'a', cpuP95: 1, from: '2026-02-30', to: '2026-03-02' }], 'from', /expected a day/],
    ['half a window', [{ resourceId: 'a', cpuP95: 1, from: '2026-02-20' }], 'to', /is missing/],
    [
      'a duplicate',
      [
        { resourceId: 'a', cpuP95: 1 },
        { resourceId: ' a ', cpuP95: 2 },
      ],
      'resourceId',
      /described before, in items\[0\]/,
    ],
  ])('with %s are refused, naming row and field', (_, items, column, detail) => {
    const problem = refusal(...items);
    expect([problem.code, problem.context.column, problem.message]).toEqual(['input_invalid', column, expect.stringMatching(detail)]);
    expect(problem.context.errors?.[0]?.field).toBe(`items[${items.length - 1}]: ${column}`);
  });

  it('at fault are all listed, up to twenty', () => {
    const problem = refusal(...Array.from({ length: 30 }, (_, index) => ({ resourceId: `r${index}`, cpuP95: 101 })));
    expect(problem.context.errors).toHaveLength(20);
    expect(problem.message).toContain('30 faults in all');
  });

  it('of any order of statistics are kept as they are when they rise, and refused otherwise', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 }), ([mean = 0, p50 = 0, p95 = 0, max = 0]) => {
        const item = { resourceId: 'a', cpuMean: mean, cpuP50: p50, cpuP95: p95, cpuMax: max };
        if (p50 <= p95 && p95 <= max && mean <= max) {
          const cpu = parse(item).records[0]?.cpu;
          expect(STATISTICS.map((name) => cpu?.[name])).toEqual([mean, p50, p95, max].map((value) => value / 100));
        } else expect(refusal(item).code).toBe('input_invalid');
      }),
    );
  });
});

describe('the grade', () => {
  it('never gets worse when more is known', () => {
    const use = fc.record({
      mean: fc.constantFrom(null, 0.1),
      p50: fc.constantFrom(null, 0.1),
      p95: fc.constantFrom(null, 0.2),
      max: fc.constantFrom(null, 0.3),
    });
    fc.assert(
      fc.property(use, use, (cpu, memory) => {
        const one = { container: null, cpu: { unit: 'share', ...cpu }, memory: { unit: 'share', ...memory } } as const;
        const more = { ...one, memory: { ...one.memory, max: 0.3 } };
        expect(usageGrade(more) <= usageGrade(one)).toBe(true);
        expect(usageGrade({ ...one, container: 'web' }) <= usageGrade(one)).toBe(true);
      }),
    );
  });
});
