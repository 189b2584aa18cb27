import type { ChartSpec } from '../../charts/spec.ts';
import { naturalHeight, svgOf } from '../../charts/svg.ts';
import { printTheme } from '../../charts/theme.ts';
import { inlineText, type Block, type Inline, type Card, type Cell, type ReportModel, type Table, type Text } from '../model.ts';
import { phrasesFor } from '../phrases/phrases-for.ts';
import { chartCsv } from './chart-csv.ts';
import { editionMark } from './edition-mark.ts';
import { chartsOf, chartTables } from './chart-appendix.ts';

/** What the print template reads: data and charts as files, nothing put into its source. */
export type PrintFiles = Readonly<Record<string, string>>;

const CHART_WIDTH = 680;
const LONGEST_PIECE = 22;

/** The report as the files of the print template, equal for equal models. */
export function printFiles(model: ReportModel): PrintFiles {
  const charts = chartsOf(model).map((chart, index): [string, string] => [
    `/chart-${index}.svg`,
    svgOf(chart, printTheme, { width: CHART_WIDTH, height: naturalHeight(chart, CHART_WIDTH) }),
  ]);
  const tables = attachmentsOf(model).map(({ path, chart }): [string, string] => [path, chartCsv(chart, model.figures)]);
  return { ...Object.fromEntries([...charts, ...tables]), '/data.json': JSON.stringify(printData(model)) };
}

/** The numbers behind each chart as files inside of the PDF. The vendor edition carries no file: what is not there cannot leak. */
const attachmentsOf = (model: ReportModel): { readonly path: string; readonly chart: ChartSpec }[] =>
  model.edition === 'internal' ? chartsOf(model).map((chart, index) => ({ path: `/chart-${index}.csv`, chart })) : [];

const attachmentName = (id: string): string => `${id.replace(/[^\w.-]+/g, '-')}.csv`;

type Say = (text: Text) => string;

/** Texts for paper: a figure never breaks from its unit, a long id may break anywhere. */
const sayFor =
  ({ figures }: ReportModel): Say =>
  (text) =>
    breakable(
      text
        .map((inline) => (isFigure(inline) ? inlineText(inline, figures).replaceAll(' ', '\u00a0') : inlineText(inline, figures)))
        .join(''),
    );

function printData(model: ReportModel): unknown {
  const say = sayFor(model);
  const block = blockPrinter(model, say);
  return {
    title: model.title,
    subtitle: say(model.subtitle),
    mark: editionMark(model),
    words: wordsOf(model),
    attachments: attachmentsOf(model).map(({ path, chart }) => ({ path, name: attachmentName(chart.id), description: chart.title })),
    language: model.language,
    date: model.asOf === null ? null : model.asOf.split('-').map((part) => Number(part)),
    hash: model.snapshotHash,
    scope: say(model.scope),
    cover: model.cover.map(({ label, text }) => ({ label, text: say(text) })),
    sections: model.sections.map((section) => ({
      kicker: section.kicker,
      title: say(section.title),
      newPage: section.newPage,
      blocks: section.blocks.map(block),
    })),
    appendix: chartTables(model).map(({ title, head, rows }) => ({
      title,
      head: head.map(breakable),
      rows: rows.map((row) => row.map(breakable)),
    })),
  };
}

/** Charts are counted in the order of the pages, as their files are. */
function blockPrinter(model: ReportModel, say: Say): (block: Block) => unknown {
  let charts = 0;
  return (item) => {
    switch (item.kind) {
      case 'paragraph':
      case 'heading':
        return { kind: item.kind, text: say(item.text) };
      case 'bullets':
        return { kind: item.kind, items: item.items.map(say) };
      case 'cards':
        return { kind: item.kind, cards: item.cards.map((card) => printCard(card, model, say)) };
      case 'chart':
        return { kind: item.kind, title: item.chart.title, alt: item.chart.alt, path: `/chart-${charts++}.svg`, note: say(item.note) };
      case 'table':
      default:
        return printTable(item, say);
    }
  };
}

function wordsOf({ language }: ReportModel): unknown {
  const { page, snapshot, snapshotLabel, noRows, name, appendix, behindCharts } = phrasesFor(language).furniture;
  return { page, snapshot, snapshotLabel, noRows, name, appendix, behindCharts };
}

function printCard({ label, value, note, tone }: Card, { figures }: ReportModel, say: Say): unknown {
  const amount = inlineText({ ...value, form: 'amount' }, figures);
  const full = inlineText({ ...value, form: 'full' }, figures);
  return { label: say(label), amount, unit: full.startsWith(amount) ? full.slice(amount.length).trim() : '', note: say(note), tone };
}

function printTable({ caption, columns, rows, note }: Table, say: Say): unknown {
  const cell = ({ text, sub, bar, tone }: Cell): unknown => ({
    text: say(text),
    sub: sub === undefined ? '' : say(sub),
    bar: bar ?? null,
    tone: tone ?? '',
  });
  return {
    kind: 'table',
    caption: say(caption),
    columns: columns.map(({ head, align, width }) => ({ head: say(head), align, width })),
    rows: rows.map((row) => ({ cells: row.cells.map(cell), total: row.total === true })),
    note: note === undefined ? '' : say(note),
  };
}

const isFigure = (inline: Inline): boolean => typeof inline === 'object' && inline.kind === 'figure';

/**
 * Ids such as those of Azure resources have no place to break; an invisible one keeps them within their column.
 * Lines break by themselves after a hyphen or slash before a letter: only longer pieces need help.
 */
export const breakable = (text: string): string =>
  text.replace(/\S+/g, (word) =>
    word
      .split(/(?<=[-/])(?=\p{L})/u)
      .map((piece) => (piece.length <= LONGEST_PIECE ? piece : broken(piece)))
      .join(''),
  );

const broken = (piece: string): string =>
  piece.replace(/([/_.:@=-])(?=\w)/g, '$1\u200b').replace(/[^\s\u200b]{22}(?=[^\s\u200b]{3})/gu, '$&\u200b');
