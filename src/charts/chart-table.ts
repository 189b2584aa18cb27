import { chartWords } from './chart-words.ts';
import { tickText } from './mark.ts';
import type { ChartPoint, ChartSpec, PositionBar, StepLine, Tornado, Waterfall } from './spec.ts';

/** A chart as a table: the first column names the row. Cells are the texts that the chart shows. */
export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The data behind a chart, for readers who want or need numbers instead of a picture. */
export function toTable(spec: ChartSpec): ChartTable {
  const words = chartWords(spec.language);
  const textOf = (point: ChartPoint | null | undefined): string => point?.text ?? words.none;
  switch (spec.kind) {
    case 'stackedArea':
      return {
        head: [words.month, ...spec.series.map((series) => series.name)],
        rows: spec.periods.map((period, index) => [period, ...spec.series.map((series) => textOf(series.points[index]))]),
      };
    case 'heatMap':
      return { head: ['', ...spec.columns], rows: spec.rows.map((row) => [row.name, ...row.points.map(textOf)]) };
    case 'segmentBars':
      return {
        head: ['', ...spec.segments.map((segment) => segment.name), words.total],
        rows: spec.rows.map((row) => [row.name, ...row.points.map(textOf), row.total]),
      };
    case 'rangeBars':
      return {
        head: ['', words.low, words.likely, words.high],
        rows: spec.rows.map((row) => [row.name, row.low.text, row.point.text, row.high.text]),
      };
    case 'waterfall':
      return waterfallTable(spec, textOf);
    case 'tornado':
      return tornadoTable(spec);
    case 'stepLine':
      return stepTable(spec, textOf);
    case 'gantt':
      return { head: ['', words.date], rows: spec.rows.map((row) => [row.name, row.text]) };
    case 'positionBar':
      return positionTable(spec, textOf);
    case 'changeBars':
    default:
      return { head: ['', spec.unit], rows: spec.rows.map((row) => [row.name, row.point.text]) };
  }
}

/** With columns for the interval where a step has one. */
function waterfallTable(spec: Waterfall, textOf: (point: ChartPoint | undefined) => string): ChartTable {
  const words = chartWords(spec.language);
  const ranged = spec.steps.some(({ low, high }) => low !== undefined || high !== undefined);
  return ranged
    ? {
        head: ['', words.low, words.likely, words.high],
        rows: spec.steps.map(({ name, point, low, high }) => [name, textOf(low), point.text, textOf(high)]),
      }
    : { head: ['', spec.unit], rows: spec.steps.map(({ name, point }) => [name, point.text]) };
}

function tornadoTable(spec: Tornado): ChartTable {
  const words = chartWords(spec.language);
  const base = [words.base, '', spec.base.text, '', spec.base.text];
  return {
    head: ['', words.inputLow, words.low, words.inputHigh, words.high],
    rows: [base, ...spec.rows.map(({ name, low, high }) => [name, low.input, low.point.text, high.input, high.point.text])],
  };
}

/** A row for every month in which some line steps; each cell is the value that holds from then on. */
function stepTable(spec: StepLine, textOf: (point: ChartPoint | undefined) => string): ChartTable {
  const months = [...new Set(spec.series.flatMap(({ steps }) => steps.map(({ month }) => month)))].sort((a, b) => a - b);
  return {
    head: [spec.axis, ...spec.series.map(({ name }) => name)],
    rows: months.map((month) => [
      tickText(month),
      ...spec.series.map(({ steps }) => textOf(steps.findLast((step) => step.month <= month)?.point)),
    ]),
  };
}

function positionTable(spec: PositionBar, textOf: (point: ChartPoint | undefined) => string): ChartTable {
  const noted = spec.marks.some(({ note }) => note !== undefined);
  return {
    head: ['', spec.unit, ...(noted ? [chartWords(spec.language).note] : [])],
    rows: spec.marks.map(({ name, point, note }) => [name, point.text, ...(noted ? [textOf(note)] : [])]),
  };
}
