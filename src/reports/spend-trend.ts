import type { ChartPoint, ChartSeries, ChartSpec } from '../charts/spec.ts';
import { add, approximate, zero } from '../money.ts';
import { billName, billText } from './cells.ts';
import { monthName } from './date-text.ts';
import { amountOnly } from './figure-book.ts';
import { inlineText, name, plainText, words, type Block, type Text } from './model.ts';
import type { CurrencySpend, SpendLine } from '../finding/spend-finding.ts';
import { monthFigure, type SpendContext } from './spend-summary.ts';
import { METRIC_NAMES } from './spend-words.ts';

const SERIES_KEPT = 7;
const REST = 'Other';

interface AreaQuestion {
  readonly lines: readonly SpendLine[];
  readonly id: 'category' | 'provider';
  readonly title: string;
}

/** The stacked chart of categories or providers; what is too small for a colour of its own is added up. */
export function areaBlock(context: SpendContext, spend: CurrencySpend, { lines, id, title }: AreaQuestion): Block[] {
  if (spend.months.length === 0 || lines.length === 0) return [];
  const named = lines.filter((line) => line.name !== REST);
  const kept = lines.length > SERIES_KEPT + 1 ? named.slice(0, SERIES_KEPT) : lines;
  const rest = lines.filter((line) => !kept.includes(line));
  const shown = spend.months.length > 1 && spend.months.at(-1)?.partial === true ? spend.months.slice(0, -1) : spend.months;
  const left = spend.months.at(shown.length);
  const series = kept.map((line) => seriesOf(context, spend, { line, id }));
  if (rest.length > 0) series.push(seriesOf(context, spend, { line: addedUp(rest, spend), id }));
  const chart: ChartSpec = {
    kind: 'stackedArea',
    id: `${spend.currency}-${id}`,
    title: `${title} (${spend.currency})`,
    alt: plainText(areaFinding(context, spend, kept), context.book.figures()),
    unit: `${spend.currency} a month`,
    periods: shown.map(({ month }) => month),
    series: series.map((part) => ({ ...part, points: part.points.slice(0, shown.length) })),
  };
  const measure = words`${capital(METRIC_NAMES[context.input.metric])}, ${name(spend.currency)} a month; taxes and credits as billed.`;
  const note = left === undefined ? measure : words`${measure} ${monthName(left.month)} is not complete and not drawn.`;
  return [{ kind: 'chart', chart, note, tabled: false }];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function areaFinding(context: SpendContext, spend: CurrencySpend, lines: readonly SpendLine[]): Text {
  const [first] = spend.months;
  const last = spend.trend?.latest ?? spend.months.at(-1);
  const [top] = lines;
  if (first === undefined || last === undefined || top === undefined) return [];
  const opening = words`Spend was ${monthFigure(context, first)} in ${monthName(first.month)}`;
  const course = first.month === last.month ? opening : words`${opening} and ${monthFigure(context, last)} in ${monthName(last.month)}`;
  return words`${course}; the largest part is ${billName(top.name)}.`;
}

function seriesOf(
  { book, evidence }: SpendContext,
  spend: CurrencySpend,
  { line, id }: { line: SpendLine; id: AreaQuestion['id'] },
): ChartSeries {
  const dimension = id === 'category' ? 'serviceCategory' : 'serviceProviderName';
  const points = line.byMonth.map((money, index): ChartPoint => {
    const month = spend.months[index]?.month ?? '';
    const figure = book.money(`spend.${spend.currency}.${id}.${line.name}.${month}`, {
      label: `${billText(line.name)} in ${month}`,
      money,
      evidence: evidence.sum(money, { month: [month], [dimension]: [line.name] }),
    });
    return { value: approximate(money), text: inlineText(amountOnly(figure), book.figures()), figureId: figure.figureId };
  });
  return { name: billText(line.name), points };
}

/** What is too small for a colour of its own. FOCUS itself has a category "Other", which is added to it. */
export function addedUp(lines: readonly SpendLine[], { currency, months }: CurrencySpend): SpendLine {
  const nothing = zero(currency);
  return {
    name: REST,
    amount: lines.reduce((total, line) => add(total, line.amount), nothing),
    share: null,
    byMonth: months.map((_, index) => lines.reduce((total, line) => add(total, line.byMonth[index] ?? nothing), nothing)),
  };
}
