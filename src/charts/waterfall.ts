import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { element, fitted, hatch, label, picture, textWidth, tickText, wrapped } from './mark.ts';
import type { Waterfall, WaterfallStep } from './spec.ts';
import type { ChartTheme } from './theme.ts';

interface Frame {
  readonly spec: Waterfall;
  readonly theme: ChartTheme;
  readonly width: number;
  readonly height: number;
}

/** A step with the two levels its bar reaches between, and those of its whisker. */
export interface PlacedStep {
  readonly step: WaterfallStep;
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

const ROW = 26;
const TOP = 20;
const AXIS = 18;
const NAME_LINE = 11.5;
const NAME_SIZE = 9.5;
const VALUE_SIZE = 10;
/** How much wider bold figures may run, in the fonts of the web too. */
const SEMIBOLD = 1.15;
const PLOT_HEIGHT = 190;

/** Where each step stands: changes start where the sum before them ended, sums start at zero. */
export function placedSteps(steps: readonly WaterfallStep[]): PlacedStep[] {
  let sum = 0;
  return steps.map((step) => {
    const isSum = step.role !== 'change';
    const from = isSum ? 0 : sum;
    sum = isSum ? step.point.value : sum + step.point.value;
    const ends = [step.low, step.high].map((end) => (end === undefined ? sum : from + end.value));
    return { step, from, to: sum, low: Math.min(sum, ...ends), high: Math.max(sum, ...ends) };
  });
}

/** From a first sum through signed changes to the last: columns, or rows where names and figures need the width. */
export function waterfall(frame: Frame): string {
  const names = columnNames(frame.spec, frame.width);
  return picture({ ...frame, alt: frame.spec.alt }, names === null ? rows(frame) : columns(frame, names));
}

export function waterfallHeight(spec: Waterfall, width: number): number {
  const names = columnNames(spec, width);
  if (names === null) return TOP + AXIS + ROW * spec.steps.length;
  return TOP + PLOT_HEIGHT + 8 + NAME_LINE * Math.max(1, ...names.map((lines) => lines.length));
}

const axisWidth = 46;

/** The names broken into lines that fit below their columns, or null where rows are needed. */
function columnNames(spec: Waterfall, width: number): string[][] | null {
  if (width < 480 || spec.steps.length < 2) return null;
  const room = (width - axisWidth) / spec.steps.length;
  const names = spec.steps.map(({ name }) => wrapped(name, { size: NAME_SIZE, width: room - 5, most: 3 }));
  const fits = spec.steps.every(({ point }) => SEMIBOLD * textWidth(point.text, VALUE_SIZE) <= room - 2);
  return fits && names.every((lines) => lines !== null) ? names : null;
}

function scaleOf(placed: readonly PlacedStep[], range: readonly [number, number]): ScaleLinear<number, number> {
  const ends = placed.flatMap(({ from, to, low, high }) => [from, to, low, high]);
  const low = Math.min(0, ...ends);
  return scaleLinear()
    .domain([low, Math.max(0, ...ends, low === 0 ? 1 : 0)])
    .range([...range]);
}

/** Sums are plain; what is added is hatched as well as coloured, so that grey print keeps rises and falls apart. */
function bar(placed: PlacedStep, box: { x: number; y: number; width: number; height: number }, theme: ChartTheme): string[] {
  const { role, point } = placed.step;
  const fill = role !== 'change' ? (theme.palette[0] ?? theme.ink) : point.value >= 0 ? theme.up : theme.down;
  const rect = element('rect', { ...box, fill });
  return role === 'change' && point.value > 0 ? [rect, hatch(box, theme.surface)] : [rect];
}

const hasWhisker = ({ step }: PlacedStep): boolean => step.low !== undefined || step.high !== undefined;

function columns({ spec, theme, width, height }: Frame, names: readonly (readonly string[])[]): string[] {
  const placed = placedSteps(spec.steps);
  const bottom = TOP + PLOT_HEIGHT;
  const y = scaleOf(placed, [Math.min(bottom, height - 30), TOP + 14]);
  const room = (width - axisWidth) / placed.length;
  const barWidth = Math.min(54, room * 0.62);
  const ticks = y.ticks(5).flatMap((tick) => [
    element('line', {
      x1: axisWidth,
      x2: width,
      y1: y(tick),
      y2: y(tick),
      stroke: tick === 0 ? theme.muted : theme.line,
      'stroke-width': tick === 0 ? 0.9 : 0.6,
    }),
    label({ x: axisWidth - 5, y: y(tick) + 3.5, text: tickText(tick), size: 10, fill: theme.muted, anchor: 'end' }),
  ]);
  const marks = placed.flatMap((one, index) => {
    const middle = axisWidth + room * (index + 0.5);
    const top = y(Math.max(one.from, one.to));
    const box = { x: middle - barWidth / 2, y: top, width: barWidth, height: Math.max(0.8, y(Math.min(one.from, one.to)) - top) };
    const next = placed[index + 1];
    const line =
      next === undefined
        ? []
        : [dotted({ x1: middle + barWidth / 2, x2: middle + room - barWidth / 2, y1: y(one.to), y2: y(one.to), stroke: theme.muted })];
    const lift = Math.min(top, y(hasWhisker(one) ? one.high : one.to));
    const value = label({
      x: middle,
      y: lift - 5,
      text: one.step.point.text,
      size: VALUE_SIZE,
      fill: theme.ink,
      anchor: 'middle',
      weight: 600,
    });
    const name = (names[index] ?? []).map((text, row) =>
      label({ x: middle, y: bottom + 14 + NAME_LINE * row, text, size: NAME_SIZE, fill: theme.muted, anchor: 'middle' }),
    );
    const whisker = hasWhisker(one) ? uprightWhisker({ at: middle, from: y(one.low), to: y(one.high), theme }) : [];
    return [...bar(one, box, theme), ...line, ...whisker, value, ...name];
  });
  const unit = label({ x: 0, y: 11, text: fitted(spec.unit, 10, width), size: 10, fill: theme.muted });
  return [unit, ...ticks, ...marks];
}

function rows({ spec, theme, width, height }: Frame): string[] {
  const placed = placedSteps(spec.steps);
  const nameWidth = Math.min(width * 0.36, 10 + Math.max(40, ...spec.steps.map(({ name }) => textWidth(name, 10.5))));
  const room = 12 + SEMIBOLD * Math.max(0, ...spec.steps.map(({ point }) => textWidth(point.text, VALUE_SIZE)));
  const x = scaleOf(placed, [nameWidth, Math.max(nameWidth + 20, width - room)]);
  const zero = element('line', { x1: x(0), x2: x(0), y1: TOP, y2: height - AXIS + 6, stroke: theme.muted, 'stroke-width': 0.9 });
  const marks = placed.flatMap((one, index) => {
    const middle = TOP + ROW * (index + 0.5);
    const left = x(Math.min(one.from, one.to));
    const box = { x: left, y: middle - 7.5, width: Math.max(0.8, x(Math.max(one.from, one.to)) - left), height: 15 };
    const line =
      index + 1 === placed.length
        ? []
        : [dotted({ x1: x(one.to), x2: x(one.to), y1: middle + 7.5, y2: middle + ROW - 7.5, stroke: theme.muted })];
    const right = Math.max(box.x + box.width, hasWhisker(one) ? x(one.high) : 0);
    return [
      label({ x: 0, y: middle + 3.8, text: fitted(one.step.name, 10.5, nameWidth - 8), size: 10.5, fill: theme.ink }),
      ...bar(one, box, theme),
      ...line,
      ...(hasWhisker(one) ? levelWhisker({ at: middle, from: x(one.low), to: x(one.high), theme }) : []),
      label({ x: right + 6, y: middle + 3.8, text: one.step.point.text, size: VALUE_SIZE, fill: theme.ink, weight: 600 }),
    ];
  });
  const unit = label({ x: 0, y: 11, text: fitted(spec.unit, 10, width), size: 10, fill: theme.muted });
  return [unit, zero, ...marks];
}

const dotted = (line: {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
  readonly stroke: string;
}): string => element('line', { ...line, 'stroke-width': 0.8, 'stroke-dasharray': '2 2' });

interface Whisker {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly theme: ChartTheme;
}

const uprightWhisker = ({ at, from, to, theme }: Whisker): string[] =>
  [
    { x1: at, x2: at, y1: from, y2: to },
    { x1: at - 5, x2: at + 5, y1: from, y2: from },
    { x1: at - 5, x2: at + 5, y1: to, y2: to },
  ].flatMap((line) => ruled(line, theme));

/** On a ground of its own, so that it is seen on a dark bar. */
const ruled = (line: Readonly<Record<'x1' | 'x2' | 'y1' | 'y2', number>>, theme: ChartTheme): string[] => [
  element('line', { ...line, stroke: theme.surface, 'stroke-width': 3 }),
  element('line', { ...line, stroke: theme.ink, 'stroke-width': 1.1 }),
];

const levelWhisker = ({ at, from, to, theme }: Whisker): string[] =>
  [
    { x1: from, x2: to, y1: at, y2: at },
    { x1: from, x2: from, y1: at - 4, y2: at + 4 },
    { x1: to, x2: to, y1: at - 4, y2: at + 4 },
  ].flatMap((line) => ruled(line, theme));
