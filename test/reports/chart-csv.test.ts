import { describe, expect, it } from 'vitest';
import type { ChartSpec } from '../../src/charts/spec.ts';
import type { ReportFigure } from '../../src/reports/model.ts';
import { chartCsv } from '../../src/reports/render/chart-csv.ts';
import { printFiles } from '../../src/reports/render/print-data.ts';
import { sampleModels } from './sample-models.ts';

const evidence = { formula: '', substituted: '', filter: null, catalogRows: [], assumptions: [] };
const money = (amount: string): ReportFigure => ({
  figureId: 'a',
  label: '',
  value: { kind: 'money', money: { amount, currency: 'USD' } },
  evidence,
  text: 'rounded',
  amount: 'rounded',
});
const chart = (names: readonly string[]): ChartSpec => ({
  kind: 'changeBars',
  id: 'c',
  title: 'T',
  alt: 'A',
  unit: 'USD',
  rows: names.map((name) => ({ name, point: { value: -1, text: '−1,234', figureId: 'a' } })),
});

describe('a chart as CSV', () => {
  it('holds the exact value of each figure with a plain minus, not its rounded text', () => {
    expect(chartCsv(chart(['S3']), { a: money('-1234.500000000') })).toBe(',USD\r\nS3,-1234.5\r\n');
    expect(chartCsv(chart(['S3']), { a: money('1200.000000000') })).toContain('S3,1200\r\n');
    expect(chartCsv(chart(['S3']), { a: money('1200') })).toContain('S3,1200\r\n');
  });

  it('starts no formula and keeps its columns, whatever a bill calls its services', () => {
    const csv = chartCsv(chart(['=HYPERLINK("x")', '+1', 'a,b', '@x']), { a: money('1') });
    expect(csv.split('\r\n').slice(1, -1)).toEqual([`"'=HYPERLINK(""x"")",1`, `'+1,1`, '"a,b",1', `'@x,1`]);
  });

  it('is attached for every chart of the internal edition, and to nothing that a vendor gets', () => {
    const model = sampleModels().spend;
    const attached = (edition: 'internal' | 'vendor'): string[] =>
      Object.keys(printFiles({ ...model, edition })).filter((path) => path.endsWith('.csv'));
    expect(attached('internal').length).toBe(Object.keys(printFiles(model)).filter((path) => path.endsWith('.svg')).length);
    expect(attached('vendor')).toEqual([]);
  });
});
