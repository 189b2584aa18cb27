import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toTable } from '../../src/charts/chart-table.ts';
import type { ChartPoint, ChartSpec, Gantt, PositionBar, StepLine, Tornado, Waterfall } from '../../src/charts/spec.ts';
import { spreadLabels } from '../../src/charts/spread-labels.ts';
import { naturalHeight, svgOf } from '../../src/charts/svg.ts';
import { printTheme, webTheme } from '../../src/charts/theme.ts';
import { flips } from '../../src/charts/tornado.ts';
import { placedSteps } from '../../src/charts/waterfall.ts';
import { addDays, daysBetween } from '../../src/time.ts';
import { elementsOf, overlaps, textBoxes } from './chart-boxes.ts';

const WIDTHS = [940, 680, 340] as const;
const base = { id: 'c', title: 'Title', alt: 'Leaving costs less from & to', unit: 'USD' };
const point = (value: number): ChartPoint => ({ value, text: `${value < 0 ? '−' : ''}${Math.abs(value)}` });
const draw = (spec: ChartSpec, width: number): string => svgOf(spec, printTheme, { width, height: naturalHeight(spec, width) });

const value = fc.integer({ min: -999_999, max: 9_999_999 });
const points = value.map(point);
const names = fc.constantFrom(
  'Compute',
  'Managed databases',
  'Egress & dual run',
  '移行作業',
  'Platform team',
  'A name that goes on and on',
);
const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2026-11-01', days));

const waterfalls: fc.Arbitrary<Waterfall> = fc
  .record({
    start: points,
    changes: fc.array(fc.record({ name: names, point: points, low: points, ranged: fc.boolean() }), { maxLength: 12 }),
  })
  .map(({ start, changes }) => ({
    ...base,
    kind: 'waterfall',
    steps: [
      { name: 'Today', role: 'start', point: start },
      ...changes.map(({ ranged, low, ...change }) => ({ ...change, role: 'change' as const, ...(ranged ? { low } : {}) })),
      { name: 'Then', role: 'end', point: point(changes.reduce((sum, change) => sum + change.point.value, start.value)) },
    ],
  }));

const ends = points.map((at) => ({ input: '', point: at }));
const tornados: fc.Arbitrary<Tornado> = fc
  .record({ base: points, rows: fc.array(fc.record({ name: names, low: ends, high: ends }), { maxLength: 8 }), flip: fc.option(value) })
  .map(({ flip, ...rest }) => ({
    ...base,
    kind: 'tornado',
    ...rest,
    ...(flip === null ? {} : { flip: { name: 'Staying wins', value: flip } }),
  }));

const stepLines: fc.Arbitrary<StepLine> = fc
  .array(
    fc.record({
      name: names,
      gains: fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 20 })), { minLength: 1, maxLength: 5 }),
    }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((series) => ({
    ...base,
    kind: 'stepLine',
    axis: 'months',
    lastMonth: 48,
    marks: [
      { month: 6, name: 'half' },
      { month: 7, name: 'four fifths' },
    ],
    series: series.map(({ name, gains }) => {
      let [month, share] = [0, 0];
      return {
        name,
        steps: gains.map(([months, gain]) => {
          month += months;
          share += gain;
          return { month, point: point(share) };
        }),
      };
    }),
  }));

const gantts: fc.Arbitrary<Gantt> = fc
  .array(
    fc.record({
      name: names,
      tone: fc.constantFrom('commitment', 'vendor', 'legal', 'notice', 'exit', 'plan'),
      from: day,
      length: fc.integer({ min: 0, max: 400 }),
    }),
    {
      maxLength: 20,
    },
  )
  .map((rows) => ({
    ...base,
    kind: 'gantt',
    from: '2026-11-01',
    to: '2028-06-30',
    tones: [
      { tone: 'commitment', name: 'commitment' },
      { tone: 'legal', name: 'legal date' },
    ],
    marks: [{ on: '2027-03-31', name: 'Signature' }],
    rows: rows.map(({ length, ...row }) => ({ ...row, to: addDays(row.from, length), text: row.from })),
  }));

const TONES = ['today', 'walkAway', 'expected', 'target', 'opening', 'ceiling'] as const;
const positionBars: fc.Arbitrary<PositionBar> = fc.array(fc.nat({ max: 9_999_999 }), { minLength: 1, maxLength: 6 }).map((values) => ({
  ...base,
  kind: 'positionBar',
  marks: values.map((at, index) => ({
    name: TONES[index] ?? 'today',
    tone: TONES[index] ?? 'today',
    point: point(at),
    note: { value: 1, text: '1.0%' },
  })),
  zone: { name: 'room', from: Math.min(...values), to: Math.max(...values) },
}));

const ALL: readonly [string, fc.Arbitrary<ChartSpec>][] = [
  ['waterfall', waterfalls],
  ['tornado', tornados],
  ['step line', stepLines],
  ['gantt', gantts],
  ['position bar', positionBars],
];

