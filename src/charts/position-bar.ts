import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { element, fitted, hatch, label, picture, rounded, textWidth, tickText } from './mark.ts';
import type { PositionBar, PositionMark, PositionTone } from './spec.ts';
import { spreadLabels } from './spread-labels.ts';
import type { ChartTheme } from './theme.ts';

interface Frame {
  readonly spec: PositionBar;
  readonly theme: ChartTheme;
  readonly width: number;
  readonly height: number;
}

const TOP = 18;
const LABEL = 40;
const LEADER = 26;
const BAR = 14;
const AXIS = 22;
const ROW = 20;
const SIDE = 10;
const GAP = 12;
const NAME_SIZE = 10.5;
const VALUE_SIZE = 10;

/** Named positions on one axis of money. Wide: names above the bar, led to their place; narrow: a key below it. */
export function positionBar(frame: Frame): string {
  const { spec, theme, width } = frame;
  const values = spec.marks.map(({ point }) => point.value);
  const low = Math.min(0, ...values);
  const x = scaleLinear()
    .domain([low, Math.max(0, ...values, low === 0 ? 1 : 0)])
    .nice(6)
    .range([SIDE, width - SIDE - 10]);
  const marks = spec.marks.toSorted((a, b) => a.point.value - b.point.value);
  const barTop = TOP + (fitsAbove(spec, width) ? LABEL + LEADER : 8);
  const places = marks.flatMap((mark) => symbol(mark.tone, { x: x(mark.point.value), y: barTop + BAR / 2, theme }));
  const texts = fitsAbove(spec, width) ? labelsAbove({ marks, x, barTop, frame }) : key({ marks, top: barTop + BAR + AXIS, frame });
  const unit = label({
    x: 0,
    y: 11,
    text: fitted(spec.unit, 10, width - (spec.zone === undefined ? 0 : textWidth(spec.zone.name, 10) + 34)),
    size: 10,
    fill: theme.muted,
  });
  return picture({ ...frame, alt: spec.alt }, [unit, ...bar({ x, barTop, frame }), ...texts, ...places]);
}

export const positionBarHeight = (spec: PositionBar, width: number): number =>
  fitsAbove(spec, width) ? TOP + LABEL + LEADER + BAR + AXIS : TOP + 8 + BAR + AXIS + 8 + ROW * spec.marks.length;

const valueText = ({ point, note }: PositionMark): string => (note === undefined ? point.text : `${point.text} · ${note.text}`);

/** The lines of a label above the bar: the name, the money, the note. */
const labelWidth = ({ name, point, note }: PositionMark): number =>
  Math.max(textWidth(name, NAME_SIZE) * 1.1, textWidth(point.text, VALUE_SIZE), textWidth(note?.text ?? '', VALUE_SIZE));

const fitsAbove = (spec: PositionBar, width: number): boolean =>
  width >= 480 && spec.marks.reduce((sum, mark) => sum + labelWidth(mark) + GAP, 0) <= width;

function bar({ x, barTop, frame }: { x: ScaleLinear<number, number>; barTop: number; frame: Frame }): string[] {
  const { spec, theme, width } = frame;
  const ground = element('rect', { x: SIDE, y: barTop, width: width - 2 * SIDE - 10, height: BAR, rx: 2, fill: theme.unknown });
  const ticks = x
    .ticks(width < 480 ? 4 : 6)
    .flatMap((tick) => [
      element('line', { x1: x(tick), x2: x(tick), y1: barTop + BAR, y2: barTop + BAR + 4, stroke: theme.muted, 'stroke-width': 0.8 }),
      label({ x: x(tick), y: barTop + BAR + 15, text: tickText(tick), size: 10, fill: theme.muted, anchor: 'middle' }),
    ]);
  if (spec.zone === undefined) return [ground, ...ticks];
  const { from, to, name } = spec.zone;
  const box = { x: x(Math.min(from, to)), y: barTop, width: Math.abs(x(to) - x(from)), height: BAR };
  const nameLength = textWidth(name, 10);
  const sample = { x: width - nameLength - 26, y: 3, width: 18, height: 9 };
  return [
    ground,
    ...[box, sample].flatMap((one) => [
      element('rect', { ...one, fill: theme.segments.free, 'fill-opacity': 0.28 }),
      hatch(one, theme.segments.free),
    ]),
    label({ x: width - nameLength, y: 11, text: name, size: 10, fill: theme.muted }),
    ...ticks,
  ];
}

