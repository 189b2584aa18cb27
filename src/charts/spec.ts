import type { Day } from '../time.ts';

/**
 * Charts as plain JSON: what is drawn, with the finding in words. Values are for positions on paper only;
 * every value carries the text a reader sees, so that a chart and its table never disagree.
 */
export interface ChartPoint {
  readonly value: number;
  readonly text: string;
  readonly figureId?: string | undefined;
}

export type ChartLanguage = 'en' | 'ja';

interface ChartBase {
  readonly id: string;
  /** Of the words that the chart adds by itself, such as names of months; English where it is not stated. */
  readonly language?: ChartLanguage;
  readonly title: string;
  /** States the finding with its key values; it replaces the picture for those who do not see it. */
  readonly alt: string;
  /** What the axis counts, such as "USD a month". */
  readonly unit: string;
}

export interface ChartSeries {
  readonly name: string;
  readonly points: readonly ChartPoint[];
}

/** Parts of a sum over time. Parts below zero are stacked downwards. */
export interface StackedArea extends ChartBase {
  readonly kind: 'stackedArea';
  /** Periods as YYYY-MM. */
  readonly periods: readonly string[];
  readonly series: readonly ChartSeries[];
}

/** A grid of scores from 0 to `max`; null is unknown. */
export interface HeatMap extends ChartBase {
  readonly kind: 'heatMap';
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly points: readonly (ChartPoint | null)[] }[];
  readonly max: number;
}

/** One horizontal bar a row, made of named segments; rows share one scale that starts at zero. */
export interface SegmentBars extends ChartBase {
  readonly kind: 'segmentBars';
  readonly segments: readonly { readonly name: string; readonly tone: SegmentTone }[];
  readonly rows: readonly { readonly name: string; readonly points: readonly ChartPoint[]; readonly total: string }[];
}

export type SegmentTone = 'free' | 'moderate' | 'high' | 'severe' | 'unknown' | 'neutral';

/** A point with its interval from `low` to `high`, on a scale from 0 to `max`. */
export interface RangeBars extends ChartBase {
  readonly kind: 'rangeBars';
  readonly max: number;
  readonly rows: readonly { readonly name: string; readonly low: ChartPoint; readonly point: ChartPoint; readonly high: ChartPoint }[];
}

/** Changes left and right of zero, the largest first. */
export interface ChangeBars extends ChartBase {
  readonly kind: 'changeBars';
  readonly rows: readonly { readonly name: string; readonly point: ChartPoint }[];
}

/**
 * How a sum comes about. `start`, `subtotal` and `end` stand on zero and state the sum at their place; a `change` is
 * added to the sum before it. `low` and `high` are drawn as a whisker: of a change around its own size, of a sum around the sum.
 */
export interface WaterfallStep {
  readonly name: string;
  readonly role: 'start' | 'change' | 'subtotal' | 'end';
  readonly point: ChartPoint;
  readonly low?: ChartPoint;
  readonly high?: ChartPoint;
}

/** From a first sum through signed changes to a last one, such as from the bill of today to the bill elsewhere. */
export interface Waterfall extends ChartBase {
  readonly kind: 'waterfall';
  readonly steps: readonly WaterfallStep[];
}

/** What an outcome becomes when one input moves. `input` is the text of the input at that end, such as "20%". */
export interface TornadoEnd {
  readonly input: string;
  readonly point: ChartPoint;
}

/** One outcome under the low and the high end of each input, the widest swing first. */
export interface Tornado extends ChartBase {
  readonly kind: 'tornado';
  readonly base: ChartPoint;
  /** The outcome at which the advice turns over, such as zero; rows that reach across it are marked. */
  readonly flip?: { readonly name: string; readonly value: number };
  readonly rows: readonly { readonly name: string; readonly low: TornadoEnd; readonly high: TornadoEnd }[];
}

/** A quantity that keeps its value until the next step. Months count from the origin of the chart, from 0 on. */
export interface StepSeries {
  readonly name: string;
  readonly steps: readonly { readonly month: number; readonly point: ChartPoint }[];
}

/** Shares (0 to 100) against months: how much could have left by then, or is free by then. */
export interface StepLine extends ChartBase {
  readonly kind: 'stepLine';
  /** What the months count from, such as "months after signature". */
  readonly axis: string;
  readonly lastMonth: number;
  readonly series: readonly StepSeries[];
  /** Upright lines with a name, such as the day half of the spend could be gone. */
  readonly marks?: readonly { readonly month: number; readonly name: string }[];
}

/** Each tone has a shape of its own beside its colour. */
export type GanttTone = 'commitment' | 'vendor' | 'legal' | 'notice' | 'exit' | 'plan';

/** Dated: a span from one day to another, or one day when both are equal. `text` is the date as it is printed. */
export interface GanttRow {
  readonly name: string;
  readonly tone: GanttTone;
  readonly from: Day;
  readonly to: Day;
  readonly text: string;
}

/** Dates and spans on one axis of months, in the order given. What lies outside of the axis is cut at its edge. */
export interface Gantt extends ChartBase {
  readonly kind: 'gantt';
  readonly from: Day;
  readonly to: Day;
  readonly rows: readonly GanttRow[];
  /** What each tone used means, for the legend. */
  readonly tones: readonly { readonly tone: GanttTone; readonly name: string }[];
  /** Upright lines through all rows, such as the planned signature. */
  readonly marks?: readonly { readonly on: Day; readonly name: string }[];
}

export type PositionTone = 'today' | 'walkAway' | 'expected' | 'target' | 'opening' | 'ceiling';

/** A named place on the axis: the point is where it is (in money), `note` a second text such as the percentage. */
export interface PositionMark {
  readonly name: string;
  readonly tone: PositionTone;
  readonly point: ChartPoint;
  readonly note?: ChartPoint;
}

/** One axis of money from zero with named positions on it, and the zone between two of them. */
export interface PositionBar extends ChartBase {
  readonly kind: 'positionBar';
  readonly marks: readonly PositionMark[];
  readonly zone?: { readonly name: string; readonly from: number; readonly to: number };
}

export type ChartSpec = StackedArea | HeatMap | SegmentBars | RangeBars | ChangeBars | Waterfall | Tornado | StepLine | Gantt | PositionBar;
