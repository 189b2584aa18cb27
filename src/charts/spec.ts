/**
 * Charts as plain JSON: what is drawn, with the finding in words. Values are for positions on paper only;
 * every value carries the text a reader sees, so that a chart and its table never disagree.
 */
export interface ChartPoint {
  readonly value: number;
  readonly text: string;
  readonly figureId?: string | undefined;
}

interface ChartBase {
  readonly id: string;
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

export type ChartSpec = StackedArea | HeatMap | SegmentBars | RangeBars | ChangeBars;
