import type { Assumption } from '../finding/figure.ts';
import { left, nameCell } from './cells.ts';
import type { FigureBook } from './figure-book.ts';
import type { Block, FigureRef, Section, Text } from './model.ts';

export interface ClosingInput {
  readonly gaps: readonly Text[];
  readonly method: { readonly intro: Text; readonly lines: readonly { readonly label: string; readonly figureId: string }[] };
  readonly assumptions: readonly Assumption[];
  readonly terms: readonly { readonly term: string; readonly meaning: string }[];
  readonly book: FigureBook;
}

const GRADES: Readonly<Record<Assumption['grade'], string>> = {
  S: 'primary source',
  M: 'measured or disclosed',
  W: 'weak source',
  D: 'derived',
  G: 'general knowledge',
  J: 'judgement',
  A: 'assumption of the model',
};

/** How every report ends: what it does not know, how it counts, what it assumes, what its words mean. */
export function closingSections(input: ClosingInput): Section[] {
  return [gapSection(input.gaps), methodSection(input), assumptionSection(input.assumptions), glossarySection(input.terms)];
}

function gapSection(gaps: readonly Text[]): Section {
  const none: Block = { kind: 'paragraph', text: ['No gap was found in the data behind this report.'] };
  return {
    id: 'gaps',
    kicker: 'Honest gaps',
    title: gaps.length === 0 ? ['Nothing is known to be missing'] : ['What this report does not know'],
    blocks: gaps.length === 0 ? [none] : [{ kind: 'bullets', items: gaps }],
    newPage: false,
  };
}

function methodSection({ method, book }: ClosingInput): Section {
  const figures = book.figures();
  const lines = method.lines.filter((line) => figures[line.figureId] !== undefined);
  const blocks: Block[] = [
    { kind: 'paragraph', text: method.intro },
    { kind: 'paragraph', text: ROUNDING },
  ];
  if (lines.length > 0) {
    blocks.push({
      kind: 'table',
      caption: ['One number, line by line'],
      columns: [left(['Step'], 1.6), left(['Formula'], 2), left(['With its numbers'], 4), left(['Printed as'], 1.8)],
      rows: lines.map(({ label, figureId }) => {
        const ref: FigureRef = { kind: 'figure', figureId, form: 'full' };
        const evidence = figures[figureId]?.evidence;
        return { cells: [{ text: [label] }, nameCell(evidence?.formula ?? ''), nameCell(evidence?.substituted ?? ''), { text: [ref] }] };
      }),
    });
  }
  return { id: 'method', kicker: 'Method', title: ['How the figures are made'], blocks, newPage: false };
}

/** The words of the rule in number-text.ts. */
const ROUNDING: Text = [
  'Every figure is computed from exact amounts and rounded once, when printed, half away from zero. Money is printed in whole units of its currency where the total of that currency reaches ten thousand, otherwise with two decimals (currencies without a minor unit have none). Percentages have one decimal. Printed parts may therefore differ from a printed total in the last digit. What is not zero is never printed as zero: it is shown as smaller than the last digit.',
];

function assumptionSection(assumptions: readonly Assumption[]): Section {
  return {
    id: 'assumptions',
    kicker: 'Assumptions',
    title: ['What is assumed, and on whose word'],
    blocks: [
      {
        kind: 'table',
        caption: ['Assumptions with source, grade and date'],
        columns: [left(['Assumption'], 2.4), left(['Value'], 3), left(['Source'], 3), left(['Grade'], 1.6), left(['As of'], 1.3)],
        rows: assumptions.map(({ id, value, source, grade, asOf }) => ({
          cells: [nameCell(id), nameCell(value), nameCell(source), { text: [GRADES[grade]] }, nameCell(asOf)],
        })),
      },
    ],
    newPage: false,
  };
}

function glossarySection(terms: ClosingInput['terms']): Section {
  return {
    id: 'glossary',
    kicker: 'Glossary',
    title: ['Words used here'],
    blocks: [
      {
        kind: 'table',
        caption: ['Terms'],
        columns: [left(['Term'], 1.6), left(['Meaning'], 5)],
        rows: terms.map(({ term, meaning }) => ({ cells: [{ text: [term] }, { text: [meaning] }] })),
      },
    ],
    newPage: false,
  };
}
