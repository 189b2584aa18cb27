import { addMonths, billingPeriodOf, dayNumber, firstDayOf } from '../time.ts';
import { chartWords } from './chart-words.ts';
import { element, fitted, hatch, label, picture, rounded, textWidth } from './mark.ts';
import type { Gantt, GanttRow, GanttTone } from './spec.ts';
import type { ChartTheme } from './theme.ts';

interface Frame {
  readonly spec: Gantt;
  readonly theme: ChartTheme;
  readonly width: number;
  readonly height: number;
}

interface Axis {
  readonly x: (day: string) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const ROW = 20;
const LEGEND = 20;
const MONTHS = 28;
const MARK_LINE = 12;
const NARROWEST_NAME = 60;

const topOf = (spec: Gantt, width: number): number => marksTop(spec, width) + MARK_LINE * (spec.marks ?? []).length + MONTHS;

export const ganttHeight = (spec: Gantt, width: number): number => topOf(spec, width) + ROW * spec.rows.length + 8;

/** The entries of the legend, each on the line where it fits. */
function legendPlaces({ tones }: Gantt, width: number): { readonly x: number; readonly line: number }[] {
  let [at, line] = [5, 0];
  return tones.map(({ name }) => {
    const length = 26 + textWidth(name, 10);
    if (at > 5 && at + length > width) [at, line] = [5, line + 1];
    at += length;
    return { x: at - length, line };
  });
}

const marksTop = (spec: Gantt, width: number): number => LEGEND + 15 * (legendPlaces(spec, width).at(-1)?.line ?? 0);

/** Dates and spans, each row named at the left and dated beside its mark; the month lines run through all rows. */
export function gantt(frame: Frame): string {
  const { spec, theme, width, height } = frame;
  const longest = Math.max(NARROWEST_NAME, ...spec.rows.map(({ name }) => textWidth(name, 10)));
  const left = Math.min(width * 0.42, longest + 12);
  const right = width - 8;
  const [first, last] = [dayNumber(spec.from), Math.max(dayNumber(spec.to), dayNumber(spec.from) + 1)];
  const x = (day: string): number => left + ((right - left) * (Math.max(first, Math.min(last, dayNumber(day))) - first)) / (last - first);
  const axis = { x, left, right, top: topOf(spec, width), bottom: height - 6 };
  const stripes = spec.rows.flatMap((_, place) =>
    place % 2 === 0
      ? []
      : [element('rect', { x: 0, y: axis.top + ROW * place, width, height: ROW, fill: theme.line, 'fill-opacity': 0.35 })],
  );
  return picture({ ...frame, alt: spec.alt }, [
    ...stripes,
    ...monthLines(frame, axis),
    ...marks(frame, axis),
    ...spec.rows.flatMap((row, place) => rowMarks({ row, middle: axis.top + ROW * (place + 0.5), frame, axis })),
    ...legend(frame),
  ]);
}

/** A line for every month that has room for its name; the year stands below January and the first month. */
function monthLines({ spec, theme }: Frame, { x, left, right, top, bottom }: Axis): string[] {
  const { months } = chartWords(spec.language);
  const all: string[] = [];
  const start = billingPeriodOf(spec.from);
  for (let month = firstDayOf(start) < spec.from ? addMonths(start, 1) : start; firstDayOf(month) <= spec.to; month = addMonths(month, 1)) {
    all.push(month);
  }
  const room = (right - left) / Math.max(1, all.length);
  const step = [1, 2, 3, 6, 12].find((count) => count * room >= 28) ?? 24;
  const shown = all.filter((month) => (monthOf(month) - 1) % step === 0 || step > 12);
  return shown.flatMap((month, index) => {
    const at = x(firstDayOf(month));
    const isYear = index === 0 || monthOf(month) === 1;
    const name = label({ x: at, y: top - 16, text: months[monthOf(month) - 1] ?? month, size: 9.5, fill: theme.muted, anchor: 'middle' });
    const year = label({ x: at, y: top - 5, text: month.slice(0, 4), size: 9.5, fill: theme.muted, anchor: 'middle' });
    const line = element('line', {
      x1: at,
      x2: at,
      y1: top,
      y2: bottom,
      stroke: theme.line,
      'stroke-width': monthOf(month) === 1 ? 1.2 : 0.6,
    });
    return at + 12 > right + 8 ? [line] : [line, name, ...(isYear ? [year] : [])];
  });
}

const monthOf = (month: string): number => Number(month.slice(5, 7));

function marks({ spec, theme, width }: Frame, { x, top, bottom }: Axis): string[] {
  return (spec.marks ?? []).flatMap(({ on, name }, index) => {
    const y = marksTop(spec, width) + 9 + MARK_LINE * index;
    const at = x(on);
    const toLeft = at + 6 + textWidth(name, 10) > width;
    return [
      element('line', { x1: at, x2: at, y1: y - 8, y2: y + 3, stroke: theme.up, 'stroke-width': 1.1 }),
      element('line', { x1: at, x2: at, y1: top, y2: bottom, stroke: theme.up, 'stroke-width': 1.1, 'stroke-dasharray': '4 2' }),
      label({ x: toLeft ? at - 5 : at + 5, y, text: name, size: 10, fill: theme.ink, anchor: toLeft ? 'end' : 'start', weight: 600 }),
    ];
  });
}

interface RowFrame {
  readonly row: GanttRow;
  readonly middle: number;
  readonly frame: Frame;
  readonly axis: Axis;
}

function rowMarks({ row, middle, frame, axis }: RowFrame): string[] {
  const { theme } = frame;
  const [from, to] = [axis.x(row.from), axis.x(row.to)];
  const isSpan = row.from !== row.to;
  const name = label({ x: 0, y: middle + 3.6, text: fitted(row.name, 10, axis.left - 10), size: 10, fill: theme.ink });
  const shape = isSpan ? span({ row, from, to, middle, theme }) : event(row.tone, { x: from, y: middle, theme });
  const reach = isSpan ? 0 : 6;
  const length = textWidth(row.text, 9.5);
  const fitsRight = to + reach + 4 + length <= axis.right + 8;
  const fitsLeft = from - reach - 4 - length >= axis.left;
  const text = fitsRight
    ? label({ x: to + reach + 4, y: middle + 3.4, text: row.text, size: 9.5, fill: theme.ink, halo: theme.surface })
    : fitsLeft
      ? label({ x: from - reach - 4, y: middle + 3.4, text: row.text, size: 9.5, fill: theme.ink, anchor: 'end', halo: theme.surface })
      : onSpan({ text: row.text, at: to - from > length + 24 ? (from + to) / 2 : axis.right + 4 - length / 2, middle, theme });
  return [name, ...shape, text];
}

/** Where a span leaves no room on either side its date stands on it, or at the end of a short one, on a ground of its own. */
function onSpan({ text, at, middle, theme }: { text: string; at: number; middle: number; theme: ChartTheme }): string {
  const length = textWidth(text, 9.5) + 8;
  return (
    element('rect', { x: at - length / 2, y: middle - 6, width: length, height: 12, rx: 2, fill: theme.surface }) +
    label({ x: at, y: middle + 3.4, text, size: 9.5, fill: theme.ink, anchor: 'middle' })
  );
}

const PLACES: Readonly<Record<GanttTone, number>> = { commitment: 0, vendor: 1, legal: 6, notice: 5, exit: 2, plan: 4 };

const colourOf = (theme: ChartTheme, tone: GanttTone): string => theme.palette[PLACES[tone]] ?? theme.ink;

const HATCHED: ReadonlySet<GanttTone> = new Set(['notice', 'exit', 'plan']);

function span({ row, from, to, middle, theme }: { row: GanttRow; from: number; to: number; middle: number; theme: ChartTheme }): string[] {
  const box = { x: from, y: middle - 5, width: Math.max(1.5, to - from), height: 10 };
  const bar = element('rect', { ...box, rx: 1.5, fill: colourOf(theme, row.tone) });
  return HATCHED.has(row.tone) ? [bar, hatch(box, theme.surface)] : [bar];
}

/** One shape a tone, so that colour only repeats it. */
function event(tone: GanttTone, { x, y, theme }: { readonly x: number; readonly y: number; readonly theme: ChartTheme }): string[] {
  const fill = colourOf(theme, tone);
  const path = (d: string): string[] => [element('path', { d: `M${rounded(x)} ${rounded(y)}${d}`, fill })];
  switch (tone) {
    case 'commitment':
      return [element('rect', { x: x - 4, y: y - 4, width: 8, height: 8, fill })];
    case 'vendor':
      return path('m0 -5l5 5l-5 5l-5 -5Z');
    case 'legal':
      return [element('circle', { cx: x, cy: y, r: 3.6, fill: theme.surface, stroke: fill, 'stroke-width': 2.2 })];
    case 'notice':
      return path('m-4.6 -4h9.2l-4.6 8.4Z');
    case 'exit':
      return [element('circle', { cx: x, cy: y, r: 4.4, fill })];
    case 'plan':
    default:
      return path('m-4.6 4h9.2l-4.6 -8.4Z');
  }
}

function legend({ spec, theme, width }: Frame): string[] {
  const places = legendPlaces(spec, width);
  return spec.tones.flatMap(({ tone, name }, index) => {
    const { x, line } = places[index] ?? { x: 5, line: 0 };
    return [
      ...event(tone, { x, y: 8 + 15 * line, theme }),
      label({ x: x + 9, y: 11.5 + 15 * line, text: name, size: 10, fill: theme.muted }),
    ];
  });
}
