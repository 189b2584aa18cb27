import { approximate, type Money } from '../money.ts';
import { amountCell, billName, billText, left, nameCell, quiet, right, shareCell, totalRow } from './cells.ts';
import { shortMonth } from './date-text.ts';
import { name, words, type Block, type Cell, type Row, type Text } from './model.ts';
import type { CurrencySpend, ServiceSpend } from '../finding/spend-finding.ts';
import { monthFigure, totalFigure, type SpendContext } from './spend-summary.ts';
import { addedUp } from './spend-trend.ts';

const SERVICES_KEPT = 25;

interface ServiceColumns {
  readonly context: SpendContext;
  readonly spend: CurrencySpend;
  /** The latest complete month and its place; null when there is none. */
  readonly latest: { readonly month: string; readonly index: number } | null;
  readonly largestShare: number;
}

type Where = Readonly<Record<string, readonly string[]>>;

/** The largest services with their latest complete month, and one line for the rest. */
export function serviceTable(context: SpendContext, spend: CurrencySpend): Block {
  const kept = spend.services.length > SERVICES_KEPT + 1 ? spend.services.slice(0, SERVICES_KEPT) : spend.services;
  const month = spend.trend?.latest ?? null;
  const columns: ServiceColumns = {
    context,
    spend,
    latest: month === null ? null : { month: month.month, index: spend.months.findIndex((entry) => entry.month === month.month) },
    largestShare: Math.max(0, ...kept.map((service) => service.share ?? 0)),
  };
  const rows = kept.map((service) =>
    serviceRow(columns, service, { serviceProviderName: [service.provider], serviceName: [service.name] }),
  );
  const rest = spend.services.slice(kept.length);
  const monthHead = month === null ? ['Latest month'] : words`${shortMonth(month.month)} (${name(spend.currency)})`;
  const total = totalRow([
    { text: ['Total'] },
    quiet(''),
    month === null ? quiet('n/a') : amountCell(monthFigure(context, month)),
    amountCell(totalFigure(context, spend)),
    quiet(''),
  ]);
  return {
    kind: 'table',
    caption: words`Largest services (${name(spend.currency)})`,
    columns: [
      left(['Service and category'], 4),
      left(['Provider'], 2.2),
      right(monthHead, 2),
      right(words`Whole period (${name(spend.currency)})`, 2.1),
      right(['Share'], 1.9),
    ],
    rows: [...rows, ...(rest.length > 0 ? [restRow(columns, rest)] : []), total],
  };
}

function serviceRow({ context, spend, latest, largestShare }: ServiceColumns, service: ServiceSpend, where: Where): Row {
  const { book, evidence } = context;
  const id = `spend.${spend.currency}.service.${service.provider}.${service.name}`;
  const label = billText(service.name);
  const total = book.money(`${id}.total`, { label, money: service.amount, evidence: evidence.sum(service.amount, where) });
  const share = book.share(`${id}.share`, {
    label: `Share of ${label}`,
    fraction: service.share,
    unknown: 'The total is zero or less.',
    evidence: evidence.share(service.amount, spend.total, where),
  });
  const monthCell = (month: string, money: Money): Cell =>
    amountCell(
      book.money(`${id}.latest`, { label: `${label} in ${month}`, money, evidence: evidence.sum(money, { ...where, month: [month] }) }),
    );
  const money = latest === null ? undefined : service.byMonth[latest.index];
  const sub: Text = service.category === '' ? [] : [name(service.category)];
  return {
    cells: [
      { text: [billName(service.name)], sub },
      nameCell(service.provider),
      latest === null || money === undefined ? quiet('n/a') : monthCell(latest.month, money),
      amountCell(total),
      shareCell(share, service.share, largestShare),
    ],
  };
}

function restRow(columns: ServiceColumns, rest: readonly ServiceSpend[]): Row {
  const { context, spend } = columns;
  const added = addedUp(rest, spend);
  const share = spend.total.attos > 0n ? approximate(added.amount) / approximate(spend.total) : null;
  const row = serviceRow(columns, { ...added, name: '(smaller services)', provider: '', category: '', share }, {});
  const count = context.book.count(`spend.${spend.currency}.services.smaller`, {
    label: 'Services not listed',
    value: rest.length,
    unit: 'smaller services',
    evidence: context.evidence.rows({}),
  });
  return {
    cells: row.cells.map((cell, index) => (index === 0 ? { text: [count] } : index === 1 ? quiet('several') : { text: cell.text })),
  };
}
