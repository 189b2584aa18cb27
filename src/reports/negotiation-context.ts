import type { FigureValue } from '../finding/figure.ts';
import type { Position } from '../finding/negotiation-finding.ts';
import type { NegotiationPack } from '../finding/negotiation-pack.ts';
import { attosOf, money, type MoneyJson } from '../money.ts';
import type { ChartPoint } from '../charts/spec.ts';
import { createFigureBook, type FigureBook } from './figure-book.ts';
import { findingFigures, type FigureOf } from './finding-figures.ts';
import { inlineText, name, words, type FigureRef, type ReportLanguage, type Said, type Text } from './model.ts';
import type { NegotiationPhrases } from './phrases/phrase-book.ts';
import { phrasesFor } from './phrases/phrases-for.ts';

/** What the sections of a pack are written with. */
export interface PackContext {
  readonly pack: NegotiationPack;
  readonly book: FigureBook;
  readonly figure: FigureOf;
  readonly language: ReportLanguage;
  readonly say: NegotiationPhrases;
}

export function packContext(pack: NegotiationPack, language: ReportLanguage): PackContext {
  const { pvBaseline, figures } = pack.finding;
  const book = createFigureBook([money(attosOf(pvBaseline.amount) ?? 0n, pvBaseline.currency)], language);
  return { pack, book, figure: findingFigures(figures, book, 'negotiation'), language, say: phrasesFor(language).negotiation };
}

/** What may be printed: every position, target and opening as ranges, or what the data carries without them. */
export type Gate = 'positions' | 'ranges' | 'data-only';

/** Fitness decides; below the size of a programme there is nothing to take a position in. */
export function gateOf({ derived: { band, fitness } }: NegotiationPack): Gate {
  if (band === 'self-service' || fitness.grade === 'D') return 'data-only';
  return fitness.grade === 'C' ? 'ranges' : 'positions';
}

interface Own {
  readonly id: string;
  readonly label: string;
  readonly formula: string;
}

/** A figure of the negotiation finding by the name of its number, such as "target.yearOne". */
export function found({ pack: { finding }, book }: PackContext, key: string): FigureRef {
  const figureId = finding.figureIds[key];
  const figure = finding.figures.find((one) => one.figureId === figureId);
  if (figure === undefined) throw new RangeError(`the negotiation finding has no figure ${key}`);
  return book.add(figure);
}

export const hasFound = ({ pack: { finding } }: PackContext, key: string): boolean => finding.figureIds[key] !== undefined;

const own = ({ figure }: PackContext, value: FigureValue, { id, label, formula }: Own): FigureRef =>
  figure(undefined, { id, label, value, formula });

export const ownMoney = (context: PackContext, amount: MoneyJson, about: Own): FigureRef =>
  own(context, { kind: 'money', money: amount }, about);

/** A fraction as a percentage. */
export const ownShare = (context: PackContext, fraction: number, about: Own): FigureRef =>
  own(context, { kind: 'percent', value: 100 * fraction }, about);

export const ownNumber = (context: PackContext, value: number, about: Own & { readonly unit: string }): FigureRef =>
  own(context, { kind: 'number', value, unit: about.unit }, about);

export const ownScore = (context: PackContext, value: number, about: Own): FigureRef => own(context, { kind: 'score', value }, about);

/** A share that may not be known. */
export const ownShareOr = (context: PackContext, fraction: number | null, about: Own & { readonly unknown: string }): FigureRef =>
  fraction === null ? own(context, { kind: 'unknown', reason: about.unknown }, about) : ownShare(context, fraction, about);

/** A position that the finding has no figure for: as discount and as money of the first year. */
export function ownPosition(
  context: PackContext,
  position: Position,
  about: Own,
): { readonly discount: FigureRef; readonly yearOne: FigureRef } {
  return {
    discount: ownShare(context, position.discount, about),
    yearOne: ownMoney(context, position.yearOne, {
      id: `${about.id}.yearOne`,
      label: `${about.label}, year 1`,
      formula: 'd x eligibleShare x B_1',
    }),
  };
}

/** The printed text of a figure, for charts, whose texts are plain. */
export const textOf = ({ book }: PackContext, figure: FigureRef): string => inlineText(figure, book.figures());

/** A point of a chart with the text of its figure; an amount-only figure leaves the currency to the axis. */
export const pointOf = (context: PackContext, figure: FigureRef, value: number): ChartPoint => ({
  value,
  text: textOf(context, figure),
  figureId: figure.figureId,
});

/** A caption with the currency of the amounts below it. */
export const captioned = ({ pack }: PackContext, caption: string): Text => words`${caption} (${name(pack.finding.currency)})`;

/** "a, b, c": names side by side. */
export const listed = (names: readonly string[]): Said => name(names.join(', '));
