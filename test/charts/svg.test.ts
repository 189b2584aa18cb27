import { describe, expect, it } from 'vitest';
import { toTable } from '../../src/charts/chart-table.ts';
import { fitted, rounded, textWidth, tickText } from '../../src/charts/mark.ts';
import type { ChartSpec } from '../../src/charts/spec.ts';
import { naturalHeight, svgOf } from '../../src/charts/svg.ts';
import { printTheme, webTheme } from '../../src/charts/theme.ts';

const point = (value: number): { value: number; text: string } => ({ value, text: `${value} USD` });
const base = { id: 'c', title: 'Title', alt: 'Spend rose from 1 to 3 & "more"', unit: 'USD' };

const area = (periods: readonly string[], ...series: readonly (readonly number[])[]): ChartSpec => ({
  ...base,
  kind: 'stackedArea',
  periods,
  series: series.map((values, index) => ({ name: `Series <${index}>`, points: values.map(point) })),
});

const CHARTS: readonly ChartSpec[] = [
  area(['2025-11', '2025-12', '2026-01'], [1, 2, 3], [4, 5, 6], [-1, 0, -2]),
  area(['2026-01'], [5]),
  area([], []),
  { ...base, kind: 'heatMap', columns: ['A', 'B'], rows: [{ name: 'Row', points: [point(10), null] }], max: 100 },
  { ...base, kind: 'heatMap', columns: [], rows: [], max: 100 },
  {
    ...base,
    kind: 'segmentBars',
    segments: [
      { name: 'free', tone: 'free' },
      { name: 'severe', tone: 'severe' },
    ],
    rows: [{ name: 'AWS', points: [point(3), point(0)], total: '3 USD' }],
  },
  { ...base, kind: 'rangeBars', max: 100, rows: [{ name: 'AWS', low: point(10), point: point(12), high: point(30) }] },
  {
    ...base,
    kind: 'changeBars',
    rows: [
      { name: 'Up', point: point(4) },
      { name: 'Down', point: point(-2) },
    ],
  },
  { ...base, kind: 'changeBars', rows: [] },
];

const draw = (spec: ChartSpec, width: number): string => svgOf(spec, webTheme, { width, height: naturalHeight(spec, width) });

describe.each(CHARTS.map((spec): [string, ChartSpec] => [spec.kind, spec]))('a chart of kind %s', (_, spec) => {
  it('is drawn with the same bytes every time', () => {
    expect(draw(spec, 680)).toBe(draw(spec, 680));
  });

  it('has no number that is not one, wide and narrow', () => {
    for (const width of [940, 680, 340]) expect(draw(spec, width)).not.toMatch(/NaN|Infinity|undefined|="-?\d+\.\d{3,}"/);
  });

  it('uses presentation attributes only, so that a strict policy holds', () => {
    expect(draw(spec, 680)).not.toMatch(/style=|<style|<script|class=/);
  });

  it('states its finding for those who do not see it, with markup escaped', () => {
    expect(draw(spec, 680)).toContain('aria-label="Spend rose from 1 to 3 &amp; &quot;more&quot;"');
  });

  it('takes its colours from the theme: hex for print, custom properties for the web', () => {
    expect(svgOf(spec, printTheme, { width: 680, height: 300 })).not.toContain('var(');
    expect(draw(spec, 680)).not.toMatch(/#[0-9a-f]{6}/);
  });
});

describe('a chart as a table', () => {
  it('shows the texts of the chart, and says where there is none', () => {
    expect(toTable(area(['2026-01', '2026-02'], [1, 2]))).toEqual({
      head: ['Month', 'Series <0>'],
      rows: [
        ['2026-01', '1 USD'],
        ['2026-02', '2 USD'],
      ],
    });
    expect(CHARTS.map((spec) => toTable(spec).rows.length)).toEqual([3, 1, 0, 1, 0, 1, 1, 2, 0]);
    expect(toTable(CHARTS[3] ?? area([])).rows).toEqual([['Row', '10 USD', 'n/a']]);
  });
});

describe('marks', () => {
  it('shorten names in the middle, because names differ at both ends', () => {
    const short = fitted('/subscriptions/0000/resourceGroups/production-west', 10, 120);
    expect(short).toMatch(/^\/subs.*….*west$/);
    expect(textWidth(short, 10)).toBeLessThanOrEqual(120);
    expect(fitted('short', 10, 120)).toBe('short');
  });

  it('label axes with a true minus and a short unit', () => {
    expect([0, 250, 1500, 2_000_000, -3000, 1.5e9].map(tickText)).toEqual(['0', '250', '1.5k', '2M', '−3k', '1.5B']);
  });

  it('round to hundredths and never write a negative zero', () => {
    expect([1.005, -0.001, 3.14159].map(rounded)).toEqual(['1', '0', '3.14']);
  });
});
