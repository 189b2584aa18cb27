import { add, attosOf, money, moneyJson, zero, type Money, type MoneyJson } from '../money.ts';
import { amountCell, left, right, totalRow } from './cells.ts';
import { confidenceFigure, shareFigure, type LockInContext } from './lock-in-context.ts';
import { CLASSES } from './lock-in-providers.ts';
import { date, name, words, type Block, type FigureRef, type Row, type Section, type Text } from './model.ts';
import { currencyText } from './number-text.ts';

/** What the scores rest on, and that the classes add up to the bill. */
export function coverageSection(context: LockInContext): Section {
  const { input, figure } = context;
  const portfolio = { ...input.portfolio, slug: 'portfolio' };
  const unclassified = shareFigure(context, portfolio, 'unclassifiedShare');
  const months = figure(undefined, {
    id: 'months',
    label: 'Months with data',
    value: { kind: 'number', value: input.window.months, unit: '' },
    formula: 'months of the window that have charges',
  });
  const paragraphs: Text[] = [
    words`Months with data in the window: ${months}. Confidence is ${confidenceFigure(context, portfolio)}: it grows with months, with classified spend and with evidence beyond the bill.`,
    words`The facts come from catalogue ${name(input.catalogue.version)}, last reviewed on ${date(input.catalogue.reviewedOn)}. Known about contracts, egress and skills: ${situationText(context)}.`,
  ];
  const currencies = [...new Set([...portfolio.classes, ...portfolio.notScored].map(({ currency }) => currency))].sort();
  return {
    id: 'coverage',
    kicker: 'Coverage',
    title: words`${unclassified} of the scored spend is unclassified`,
    blocks: [
      ...paragraphs.map((text): Block => ({ kind: 'paragraph', text })),
      ...currencies.map((currency) => classTable(context, currency)),
    ],
    newPage: false,
  };
}

function situationText({ input }: LockInContext): string {
  const { commitment, egress, skills } = input.portfolio.situation;
  const states = { commitments: commitment, egress, skills };
  return Object.entries(states)
    .map(([label, value]) => `${label} ${value === null ? 'not known' : 'known'}`)
    .join(', ');
}

/** The classes and what is never scored, in one currency; together they are the bill. */
function classTable({ input, figure }: LockInContext, currency: string): Block {
  const { classes, notScored } = input.portfolio;
  const ref = (id: string, amount: Money): FigureRef =>
    figure(undefined, {
      id: `portfolio.${id}.${currency}`,
      label: id,
      value: { kind: 'money', money: moneyJson(amount) },
      formula: 'sum of effective cost of the class',
    });
  const of = (found: MoneyJson | undefined): Money => money(attosOf(found?.amount ?? '0') ?? 0n, currency);
  const parts = CLASSES.map(({ class: band, name: label }) => ({
    label: label.charAt(0).toUpperCase() + label.slice(1),
    amount: of(classes.find((entry) => entry.class === band && entry.currency === currency)),
  }));
  const unscored = of(notScored.find((entry) => entry.currency === currency));
  const total = [...parts.map(({ amount }) => amount), unscored].reduce((sum, amount) => add(sum, amount), zero(currency));
  const rows = parts.map(({ label, amount }): Row => ({
    cells: [{ text: [label] }, amountCell(ref(`class.${label.toLowerCase()}`, amount))],
  }));
  return {
    kind: 'table',
    caption: words`The whole bill by class (${name(currencyText(currency))})`,
    columns: [left(['Class'], 4), right(words`Spend (${name(currency)})`, 2)],
    rows: [
      ...rows,
      { cells: [{ text: ['Never scored: tax, credits, support, commitment fees'] }, amountCell(ref('not-scored', unscored))] },
      totalRow([{ text: ['Total'] }, amountCell(ref('bill', total))]),
    ],
  };
}
