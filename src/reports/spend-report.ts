import { createFigureBook } from './figure-book.ts';
import { closingSections } from './closing-sections.ts';
import { dayName, monthName } from './date-text.ts';
import { name, words, type ReportModel, type Section, type Text } from './model.ts';
import { currencyText } from './number-text.ts';
import { commitmentSection, coverageSection, spendGaps } from './spend-coverage.ts';
import { currencySection } from './spend-currency.ts';
import { spendEvidence } from './spend-figures.ts';
import type { CurrencySpend, SpendFinding } from '../finding/spend-finding.ts';
import { METRIC_NAMES, METRIC_WORDS } from './spend-words.ts';
import { summarySection } from './spend-summary.ts';

export interface ReportFrame {
  readonly edition: ReportModel['edition'];
  readonly snapshotHash: string;
}

/**
 * What was spent, on what, and how it moves, in the bills' own currencies. One section a currency: nothing is added across.
 * Every figure rests on the charge rows that its filter selects.
 */
export function spendReport(input: SpendFinding, frame: ReportFrame): ReportModel {
  const book = createFigureBook(input.currencies.map(({ total }) => total));
  const context = { input, book, evidence: spendEvidence(input) };
  const sections: Section[] = [
    summarySection(context),
    ...input.currencies.map((spend) => currencySection(context, spend)),
    ...commitmentSection(context),
    coverageSection(context),
    ...closingSections({
      gaps: spendGaps(context),
      method: spendMethod(input),
      assumptions: spendAssumptions(input),
      terms: TERMS,
      book,
    }),
  ];
  return {
    schema: 'aweigh-report-1',
    kind: 'spend',
    edition: frame.edition,
    language: 'en',
    title: 'Cloud Spend Report',
    subtitle: ['What the bills charge, on what, and how it moves'],
    scope: scopeOf(input),
    asOf: input.asOf,
    snapshotHash: frame.snapshotHash,
    cover: [
      { label: 'Providers', text: providersOf(input) },
      { label: 'Period', text: periodOf(input) },
      { label: 'Currency', text: currenciesOf(input) },
      { label: 'Measure', text: [METRIC_WORDS[input.metric]] },
      { label: 'Data as of', text: input.asOf === null ? ['no dated charges'] : [dayName(input.asOf)] },
    ],
    sections,
    assumptions: spendAssumptions(input),
    figures: book.figures(),
  };
}

const currenciesOf = ({ currencies }: SpendFinding): Text =>
  currencies.length === 0
    ? ['none']
    : [name(currencies.map(({ currency }) => currencyText(currency)).join(', ')), currencies.length > 1 ? '; never added together' : ''];

const providersOf = ({ currencies }: SpendFinding): Text => {
  const names = [...new Set(currencies.flatMap((spend) => spend.providers.map((line) => line.name)))].filter((provider) => provider !== '');
  return names.length === 0 ? ['not stated'] : [name(names.join(', '))];
};

function periodOf({ currencies, asOf }: SpendFinding): Text {
  const months = currencies.flatMap((spend) => spend.months.map(({ month }) => month)).sort((a, b) => (a < b ? -1 : 1));
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return ['no dated charges'];
  const partial = currencies.some((spend) => spend.months.some((month) => month.partial && month.month === last));
  const end = partial && asOf !== null ? dayName(asOf) : monthName(last);
  return first === last && !partial ? [monthName(first)] : words`${monthName(first)} to ${end}`;
}

const scopeOf = (input: SpendFinding): Text =>
  words`${periodOf(input)} · ${name(input.currencies.map(({ currency }) => currency).join(', '))}`;

/** One number, line by line: the change on the year before, or on the month before. */
function spendMethod(input: SpendFinding): {
  readonly intro: Text;
  readonly lines: readonly { readonly label: string; readonly figureId: string }[];
} {
  const spend = input.currencies.find(({ trend }) => (trend?.previous ?? null) !== null);
  const intro: Text = [
    `Amounts are sums of ${METRIC_NAMES[input.metric]} over the charge rows that a figure's filter selects. Growth compares complete months only. `,
    'A share is the part divided by the total of its currency. The lines below compute one number of this report from its parts.',
  ];
  return { intro, lines: spend === undefined ? [] : methodLines(spend) };
}

function methodLines({ currency, trend }: CurrencySpend): { readonly label: string; readonly figureId: string }[] {
  const earlier = trend?.yearAgo ?? trend?.previous ?? null;
  if (trend === null || earlier === null) return [];
  return [
    { label: 'Earlier month', figureId: `spend.${currency}.month.${earlier.month}` },
    { label: 'Later month', figureId: `spend.${currency}.month.${trend.latest.month}` },
    { label: 'Change', figureId: `spend.${currency}.${trend.yearAgo === null ? 'month' : 'year'}-change` },
  ];
}

const spendAssumptions = ({ asOf }: SpendFinding): ReportModel['assumptions'] => [
  {
    id: 'currency conversion',
    value: 'none: each currency has its own section',
    grade: 'A',
    source: 'model of this product',
    asOf: asOf ?? 'undated',
  },
  {
    id: 'complete month',
    value: 'a month whose charges reach its last day',
    grade: 'A',
    source: 'model of this product',
    asOf: asOf ?? 'undated',
  },
];

const TERMS: readonly { readonly term: string; readonly meaning: string }[] = [
  { term: 'Billed cost', meaning: 'What the invoice charges, at the time it charges it, after discounts.' },
  { term: 'Effective cost', meaning: 'Cost with purchases such as commitments spread over the usage they pay for.' },
  { term: 'List cost', meaning: 'Usage at public prices, before any discount.' },
  { term: 'Contracted cost', meaning: 'Usage at negotiated prices, before commitment discounts.' },
  { term: 'Charge category', meaning: 'Usage, purchase, tax, credit or adjustment, as FOCUS defines them.' },
  { term: 'Service category', meaning: 'The group of a service in FOCUS, such as Compute, Storage or Databases.' },
  { term: 'Sub account', meaning: 'AWS account, Azure subscription, Google Cloud project, or the like.' },
  { term: 'Commitment', meaning: 'A promise to spend or use a certain amount over a term.' },
  { term: 'Coverage', meaning: 'Share of bill rows that state a cost; what is not stated is unknown, not zero.' },
];
