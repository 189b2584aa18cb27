import type { ChartSpec } from '../charts/spec.ts';
import { approximate } from '../money.ts';
import { amountCell, billName, billText, changeCell, left, nameCell, right, shareCell } from './cells.ts';
import { amountOnly } from './figure-book.ts';
import { monthName, shortMonth } from './date-text.ts';
import { inlineText, name, plainText, words, type Block, type FigureRef, type Row, type Text } from './model.ts';
import type { CurrencySpend, Movement } from '../finding/spend-finding.ts';
import type { SpendContext } from './spend-summary.ts';

const SUB_ACCOUNTS_KEPT = 20;

/** The services that moved most between the last two complete months, as a chart and with their figures. */
export function movementBlocks(context: SpendContext, spend: CurrencySpend): Block[] {
  const { book } = context;
  const previous = spend.trend?.previous ?? null;
  const latest = spend.trend?.latest;
  const [top] = spend.movements;
  if (previous === null || latest === undefined || top === undefined) return [];
  const changes = spend.movements.map((movement) => ({ movement, figure: changeFigure(context, spend, movement) }));
  const topFigure = changeFigure(context, spend, top);
  const finding: Text = words`From ${monthName(previous.month)} to ${monthName(latest.month)} the largest movement is ${billName(top.service)}, ${topFigure}.`;
  const chart: ChartSpec = {
    kind: 'changeBars',
    id: `${spend.currency}-movements`,
    title: `Largest movements (${spend.currency})`,
    alt: plainText(finding, book.figures()),
    unit: `change in ${spend.currency}`,
    rows: changes.map(({ movement, figure }) => ({
      name: billText(movement.service),
      point: { value: approximate(movement.change), text: inlineText(amountOnly(figure), book.figures()), figureId: figure.figureId },
    })),
  };
  return [
    {
      kind: 'chart',
      chart,
      tabled: true,
      note: words`Change from ${monthName(previous.month)} to ${monthName(latest.month)}, ${name(spend.currency)}.`,
    },
    {
      kind: 'table',
      caption: words`Largest movements with both months (${name(spend.currency)})`,
      columns: [
        left(['Service'], 4),
        left(['Provider'], 2.2),
        right([shortMonth(previous.month)], 2),
        right([shortMonth(latest.month)], 2),
        right(['Change'], 2),
      ],
      rows: changes.map(({ movement, figure }) => movementRow(context, spend, { movement, figure })),
    },
  ];
}

function movementRow(
  { book, evidence }: SpendContext,
  spend: CurrencySpend,
  { movement, figure }: { movement: Movement; figure: FigureRef },
): Row {
  const id = `spend.${spend.currency}.movement.${movement.provider}.${movement.service}`;
  const where = { serviceProviderName: [movement.provider], serviceName: [movement.service] };
  const from = book.money(`${id}.from`, {
    label: `${billText(movement.service)} before`,
    money: movement.from,
    evidence: evidence.sum(movement.from, where),
  });
  const to = book.money(`${id}.to`, {
    label: `${billText(movement.service)} after`,
    money: movement.to,
    evidence: evidence.sum(movement.to, where),
  });
  return {
    cells: [
      nameCell(movement.service),
      nameCell(movement.provider),
      amountCell(from),
      amountCell(to),
      changeCell(amountOnly(figure), approximate(movement.change)),
    ],
  };
}

const changeFigure = ({ book, evidence }: SpendContext, { currency }: CurrencySpend, move: Movement): FigureRef =>
  book.money(
    `spend.${currency}.movement.${move.provider}.${move.service}`,
    { label: `Change of ${billText(move.service)}`, money: move.change, evidence: evidence.difference(move.from, move.to) },
    'signed',
  );

/** Who spends it: the largest sub accounts. */
export function subAccountTable({ book, evidence }: SpendContext, spend: CurrencySpend): Block[] {
  const shown = spend.subAccounts.slice(0, SUB_ACCOUNTS_KEPT);
  if (shown.length === 0) return [];
  const largest = Math.max(0, ...shown.map((account) => account.share ?? 0));
  const rows = shown.map((account): Row => {
    const id = `spend.${spend.currency}.sub-account.${account.provider}.${account.subAccountId}`;
    const where = { serviceProviderName: [account.provider], subAccountId: [account.subAccountId] };
    const money = book.money(id, {
      label: billText(account.subAccountId),
      money: account.amount,
      evidence: evidence.sum(account.amount, where),
    });
    const share = book.share(`${id}.share`, {
      label: `Share of ${billText(account.subAccountId)}`,
      fraction: account.share,
      unknown: 'The total is zero or less.',
      evidence: evidence.share(account.amount, spend.total, where),
    });
    return {
      cells: [nameCell(account.subAccountId), nameCell(account.provider), amountCell(money), shareCell(share, account.share, largest)],
    };
  });
  const hidden = spend.subAccounts.length - shown.length;
  const count = book.count(`spend.${spend.currency}.sub-accounts.other`, {
    label: 'Sub accounts not listed',
    value: hidden,
    unit: '',
    evidence: evidence.rows({}),
  });
  return [
    {
      kind: 'table',
      caption: words`Largest sub accounts (${name(spend.currency)})`,
      columns: [
        left(['Sub account'], 5),
        left(['Provider'], 2.2),
        right(words`Amount (${name(spend.currency)})`, 2),
        right(['Share'], 1.9),
      ],
      rows,
      ...(hidden > 0 ? { note: words`Sub accounts not listed: ${count}.` } : {}),
    },
  ];
}
