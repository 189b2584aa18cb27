import { inlineText, type Block, type Inline, type ReportModel, type Table, type Text } from '../model.ts';
import type { FurniturePhrases } from '../phrases/phrase-book.ts';
import { phrasesFor } from '../phrases/phrases-for.ts';
import { chartTables } from './chart-appendix.ts';
import { editionMark } from './edition-mark.ts';

/** A report as Markdown with pipe tables: readable as text, and in every review tool. */
export function renderMarkdown(model: ReportModel): string {
  const { furniture } = phrasesFor(model.language);
  const say = (text: Text): string => text.map((inline) => escaped(inline, model)).join('');
  const parts = [
    `# ${escape(model.title)}`,
    `**${escape(editionMark(model))}**`,
    say(model.subtitle),
    model.cover.map(({ label, text }) => `- ${label}: ${say(text)}`).join('\n'),
    `- ${furniture.edition}: ${furniture.editions[model.edition]}\n- ${furniture.snapshotLabel}: ${model.snapshotHash}`,
    ...model.sections.flatMap((section) => [
      `## ${say(section.title)}`,
      `*${section.kicker}*`,
      ...section.blocks.flatMap((block) => blockText(block, say, furniture)),
    ]),
    ...appendix(model, furniture),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Names come from bills: they may hold anything that Markdown would take for markup or, in a viewer, for HTML. */
const escape = (text: string): string => text.replace(/[\\`*_[\]<>|#]/g, '\\$&').replace(/\s*[\r\n]+\s*/g, ' ');

function escaped(inline: Inline, { figures }: ReportModel): string {
  const text = inlineText(inline, figures);
  return typeof inline === 'string' ? text : escape(text);
}

function blockText(block: Block, say: (text: Text) => string, furniture: FurniturePhrases): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [say(block.text)];
    case 'heading':
      return [`### ${say(block.text)}`];
    case 'bullets':
      return [block.items.map((item) => `- ${say(item)}`).join('\n')];
    case 'cards':
      return [block.cards.map(({ label, value, note }) => `- ${say(label)}: **${say([value])}** (${say(note)})`).join('\n')];
    case 'chart':
      return [`### ${escape(block.chart.title)}`, escape(block.chart.alt), say(block.note)];
    case 'table':
    default:
      return tableText(block, say, furniture);
  }
}

function tableText({ caption, columns, rows, note }: Table, say: (text: Text) => string, furniture: FurniturePhrases): string[] {
  const lines = rows.map((row) =>
    row.cells.map(({ text, sub }) => {
      const main = say(text);
      const all = sub === undefined || sub.length === 0 ? main : `${main} (${say(sub)})`;
      return row.total === true && all !== '' ? `**${all}**` : all;
    }),
  );
  const table = pipeTable({ heads: columns.map(({ head }) => say(head)), right: columns.map(({ align }) => align === 'right'), lines });
  return [`### ${say(caption)}`, rows.length === 0 ? furniture.noRows : table, ...(note === undefined ? [] : [say(note)])];
}

interface PipeTable {
  readonly heads: readonly string[];
  readonly right: readonly boolean[];
  readonly lines: readonly (readonly string[])[];
}

function pipeTable({ heads, right, lines }: PipeTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), line(right.map((isRight) => (isRight ? '---:' : '---'))), ...lines.map(line)].join('\n');
}

function appendix(model: ReportModel, furniture: FurniturePhrases): string[] {
  const tables = chartTables(model);
  if (tables.length === 0) return [];
  return [
    `## ${furniture.behindCharts}`,
    ...tables.flatMap(({ title, head, rows }) => [
      `### ${escape(title)}`,
      pipeTable({ heads: head.map(escape), right: head.map((_, index) => index > 0), lines: rows.map((row) => row.map(escape)) }),
    ]),
  ];
}
