import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { area, curveMonotoneX, stack, stackOffsetDiverging, type Series } from 'd3-shape';
import { chartWords } from './chart-words.ts';
import { element, fitted, label, picture, rounded, textWidth, tickText } from './mark.ts';
import type { StackedArea } from './spec.ts';
import { spreadLabels } from './spread-labels.ts';
import type { ChartTheme } from './theme.ts';

interface Frame {
  readonly spec: StackedArea;
  readonly theme: ChartTheme;
  readonly width: number;
  readonly height: number;
}

interface Plot extends Frame {
  readonly x: (index: number) => number;
  readonly y: ScaleLinear<number, number>;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly stacks: readonly Series<number, number>[];
}

const LABEL_GAP = 13;

/** Monthly parts of a sum: an area from three periods on, columns below that. */
export function stackedArea(frame: Frame): string {
  const plot = plotOf(frame);
  const shapes = frame.spec.periods.length >= 3 ? areas(plot) : columns(plot);
  const narrow = frame.width < 480;
  return picture({ ...frame, alt: frame.spec.alt }, [
    ...grid(plot),
    ...shapes,
    ...periodLabels(plot),
    ...(narrow ? legendBelow(plot) : endLabels(plot)),
  ]);
}

const seriesColour = (theme: ChartTheme, name: string, place: number): string =>
  name === 'Other' ? theme.other : (theme.palette[place % theme.palette.length] ?? theme.other);

function plotOf(frame: Frame): Plot {
  const { spec, width, height } = frame;
  const narrow = width < 480;
  const longest = Math.max(0, ...spec.series.map((series) => textWidth(series.name, 10)));
  const right = width - (narrow ? 8 : Math.min(175, longest + 24));
  const bottom = height - (narrow ? 34 + legendRows(frame) * 16 : 34);
  const stacks = stack<unknown, number, number>()
    .keys(spec.series.map((_, index) => index))
    .value((period, key) => spec.series[key]?.points[period]?.value ?? 0)
    .offset(stackOffsetDiverging)(spec.periods.map((_, index) => index));
  const ends = stacks.flatMap((layer) => layer.flatMap((span) => [span[0], span[1]]));
  const y = scaleLinear().domain(domainOf(ends)).range([bottom, 12]);
  const left = 8 + Math.max(...y.ticks(5).map((tick) => textWidth(tickText(tick), 10)));
  const count = spec.periods.length;
  const inset = count >= 3 ? 0 : (right - left) / (count * 2);
  const x = (index: number): number =>
    count === 1 ? (left + right) / 2 : left + inset + ((right - left - 2 * inset) * index) / (count - 1);
  return { ...frame, x, y, left, right, top: 12, bottom, stacks };
}

/** Round ends. A small part below zero, such as credits, gets the room it needs and no more. */
function domainOf(ends: readonly number[]): [number, number] {
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends) || (low === 0 ? 1 : 0);
  const [start = 0, end = 1] = scaleLinear().domain([low, high]).nice(5).domain();
  return [-low < 0.15 * high ? low * 1.3 : start, end];
}

const grid = ({ y, left, right, theme }: Plot): string[] =>
  y.ticks(5).flatMap((tick) => [
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

function areas({ stacks, spec, theme, x, y }: Plot): string[] {
  const shape = area()
    .x((_, index) => x(index))
    .y0((span) => y(span[0]))
    .y1((span) => y(span[1]))
    .curve(curveMonotoneX)
    .digits(2);
  return stacks.map((layer, index) =>
    element('path', {
      d: shape(layer.map((span) => [span[0], span[1]])) ?? '',
      fill: seriesColour(theme, spec.series[index]?.name ?? '', index),
      stroke: theme.surface,
      'stroke-width': 0.8,
    }),
  );
}

function columns({ stacks, spec, theme, x, y, left, right }: Plot): string[] {
  const width = Math.min(90, (right - left) / (spec.periods.length * 2));
  return stacks.flatMap((layer, index) =>
    layer.map((span, period) =>
      element('rect', {
        x: x(period) - width / 2,
        y: y(Math.max(span[0], span[1])),
        width,
        height: Math.abs(y(span[0]) - y(span[1])),
        fill: seriesColour(theme, spec.series[index]?.name ?? '', index),
        stroke: theme.surface,
        'stroke-width': 0.8,
      }),
    ),
  );
}

function periodLabels({ spec, theme, x, bottom, left, right }: Plot): string[] {
  const { months } = chartWords(spec.language);
  const room = (right - left) / Math.max(1, spec.periods.length);
  const step = Math.max(1, Math.ceil(26 / room));
  return spec.periods.flatMap((period, index) => {
    if (index % step !== 0) return [];
    const [year = '', month = ''] = period.split('-');
    const name = months[Number(month) - 1] ?? period;
    const month1 = label({ x: x(index), y: bottom + 14, text: name, size: 10, fill: theme.muted, anchor: 'middle' });
    const showYear = index === 0 || (month === '01' && index % step === 0);
    return showYear
      ? [month1, label({ x: x(index), y: bottom + 26, text: year, size: 10, fill: theme.muted, anchor: 'middle' })]
      : [month1];
  });
}

/** Names beside the right end of their areas, pushed apart where they would touch. */
function endLabels({ stacks, spec, theme, y, right, width, top, bottom }: Plot): string[] {
  const placed = stacks
    .map((layer, index) => {
      const span = layer[layer.length - 1];
      return { index, name: spec.series[index]?.name ?? '', at: span === undefined ? top : (y(span[0]) + y(span[1])) / 2 };
    })
    .sort((a, b) => a.at - b.at || b.index - a.index);
  const spots = spreadLabels(
    placed.map(({ at }) => at),
    { gap: LABEL_GAP, first: top, last: bottom - 2 },
  );
  return placed.flatMap((entry, order) => {
    const at = spots[order] ?? entry.at;
    return [
      element('circle', { cx: right + 9, cy: at, r: 3.4, fill: seriesColour(theme, entry.name, entry.index) }),
      label({ x: right + 16, y: at + 3.5, text: fitted(entry.name, 10, width - right - 18), size: 10, fill: theme.ink }),
    ];
  });
}

const legendRows = ({ spec }: Frame): number => Math.ceil(spec.series.length / 2);

function legendBelow({ spec, theme, bottom, width }: Plot): string[] {
  const half = width / 2;
  return spec.series.flatMap((series, index) => {
    const x = 8 + (index % 2) * half;
    const y = bottom + 42 + Math.floor(index / 2) * 16;
    return [
      element('circle', { cx: x + 3, cy: y - 3.5, r: 3.4, fill: seriesColour(theme, series.name, index) }),
      label({ x: x + 11, y, text: fitted(series.name, 11, half - 22), size: 11, fill: theme.ink }),
    ];
  });
}

/** Height that leaves the plot its room when the legend is below (narrow). */
export const stackedAreaHeight = (spec: StackedArea, width: number): number =>
  width < 480 ? 230 + Math.ceil(spec.series.length / 2) * 16 : Number(rounded(width * 0.36));
