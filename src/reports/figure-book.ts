import type { Evidence, Figure, FigureValue } from '../finding/figure.ts';
import { moneyJson, type Money } from '../money.ts';
import type { FigureRef, ReportFigure, ReportLanguage } from './model.ts';
import { numberText, signedText, WHOLE_FROM } from './number-text.ts';

/** Collects the figures of a report while it is written; each is asked for by reference afterwards. */
export interface FigureBook {
  /** Enters a figure once; the same id again must be the same figure. */
  add(figure: Figure, style?: 'plain' | 'signed'): FigureRef;
  money(
    id: string,
    entry: { readonly label: string; readonly money: Money; readonly evidence: Evidence },
    style?: 'plain' | 'signed',
  ): FigureRef;
  /** A fraction, printed as a percentage; null is printed as not known, with the reason. */
  share(id: string, entry: ShareEntry, style?: 'plain' | 'signed'): FigureRef;
  count(
    id: string,
    entry: { readonly label: string; readonly value: number; readonly unit: string; readonly evidence: Evidence },
  ): FigureRef;
  figures(): Readonly<Record<string, ReportFigure>>;
}

interface ShareEntry {
  readonly label: string;
  readonly fraction: number | null;
  readonly unknown: string;
  readonly evidence: Evidence;
}

/** `totals` decide with how many decimals the money of each currency is printed. */
export function createFigureBook(totals: readonly Money[], language: ReportLanguage = 'en'): FigureBook {
  const wholeCurrencies = new Set(
    totals.filter(({ attos }) => attos >= WHOLE_FROM || attos <= -WHOLE_FROM).map(({ currency }) => currency),
  );
  const entries = new Map<string, ReportFigure>();
  const add = (figure: Figure, style: 'plain' | 'signed' = 'plain'): FigureRef => {
    const { text, amount } = numberText(figure.value, { wholeCurrencies, language });
    const signs = style === 'signed' && figure.value.kind !== 'unknown';
    const entered = { ...figure, text: signs ? signedText(text) : text, amount: signs ? signedText(amount) : amount };
    const known = entries.get(figure.figureId);
    if (known !== undefined && known.text !== entered.text) throw new RangeError(`two figures have the id ${figure.figureId}`);
    entries.set(figure.figureId, entered);
    return { kind: 'figure', figureId: figure.figureId, form: 'full' };
  };
  const enter = (
    figureId: string,
    entry: { readonly label: string; readonly evidence: Evidence; readonly value: FigureValue },
    style?: 'plain' | 'signed',
  ): FigureRef => add({ figureId, label: entry.label, value: entry.value, evidence: entry.evidence }, style);
  return {
    add,
    money: (id, { label, money, evidence }, style) =>
      enter(id, { label, evidence, value: { kind: 'money', money: moneyJson(money) } }, style),
    share: (id, { label, fraction, unknown, evidence }, style) =>
      enter(
        id,
        { label, evidence, value: fraction === null ? { kind: 'unknown', reason: unknown } : { kind: 'percent', value: fraction * 100 } },
        style,
      ),
    count: (id, { label, value, unit, evidence }) => enter(id, { label, evidence, value: { kind: 'number', value, unit } }),
    figures: () => Object.fromEntries(entries),
  };
}

/** The same figure without its currency, for a column whose head names it. */
export const amountOnly = (figure: FigureRef): FigureRef => ({ ...figure, form: 'amount' });
