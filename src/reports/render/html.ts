import { toTable } from '../../charts/chart-table.ts';
import { element, escapeXml } from '../../charts/mark.ts';
import type { ChartSpec } from '../../charts/spec.ts';
import { naturalHeight, svgOf } from '../../charts/svg.ts';
import { webTheme } from '../../charts/theme.ts';
import { inlineText, plainText } from '../model.ts';
import type { Block, Card, Cell, ReportLanguage, ReportModel, Row, Table, Text } from '../model.ts';
import type { FurniturePhrases } from '../phrases/phrase-book.ts';
import { phrasesFor } from '../phrases/phrases-for.ts';
import { editionMark } from './edition-mark.ts';
import { STYLE } from './style.ts';

const WIDE = 940;
const NARROW = 340;

/** Nothing may be fetched and nothing may run; the stylesheet inside the file is all there is. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

type Say = (text: Text) => string;

/** A report as one file of HTML: no script, no request, light and dark, readable without either. */
export function renderHtml(model: ReportModel): string {
  const { furniture } = phrasesFor(model.language);
  const marked = markedIn(model.language);
  const say: Say = (text) => text.map((inline) => marked(inlineText(inline, model.figures))).join('');
  const facts = model.cover.map(({ label, text }) => `<dt>${escapeXml(label)}</dt><dd>${say(text)}</dd>`).join('');
  const sections = model.sections.map((section) => {
    const id = escapeXml(`section-${section.id.replace(/[^\w-]/g, '-')}`);
    const blocks = section.blocks.map((block) => blockHtml(block, { model, say, marked, furniture })).join('\n');
    return `<section aria-labelledby="${id}">\n<p class="kicker">${escapeXml(section.kicker)}</p>\n<h2 id="${id}">${say(section.title)}</h2>\n${blocks}\n</section>`;
  });
  return `<!doctype html>
<html lang="${model.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeXml(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(model.title)} · ${escapeXml(plainText(model.scope, model.figures))}</title>
<style>${STYLE}</style>
</head>
<body>
<header class="cover"><span class="mark">${escapeXml(editionMark(model))}</span><hr class="rule"><h1>${escapeXml(model.title)}</h1><p>${say(model.subtitle)}</p></header>
<dl class="facts">${facts}</dl>
<main>
${sections.join('\n')}
</main>
<footer>${say(model.scope)} · ${furniture.snapshot} ${escapeXml(model.snapshotHash)}</footer>
</body>
</html>
`;
}

const JAPANESE = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef][\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]*/g;

/** Text with its Japanese runs named as such, so that they are read and drawn as Japanese; a Japanese page is so by itself. */
const markedIn =
  (language: ReportLanguage): ((text: string) => string) =>
  (text) =>
    language === 'ja' ? escapeXml(text) : escapeXml(text).replace(JAPANESE, (run) => `<span lang="ja">${run}</span>`);

/** What the pieces of a page are written with. */
interface Pen {
  readonly model: ReportModel;
  readonly say: Say;
  readonly marked: (text: string) => string;
  readonly furniture: FurniturePhrases;
}

function blockHtml(block: Block, pen: Pen): string {
  const { say } = pen;
  switch (block.kind) {
    case 'paragraph':
      return `<p>${say(block.text)}</p>`;
    case 'heading':
      return `<h3>${say(block.text)}</h3>`;
    case 'bullets':
      return `<ul>${block.items.map((item) => `<li>${say(item)}</li>`).join('')}</ul>`;
    case 'cards':
      return `<ul class="cards">${block.cards.map((card) => cardHtml(card, say)).join('')}</ul>`;
    case 'chart':
      return chartHtml(block.chart, say(block.note), pen);
    case 'table':
    default:
      return tableHtml(block, pen);
  }
}

const cardHtml = ({ label, value, note, tone }: Card, say: Say): string =>
  `<li class="${tone}"><span>${say(label)}</span><strong>${say([value])}</strong><span>${say(note)}</span></li>`;

/** The wide and the narrow picture; the stylesheet shows one of them, and its table unfolds below. */
function chartHtml(chart: ChartSpec, note: string, { marked, furniture }: Pen): string {
  const picture = (width: number): string => svgOf(chart, webTheme, { width, height: naturalHeight(chart, width) });
  const { head, rows } = toTable(chart);
  const headHtml = head
    .map((text, index) => `<th scope="col"${index > 0 ? ' class="r"' : ''}>${marked(text === '' ? furniture.name : text)}</th>`)
    .join('');
  const rowHtml = rows.map(
    (row) =>
      `<tr>${row.map((text, index) => (index === 0 ? `<th scope="row">${marked(text)}</th>` : `<td class="r">${marked(text)}</td>`)).join('')}</tr>`,
  );
  const region = escapeXml(furniture.numbersOf(chart.title));
  return `<h3>${marked(chart.title)}</h3>
<figure><div class="wide">${picture(WIDE)}</div><div class="narrow">${picture(NARROW)}</div><figcaption>${note}</figcaption>
<details><summary>${escapeXml(furniture.asTable)}</summary><div class="scroll" tabindex="0" role="region" aria-label="${region}"><table><thead><tr>${headHtml}</tr></thead><tbody>${rowHtml.join('')}</tbody></table></div></details></figure>`;
}

function tableHtml({ caption, columns, rows, note }: Table, { model: { figures }, say, furniture }: Pen): string {
  const heads = columns.map(({ head, align }) => `<th scope="col"${align === 'right' ? ' class="r"' : ''}>${say(head)}</th>`).join('');
  const body = rows
    .map((row) =>
      rowHtml(
        row,
        columns.map(({ align }) => align),
        say,
      ),
    )
    .join('');
  const remark = note === undefined ? '' : `<p class="note">${say(note)}</p>`;
  const empty = rows.length === 0 ? `<p class="note">${escapeXml(furniture.noRows)}</p>` : '';
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeXml(plainText(caption, figures))}"><table><caption>${say(caption)}</caption><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>${empty}${remark}`;
}

function rowHtml(row: Row, aligns: readonly ('left' | 'right')[], say: Say): string {
  const cells = row.cells.map((cell, index) => {
    const classes = [aligns[index] === 'right' ? 'r' : '', cell.tone ?? ''].filter((part) => part !== '').join(' ');
    const attribute = classes === '' ? '' : ` class="${classes}"`;
    return index === 0 ? `<th scope="row"${attribute}>${cellHtml(cell, say)}</th>` : `<td${attribute}>${cellHtml(cell, say)}</td>`;
  });
  return `<tr${row.total === true ? ' class="total"' : ''}>${cells.join('')}</tr>`;
}

function cellHtml({ text, sub, bar }: Cell, say: Say): string {
  const picture = bar === undefined ? '' : barHtml(bar);
  return `${picture}${say(text)}${sub === undefined || sub.length === 0 ? '' : `<small>${say(sub)}</small>`}`;
}

/** As SVG, because a width in a style attribute is what strict pages forbid. */
function barHtml(share: number): string {
  const length = 40 * Math.max(0, Math.min(1, share));
  return element(
    'svg',
    { class: 'bar', width: 40, height: 6, viewBox: '0 0 40 6', 'aria-hidden': 'true' },
    element('rect', { width: 40, height: 6, rx: 3, fill: 'var(--bar-rest)' }),
    element('rect', { width: length, height: 6, rx: 3, fill: 'var(--bar)' }),
  );
}
