import { approximate, attosOf, money, moneyJson, type Money, type MoneyJson } from '../money.ts';
import { amountCell, left, right, shareCell } from './cells.ts';
import { monthName } from './date-text.ts';
import { amountOnly } from './figure-book.ts';
import { date, inlineText, name, words, type Block, type FigureRef, type Section, type Table, type Text } from './model.ts';
import { viewShare, type ProposalContext } from './proposal-context.ts';

const billed = ({ figure }: ProposalContext, id: string, amount: MoneyJson): FigureRef =>
  figure(undefined, { id, label: id, value: { kind: 'money', money: amount }, formula: 'as billed' });

/** Spend as the vendor itself billed it, and growth only where the customer chose to name it. */
export function proposalSpend(context: ProposalContext, total: Money): Section {
  const { view, say } = context;
  const hasMonths = view.spend.months.length > 0;
  return {
    id: 'spend',
    kicker: say.spend.kicker,
    title: hasMonths ? titleOf(context, total) : [say.spend.families],
    blocks: [
      ...(hasMonths ? [monthChart(context)] : []),
      familyTable(context),
      ...(view.growthScenarios.length === 0 ? [] : [growthTable(context)]),
    ],
    newPage: false,
  };
}

/** The months that are summed, which reach further back than the window of the estimate. */
function titleOf(context: ProposalContext, total: Money): Text {
  const { view, say, language } = context;
  const months = view.spend.months.map(({ month }) => monthName(month, language));
  const first = months[0] ?? date('');
  const last = months.at(-1) ?? first;
  return say.spend.title(billed(context, 'spend.total', moneyJson(total)), first, last);
}

function monthChart(context: ProposalContext): Block {
  const { view, say, book, language } = context;
  const points = view.spend.months.map(({ month, amount }) => {
    const figure = billed(context, `spend.month.${month}`, amount);
    return {
      value: approximate(money(attosOf(amount.amount) ?? 0n, amount.currency)),
      text: inlineText(amountOnly(figure), book.figures()),
      figureId: figure.figureId,
    };
  });
  return {
    kind: 'chart',
    chart: {
      kind: 'stackedArea',
      id: 'spend-by-month',
      language,
      title: say.spend.chart,
      unit: say.spend.chartUnit(view.currency),
      alt: say.spend.alt,
      periods: view.spend.months.map(({ month }) => month),
      series: [{ name: view.vendor, points }],
    },
    note: say.spend.note,
    tabled: false,
  };
}

function familyTable(context: ProposalContext): Table {
  const { view, say } = context;
  const largest = Math.max(0, ...view.spend.families.map(({ share }) => share));
  return {
    kind: 'table',
    caption: words`${say.spend.families} (${name(view.currency)})`,
    columns: [left([say.coverage.heads.what], 3), right([say.spend.monthHeads.amount], 1.5), right([say.spend.share], 1.5)],
    rows: view.spend.families.map((one) => ({
      cells: [
        { text: [name(one.name)] },
        amountCell(billed(context, `spend.family.${one.name}`, one.monthly)),
        shareCell(viewShare(context, `spend.share.${one.name}`, one.share), one.share, largest),
      ],
    })),
  };
}

function growthTable(context: ProposalContext): Table {
  const { view, say } = context;
  const years = Math.max(...view.growthScenarios.map(({ byYear }) => byYear.length));
  return {
    kind: 'table',
    caption: words`${say.spend.growth} (${name(view.currency)})`,
    columns: [
      left([say.spend.scenario], 3),
      ...Array.from({ length: years }, (_, index) => right(say.spend.year(date(String(index + 1))), 1.5)),
    ],
    rows: view.growthScenarios.map((one, row) => ({
      cells: [
        { text: [name(one.name)] },
        ...Array.from({ length: years }, (_, index) => {
          const amount = one.byYear[index];
          return amount === undefined ? { text: [] } : amountCell(billed(context, `growth.${row}.${index + 1}`, amount));
        }),
      ],
    })),
  };
}
