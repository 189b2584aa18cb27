import type { Assumption } from '../finding/figure.ts';
import { left, nameCell } from './cells.ts';
import type { FigureBook } from './figure-book.ts';
import type { Block, FigureRef, ReportLanguage, Section, Text } from './model.ts';
import type { ClosingPhrases } from './phrases/phrase-book.ts';
import { phrasesFor } from './phrases/phrases-for.ts';

export interface ClosingInput {
  readonly gaps: readonly Text[];
  readonly method: { readonly intro: Text; readonly lines: readonly { readonly label: string; readonly figureId: string }[] };
  readonly assumptions: readonly Assumption[];
  readonly terms: readonly { readonly term: string; readonly meaning: string }[];
  readonly book: FigureBook;
  readonly language?: ReportLanguage;
}

/** How every report ends: what it does not know, how it counts, what it assumes, what its words mean. */
export function closingSections(input: ClosingInput): Section[] {
  const { closing } = phrasesFor(input.language ?? 'en');
  return [
    gapSection(input.gaps, closing),
    methodSection(input, closing),
    assumptionSection(input.assumptions, closing),
    glossarySection(input.terms, closing),
  ];
}

function gapSection(gaps: readonly Text[], { gaps: say }: ClosingPhrases): Section {
  const none: Block = { kind: 'paragraph', text: [say.none] };
  return {
    id: 'gaps',
    kicker: say.kicker,
    title: [gaps.length === 0 ? say.noneTitle : say.title],
    blocks: gaps.length === 0 ? [none] : [{ kind: 'bullets', items: gaps }],
    newPage: false,
  };
}

function methodSection({ method, book }: ClosingInput, { method: say }: ClosingPhrases): Section {
  const figures = book.figures();
  const lines = method.lines.filter((line) => figures[line.figureId] !== undefined);
  const blocks: Block[] = [
    { kind: 'paragraph', text: method.intro },
    { kind: 'paragraph', text: [say.rounding] },
  ];
  const [step, formula, substituted, printed] = say.heads;
  if (lines.length > 0) {
    blocks.push({
      kind: 'table',
      caption: [say.caption],
      columns: [left([step], 1.6), left([formula], 2), left([substituted], 4), left([printed], 1.8)],
      rows: lines.map(({ label, figureId }) => {
        const ref: FigureRef = { kind: 'figure', figureId, form: 'full' };
        const evidence = figures[figureId]?.evidence;
        return { cells: [{ text: [label] }, nameCell(evidence?.formula ?? ''), nameCell(evidence?.substituted ?? ''), { text: [ref] }] };
      }),
    });
  }
  return { id: 'method', kicker: say.kicker, title: [say.title], blocks, newPage: false };
}

function assumptionSection(assumptions: readonly Assumption[], { assumptions: say, grades }: ClosingPhrases): Section {
  const [assumption, value, source, grade, asOf] = say.heads;
  return {
    id: 'assumptions',
    kicker: say.kicker,
    title: [say.title],
    blocks: [
      {
        kind: 'table',
        caption: [say.caption],
        columns: [left([assumption], 2.4), left([value], 3), left([source], 3), left([grade], 1.6), left([asOf], 1.3)],
        rows: assumptions.map((one) => ({
          cells: [nameCell(one.id), nameCell(one.value), nameCell(one.source), { text: [grades[one.grade]] }, nameCell(one.asOf)],
        })),
      },
    ],
    newPage: false,
  };
}

function glossarySection(terms: ClosingInput['terms'], { glossary: say }: ClosingPhrases): Section {
  const [term, meaning] = say.heads;
  return {
    id: 'glossary',
    kicker: say.kicker,
    title: [say.title],
    blocks: [
      {
        kind: 'table',
        caption: [say.caption],
        columns: [left([term], 1.6), left([meaning], 5)],
        rows: terms.map((one) => ({ cells: [{ text: [one.term] }, { text: [one.meaning] }] })),
      },
    ],
    newPage: false,
  };
}
