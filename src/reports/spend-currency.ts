import { approximate, subtract } from '../money.ts';
import { amountCell, billName, billText, changeCell, left, nameCell, right } from './cells.ts';
import { amountOnly } from './figure-book.ts';
import { monthName, shortMonth } from './date-text.ts';
import { name, words, type Block, type Row, type Section, type Text } from './model.ts';
import { movementBlocks, subAccountTable } from './spend-movements.ts';
import { monthFigure, totalFigure, type SpendContext } from './spend-summary.ts';
import { addedUp, areaBlock } from './spend-trend.ts';
import type { CurrencySpend, ServiceSpend } from './spend-input.ts';

const SERVICES_KEPT = 25;

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
      ...(spend.providers.length > 1
        ? areaBlock(context, spend, { lines: spend.providers, id: 'provider', title: 'Monthly spend by provider' })
        : []),
      ...monthTable(context, spend),
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

const quiet = (text: string): Row['cells'][number] => ({ text: text === '' ? [] : [text], tone: 'quiet' });

const totalRow = (cells: Row['cells']): Row => ({ cells, total: true });

function undatedRow({ book, evidence }: SpendContext, spend: CurrencySpend): Row[] {
  if (spend.undated.attos === 0n) return [];
  const figure = book.money(`spend.${spend.currency}.undated`, {
    label: 'Charges without a date',
    money: spend.undated,
    evidence: evidence.sum(spend.undated, { month: [''] }),
  });
  return [{ cells: [{ text: ['No date on the bill'] }, amountCell(figure), quiet('n/a'), quiet('n/a')] }];
}

function serviceTable(context: SpendContext, spend: CurrencySpend): Block {
  const { book, evidence } = context;
  const kept = spend.services.length > SERVICES_KEPT + 1 ? spend.services.slice(0, SERVICES_KEPT) : spend.services;
  const rest = spend.services.slice(kept.length);
  const latest = spend.trend?.latest;
  const at = latest === undefined ? -1 : spend.months.findIndex(({ month }) => month === latest.month);
  const largest = Math.max(0, ...kept.map((service) => service.share ?? 0));
  const rowOf = (service: ServiceSpend, where: Readonly<Record<string, string[]>>): Row => {
    const id = `spend.${spend.currency}.service.${service.provider}.${service.name}`;
    const total = book.money(`${id}.total`, {
      label: billText(service.name),
      money: service.amount,
      evidence: evidence.sum(service.amount, where),
    });
    const share = book.share(`${id}.share`, {
      label: `Share of ${billText(service.name)}`,
      fraction: service.share,
      unknown: 'The total is zero or less.',
      evidence: evidence.share(service.amount, spend.total, where),
    });
    const money = service.byMonth[at] ?? null;
    const month =
      money === null || latest === undefined
        ? quiet('n/a')
        : amountCell(
            book.money(`${id}.latest`, {
              label: `${billText(service.name)} in ${latest.month}`,
              money,
              evidence: evidence.sum(money, { ...where, month: [latest.month] }),
            }),
          );
    const bar = largest > 0 ? Math.max(0, service.share ?? 0) / largest : 0;
    const sub: Text = service.category === '' ? [] : [name(service.category)];
    return {
      cells: [{ text: [billName(service.name)], sub }, nameCell(service.provider), month, amountCell(total), { text: [share], bar }],
    };
  };
  const rows = kept.map((service) => rowOf(service, { serviceProviderName: [service.provider], serviceName: [service.name] }));
  if (rest.length > 0) rows.push(restRow(context, spend, { rest, at, rowOf }));
  const monthHead = latest === undefined ? ['Latest month'] : words`${shortMonth(latest.month)} (${name(spend.currency)})`;
  return {
    kind: 'table',
    caption: words`Largest services (${name(spend.currency)})`,
    columns: [
      left(['Service and category'], 4),
      left(['Provider'], 2.2),
      right(monthHead, 2),
      right(words`Whole period (${name(spend.currency)})`, 2),
      right(['Share'], 1.9),
    ],
    rows: [
      ...rows,
      totalRow([
        { text: ['Total'] },
        quiet(''),
        latest === undefined ? quiet('n/a') : amountCell(monthFigure(context, latest)),
        amountCell(totalFigure(context, spend)),
        quiet(''),
      ]),
    ],
  };
}

interface RestQuestion {
  readonly rest: readonly ServiceSpend[];
  readonly at: number;
  readonly rowOf: (service: ServiceSpend, where: Readonly<Record<string, string[]>>) => Row;
}

function restRow({ book, evidence }: SpendContext, spend: CurrencySpend, { rest, rowOf }: RestQuestion): Row {
  const added = addedUp(rest, spend);
  const share = spend.total.attos > 0n ? approximate(added.amount) / approximate(spend.total) : null;
  const row = rowOf({ ...added, name: 'Other services', provider: '', category: '', share }, {});
  const count = book.count(`spend.${spend.currency}.services.other`, {
    label: 'Services not listed',
    value: rest.length,
    unit: 'smaller services',
    evidence: evidence.rows({}),
  });
  return { cells: row.cells.map((cell, index) => (index === 0 ? { text: [count] } : index === 1 ? quiet('several') : cell)) };
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
