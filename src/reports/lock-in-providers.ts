import type { ChartPoint, ChartSpec, SegmentTone } from '../charts/spec.ts';
import { approximate, attosOf, money, moneyJson, zero, add } from '../money.ts';
import { billText, left, nameCell, providerName, right } from './cells.ts';
import { amountOnly } from './figure-book.ts';
import { confidenceFigure, indexFigure, shareFigure, spendFigures, type LockInContext } from './lock-in-context.ts';
import type { LockInClass, LockInSummary } from '../finding/lock-in-finding.ts';
import { inlineText, name, plainText, words, type Block, type Cell, type FigureRef, type Inline, type Row, type Section } from './model.ts';

const SUB_ACCOUNTS_KEPT = 20;

export const CLASSES: readonly { readonly class: LockInClass; readonly name: string; readonly tone: SegmentTone }[] = [
  { class: 'portable', name: 'portable', tone: 'free' },
  { class: 'moderate', name: 'moderate', tone: 'moderate' },
  { class: 'high', name: 'high', tone: 'high' },
  { class: 'severe', name: 'severe', tone: 'severe' },
  { class: 'unclassified', name: 'unclassified', tone: 'unknown' },
];

interface Scope {
  readonly label: string;
  readonly sub: string;
  readonly summary: LockInSummary & { readonly slug: string };
}

/** Who holds how much: classes and intervals by provider, then the sub accounts. */
export function providerSection(context: LockInContext): Section[] {
  const { input } = context;
  const byLocked = [...input.providers].sort((a, b) => lockedOf(b, input.currency) - lockedOf(a, input.currency));
  const providers = byLocked.map((provider): Scope => ({
    label: providerName(provider.provider),
    sub: '',
    summary: { ...provider, slug: `provider.${provider.provider}` },
  }));
  const [first] = byLocked;
  if (first === undefined) return [];
  const accounts = [...input.subAccounts]
    .sort((a, b) => lockedOf(b, input.currency) - lockedOf(a, input.currency))
    .slice(0, SUB_ACCOUNTS_KEPT)
    .map((account): Scope => ({
      label: billText(account.subAccountId),
      sub: providerName(account.provider),
      summary: { ...account, slug: `account.${account.provider}.${account.subAccountId}` },
    }));
  return [
    {
      id: 'providers',
      kicker: 'By provider',
      title:
        lockedOf(first, input.currency) > 0
          ? words`Where the lock lies: ${name(providerName(first.provider))} first`
          : ['No provider is known to hold locked money'],
      blocks: [
        classChart(context, providers),
        rangeChart(context, providers),
        scopeTable(context, 'Providers', providers),
        ...(accounts.length > 0 ? [scopeTable(context, 'Sub accounts with the largest locked spend', accounts)] : []),
      ],
      newPage: false,
    },
  ];
}

const lockedOf = (summary: LockInSummary, currency: string): number => {
  const found = summary.lockedSpend.find((amount) => amount.currency === currency);
  return found === undefined ? 0 : approximate(money(attosOf(found.amount) ?? 0n, currency));
};

function classChart(context: LockInContext, providers: readonly Scope[]): Block {
  const { book, input, figure } = context;
  const { currency } = input;
  const rows = providers.map(({ label, summary }) => {
    let total = zero(currency);
    const points = CLASSES.map(({ class: band }): ChartPoint => {
      const found = summary.classes.find((entry) => entry.class === band && entry.currency === currency);
      const amount = money(attosOf(found?.amount ?? '0') ?? 0n, currency);
      total = add(total, amount);
      const ref = figure(undefined, {
        id: `${summary.slug}.class.${band}.${currency}`,
        label: `${label}: ${band}`,
        value: { kind: 'money', money: moneyJson(amount) },
        formula: 'sum of scored spend in the class',
      });
      return { value: approximate(amount), text: inlineText(amountOnly(ref), book.figures()), figureId: ref.figureId };
    });
    const sum = figure(undefined, {
      id: `${summary.slug}.classes.${currency}`,
      label: `${label}: all classes`,
      value: { kind: 'money', money: moneyJson(total) },
      formula: 'sum of the classes',
    });
    return { name: label, points, total: inlineText(sum, book.figures()) };
  });
  const [first] = providers;
  const share = first === undefined ? null : shareFigure(context, first.summary, 'lockedShare');
  const chart: ChartSpec = {
    kind: 'segmentBars',
    id: 'classes',
    title: `Scored spend by lock-in class (${currency})`,
    alt:
      share === null
        ? ''
        : plainText(words`Scored spend by class and provider. ${name(first?.label ?? '')} has a locked share of ${share}.`, book.figures()),
    unit: currency,
    segments: CLASSES.map(({ name: segment, tone }) => ({ name: segment, tone })),
    rows,
  };
  return {
    kind: 'chart',
    chart,
    tabled: false,
    note: words`Portable scores lie below the first band; unclassified is a class of its own. Amounts in ${name(currency)}.`,
  };
}

