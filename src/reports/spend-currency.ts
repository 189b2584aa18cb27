import { approximate, subtract } from '../money.ts';
import { amountCell, billName, billText, changeCell, left, nameCell, quiet, right, totalRow } from './cells.ts';
import { amountOnly } from './figure-book.ts';
import { monthName } from './date-text.ts';
import { name, words, type Block, type Row, type Section, type Text } from './model.ts';
import { movementBlocks, subAccountTable } from './spend-movements.ts';
import { serviceTable } from './spend-services.ts';
import { monthFigure, totalFigure, type SpendContext } from './spend-summary.ts';
import { areaBlock } from './spend-trend.ts';
import type { CurrencySpend } from '../finding/spend-finding.ts';

/** Everything about one currency: trend, categories, services, movements, sub accounts, charge categories. */
export function currencySection(context: SpendContext, spend: CurrencySpend): Section {
  const [top] = spend.categories;
  const title: Text =
    top === undefined
      ? words`Spend in ${name(spend.currency)}`
      : words`Where the money goes (${name(spend.currency)}): ${billName(top.name)} first`;
  return {
    id: `spend-${spend.currency}`,
    kicker: 'Spend',
    title,
    blocks: [
      ...areaBlock(context, spend, { lines: spend.categories, id: 'category', title: 'Monthly spend by service category' }),
      ...monthTable(context, spend),
      ...(spend.providers.length > 1
        ? areaBlock(context, spend, { lines: spend.providers, id: 'provider', title: 'Monthly spend by provider' })
        : []),
      serviceTable(context, spend),
      ...movementBlocks(context, spend),
      ...subAccountTable(context, spend),
      chargeCategoryTable(context, spend),
    ],
    newPage: false,
  };
}

function monthTable(context: SpendContext, spend: CurrencySpend): Block[] {
  const { book, evidence } = context;
  if (spend.months.length < 2) return [];
  const largest = Math.max(...spend.months.map(({ amount }) => approximate(amount)), 0);
  const rows = spend.months.map((entry, index): Row => {
    const before = spend.months[index - 1];
    const text: Text = entry.partial ? words`${monthName(entry.month)} (not complete)` : [monthName(entry.month)];
    const figure = amountCell(monthFigure(context, entry));
    const bar = largest > 0 ? Math.max(0, approximate(entry.amount)) / largest : 0;
    if (before === undefined || entry.partial) return { cells: [{ text }, { ...figure, bar }, quiet('n/a'), quiet('n/a')] };
    const difference = subtract(entry.amount, before.amount);
    const change = book.money(
      `spend.${spend.currency}.month.${entry.month}.change`,
      { label: `Change to ${entry.month}`, money: difference, evidence: evidence.difference(before.amount, entry.amount) },
      'signed',
    );
    const fraction = before.amount.attos > 0n ? approximate(difference) / approximate(before.amount) : null;
    const growth = book.share(
      `spend.${spend.currency}.month.${entry.month}.growth`,
      {
        label: `Growth to ${entry.month}`,
        fraction,
        unknown: 'The month before is zero or less.',
        evidence: evidence.change(before.amount, entry.amount),
      },
      'signed',
    );
    const sign = approximate(difference);
    return { cells: [{ text }, { ...figure, bar }, changeCell(amountOnly(change), sign), changeCell(growth, sign)] };
  });
  return [
    {
      kind: 'table',
      caption: words`Spend by month (${name(spend.currency)})`,
      columns: [
        left(['Month'], 3),
        right(words`Spend (${name(spend.currency)})`, 3),
        right(words`Change (${name(spend.currency)})`, 2),
        right(['Change'], 1.4),
      ],
      rows: [
        ...rows,
        ...undatedRow(context, spend),
        totalRow([{ text: ['Total'] }, amountCell(totalFigure(context, spend)), quiet(''), quiet('')]),
      ],
    },
  ];
}

function undatedRow({ book, evidence }: SpendContext, spend: CurrencySpend): Row[] {
  if (spend.undated.attos === 0n) return [];
  const figure = book.money(`spend.${spend.currency}.undated`, {
    label: 'Charges without a date',
    money: spend.undated,
    evidence: evidence.sum(spend.undated, { month: [''] }),
  });
  return [{ cells: [{ text: ['No date on the bill'] }, amountCell(figure), quiet('n/a'), quiet('n/a')] }];
}

function chargeCategoryTable(context: SpendContext, spend: CurrencySpend): Block {
  const { book, evidence } = context;
  const rows = spend.chargeCategories.map(({ name: category, amount, rowCount }): Row => {
    const id = `spend.${spend.currency}.charge-category.${category}`;
    const where = { chargeCategory: [category] };
    const money = book.money(id, { label: billText(category), money: amount, evidence: evidence.sum(amount, where) });
    const count = book.count(`${id}.rows`, {
      label: `Rows of ${billText(category)}`,
      value: rowCount,
      unit: '',
      evidence: evidence.rows(where),
    });
    return { cells: [nameCell(category), { text: [count] }, amountCell(money)] };
  });
  return {
    kind: 'table',
    caption: words`What the bills consist of (${name(spend.currency)})`,
    columns: [left(['Charge category'], 4), right(['Bill rows'], 2), right(words`Amount (${name(spend.currency)})`, 2)],
    rows: [...rows, totalRow([{ text: ['Total'] }, quiet(''), amountCell(totalFigure(context, spend))])],
  };
}
