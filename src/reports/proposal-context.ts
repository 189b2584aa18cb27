import type { VendorView } from '../finding/vendor-view.ts';
import type { FigureBook } from './figure-book.ts';
import type { FigureOf } from './finding-figures.ts';
import type { FigureRef, ReportLanguage } from './model.ts';
import type { NegotiationPhrases } from './phrases/phrase-book.ts';

/** What the sections of the vendor edition are written with: the view, and nothing beside it. */
export interface ProposalContext {
  readonly view: VendorView;
  readonly book: FigureBook;
  readonly figure: FigureOf;
  readonly language: ReportLanguage;
  readonly say: NegotiationPhrases['shared'];
  readonly units: NegotiationPhrases['units'];
}

/** A fraction of the view as a percentage. */
export const viewShare = ({ figure }: ProposalContext, id: string, fraction: number): FigureRef =>
  figure(undefined, { id, label: id, value: { kind: 'percent', value: 100 * fraction }, formula: 'as stated' });
