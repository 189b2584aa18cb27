import { barsHeight, changeBars, rangeBars, segmentBars } from './bars.ts';
import { gantt, ganttHeight } from './gantt.ts';
import { heatMap, heatMapHeight } from './heat-map.ts';
import { positionBar, positionBarHeight } from './position-bar.ts';
import type { ChartSpec } from './spec.ts';
import { stackedArea, stackedAreaHeight } from './stacked-area.ts';
import { stepLine, stepLineHeight } from './step-line.ts';
import type { ChartTheme } from './theme.ts';
import { tornado, tornadoHeight } from './tornado.ts';
import { waterfall, waterfallHeight } from './waterfall.ts';

/** In SVG units: CSS pixels on a page, points on paper. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a chart as SVG text; the same input gives the same bytes. Below 480 units of width it takes its narrow form.
 */
export function svgOf(spec: ChartSpec, theme: ChartTheme, size: ChartSize): string {
  switch (spec.kind) {
    case 'stackedArea':
      return stackedArea({ spec, theme, ...size });
    case 'heatMap':
      return heatMap({ spec, theme, ...size });
    case 'segmentBars':
      return segmentBars({ spec, theme, ...size });
    case 'rangeBars':
      return rangeBars({ spec, theme, ...size });
    case 'waterfall':
      return waterfall({ spec, theme, ...size });
    case 'tornado':
      return tornado({ spec, theme, ...size });
    case 'stepLine':
      return stepLine({ spec, theme, ...size });
    case 'gantt':
      return gantt({ spec, theme, ...size });
    case 'positionBar':
      return positionBar({ spec, theme, ...size });
    case 'changeBars':
    default:
      return changeBars({ spec, theme, ...size });
  }
}

/** The height at which a chart reads well at a given width. */
export function naturalHeight(spec: ChartSpec, width: number): number {
  switch (spec.kind) {
    case 'stackedArea':
      return stackedAreaHeight(spec, width);
    case 'heatMap':
      return heatMapHeight(spec);
    case 'waterfall':
      return waterfallHeight(spec, width);
    case 'tornado':
      return tornadoHeight(spec);
    case 'stepLine':
      return stepLineHeight(spec, width);
    case 'gantt':
      return ganttHeight(spec, width);
    case 'positionBar':
      return positionBarHeight(spec, width);
    case 'segmentBars':
    case 'rangeBars':
    case 'changeBars':
    default:
      return barsHeight(spec);
  }
}
