import { enNegotiation } from './en-negotiation.ts';
import type { PhraseBook } from './phrase-book.ts';

export const en: PhraseBook = {
  negotiation: enNegotiation,
  furniture: {
    internalMark: 'CONFIDENTIAL: INTERNAL, NOT FOR THE VENDOR',
    vendorMark: (vendor) => `Confidential: shared with ${vendor} for negotiation only`,
    page: ['page ', ' of ', ''],
    snapshot: 'snapshot',
    snapshotLabel: 'Snapshot',
    edition: 'Edition',
    editions: { internal: 'internal', vendor: 'vendor' },
    undated: 'undated',
    appendix: 'Appendix',
    behindCharts: 'The numbers behind the charts',
    asTable: 'The numbers as a table',
    numbersOf: (title) => `Numbers of: ${title}`,
    noRows: 'There are no rows.',
    name: 'Name',
    notKnown: 'not known',
    noCurrency: 'units without a stated currency',
  },
  closing: {
    grades: {
      S: 'primary source',
      M: 'measured or disclosed',
      W: 'weak source',
      D: 'derived',
      G: 'general knowledge',
      J: 'judgement',
      A: 'assumption of the model',
    },
    gaps: {
      kicker: 'Honest gaps',
      none: 'No gap was found in the data behind this report.',
      noneTitle: 'Nothing is known to be missing',
      title: 'What this report does not know',
    },
    method: {
      kicker: 'Method',
      title: 'How the figures are made',
      // The words of the rule in number-text.ts.
      rounding:
        'Every figure is computed from exact amounts and rounded once, when printed, half away from zero. Money is printed in whole units of its currency where the total of that currency reaches ten thousand, otherwise with two decimals (currencies without a minor unit have none). Percentages have one decimal. Printed parts may therefore differ from a printed total in the last digit. What is not zero is never printed as zero: it is shown as smaller than the last digit.',
      caption: 'One number, line by line',
      heads: ['Step', 'Formula', 'With its numbers', 'Printed as'],
    },
    assumptions: {
      kicker: 'Assumptions',
      title: 'What is assumed, and on whose word',
      caption: 'Assumptions with source, grade and date',
      heads: ['Assumption', 'Value', 'Source', 'Grade', 'As of'],
    },
    glossary: { kicker: 'Glossary', title: 'Words used here', caption: 'Terms', heads: ['Term', 'Meaning'] },
  },
};
