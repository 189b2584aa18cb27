import type { DestinationEstimate, DestinationNumbers, MigrationFinding, MoneyQuantiles } from '../finding/migration-finding.ts';
import { approximate, attosOf, money, type MoneyJson } from '../money.ts';
import type { ChartPoint } from '../charts/spec.ts';
import type { FigureBook } from './figure-book.ts';
import { findingFigures, type FigureOf } from './finding-figures.ts';
import { inlineText, words, type FigureRef, type Text } from './model.ts';

export interface PricedDestination extends DestinationEstimate {
  readonly estimate: DestinationNumbers;
}

export interface MigrationContext {
  readonly input: MigrationFinding;
  readonly book: FigureBook;
  readonly figure: FigureOf;
  /** Destinations with prices, the best first. */
  readonly priced: readonly PricedDestination[];
}

export const migrationContext = (input: MigrationFinding, book: FigureBook): MigrationContext => ({
  input,
  book,
  figure: findingFigures(input.figures, book, 'migration'),
  priced: input.destinations.flatMap((one) => (one.estimate === null ? [] : [{ ...one, estimate: one.estimate }])),
});

interface MoneyEntry {
  readonly id: string;
  readonly label: string;
  readonly amount: MoneyJson;
  readonly formula: string;
  /** The finding's own figure, where it has one. */
  readonly figureId?: string | undefined;
}

export const moneyFigure = ({ figure }: MigrationContext, entry: MoneyEntry, style?: 'plain' | 'signed'): FigureRef =>
  figure(
    entry.figureId,
    { id: entry.id, label: entry.label, value: { kind: 'money', money: entry.amount }, formula: entry.formula },
    style,
  );

interface ShareEntry {
  readonly id: string;
  readonly label: string;
  /** 0 to 1. */
  readonly fraction: number;
  readonly formula: string;
  readonly figureId?: string | undefined;
}

export const shareFigure = ({ figure }: MigrationContext, entry: ShareEntry, style?: 'plain' | 'signed'): FigureRef =>
  figure(
    entry.figureId,
    { id: entry.id, label: entry.label, value: { kind: 'percent', value: entry.fraction * 100 }, formula: entry.formula },
    style,
  );

interface NumberEntry {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly formula: string;
  readonly figureId?: string | undefined;
}

export const numberFigure = ({ figure }: MigrationContext, entry: NumberEntry): FigureRef =>
  figure(entry.figureId, {
    id: entry.id,
    label: entry.label,
    value: { kind: 'number', value: entry.value, unit: entry.unit },
    formula: entry.formula,
  });

/** "P10 to P90" of an interval of money, in words. */
export function intervalText(context: MigrationContext, entry: Omit<MoneyEntry, 'amount'>, interval: MoneyQuantiles): Text {
  const end = (which: 'p10' | 'p90'): FigureRef =>
    moneyFigure(context, {
      id: `${entry.id}.${which}`,
      label: `${entry.label}, ${which.toUpperCase()}`,
      amount: interval[which],
      formula: entry.formula,
    });
  return words`${end('p10')} to ${end('p90')}`;
}

export const sizeOf = ({ amount, currency }: MoneyJson): number => approximate(money(attosOf(amount) ?? 0n, currency));

/** A point of a chart that prints what its figure prints. */
export const pointOf = ({ book }: MigrationContext, figure: FigureRef, value: number): ChartPoint => ({
  value,
  text: inlineText(figure, book.figures()),
  figureId: figure.figureId,
});
