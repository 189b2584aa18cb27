import type { FigureBook } from './figure-book.ts';
import { billName } from './cells.ts';
import { monthName } from './date-text.ts';
import { words, type Block, type Card, type FigureRef, type Section, type Text } from './model.ts';
import type { SpendEvidence } from './spend-figures.ts';
import type { CurrencySpend, SpendFinding } from '../finding/spend-finding.ts';

export interface SpendContext {
  readonly input: SpendFinding;
  readonly book: FigureBook;
  readonly evidence: SpendEvidence;
}

/** The page that stands alone: four cards a currency, then what a reader should remember. */
export function summarySection(context: SpendContext): Section {
  const { currencies } = context.input;
  const [first] = currencies;
  const several = currencies.length > 1;
  const blocks: Block[] = currencies.flatMap((spend): Block[] => [
    ...(several ? [{ kind: 'heading', text: words`In ${billName(spend.currency)}` } satisfies Block] : []),
    { kind: 'cards', cards: cardsOf(context, spend) },
    { kind: 'bullets', items: findings(context, spend) },
  ]);
  const nothing: Block = { kind: 'paragraph', text: ['No published charges match this report. Load a bill, or widen the period.'] };
  return {
    id: 'summary',
    kicker: 'Executive summary',
    title: first === undefined ? ['There is nothing to report yet'] : headline(context, first),
    blocks: currencies.length === 0 ? [nothing] : blocks,
    newPage: true,
  };
}

export const totalFigure = ({ book, evidence }: SpendContext, spend: CurrencySpend): FigureRef =>
  book.money(`spend.${spend.currency}.total`, {
    label: `Spend in ${spend.currency}`,
    money: spend.total,
    evidence: evidence.sum(spend.total, {}),
  });

export const monthFigure = ({ book, evidence }: SpendContext, { month, amount }: CurrencySpend['months'][number]): FigureRef =>
  book.money(`spend.${amount.currency}.month.${month}`, {
    label: `Spend in ${month}`,
    money: amount,
    evidence: evidence.sum(amount, { month: [month] }),
  });

function changeFigure({ book, evidence }: SpendContext, spend: CurrencySpend, which: 'month' | 'year'): FigureRef | null {
  const { trend } = spend;
  const earlier = (which === 'month' ? trend?.previous : trend?.yearAgo) ?? null;
  if (trend === null || earlier === null) return null;
  return book.share(
    `spend.${spend.currency}.${which}-change`,
    {
      label: `Change from ${earlier.month} to ${trend.latest.month}`,
      fraction: which === 'month' ? trend.monthChange : trend.yearChange,
      unknown: 'The earlier month is zero or less.',
      evidence: evidence.change(earlier.amount, trend.latest.amount),
    },
    'signed',
  );
}

function headline(context: SpendContext, spend: CurrencySpend): Text {
  const { trend, months } = spend;
  const total = totalFigure(context, spend);
  const year = changeFigure(context, spend, 'year');
  if (trend !== null && year !== null && trend.yearChange !== null && trend.yearAgo !== null) {
    return words`${monthName(trend.latest.month)} cost ${monthFigure(context, trend.latest)}, ${year} on ${monthName(trend.yearAgo.month)}`;
  }
  const month = changeFigure(context, spend, 'month');
  if (trend !== null && month !== null && trend.monthChange !== null) {
    return words`${monthName(trend.latest.month)} cost ${monthFigure(context, trend.latest)}, ${month} on the month before`;
  }
  const [only] = months;
  return only !== undefined && months.length === 1 ? words`${monthName(only.month)} cost ${total}` : words`The bills come to ${total}`;
}

function cardsOf(context: SpendContext, spend: CurrencySpend): Card[] {
  const { book, evidence } = context;
  const { trend, services, months } = spend;
  const cards: Card[] = [{ label: ['Total spend'], value: totalFigure(context, spend), note: spanOf(spend), tone: 'navy' }];
  if (trend !== null && months.length > 1) {
    cards.push({
      label: ['Latest complete month'],
      value: monthFigure(context, trend.latest),
      note: [monthName(trend.latest.month)],
      tone: 'gold',
    });
    const year = changeFigure(context, spend, 'year');
    const change = year ?? changeFigure(context, spend, 'month');
    const ratio = year === null ? trend.monthChange : trend.yearChange;
    if (change !== null) {
      const against = year === null ? trend.previous : trend.yearAgo;
      cards.push({
        label: year === null ? ['Change on month before'] : ['Change on year before'],
        value: change,
        note: against === null ? [] : words`against ${monthName(against.month)}`,
        tone: (ratio ?? 0) > 0 ? 'bad' : 'good',
      });
    }
  }
  const [largest] = services;
  if (largest !== undefined && largest.share !== null) {
    const share = book.share(`spend.${spend.currency}.largest-service.share`, {
      label: `Share of ${largest.name}`,
      fraction: largest.share,
      unknown: 'The total is zero or less.',
      evidence: evidence.share(largest.amount, spend.total, { serviceProviderName: [largest.provider], serviceName: [largest.name] }),
    });
    cards.push({ label: ['Largest service'], value: share, note: words`of spend: ${billName(largest.name)}`, tone: 'good' });
  }
  return cards;
}

function spanOf({ months }: CurrencySpend): Text {
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return ['undated charges'];
  return first === last ? [monthName(first.month)] : words`${monthName(first.month)} to ${monthName(last.month)}`;
}

function findings(context: SpendContext, spend: CurrencySpend): Text[] {
  const { book, evidence } = context;
  const found: Text[] = [];
  const [top] = spend.categories;
  if (top !== undefined && top.share !== null) {
    const share = book.share(`spend.${spend.currency}.category.${top.name}.share`, {
      label: `Share of ${top.name}`,
      fraction: top.share,
      unknown: '',
      evidence: evidence.share(top.amount, spend.total, { serviceCategory: [top.name] }),
    });
    found.push(words`${billName(top.name)} is the largest category, with ${share} of spend.`);
  }
  const [move] = spend.movements;
  const { trend } = spend;
  const earlier = trend?.previous ?? null;
  if (move !== undefined && trend !== null && earlier !== null) {
    const change = book.money(
      `spend.${spend.currency}.movement.${move.provider}.${move.service}`,
      { label: `Change of ${move.service}`, money: move.change, evidence: evidence.difference(move.from, move.to) },
      'signed',
    );
    found.push(
      words`The largest movement from ${monthName(earlier.month)} to ${monthName(trend.latest.month)} is ${billName(move.service)}, ${change}.`,
    );
  }
  const partial = spend.months.find((month) => month.partial);
  if (partial !== undefined) {
    found.push(words`${monthName(partial.month)} is not complete yet: it counts in totals, and in no comparison.`);
  }
  return found;
}
