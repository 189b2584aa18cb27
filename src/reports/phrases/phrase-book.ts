import type { AssumptionGrade } from '../../finding/figure.ts';
import type { enNegotiation } from './en-negotiation.ts';

/** What every report says around its content. Sentences that hold a figure are functions, because word order differs. */
export interface FurniturePhrases {
  readonly internalMark: string;
  /** `vendor` is the name of the only one who may read it. */
  readonly vendorMark: (vendor: string) => string;
  /** What stands before, between and after the two numbers of "page 2 of 9". */
  readonly page: readonly [before: string, between: string, after: string];
  /** In running text, and as a label. */
  readonly snapshot: string;
  readonly snapshotLabel: string;
  readonly edition: string;
  readonly editions: { readonly internal: string; readonly vendor: string };
  readonly undated: string;
  readonly appendix: string;
  readonly behindCharts: string;
  readonly asTable: string;
  readonly numbersOf: (title: string) => string;
  readonly noRows: string;
  readonly name: string;
  readonly notKnown: string;
  readonly noCurrency: string;
}

/** How reports end: gaps, method, assumptions, glossary. */
export interface ClosingPhrases {
  readonly grades: Readonly<Record<AssumptionGrade, string>>;
  readonly gaps: { readonly kicker: string; readonly none: string; readonly noneTitle: string; readonly title: string };
  readonly method: {
    readonly kicker: string;
    readonly title: string;
    readonly rounding: string;
    readonly caption: string;
    readonly heads: readonly [step: string, formula: string, substituted: string, printed: string];
  };
  readonly assumptions: {
    readonly kicker: string;
    readonly title: string;
    readonly caption: string;
    readonly heads: readonly [assumption: string, value: string, source: string, grade: string, asOf: string];
  };
  readonly glossary: {
    readonly kicker: string;
    readonly title: string;
    readonly caption: string;
    readonly heads: readonly [term: string, meaning: string];
  };
}

/** The keys of the negotiation pack are those of its English texts. */
export type NegotiationPhrases = typeof enNegotiation;

/** Every text of reports that is written in more than one language. A key that one language lacks does not compile. */
export interface PhraseBook {
  readonly furniture: FurniturePhrases;
  readonly closing: ClosingPhrases;
  readonly negotiation: NegotiationPhrases;
}