function rangeChart(context: LockInContext, providers: readonly Scope[]): Block {
  const { book, input } = context;
  const point = (scope: Scope, which: 'lockedShare' | 'lockedShareLow' | 'lockedShareHigh', value: number): ChartPoint => {
    const ref = shareFigure(context, scope.summary, which);
    return { value, text: inlineText(ref, book.figures()), figureId: ref.figureId };
  };
  const all: Scope = { label: 'All providers', sub: '', summary: { ...input.portfolio, slug: 'portfolio' } };
  const rows = [all, ...providers].map((scope) => ({
    name: scope.label,
    low: point(scope, 'lockedShareLow', scope.summary.lockedShare.low),
    point: point(scope, 'lockedShare', scope.summary.lockedShare.point),
    high: point(scope, 'lockedShareHigh', scope.summary.lockedShare.high),
  }));
  const [first] = rows;
  const chart: ChartSpec = {
    kind: 'rangeBars',
    id: 'locked-share',
    title: 'Locked share with its interval',
    alt: `Locked share of all providers: ${first?.point.text ?? ''}, between ${first?.low.text ?? ''} and ${first?.high.text ?? ''}.`,
    unit: 'percent of scored spend',
    max: 100,
    rows,
  };
  return {
    kind: 'chart',
    chart,
    tabled: true,
    note: ['The dot is the point; the bar runs from unknown counted as portable to unknown counted as locked.'],
  };
}

function scopeTable(context: LockInContext, caption: string, scopes: readonly Scope[]): Block {
  const rows = scopes.map(({ label, sub, summary }): Row => {
    const low = shareFigure(context, summary, 'lockedShareLow');
    const high = shareFigure(context, summary, 'lockedShareHigh');
    return {
      cells: [
        { ...nameCell(label), ...(sub === '' ? {} : { sub: [name(sub)] }) },
        amountsCell(spendFigures(context, summary, 'scoredSpend')),
        amountsCell(spendFigures(context, summary, 'lockedSpend')),
        { text: [shareFigure(context, summary, 'lockedShare')], bar: summary.lockedShare.point / 100 },
        { text: words`${low} to ${high}`, tone: 'quiet' },
        { text: [indexFigure(context, summary)] },
        { text: [confidenceFigure(context, summary)] },
      ],
    };
  });
  return {
    kind: 'table',
    caption: [caption],
    columns: [
      left(['Name'], 3),
      right(['Scored'], 1.9),
      right(['Locked'], 1.9),
      right(['Locked share'], 1.9),
      right(['Interval'], 2),
      right(['Exit index'], 1.2),
      right(['Confidence'], 1.4),
    ],
    rows,
    note: ['Amounts as billed, by currency; shares take currencies together at the dated rates listed under assumptions.'],
  };
}

/** The first currency large, the others below it. */
const amountsCell = ([first, ...others]: readonly [FigureRef, ...FigureRef[]]): Cell => ({
  text: [first],
  ...(others.length === 0 ? {} : { sub: others.flatMap((figure, index): Inline[] => (index === 0 ? [figure] : [', ', figure])) }),
});
