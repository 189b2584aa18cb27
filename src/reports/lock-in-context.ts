import type { MoneyJson } from '../money.ts';
import type { FigureBook } from './figure-book.ts';
import { findingFigures, type FigureOf } from './finding-figures.ts';
import type { LockInFinding, LockInSummary, ServiceLockIn } from '../finding/lock-in-finding.ts';
import type { FigureRef } from './model.ts';

export interface LockInContext {
  readonly input: LockInFinding;
  readonly book: FigureBook;
  readonly figure: FigureOf;
}

export const lockInContext = (input: LockInFinding, book: FigureBook): LockInContext => ({
  input,
  book,
  figure: findingFigures(input.figures, book, 'lock-in'),
});

export type ShareName = 'lockedShare' | 'lockedShareLow' | 'lockedShareHigh' | 'withoutReach' | 'unclassifiedShare';

/** One of the shares of a summary, in percent. */
export function shareFigure({ figure }: LockInContext, summary: LockInSummary & { readonly slug: string }, which: ShareName): FigureRef {
  const values: Readonly<Record<ShareName, number>> = {
    lockedShare: summary.lockedShare.point,
    lockedShareLow: summary.lockedShare.low,
    lockedShareHigh: summary.lockedShare.high,
    withoutReach: summary.withoutReach,
    unclassifiedShare: summary.unclassifiedShare,
  };
  const id = which === 'lockedShare' ? summary.figureId : summary.figureIds[which];
  return figure(id, { id: `${summary.slug}.${which}`, label: which, value: { kind: 'percent', value: values[which] }, formula: which });
}

export const indexFigure = ({ figure }: LockInContext, summary: LockInSummary & { readonly slug: string }): FigureRef =>
  figure(summary.figureIds['exitIndex'], {
    id: `${summary.slug}.exitIndex`,
    label: 'Exit index',
    value: { kind: 'score', value: summary.exitIndex },
    formula: 'X = 100 x (1 - (1 - locked / 100)(1 - 0.35 K)(1 - 0.15 E)(1 - 0.15 Z))',
  });

/** Confidence comes as a fraction and is printed as a percentage. */
export const confidenceFigure = ({ figure }: LockInContext, summary: LockInSummary & { readonly slug: string }): FigureRef =>
  figure(summary.figureIds['confidence'], {
    id: `${summary.slug}.confidence`,
    label: 'Confidence',
    value: { kind: 'percent', value: summary.confidence * 100 },
    formula: '(1 - unclassified) x evidence level x min(1, months / 3)',
  });

/** Locked or scored spend as billed: one figure a currency, that of the shares first. Never empty. */
export function spendFigures(
  context: LockInContext,
  summary: LockInSummary & { readonly slug: string },
  which: 'lockedSpend' | 'scoredSpend',
): readonly [FigureRef, ...FigureRef[]] {
  const { currency } = context.input;
  const figureOf = (amount: MoneyJson): FigureRef =>
    context.figure(undefined, {
      id: `${summary.slug}.${which}.${amount.currency}`,
      label: `${which === 'lockedSpend' ? 'Locked' : 'Scored'} spend in ${amount.currency}`,
      value: { kind: 'money', money: amount },
      formula: which === 'lockedSpend' ? "sum(spend x h')" : 'sum of positive net effective cost that is scored',
    });
  const amounts = [...summary[which]].sort((a, b) => (a.currency === currency ? -1 : 1) - (b.currency === currency ? -1 : 1));
  const [first = { amount: '0', currency }, ...others] = amounts;
  return [figureOf(first), ...others.map(figureOf)];
}

export const scoreFigure = ({ figure }: LockInContext, service: ServiceLockIn): FigureRef =>
  figure(service.figureId, {
    id: `${serviceSlug(service)}.score`,
    label: `Score of ${service.serviceName}`,
    value:
      service.score === null
        ? { kind: 'unknown', reason: 'The catalogue does not know this name.' }
        : { kind: 'score', value: service.score },
    formula: 'T = 100 x (0.6 mean + 0.4 block)',
  });

export const serviceSlug = (service: ServiceLockIn): string =>
  `service.${service.provider}.${service.serviceName}.${service.spend.currency}`;
