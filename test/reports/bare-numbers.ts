import type { ChartPoint, ChartSpec } from '../../src/charts/spec.ts';
import { dayName } from '../../src/reports/date-text.ts';
import type { Block, ReportModel, Text } from '../../src/reports/model.ts';

/** Every number of a report that is no figure: digits in plain words, charts whose texts no figure has, references to nothing. */
export function bareNumbers(model: ReportModel): string[] {
  const dates = allTexts(model).flatMap((text) =>
    text.flatMap((inline) => (typeof inline === 'object' && inline.kind === 'date' ? [inline.text] : [])),
  );
  const names = allTexts(model).flatMap((text) =>
    text.flatMap((inline) => (typeof inline === 'object' && inline.kind === 'name' ? [inline.text] : [])),
  );
  const words = [model.title, ...model.cover.map(({ label }) => label), ...model.sections.map(({ kicker }) => kicker)];
  return [
    ...words.filter(hasDigit),
    ...allTexts(model).flatMap((text) => inText(text, model)),
    ...charts(model).flatMap((chart) => inChart(chart, model, [...dates, ...names])),
  ];
}

const hasDigit = (text: string): boolean => /\p{Nd}/u.test(text);

function allTexts(model: ReportModel): Text[] {
  return [
    model.subtitle,
    model.scope,
    ...model.cover.map(({ text }) => text),
    ...model.sections.flatMap(({ title, blocks }) => [title, ...blocks.flatMap(blockTexts)]),
  ];
}

function blockTexts(block: Block): Text[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [block.text];
    case 'bullets':
      return [...block.items];
    case 'cards':
      return block.cards.flatMap(({ label, value, note }) => [label, [value], note]);
    case 'chart':
      return [block.note];
    case 'table':
      return [
        block.caption,
        ...block.columns.map(({ head }) => head),
        ...block.rows.flatMap(({ cells }) => cells.flatMap(({ text, sub }) => [text, sub ?? []])),
        block.note ?? [],
      ];
    default:
      return [];
  }
}

function inText(text: Text, { figures }: ReportModel): string[] {
  return text.flatMap((inline) => {
    if (typeof inline === 'string') return hasDigit(inline) ? [inline] : [];
    if (inline.kind === 'figure') return figures[inline.figureId] === undefined ? [`no figure ${inline.figureId}`] : [];
    return [];
  });
}

const charts = (model: ReportModel): ChartSpec[] =>
  model.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : [])));

function pointsOf(chart: ChartSpec): ChartPoint[] {
  switch (chart.kind) {
    case 'stackedArea':
      return chart.series.flatMap(({ points }) => points);
    case 'heatMap':
      return chart.rows.flatMap(({ points }) => points.filter((point) => point !== null));
    case 'segmentBars':
      return chart.rows.flatMap(({ points }) => points);
    case 'rangeBars':
      return chart.rows.flatMap(({ low, point, high }) => [low, point, high]);
    case 'waterfall':
      return chart.steps.flatMap(({ low, point, high }) => [low, point, high].filter((end) => end !== undefined));
    case 'tornado':
      return [chart.base, ...chart.rows.flatMap(({ low, high }) => [low.point, high.point])];
    case 'stepLine':
      return chart.series.flatMap(({ steps }) => steps.map(({ point }) => point));
    case 'positionBar':
      return chart.marks.flatMap(({ point, note }) => (note === undefined ? [point] : [point, note]));
    case 'gantt':
      return [];
    case 'changeBars':
    default:
      return chart.rows.map(({ point }) => point);
  }
}

function namesOf(chart: ChartSpec): string[] {
  if (chart.kind === 'positionBar') return chart.marks.map(({ name }) => name);
  if (chart.kind === 'stackedArea' || chart.kind === 'stepLine') return chart.series.map(({ name }) => name);
  return chart.kind === 'waterfall' ? chart.steps.map(({ name }) => name) : chart.rows.map(({ name }) => name);
}

function inChart(chart: ChartSpec, { figures }: ReportModel, known: readonly string[]): string[] {
  const loose = pointsOf(chart).filter(({ text, figureId }) => {
    const figure = figures[figureId ?? ''];
    return figure === undefined || (figure.text !== text && figure.amount !== text);
  });
  const texts = Object.values(figures).map(({ text }) => text);
  const accounted = [...texts, ...(chart.kind === 'gantt' ? chart.rows.map(({ text }) => text) : []), ...known, ...namesOf(chart)]
    .filter((text) => text !== '')
    .sort((a, b) => b.length - a.length);
  const rest = (text: string): string => accounted.reduce((left, part) => left.replaceAll(part, ''), text);
  const spans = chart.kind === 'gantt' ? chart.rows : [];
  const undated = spans.filter((row) => ![dayName(row.to), dayName(row.to, 'ja')].some(({ text }) => row.text.includes(text)));
  const totals = chart.kind === 'segmentBars' ? chart.rows.map(({ total }) => total) : [];
  return [
    ...loose.map(({ text }) => `${chart.id}: ${text}`),
    ...undated.map(({ text }) => `${chart.id}: ${text}`),
    ...[chart.title, chart.alt, chart.unit, ...totals].filter((text) => hasDigit(rest(text))),
  ];
}
