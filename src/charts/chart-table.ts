import type { ChartPoint, ChartSpec } from './spec.ts';

/** A chart as a table: the first column names the row. Cells are the texts that the chart shows. */
export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const textOf = (point: ChartPoint | null | undefined): string => point?.text ?? 'n/a';

/** The data behind a chart, for readers who want or need numbers instead of a picture. */
export function toTable(spec: ChartSpec): ChartTable {
  switch (spec.kind) {
    case 'stackedArea':
      return {
        head: ['Month', ...spec.series.map((series) => series.name)],
        rows: spec.periods.map((period, index) => [period, ...spec.series.map((series) => textOf(series.points[index]))]),
      };
    case 'heatMap':
      return { head: ['', ...spec.columns], rows: spec.rows.map((row) => [row.name, ...row.points.map((point) => textOf(point))]) };
    case 'segmentBars':
      return {
        head: ['', ...spec.segments.map((segment) => segment.name), 'Total'],
        rows: spec.rows.map((row) => [row.name, ...row.points.map((point) => textOf(point)), row.total]),
      };
    case 'rangeBars':
      return { head: ['', 'Low', 'Likely', 'High'], rows: spec.rows.map((row) => [row.name, row.low.text, row.point.text, row.high.text]) };
    case 'changeBars':
    default:
      return { head: ['', spec.unit], rows: spec.rows.map((row) => [row.name, row.point.text]) };
  }
}
