import type { ChartSpec } from '../charts/spec.ts';
import type { Assumption, Figure } from '../finding/figure.ts';
import type { Day } from '../time.ts';

/**
 * A report before it has a format: what is said, in which order, and which figure every number is.
 * Plain words hold no digits. A number is a figure; names, ids and dates say that they are such.
 */
export type Inline = string | FigureRef | NameRef | DateRef;

/** A figure of the report, by id. `amount` prints it without its currency, for columns whose head names it. */
export interface FigureRef {
  readonly kind: 'figure';
  readonly figureId: string;
  readonly form: 'full' | 'amount';
}

/** A name or id as the bill, the catalogue or a standard spells it; it may hold digits and any script. */
export interface NameRef {
  readonly kind: 'name';
  readonly text: string;
}

export interface DateRef {
  readonly kind: 'date';
  readonly text: string;
}

export type Text = readonly Inline[];

/** What a sentence is put together from. */
export type Said = Inline | Text;

/** A figure with the one text by which it is printed. */
export interface ReportFigure extends Figure {
  readonly text: string;
  /** The text without currency or unit. */
  readonly amount: string;
}

export type Tone = 'navy' | 'good' | 'bad' | 'gold';

export interface Card {
  readonly label: Text;
  readonly value: FigureRef;
  readonly note: Text;
  readonly tone: Tone;
}

export interface Column {
  readonly head: Text;
  readonly align: 'left' | 'right';
  /** Relative width. */
  readonly width: number;
}

export interface Cell {
  readonly text: Text;
  /** A smaller second line. */
  readonly sub?: Text;
  /** Length of a mini bar before the text, 0 to 1: a picture of the number printed beside it. */
  readonly bar?: number;
  readonly tone?: 'up' | 'down' | 'quiet';
}

export interface Row {
  readonly cells: readonly Cell[];
  readonly total?: boolean;
}

export interface Table {
  readonly kind: 'table';
  readonly caption: Text;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly note?: Text;
}

/** `tabled`: the section itself has a table of the chart's numbers; the others get theirs in an appendix. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'bullets'; readonly items: readonly Text[] }
  | { readonly kind: 'heading'; readonly text: Text }
  | { readonly kind: 'cards'; readonly cards: readonly Card[] }
  | { readonly kind: 'chart'; readonly chart: ChartSpec; readonly note: Text; readonly tabled: boolean }
  | Table;

export interface Section {
  readonly id: string;
  /** What kind of section it is, in two or three words. */
  readonly kicker: string;
  /** The finding as a sentence; also the bookmark. */
  readonly title: Text;
  readonly blocks: readonly Block[];
  /** Starts on a new page. */
  readonly newPage: boolean;
}

export type ReportKind = 'spend' | 'lock-in' | 'migration' | 'negotiation';
/** The kinds that can be ordered. */
export const REPORT_KINDS = ['spend', 'lock-in', 'migration', 'negotiation'] as const satisfies readonly ReportKind[];
export type OrderedKind = (typeof REPORT_KINDS)[number];
export const REPORT_EDITIONS = ['internal', 'vendor'] as const;
export type ReportEdition = (typeof REPORT_EDITIONS)[number];
export const REPORT_LANGUAGES = ['en', 'ja'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

/** For whom a report is written, and in which language. */
export interface ReportDress {
  readonly edition: ReportEdition;
  readonly language: ReportLanguage;
}

export interface ReportModel {
  readonly schema: 'aweigh-report-1';
  readonly kind: ReportKind;
  readonly edition: ReportEdition;
  readonly language: ReportLanguage;
  /** The vendor it deals with, by name, where it deals with one; the vendor edition is marked with it. */
  readonly vendor?: string;
  readonly title: string;
  readonly subtitle: Text;
  /** Period and currencies for the foot of every page. */
  readonly scope: Text;
  /** The date of the data, never of the printing; null when no charge is dated. */
  readonly asOf: Day | null;
  readonly snapshotHash: string;
  readonly cover: readonly { readonly label: string; readonly text: Text }[];
  readonly sections: readonly Section[];
  readonly assumptions: readonly Assumption[];
  readonly figures: Readonly<Record<string, ReportFigure>>;
}

export const name = (text: string): NameRef => ({ kind: 'name', text });

export const date = (text: string): DateRef => ({ kind: 'date', text });

/** A sentence with figures, names and dates in it: words`Spend was ${total} in ${date('October 2026')}.` */
export function words(parts: TemplateStringsArray, ...inlines: readonly Said[]): Text {
  return parts.flatMap((part, index) => {
    const inline = inlines[index];
    const said: Inline[] = part === '' ? [] : [part];
    if (inline === undefined) return said;
    return isText(inline) ? [...said, ...inline] : [...said, inline];
  });
}

const isText = (inline: Said): inline is Text => Array.isArray(inline);

/** The characters of an inline as every renderer prints them. */
export function inlineText(inline: Inline, figures: ReportModel['figures']): string {
  if (typeof inline === 'string') return inline;
  if (inline.kind !== 'figure') return inline.text;
  const figure = figures[inline.figureId];
  if (figure === undefined) throw new RangeError(`the report has no figure ${inline.figureId}`);
  return inline.form === 'amount' ? figure.amount : figure.text;
}

export const plainText = (text: Text, figures: ReportModel['figures']): string =>
  text.map((inline) => inlineText(inline, figures)).join('');
