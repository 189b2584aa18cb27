import type { Cell, Column, FigureRef, Row, Text } from './model.ts';
import { amountOnly } from './figure-book.ts';
import { name } from './model.ts';

/** The pieces that every table is made of. An empty name on a bill is said to be one. */
export const left = (head: Text, width: number): Column => ({ head, align: 'left', width });

export const right = (head: Text, width: number): Column => ({ head, align: 'right', width });

export const nameCell = (text: string): Cell => ({ text: [billName(text)] });

export const billName = (text: string): ReturnType<typeof name> | string => (text === '' ? '(not stated)' : name(text));

export const billText = (text: string): string => (text === '' ? '(not stated)' : text);

export const amountCell = (figure: FigureRef): Cell => ({ text: [amountOnly(figure)] });

/** A rise is marked as bad and a fall as good: this is cost. The sign is printed as well. */
export const changeCell = (figure: FigureRef, value: number | null): Cell => {
  if (value === null || value === 0) return { text: [figure], tone: 'quiet' };
  return { text: [figure], tone: value > 0 ? 'up' : 'down' };
};

/** A share with its bar, drawn against the largest of its column; what is not known has none. */
export const shareCell = (figure: FigureRef, share: number | null, largest: number): Cell =>
  share === null || largest <= 0 ? { text: [figure] } : { text: [figure], bar: Math.max(0, share) / largest };

/** A cell that holds no figure; empty only where a total has nothing to say. */
export const quiet = (text: string): Cell => ({ text: text === '' ? [] : [text], tone: 'quiet' });

export const totalRow = (cells: readonly Cell[]): Row => ({ cells, total: true });

const PROVIDER_NAMES: Readonly<Record<string, string>> = {
  aws: 'AWS',
  azure: 'Azure',
  gcp: 'Google Cloud',
  ibm: 'IBM Cloud',
  oci: 'Oracle Cloud',
};

/** A provider of the catalogue as people call it; any other name as it is. */
export const providerName = (provider: string): string => PROVIDER_NAMES[provider] ?? billText(provider);
