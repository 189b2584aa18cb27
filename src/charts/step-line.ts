import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { element, fitted, label, picture, rounded, textWidth, tickText } from './mark.ts';
import type { StepLine } from './spec.ts';
import { spreadLabels } from './spread-labels.ts';
import type { ChartTheme } from './theme.ts';

interface Frame {
  readonly spec: StepLine;
  readonly theme: ChartTheme;
  readonly width: number;
  readonly height: number;
}

interface Plot extends Frame {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const LABEL_GAP = 13;
const MARK_LINE = 12;
const DASHES = [undefined, '6 3', '2 3', '8 3 2 3'];

/** Room above the plot: the unit, and one line for each named month. */
const topOf = (spec: StepLine): number => 20 + MARK_LINE * (spec.marks ?? []).length;

export const stepLineHeight = (spec: StepLine, width: number): number =>
  topOf(spec) + (width < 480 ? 190 + 16 * spec.series.length : 200) + 34;

/** Shares that rise or fall in steps; each line has its own dashes and its name at its end. */
export function stepLine(frame: Frame): string {
  const plot = plotOf(frame);
  return picture({ ...frame, alt: frame.spec.alt }, [
    ...grid(plot),
    ...marks(plot),
    ...frame.spec.series.flatMap((series, place) => line(plot, series, place)),
    ...(frame.width < 480 ? legendBelow(plot) : endLabels(plot)),
  ]);
}

const colourOf = (theme: ChartTheme, place: number): string => theme.palette[[0, 5, 2, 6][place % 4] ?? 0] ?? theme.ink;

/** The name and its last value, as it stands at the end of a line. */
const endText = ({ name, steps }: StepLine['series'][number]): string => {
  const last = steps.at(-1);
  return last === undefined ? name : `${name} ${last.point.text}`;
};

function plotOf(frame: Frame): Plot {
  const { spec, width, height } = frame;
  const narrow = width < 480;
  const longest = Math.max(0, ...spec.series.map((series) => textWidth(endText(series), 10)));
  const [left, right] = [34, width - (narrow ? 8 : Math.min(190, longest + 24))];
  const bottom = height - 34 - (narrow ? 16 * spec.series.length : 0);
  const top = topOf(spec);
  const x = scaleLinear()
    .domain([0, Math.max(1, spec.lastMonth)])
    .range([left, right]);
  const values = spec.series.flatMap(({ steps }) => steps.map(({ point }) => point.value));
  const most = Math.max(0, ...values);
  const y = scaleLinear()
    .domain([Math.min(0, ...values), most > 50 && most <= 100 ? 100 : most || 100])
    .nice(5)
    .range([bottom, top]);
  return { ...frame, x, y, left, right, top, bottom };
}

function grid({ spec, theme, x, y, left, right, bottom }: Plot): string[] {
  const levels = y.ticks(5).flatMap((tick) => [
    element('line', {
      x1: left,
      x2: right,
      y1: y(tick),
      y2: y(tick),
      stroke: tick === 0 ? theme.muted : theme.line,
      'stroke-width': tick === 0 ? 0.9 : 0.6,
    }),
    label({ x: left - 5, y: y(tick) + 3.5, text: tickText(tick), size: 10, fill: theme.muted, anchor: 'end' }),
  ]);
  const step = Math.max(1, [1, 2, 3, 6, 12, 24].find((months) => x(months) - x(0) >= 26) ?? 48);
  const months = Array.from({ length: Math.floor(spec.lastMonth / step) + 1 }, (_, index) => index * step).flatMap((month) => [
    element('line', { x1: x(month), x2: x(month), y1: bottom, y2: bottom + 3, stroke: theme.muted, 'stroke-width': 0.7 }),
    label({ x: x(month), y: bottom + 14, text: tickText(month), size: 10, fill: theme.muted, anchor: 'middle' }),
  ]);
  const axis = label({ x: right, y: bottom + 27, text: fitted(spec.axis, 10, right), size: 10, fill: theme.muted, anchor: 'end' });
  const unit = label({ x: 0, y: 11, text: fitted(spec.unit, 10, right), size: 10, fill: theme.muted });
  return [...levels, ...months, axis, unit];
}

/** A named month: its line reaches up to its name; each name has a line of its own, so that close months stay legible. */
function marks({ spec, theme, x, width, bottom }: Plot): string[] {
  return (spec.marks ?? []).flatMap(({ month, name }, index) => {
    const at = x(Math.min(month, spec.lastMonth));
    const y = 26 + MARK_LINE * index;
    const toLeft = at + 6 + textWidth(name, 10) > width;
    return [
      element('line', { x1: at, x2: at, y1: y - 8, y2: bottom, stroke: theme.muted, 'stroke-width': 0.8, 'stroke-dasharray': '2 2' }),
      label({ x: toLeft ? at - 4 : at + 4, y, text: name, size: 10, fill: theme.ink, anchor: toLeft ? 'end' : 'start' }),
    ];
  });
}

function line({ spec, theme, x, y }: Plot, series: StepLine['series'][number], place: number): string[] {
  const colour = colourOf(theme, place);
  const inside = series.steps.filter(({ month }) => month <= spec.lastMonth);
  const [first] = inside;
  if (first === undefined) return [];
  const parts = inside.slice(1).map(({ month, point }) => `H${rounded(x(month))}V${rounded(y(point.value))}`);
  const path = `M${rounded(x(first.month))} ${rounded(y(first.point.value))}${parts.join('')}H${rounded(x(spec.lastMonth))}`;
  const dots = inside.map(({ month, point }) => dot(theme, { x: x(month), y: y(point.value), place }));
  return [
    element('path', { d: path, fill: 'none', stroke: colour, 'stroke-width': 2, 'stroke-dasharray': DASHES[place % DASHES.length] }),
    ...dots,
  ];
}

/** A shape for each line: circle, square, diamond, ring. */
function dot(theme: ChartTheme, { x, y, place }: { readonly x: number; readonly y: number; readonly place: number }): string {
  const colour = colourOf(theme, place);
  if (place % 4 === 1) return element('rect', { x: x - 2.6, y: y - 2.6, width: 5.2, height: 5.2, fill: colour });
  if (place % 4 === 2) {
    return element('path', { d: `M${rounded(x)} ${rounded(y - 3.6)}l3.6 3.6l-3.6 3.6l-3.6 -3.6Z`, fill: colour });
  }
  return element('circle', { cx: x, cy: y, r: 2.8, fill: place % 4 === 3 ? theme.surface : colour, stroke: colour, 'stroke-width': 1.4 });
}

function endLabels(plot: Plot): string[] {
  const { spec, theme, y, right, width, top, bottom } = plot;
  const placed = spec.series
    .flatMap((series, place) => {
      const last = series.steps.findLast(({ month }) => month <= spec.lastMonth);
      return last === undefined ? [] : [{ place, text: endText(series), at: y(last.point.value) }];
    })
    .sort((a, b) => a.at - b.at || a.place - b.place);
  const spots = spreadLabels(
    placed.map(({ at }) => at),
    { gap: LABEL_GAP, first: top, last: bottom - 2 },
  );
  return placed.flatMap(({ place, text }, order) => {
    const at = spots[order] ?? top;
    return [
      dot(theme, { x: right + 9, y: at, place }),
      label({ x: right + 16, y: at + 3.5, text: fitted(text, 10, width - right - 18), size: 10, fill: theme.ink }),
    ];
  });
}

const legendBelow = ({ spec, theme, bottom, width }: Plot): string[] =>
  spec.series.flatMap((series, place) => {
    const y = bottom + 44 + 16 * place;
    return [
      dot(theme, { x: 11, y: y - 3.5, place }),
      label({ x: 20, y, text: fitted(endText(series), 11, width - 22), size: 11, fill: theme.ink }),
    ];
  });
