import { chartWords } from './chart-words.ts';
import { tickText } from './mark.ts';
import type { ChartPoint, ChartSpec, PositionBar, StepLine, Tornado, Waterfall } from './spec.ts';

/** A chart as a table: the first column names the row. Cells are the texts that the chart shows. */
export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** How a value of the chart is written in its table; by default as the chart shows it. */
export type PointText = (point: ChartPoint) => string;

/** The data behind a chart, for readers who want or need numbers instead of a picture. */
export function toTable(spec: ChartSpec, write: PointText = ({ text }) => text): ChartTable {
  const words = chartWords(spec.language);
  const textOf: TextOf = (point) => (point === undefined || point === null ? words.none : write(point));
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
        rows: spec.rows.map((row) => [row.name, textOf(row.low), textOf(row.point), textOf(row.high)]),
      };
    case 'waterfall':
      return waterfallTable(spec, textOf);
    case 'tornado':
      return tornadoTable(spec, textOf);
    case 'stepLine':
      return stepTable(spec, textOf);
    case 'gantt':
      return { head: ['', words.date], rows: spec.rows.map((row) => [row.name, row.text]) };
    case 'positionBar':
      return positionTable(spec, textOf);
    case 'changeBars':
    default:
      return { head: ['', spec.unit], rows: spec.rows.map((row) => [row.name, textOf(row.point)]) };
  }
}

type TextOf = (point: ChartPoint | null | undefined) => string;

/** With columns for the interval where a step has one. */
function waterfallTable(spec: Waterfall, textOf: TextOf): ChartTable {
  const words = chartWords(spec.language);
  const ranged = spec.steps.some(({ low, high }) => low !== undefined || high !== undefined);
  return ranged
    ? {
        head: ['', words.low, words.likely, words.high],
        rows: spec.steps.map(({ name, point, low, high }) => [name, textOf(low), textOf(point), textOf(high)]),
      }
    : { head: ['', spec.unit], rows: spec.steps.map(({ name, point }) => [name, textOf(point)]) };
}

function tornadoTable(spec: Tornado, textOf: TextOf): ChartTable {
  const words = chartWords(spec.language);
  const base = [words.base, '', textOf(spec.base), '', textOf(spec.base)];
  return {
    head: ['', words.inputLow, words.low, words.inputHigh, words.high],
    rows: [base, ...spec.rows.map(({ name, low, high }) => [name, low.input, textOf(low.point), high.input, textOf(high.point)])],
  };
}

/** A row for every month in which some line steps; each cell is the value that holds from then on. */
function stepTable(spec: StepLine, textOf: TextOf): ChartTable {
  const months = [...new Set(spec.series.flatMap(({ steps }) => steps.map(({ month }) => month)))].sort((a, b) => a - b);
  return {
    head: [spec.axis, ...spec.series.map(({ name }) => name)],
    rows: months.map((month) => [
      tickText(month),
      ...spec.series.map(({ steps }) => textOf(steps.findLast((step) => step.month <= month)?.point)),
    ]),
  };
}

function positionTable(spec: PositionBar, textOf: TextOf): ChartTable {
  const noted = spec.marks.some(({ note }) => note !== undefined);
  return {
    head: ['', spec.unit, ...(noted ? [chartWords(spec.language).note] : [])],
    rows: spec.marks.map(({ name, point, note }) => [name, textOf(point), ...(noted ? [textOf(note)] : [])]),
  };
}