describe.each(ALL)('a %s', (_, specs) => {
  it('has no number that is not one, keeps inside its picture, and states its finding, at every width', () => {
    fc.assert(
      fc.property(specs, fc.constantFrom(...WIDTHS), (spec, width) => {
        const svg = draw(spec, width);
        expect(svg).not.toMatch(/NaN|Infinity|undefined|="-?\d+\.\d{3,}"/);
        expect(svg).not.toMatch(/style=|<style|<script|class=|url\(|href/);
        expect(svg).toContain('aria-label="Leaving costs less from &amp; to"');
        for (const rect of elementsOf(svg, 'rect')) {
          expect(Number(rect['x'])).toBeGreaterThanOrEqual(-1);
          expect(Number(rect['x']) + Number(rect['width'])).toBeLessThanOrEqual(width + 1);
          expect(Number(rect['width'])).toBeGreaterThanOrEqual(0);
          expect(Number(rect['height'])).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('lets no two texts run into each other', () => {
    fc.assert(
      fc.property(specs, fc.constantFrom(940, 680), (spec, width) => {
        expect(overlaps(textBoxes(draw(spec, width)))).toEqual([]);
      }),
    );
  });

  it('has a table with a name in every row and as many cells as heads', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const { head, rows } = toTable(spec);
        for (const row of rows) expect(row).toHaveLength(head.length);
        expect(rows.every(([name]) => name !== '')).toBe(true);
      }),
    );
  });

  it('takes its colours from the theme', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        expect(svgOf(spec, webTheme, { width: 680, height: naturalHeight(spec, 680) })).not.toMatch(/#[0-9a-f]{6}/);
        expect(draw(spec, 680)).not.toContain('var(');
      }),
      { numRuns: 20 },
    );
  });
});

describe('the bars of a waterfall', () => {
  it('add up: each change starts where the sum before it ended, and the last sum is reached', () => {
    fc.assert(
      fc.property(waterfalls, (spec) => {
        const placed = placedSteps(spec.steps);
        placed.slice(1).forEach((one, index) => {
          if (one.step.role === 'change') expect(one.from).toBe(placed[index]?.to);
          else expect(one.from).toBe(0);
        });
        expect(placed.at(-1)?.to).toBe(placed.at(-2)?.to);
      }),
    );
  });

  it('are columns with amounts above and names below where both fit, else rows', () => {
    const step = (name: string): Waterfall['steps'][number] => ({ name, role: 'change', point: point(5) });
    const few: Waterfall = { ...base, kind: 'waterfall', steps: ['Storage', 'Compute', 'Run'].map(step) };
    const lying = (spec: Waterfall, width: number): boolean =>
      new Set(
        textBoxes(draw(spec, width))
          .filter(({ text }) => text === '5')
          .map(({ top }) => Math.round(top)),
      ).size > 1 && textBoxes(draw(spec, width)).find(({ text }) => text === spec.steps[0]?.name)?.left === 0;
    expect(lying(few, 680)).toBe(false);
    expect(lying(few, 340)).toBe(true);
    expect(lying({ ...few, steps: Array.from({ length: 20 }, () => step('Unbreakable-and-long')) }, 680)).toBe(true);
  });
});

describe('a tornado', () => {
  it('marks exactly the rows on which the advice turns', () => {
    const row = (low: number, high: number): Tornado['rows'][number] => ({
      name: 'Growth',
      low: { input: '', point: point(low) },
      high: { input: '', point: point(high) },
    });
    const spec: Tornado = {
      ...base,
      kind: 'tornado',
      base: point(5),
      flip: { name: 'zero', value: 0 },
      rows: [row(-1, 9), row(1, 9), row(9, 0)],
    };
    expect(spec.rows.map((one) => flips(spec, one))).toEqual([true, false, true]);
    expect(flips({ ...spec, base: point(-5) }, row(1, 9))).toBe(true);
  });
});

describe('positions', () => {
  it('keep their order: a larger amount stands further right, a later day too', () => {
    fc.assert(
      fc.property(positionBars, fc.constantFrom(...WIDTHS), (spec, width) => {
        const svg = draw({ ...spec, marks: spec.marks.map((mark) => ({ ...mark, tone: 'expected' as const })) }, width);
        const bar = elementsOf(svg, 'circle')
          .filter(({ r }) => r === '5.5')
          .map(({ cx, cy }) => ({ x: Number(cx), y: cy }));
        const onBar = bar.slice(-spec.marks.length).map(({ x }) => x);
        expect(onBar).toEqual(onBar.toSorted((a, b) => a - b));
      }),
    );
    fc.assert(
      fc.property(day, day, (a, b) => {
        const row = (from: string): Gantt['rows'][number] => ({ name: from, tone: 'commitment', from, to: from, text: from });
        const spec: Gantt = { ...base, kind: 'gantt', from: '2026-11-01', to: '2029-12-31', tones: [], rows: [row(a), row(b)] };
        const [first, second] = elementsOf(draw(spec, 680), 'rect')
          .filter(({ width }) => width === '8')
          .map(({ x }) => Number(x));
        expect(Math.sign(Math.round(((second ?? 0) - (first ?? 0)) * 10))).toBe(
          Math.abs(daysBetween(a, b)) > 0 ? Math.sign(daysBetween(a, b)) : 0,
        );
      }),
    );
  });

  it('of labels are spread without changing their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 8 }), (wishes) => {
        const sorted = wishes.toSorted((a, b) => a - b);
        const spots = spreadLabels(sorted, { gap: 40, first: 0, last: 600 });
        spots.slice(1).forEach((spot, index) => expect(spot - (spots[index] ?? 0)).toBeGreaterThanOrEqual(40));
        expect(spots.every((spot) => spot >= 0 && spot <= 600)).toBe(true);
      }),
    );
  });
});

describe('charts in Japanese', () => {
  it('name months, heads and what is missing in Japanese', () => {
    const gantt: Gantt = { ...base, language: 'ja', kind: 'gantt', from: '2026-11-01', to: '2027-03-31', tones: [], rows: [] };
    expect(textBoxes(draw(gantt, 680)).map(({ text }) => text)).toContain('11月');
    expect(toTable({ ...base, language: 'ja', kind: 'tornado', base: point(1), rows: [] }).head).toContain('上限');
  });
});