interface Labelled {
  readonly marks: readonly PositionMark[];
  readonly x: ScaleLinear<number, number>;
  readonly barTop: number;
  readonly frame: Frame;
}

/** Labels in one row, none touching another; a line leads from each to its place. */
function labelsAbove({ marks, x, barTop, frame }: Labelled): string[] {
  const { theme, width } = frame;
  const half = (index: number): number => {
    const mark = marks[index];
    return mark === undefined ? 0 : labelWidth(mark) / 2;
  };
  const spots = spreadLabels(
    marks.map(({ point }) => x(point.value)),
    { gap: (index) => half(index) + half(index - 1) + GAP, first: half(0), last: width - half(marks.length - 1) },
  );
  return marks.flatMap((mark, index) => {
    const at = spots[index] ?? 0;
    const place = x(mark.point.value);
    const line = (text: string, row: number, strong: boolean): string =>
      label({
        x: at,
        y: TOP + 12 + 12.5 * row,
        text,
        size: strong ? NAME_SIZE : VALUE_SIZE,
        fill: theme.ink,
        anchor: 'middle',
        weight: strong ? 600 : 400,
      });
    const lead = `M${rounded(at)} ${rounded(TOP + LABEL + 2)}V${rounded(TOP + LABEL + 6)}L${rounded(place)} ${rounded(barTop - 6)}V${rounded(barTop)}`;
    return [
      element('path', { d: lead, fill: 'none', stroke: theme.muted, 'stroke-width': 0.8 }),
      line(mark.name, 0, true),
      line(mark.point.text, 1, false),
      ...(mark.note === undefined ? [] : [line(mark.note.text, 2, false)]),
    ];
  });
}

function key({ marks, top, frame }: { marks: readonly PositionMark[]; top: number; frame: Frame }): string[] {
  const { theme, width } = frame;
  const nameWidth = Math.max(0, ...marks.map(({ name }) => textWidth(name, NAME_SIZE) * 1.1)) + 26;
  return marks.flatMap((mark, index) => {
    const y = top + 14 + ROW * index;
    const value = valueText(mark);
    const from = Math.min(nameWidth, width - textWidth(value, VALUE_SIZE) - 4);
    return [
      ...symbol(mark.tone, { x: 8, y: y - 3.6, theme }),
      label({ x: 18, y, text: fitted(mark.name, NAME_SIZE, from - 22), size: NAME_SIZE, fill: theme.ink, weight: 600 }),
      label({ x: from, y, text: value, size: VALUE_SIZE, fill: theme.ink }),
    ];
  });
}

/** One shape a position: ring today, bar walk-away, circle expected, square target, diamond opening, triangle the vendor's ceiling. */
function symbol(tone: PositionTone, { x, y, theme }: { readonly x: number; readonly y: number; readonly theme: ChartTheme }): string[] {
  const ink = theme.palette[0] ?? theme.ink;
  const edge = { stroke: theme.surface, 'stroke-width': 1 };
  const path = (d: string, fill: string): string[] => [element('path', { d: `M${rounded(x)} ${rounded(y)}${d}`, fill, ...edge })];
  switch (tone) {
    case 'today':
      return [element('circle', { cx: x, cy: y, r: 4, fill: theme.surface, stroke: theme.muted, 'stroke-width': 2 })];
    case 'walkAway':
      return [element('rect', { x: x - 2, y: y - 10, width: 4, height: 20, fill: theme.up, ...edge })];
    case 'expected':
      return [element('circle', { cx: x, cy: y, r: 5.5, fill: theme.palette[1], ...edge })];
    case 'target':
      return [element('rect', { x: x - 5, y: y - 5, width: 10, height: 10, fill: ink, ...edge })];
    case 'opening':
      return path('m0 -7l7 7l-7 7l-7 -7Z', ink);
    case 'ceiling':
    default:
      return path('m-5.5 -6h11l-5.5 11Z', theme.muted);
  }
}
