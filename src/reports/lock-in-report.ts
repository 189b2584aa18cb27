import { attosOf, money } from '../money.ts';
import { addDays } from '../time.ts';
import { closingSections } from './closing-sections.ts';
import { providerName } from './cells.ts';
import { dayName } from './date-text.ts';
import { createFigureBook } from './figure-book.ts';
import { lockInContext, type LockInContext } from './lock-in-context.ts';
import { coverageSection } from './lock-in-coverage.ts';
import type { LockInFinding } from '../finding/lock-in-finding.ts';
import { mobilitySection } from './lock-in-mobility.ts';
import { providerSection } from './lock-in-providers.ts';
import { serviceSection } from './lock-in-services.ts';
import { lockInSummarySection } from './lock-in-summary.ts';
import { date, name, words, type ReportModel, type Text } from './model.ts';
import { currencyText } from './number-text.ts';
import type { ReportFrame } from './spend-report.ts';

/** Which part of the money could leave, and what holds the rest, from the finding of the lock-in analysis. */
export function lockInReport(input: LockInFinding, { edition }: Pick<ReportFrame, 'edition'>): ReportModel {
  const totals = [...input.portfolio.scoredSpend, ...input.portfolio.notScored].map(({ amount, currency }) =>
    money(attosOf(amount) ?? 0n, currency),
  );
  const book = createFigureBook(totals);
  const context = lockInContext(input, book);
  const sections = [
    lockInSummarySection(context),
    ...providerSection(context),
    ...serviceSection(context),
    ...mobilitySection(context),
    coverageSection(context),
  ];
  const closing = closingSections({ gaps: gapsOf(context), method: methodOf(context), assumptions: input.assumptions, terms: TERMS, book });
  return {
    schema: 'aweigh-report-1',
    kind: 'lock-in',
    edition,
    language: 'en',
    title: 'Cloud Lock-in Report',
    subtitle: ['Which part of the money could leave, and what holds the rest'],
    scope: words`${windowOf(input)} · ${name(currencyText(input.currency))}`,
    asOf: input.asOf,
    snapshotHash: input.snapshotHash,
    cover: [
      { label: 'Providers', text: [name(input.providers.map(({ provider }) => providerName(provider)).join(', '))] },
      { label: 'Period', text: windowOf(input) },
      { label: 'Currency', text: [name(currencyText(input.currency))] },
      { label: 'Measure', text: ['Effective cost after discounts, without tax, credits and support'] },
      { label: 'Data as of', text: [dayName(input.asOf)] },
      {
        label: 'Model',
        text: words`${name(input.modelVersion)}, catalogue ${name(input.catalogue.version)} reviewed ${date(input.catalogue.reviewedOn)}`,
      },
    ],
    sections: [...sections, ...closing],
    assumptions: input.assumptions,
    figures: book.figures(),
  };
}

const windowOf = ({ window }: LockInFinding): Text =>
  window.from === '' || window.to === '' ? ['undated charges'] : words`${dayName(window.from)} to ${dayName(addDays(window.to, -1))}`;

function gapsOf({ input, figure }: LockInContext): Text[] {
  return input.gaps.map((gap, index): Text => {
    if (gap.amount === undefined) return [name(gap.detail)];
    const amount = figure(undefined, {
      id: `gap.${index}`,
      label: gap.code,
      value: { kind: 'money', money: gap.amount },
      formula: 'sum of the spend that the gap is about',
    });
    return words`${name(gap.detail)} Spend: ${amount}.`;
  });
}

function methodOf({ input }: LockInContext): {
  readonly intro: Text;
  readonly lines: readonly { readonly label: string; readonly figureId: string }[];
} {
  const { figureId, figureIds } = input.portfolio;
  const steps: readonly [string, string | undefined][] = [
    ['Unclassified', figureIds['unclassifiedShare']],
    ['Low', figureIds['lockedShareLow']],
    ['Locked share', figureId],
    ['High', figureIds['lockedShareHigh']],
    ['Exit index', figureIds['exitIndex']],
  ];
  return {
    intro: [
      'Each service has five facets: interface, replacement, data, code and operations. Their weighted mean and the strongest block give the score. ',
      'Spend is locked in the measure in which its score lies above the portable line; cheap glue services lift a bounded part of the spend around them. ',
      'Spend on unknown services is never dropped: it widens the interval, and the point assumes it to be at least half locked. The lines below compute the locked share from its parts.',
    ],
    lines: steps.flatMap(([label, id]) => (id === undefined || id === '' ? [] : [{ label, figureId: id }])),
  };
}

const TERMS: readonly { readonly term: string; readonly meaning: string }[] = [
  {
    term: 'Facet',
    meaning: 'One of five reasons why a service is hard to leave, from zero to one; the catalogue states them with source and date.',
  },
  { term: 'Service score', meaning: 'Facets rolled into one number from zero (portable) to a hundred.' },
  { term: 'Block', meaning: 'The strongest pair of facets: rewrite (code), reload (data) or rewire (operations).' },
  { term: 'Locked share', meaning: 'Part of the scored spend that would have to be rebuilt before it could leave.' },
  { term: 'Interval', meaning: 'Low counts unknown services as portable, high counts them as locked.' },
  { term: 'Reach', meaning: 'Glue services such as functions and event buses bind spend around them that looks portable by itself.' },
  { term: 'Exit index', meaning: 'Locked share combined with commitments, egress cost and missing skills, as far as they are known.' },
  { term: 'Mobile spend', meaning: 'Spend that could have moved within the horizon with the people assumed.' },
  { term: 'Substitute', meaning: 'An open or portable service that does the same work.' },
  { term: 'Unclassified', meaning: 'Spend on names that the catalogue does not know yet.' },
];
