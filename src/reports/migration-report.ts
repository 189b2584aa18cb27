import type { MigrationFinding } from '../finding/migration-finding.ts';
import { attosOf, money } from '../money.ts';
import { addDays } from '../time.ts';
import { closingSections } from './closing-sections.ts';
import { dayName } from './date-text.ts';
import { createFigureBook } from './figure-book.ts';
import { migrationContext, moneyFigure, type MigrationContext } from './migration-context.ts';
import { migrationCoverageSection } from './migration-coverage.ts';
import { destinationSection } from './migration-destinations.ts';
import { nodeSection } from './migration-nodes.ts';
import { planSection } from './migration-plan.ts';
import { migrationSummarySection } from './migration-summary.ts';
import { waterfallSection } from './migration-waterfall.ts';
import { date, name, words, type ReportModel, type Text } from './model.ts';
import type { ReportFrame } from './spend-report.ts';

/** What the same workloads would cost on Kubernetes at every destination, from the finding of the migration analysis. */
export function migrationReport(input: MigrationFinding, { edition }: Pick<ReportFrame, 'edition'>): ReportModel {
  const { amount, currency } = input.today.effective;
  const book = createFigureBook([money(attosOf(amount) ?? 0n, currency)]);
  const context = migrationContext(input, book);
  const sections = [
    migrationSummarySection(context),
    ...waterfallSection(context),
    ...destinationSection(context),
    ...nodeSection(context),
    ...planSection(context),
    migrationCoverageSection(context),
  ];
  const closing = closingSections({ gaps: gapsOf(context), method: methodOf(context), assumptions: input.assumptions, terms: TERMS, book });
  return {
    schema: 'aweigh-report-1',
    kind: 'migration',
    edition,
    language: 'en',
    title: 'Cloud Migration Estimate',
    subtitle: ['What the same workloads would cost on Kubernetes, at every destination'],
    scope: words`${windowOf(input)} · ${name(currency)}`,
    asOf: input.asOf,
    snapshotHash: input.snapshotHash,
    cover: [
      { label: 'Period', text: windowOf(input) },
      { label: 'Currency', text: [name(currency)] },
      { label: 'Measure', text: ['Effective cost after discounts, as a run-rate a month'] },
      { label: 'Horizon', text: [date(`${input.horizonMonths} months`)] },
      { label: 'Data as of', text: [dayName(input.asOf)] },
      {
        label: 'Prices',
        text: words`list prices of ${date(input.priceBook.oldestAsOf)} to ${date(input.priceBook.newestAsOf)}, book ${name(input.priceBook.version)}`,
      },
      { label: 'Model', text: [name(input.modelVersion)] },
    ],
    sections: [...sections, ...closing],
    assumptions: input.assumptions,
    figures: book.figures(),
  };
}

const windowOf = ({ window }: MigrationFinding): Text =>
  window.from === '' || window.to === '' ? ['undated charges'] : words`${dayName(window.from)} to ${dayName(addDays(window.to, -1))}`;

const gapsOf = (context: MigrationContext): Text[] =>
  context.input.gaps.map((gap, index): Text => {
    if (gap.amount === undefined) return [name(gap.detail)];
    const amount = moneyFigure(context, {
      id: `gap.${index}`,
      label: gap.code,
      amount: gap.amount,
      formula: 'sum of the spend that the gap is about',
    });
    return words`${name(gap.detail)} Spend: ${amount}.`;
  });

function methodOf({ input, priced }: MigrationContext): {
  readonly intro: Text;
  readonly lines: readonly { readonly label: string; readonly figureId: string }[];
} {
  const [best] = priced;
  const steps: readonly [string, string | undefined][] = [
    ['Today', input.today.figureIds['effective']],
    ['Run-rate', best?.estimate.figureIds['runRate']],
    ['One-off', best?.estimate.figureIds['oneOff']],
    ['Net present value', best?.estimate.figureIds['npv']],
    ['Indifference', best?.estimate.figureIds['indifference']],
  ];
  return {
    intro: [
      'Charges become workloads: a resource with its shape and the hours it ran. Each is sized by what is measured of its use, or by published distributions where nothing is, and packed on the nodes of every destination. ',
      'The packing is compared with a lower bound that no packing can beat. Prices are list prices with their dates; the same commitment term is used on both sides. ',
      'Every uncertain input is drawn from its range, two thousand times, with the same draws for every destination; errors of different workloads are drawn together in part, because they are made together.',
    ],
    lines: steps.flatMap(([label, id]) => (id === undefined || id === '' ? [] : [{ label, figureId: id }])),
  };
}

const TERMS: readonly { readonly term: string; readonly meaning: string }[] = [
  { term: 'Run-rate', meaning: 'What a month costs when the move is over, what stays included.' },
  { term: 'Hygiene', meaning: 'Idle and oversized capacity that could be given back without moving.' },
  { term: 'Packing', meaning: 'Putting the requests of many workloads on shared nodes.' },
  { term: 'Lower bound', meaning: 'The cheapest price any packing could reach with the same shapes and prices.' },
  { term: 'Operating slack', meaning: 'Capacity that a living cluster holds beyond its packed optimum.' },
  {
    term: 'Managed premium',
    meaning: 'What a managed service costs above the same capacity run by an operator, with the work of running it counted.',
  },
  { term: 'Stranded', meaning: 'Commitments that must be paid to their end although nothing uses them any more.' },
  { term: 'Indifference discount', meaning: 'The discount off list-equivalent price at which staying costs as much as leaving.' },
  { term: 'Grade', meaning: 'How well the use of a workload is known, from measured per container to not at all.' },
  { term: 'Four of five draws', meaning: 'From the tenth to the ninetieth of a hundred outcomes.' },
];
