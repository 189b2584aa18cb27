import { scaleLinear } from 'd3-scale';
import { element, fitted, label, picture, textWidth, tickText } from './mark.ts';
import type { ChangeBars, RangeBars, SegmentBars } from './spec.ts';
import type { ChartTheme } from './theme.ts';

interface Frame<Spec> {
  readonly spec: Spec;
  readonly theme: ChartTheme;
  readonly width: number;
  readonly height: number;
}

const ROW = 26;
const TOP = 26;
const FOOT = 22;
/** How much wider bold figures may run, in the fonts of the web too. */
const SEMIBOLD = 1.15;

export const barsHeight = (spec: SegmentBars | RangeBars | ChangeBars): number =>
  (spec.kind === 'changeBars' ? 8 : spec.kind === 'segmentBars' ? TOP + 6 : TOP + FOOT) + ROW * spec.rows.length;

const nameWidthOf = (names: readonly string[], width: number): number =>
  Math.min(width * 0.32, 10 + Math.max(40, ...names.map((name) => textWidth(name, 10.5))));

const rowName = (name: string, row: { readonly middle: number; readonly width: number; readonly theme: ChartTheme }): string =>
  label({ x: 0, y: row.middle + 3.8, text: fitted(name, 10.5, row.width - 8), size: 10.5, fill: row.theme.ink });

/** One bar a row from zero, split into segments: what is locked beside what could move. */
export function segmentBars(frame: Frame<SegmentBars>): string {
  const { spec, theme, width, height } = frame;
  const nameWidth = nameWidthOf(
    spec.rows.map((row) => row.name),
    width,
  );
  const totalWidth = 10 + SEMIBOLD * Math.max(0, ...spec.rows.map((row) => textWidth(row.total, 10.5)));
  const totals = spec.rows.map((row) => row.points.reduce((sum, point) => sum + Math.max(0, point.value), 0));
  const x = scaleLinear()
    .domain([0, Math.max(...totals, 0) || 1])
    .range([nameWidth, width - totalWidth]);
  const rows = spec.rows.flatMap((row, place) => {
    const middle = TOP + ROW * (place + 0.5);
    let from = 0;
    const parts = row.points.map((point, index) => {
      const value = Math.max(0, point.value);
      const tone = spec.segments[index]?.tone ?? 'neutral';
      const bar = element('rect', {
        x: x(from),
        y: middle - 7.5,
        width: Math.max(0, x(from + value) - x(from)),
        height: 15,
        fill: theme.segments[tone],
        stroke: theme.surface,
        'stroke-width': 0.6,
      });
      from += value;
      return bar;
    });
    const total = label({ x: x(from) + 6, y: middle + 3.8, text: row.total, size: 10.5, fill: theme.ink, weight: 600 });
    return [rowName(row.name, { middle, width: nameWidth, theme }), ...parts, total];
  });
  const axis = element('line', { x1: x(0), x2: x(0), y1: TOP, y2: height - 4, stroke: theme.muted, 'stroke-width': 0.8 });
  return picture({ ...frame, alt: spec.alt }, [...segmentLegend(frame), ...rows, axis]);
}

function segmentLegend({ spec, theme }: Frame<SegmentBars>): string[] {
  let at = 0;
  return spec.segments.flatMap(({ name, tone }) => {
    const left = at;
    at += 24 + textWidth(name, 10);
    return [
      element('rect', { x: left, y: 4, width: 10, height: 10, rx: 2, fill: theme.segments[tone] }),
      label({ x: left + 14, y: 13, text: name, size: 10, fill: theme.muted }),
    ];
  });
}

/** A marker on its interval: the point is what is likely, the bar what cannot be excluded. */
export function rangeBars(frame: Frame<RangeBars>): string {
  const { spec, theme, width, height } = frame;
  const nameWidth = nameWidthOf(
    spec.rows.map((row) => row.name),
    width,
  );
  const x = scaleLinear()
    .domain([0, spec.max])
    .range([nameWidth, width - 40]);
  const ticks = x.ticks(5).flatMap((tick) => [
    element('line', {
      x1: x(tick),
      x2: x(tick),
      y1: TOP - 4,
      y2: height - FOOT,
      stroke: tick === 0 ? theme.muted : theme.line,
      'stroke-width': tick === 0 ? 0.9 : 0.6,
    }),
    label({ x: x(tick), y: height - FOOT + 14, text: tickText(tick), size: 10, fill: theme.muted, anchor: 'middle' }),
  ]);
  const rows = spec.rows.flatMap((row, place) => {
    const middle = TOP + ROW * (place + 0.5);
    const from = x(row.low.value);
    return [
      rowName(row.name, { middle, width: nameWidth, theme }),
      element('rect', {
        x: from,
        y: middle - 4,
        width: Math.max(1.5, x(row.high.value) - from),
        height: 8,
        rx: 4,
        fill: theme.palette[1],
        'fill-opacity': 0.3,
      }),
      element('circle', { cx: x(row.point.value), cy: middle, r: 5.5, fill: theme.palette[0], stroke: theme.surface, 'stroke-width': 1.2 }),
      label({
        x: Math.max(x(row.high.value), x(row.point.value)) + 9,
        y: middle + 3.8,
        text: row.point.text,
        size: 10.5,
        fill: theme.ink,
        weight: 600,
      }),
    ];
  });
  const unit = label({ x: nameWidth, y: 13, text: fitted(spec.unit, 10, width - nameWidth), size: 10, fill: theme.muted });
  return picture({ ...frame, alt: spec.alt }, [unit, ...ticks, ...rows]);
}

/** Rises to the right, falls to the left of one zero line; the sign is printed, colour only repeats it. */
export function changeBars(frame: Frame<ChangeBars>): string {
  const { spec, theme, width, height } = frame;
  const nameWidth = nameWidthOf(
    spec.rows.map((row) => row.name),
    width,
  );
  const values = spec.rows.map((row) => row.point.value);
  const room = 12 + SEMIBOLD * Math.max(0, ...spec.rows.map((row) => textWidth(row.point.text, 10.5)));
  const low = Math.min(0, ...values);
  const x = scaleLinear()
    .domain([low, Math.max(0, ...values, low === 0 ? 1 : 0)])
    .range([nameWidth + (low < 0 ? room : 0), width - room]);
  const rows = spec.rows.flatMap((row, place) => {
    const middle = 4 + ROW * (place + 0.5);
    const { value, text } = row.point;
    const up = value >= 0;
    return [
      rowName(row.name, { middle, width: nameWidth, theme }),
      element('rect', {
        x: x(Math.min(0, value)),
        y: middle - 7.5,
        width: Math.abs(x(value) - x(0)),
        height: 15,
        rx: 1.5,
        fill: up ? theme.up : theme.down,
      }),
      label({ x: x(value) + (up ? 6 : -6), y: middle + 3.8, text, size: 10.5, fill: theme.ink, anchor: up ? 'start' : 'end', weight: 600 }),
    ];
  });
  const zero = element('line', { x1: x(0), x2: x(0), y1: 2, y2: height - 2, stroke: theme.muted, 'stroke-width': 0.9 });
  return picture({ ...frame, alt: spec.alt }, [...rows, zero]);
}
