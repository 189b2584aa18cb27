import { chartWords } from './chart-words.ts';
import { element, fitted, label, picture, textWidth } from './mark.ts';
import type { HeatMap } from './spec.ts';
import type { ChartTheme } from './theme.ts';

interface Frame {
  readonly spec: HeatMap;
  readonly theme: ChartTheme;
  readonly width: number;
  readonly height: number;
}

const BINS = 5;
const HEADER = 24;
const LEGEND = 26;

/** Scores as a grid of five shades with the number in every cell, so that colour never speaks alone. */
export function heatMap(frame: Frame): string {
  const { spec, theme, width, height } = frame;
  const nameWidth = Math.min(width * 0.34, 10 + Math.max(0, ...spec.rows.map((row) => textWidth(row.name, 10.5))));
  const cellWidth = (width - nameWidth) / Math.max(1, spec.columns.length);
  const cellHeight = (height - HEADER - LEGEND) / Math.max(1, spec.rows.length);
  const heads = spec.columns.map((name, index) =>
    label({
      x: nameWidth + cellWidth * (index + 0.5),
      y: 14,
      text: fitted(name, 10, cellWidth - 4),
      size: 10,
      fill: theme.muted,
      anchor: 'middle',
    }),
  );
  const rows = spec.rows.flatMap((row, place) => {
    const top = HEADER + cellHeight * place;
    const name = label({ x: 0, y: top + cellHeight / 2 + 4, text: fitted(row.name, 10.5, nameWidth - 8), size: 10.5, fill: theme.ink });
    const cells = row.points.flatMap((point, index) => {
      const left = nameWidth + cellWidth * index;
      const bin = point === null ? null : Math.min(BINS - 1, Math.max(0, Math.floor((point.value / spec.max) * BINS)));
      const fill = bin === null ? theme.unknown : (theme.heat[bin] ?? theme.unknown);
      const ink = bin === null ? theme.muted : (theme.heatInk[bin] ?? theme.ink);
      const text = point === null ? chartWords(spec.language).none : point.text;
      return [
        element('rect', { x: left + 1.5, y: top + 1.5, width: cellWidth - 3, height: cellHeight - 3, rx: 2.5, fill }),
        label({ x: left + cellWidth / 2, y: top + cellHeight / 2 + 3.8, text, size: 10.5, fill: ink, anchor: 'middle', weight: 600 }),
      ];
    });
    return [name, ...cells];
  });
  return picture({ ...frame, alt: spec.alt }, [...heads, ...rows, ...legend(frame)]);
}

function legend({ spec, theme, width, height }: Frame): string[] {
  const step = spec.max / BINS;
  const names = theme.heat.map((_, bin) => (bin === BINS - 1 ? `${bin * step}–${spec.max}` : `${bin * step}–${(bin + 1) * step - 1}`));
  const y = height - 8;
  const entry = 58;
  const start = width - entry * BINS;
  const marks = names.flatMap((name, bin) => [
    element('rect', { x: start + bin * entry, y: y - 8.5, width: 12, height: 9, rx: 2, fill: theme.heat[bin] }),
    label({ x: start + bin * entry + 16, y, text: name, size: 9.5, fill: theme.muted }),
  ]);
  const unit = label({ x: 0, y, text: fitted(spec.unit, 9.5, start - 8), size: 9.5, fill: theme.muted });
  return width < 480 ? marks : [unit, ...marks];
}

export const heatMapHeight = (spec: HeatMap): number => HEADER + LEGEND + 23 * spec.rows.length;
