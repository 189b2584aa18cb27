import { toTable } from '../../charts/chart-table.ts';
import type { ChartPoint, ChartSpec } from '../../charts/spec.ts';
import type { ReportModel } from '../model.ts';

/**
 * The table of a chart for a spreadsheet (RFC 4180): numbers as the figures hold them, unrounded, with a plain minus and
 * no separators; nothing in it starts a formula.
 */
export function chartCsv(chart: ChartSpec, figures: ReportModel['figures']): string {
  const { head, rows } = toTable(chart, (point) => exactText(point, figures));
  return [head, ...rows].map((cells) => cells.map(cell).join(',')).join('\r\n') + '\r\n';
}

function exactText({ text, figureId }: ChartPoint, figures: ReportModel['figures']): string {
  const value = figures[figureId ?? '']?.value;
  if (value === undefined) return text;
  switch (value.kind) {
    case 'money':
      return value.money.amount.replace(/\.?0+$/, (zeros) => (value.money.amount.includes('.') ? '' : zeros));
    case 'percent':
    case 'score':
    case 'number':
      return String(value.value);
    case 'unknown':
    default:
      return '';
  }
}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
