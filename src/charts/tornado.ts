import { scaleLinear } from 'd3-scale';
import { chartWords } from './chart-words.ts';
import { element, fitted, hatch, label, picture, textWidth } from './mark.ts';
import type { Tornado } from './spec.ts';
import type { ChartTheme } from './theme.ts';

interface Frame {
  readonly spec: Tornado;
  readonly theme: ChartTheme;
  readonly width: number;
  readonly height: number;
}

const ROW = 28;
const TOP = 34;
const FOOT = 8;
const SIZE = 10;

export const tornadoHeight = (spec: Tornado): number => TOP + FOOT + ROW * spec.rows.length;

/** Does the outcome change its side of the flip between the ends of one input? */
export const flips = (spec: Tornado, row: Tornado['rows'][number]): boolean => {
  const { flip } = spec;
  if (flip === undefined) return false;
  const sides = [row.low.point.value, row.high.point.value, spec.base.value].map((value) => value > flip.value);
  return sides.some((side) => side !== sides[0]);
};

/** Bars left and right of the base: plain for the low end of an input, hatched for the high end, a triangle where the advice turns. */
export function tornado(frame: Frame): string {
  const { spec, theme, width, height } = frame;
  const nameWidth = Math.min(width * 0.34, 20 + Math.max(40, ...spec.rows.map((row) => textWidth(row.name, 10.5))));
  const texts = spec.rows.flatMap(({ low, high }) => [low, high].map(endText));
  const room = 10 + Math.max(0, ...texts.map((text) => textWidth(text, SIZE)));
  const values = [spec.base.value, ...spec.rows.flatMap(({ low, high }) => [low.point.value, high.point.value])];
  if (spec.flip !== undefined) values.push(spec.flip.value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = scaleLinear()
    .domain(low === high ? [low - 1, high + 1] : [low, high])
    .range([nameWidth + room, Math.max(nameWidth + room + 10, width - room)]);
  const rows = spec.rows.flatMap((row, place) => {
    const middle = TOP + ROW * (place + 0.5);
    return [
      ...(flips(spec, row) ? [triangle(5, middle, theme)] : []),
      label({ x: 14, y: middle + 3.8, text: fitted(row.name, 10.5, nameWidth - 18), size: 10.5, fill: theme.ink }),
      ...swing({ row, base: spec.base.value, middle, theme, x }),
    ];
  });
  return picture({ ...frame, alt: spec.alt }, [...uprights({ frame, x, height }), ...rows]);
}

const endText = ({ input, point }: Tornado['rows'][number]['low']): string => (input === '' ? point.text : `${point.text} (${input})`);

interface Swing {
  readonly row: Tornado['rows'][number];
  readonly base: number;
  readonly middle: number;
  readonly theme: ChartTheme;
  readonly x: (value: number) => number;
}

/** Both ends of one input. Where both lie on one side of the base they share a bar; its texts then stand on either side of it. */
function swing({ row, base, middle, theme, x }: Swing): string[] {
  const ends = [
    { end: row.low, fill: theme.palette[1] ?? theme.ink, hatched: false },
    { end: row.high, fill: theme.palette[0] ?? theme.ink, hatched: true },
  ].sort((a, b) => Math.abs(b.end.point.value - base) - Math.abs(a.end.point.value - base));
  const bars = ends.flatMap(({ end, fill, hatched }) => {
    const left = Math.min(x(end.point.value), x(base));
    const box = { x: left, y: middle - 8, width: Math.abs(x(end.point.value) - x(base)), height: 16 };
    return [element('rect', { ...box, fill, stroke: theme.surface, 'stroke-width': 0.6 }), ...(hatched ? [hatch(box, theme.surface)] : [])];
  });
  const [first, second] = row.low.point.value <= row.high.point.value ? [row.low, row.high] : [row.high, row.low];
  const from = Math.min(x(first.point.value), x(base));
  const to = Math.max(x(second.point.value), x(base));
  return [
    ...bars,
    label({ x: from - 6, y: middle + 3.6, text: endText(first), size: SIZE, fill: theme.ink, anchor: 'end', halo: theme.surface }),
    label({ x: to + 6, y: middle + 3.6, text: endText(second), size: SIZE, fill: theme.ink, halo: theme.surface }),
  ];
}

const triangle = (x: number, y: number, theme: ChartTheme): string =>
  element('path', { d: `M${x - 4} ${y + 3.5}L${x} ${y - 4}L${x + 4} ${y + 3.5}Z`, fill: theme.up });

/** The base, named above its line, and the flip, named beside the triangle that marks the rows which reach across it. */
function uprights({ frame, x, height }: { frame: Frame; x: (value: number) => number; height: number }): string[] {
  const { spec, theme, width } = frame;
  const line = (at: number, dash?: string): string =>
    element('line', {
      x1: at,
      x2: at,
      y1: TOP - 4,
      y2: height - FOOT + 4,
      stroke: dash === undefined ? theme.ink : theme.up,
      'stroke-width': 1,
      'stroke-dasharray': dash,
    });
  const named = (at: number, text: string, y: number): string => {
    const half = textWidth(text, SIZE) / 2;
    return label({ x: Math.max(half, Math.min(width - half, at)), y, text, size: SIZE, fill: theme.muted, anchor: 'middle' });
  };
  const base = x(spec.base.value);
  const marks = [line(base), named(base, `${chartWords(spec.language).base} ${spec.base.text}`, TOP - 8)];
  if (spec.flip === undefined) return marks;
  const flip = x(spec.flip.value);
  return [
    ...marks,
    line(flip, '3 2'),
    triangle(8, 9, theme),
    label({ x: 16, y: 12.5, text: spec.flip.name, size: SIZE, fill: theme.muted }),
  ];
}
