import type { ChartPoint, ChartSpec, WaterfallStep } from '../charts/spec.ts';
import type { WaterfallBar, WaterfallBarId } from '../finding/migration-finding.ts';
import { amountCell, left, right } from './cells.ts';
import { moneyFigure, pointOf, sizeOf, type MigrationContext, type PricedDestination } from './migration-context.ts';
import { inlineText, name, words, type Block, type FigureRef, type Row, type Section } from './model.ts';

const BAR_NAMES: Readonly<Record<WaterfallBarId, string>> = {
  today: 'Today',
  hygiene: 'Hygiene',
  packing: 'Packing',
  'unit-price': 'Unit price',
  'managed-premium': 'Managed premium',
  'fees-network-storage': 'Fees, network, storage',
  people: 'People',
  'run-rate': 'Run-rate there',
};

const BAR_MEANINGS: Readonly<Record<WaterfallBarId, string>> = {
  today: 'effective cost on the bill',
  hygiene: 'idle and oversized capacity: can be had without leaving',
  packing: 'nodes shared between workloads',
  'unit-price': 'the same capacity at the prices of the destination',
  'managed-premium': 'managed services run by operators instead, where that pays',
  'fees-network-storage': 'control planes, licences, traffic and disks there',
  people: 'more or fewer people for the platform',
  'run-rate': 'what a month would cost, what stays included',
};

/** From today's bill to the run-rate at one destination. */
export function waterfallChart(context: MigrationContext, destination: PricedDestination): ChartSpec {
  const { estimate } = destination;
  const steps = estimate.bars.map((bar): WaterfallStep => {
    const role = bar.id === 'today' ? 'start' : bar.id === 'run-rate' ? 'end' : 'change';
    const ends =
      bar.id === 'today'
        ? {}
        : { low: endOf(context, destination, { bar, which: 'p10' }), high: endOf(context, destination, { bar, which: 'p90' }) };
    return { name: BAR_NAMES[bar.id], role, point: pointOf(context, barFigure(context, destination, bar), sizeOf(bar.amount)), ...ends };
  });
  const figures = context.book.figures();
  const [first, last] = [estimate.bars[0], estimate.bars.at(-1)];
  const text = (bar: WaterfallBar | undefined): string =>
    bar === undefined ? '' : inlineText(barFigure(context, destination, bar), figures);
  return {
    kind: 'waterfall',
    id: `waterfall-${destination.targetId}`,
    title: `From today to ${destination.name}, a month`,
    alt: `From ${text(first)} a month today to ${text(last)} at ${destination.name}, in ${estimate.bars.length - 2} steps.`,
    unit: `${context.input.currency} a month`,
    steps,
  };
}

const barFigure = (context: MigrationContext, { targetId, name: label }: PricedDestination, bar: WaterfallBar): FigureRef =>
  moneyFigure(
    context,
    {
      id: `${targetId}.bar.${bar.id}`,
      label: `${BAR_NAMES[bar.id]}, ${label}`,
      amount: bar.amount,
      formula: 'difference of two levels of the waterfall',
      figureId: bar.figureId,
    },
    bar.id === 'today' || bar.id === 'run-rate' ? 'plain' : 'signed',
  );

interface BarEnd {
  readonly bar: WaterfallBar;
  readonly which: 'p10' | 'p90';
}

const endFigure = (context: MigrationContext, destination: PricedDestination, { bar, which }: BarEnd): FigureRef =>
  moneyFigure(
    context,
    {
      id: `${destination.targetId}.bar.${bar.id}.${which}`,
      label: `${BAR_NAMES[bar.id]}, ${destination.name}, ${which.toUpperCase()}`,
      amount: bar.interval[which],
      formula: 'quantile of the draws',
    },
    bar.id === 'run-rate' ? 'plain' : 'signed',
  );

const endOf = (context: MigrationContext, destination: PricedDestination, end: BarEnd): ChartPoint =>
  pointOf(context, endFigure(context, destination, end), sizeOf(end.bar.interval[end.which]));

/** The bars of the best destination as a table, each with what it means and what of it needs no exit. */
export function waterfallSection(context: MigrationContext): Section[] {
  const [best] = context.priced;
  if (best === undefined) return [];
  return [
    {
      id: 'waterfall',
      kicker: 'Step by step',
      title: words`Where the difference to ${name(best.name)} comes from`,
      blocks: [waterfallTable(context, best)],
      newPage: false,
    },
  ];
}

function waterfallTable(context: MigrationContext, destination: PricedDestination): Block {
  const rows = destination.estimate.bars.map((bar): Row => {
    const isSum = bar.id === 'today' || bar.id === 'run-rate';
    const without = moneyFigure(
      context,
      {
        id: `${destination.targetId}.bar.${bar.id}.without`,
        label: `${BAR_NAMES[bar.id]} available without leaving`,
        amount: bar.availableWithoutLeaving,
        formula: "hygiene, and packing on the incumbent's own Kubernetes",
      },
      'signed',
    );
    const range =
      bar.id === 'today'
        ? ['measured']
        : words`${endFigure(context, destination, { bar, which: 'p10' })} to ${endFigure(context, destination, { bar, which: 'p90' })}`;
    return {
      cells: [
        { text: [BAR_NAMES[bar.id]], sub: [BAR_MEANINGS[bar.id]] },
        amountCell(barFigure(context, destination, bar)),
        { text: range, tone: 'quiet' },
        isSum ? { text: ['n/a'], tone: 'quiet' } : amountCell(without),
      ],
      total: isSum,
    };
  });
  return {
    kind: 'table',
    caption: words`Bars of ${name(destination.name)} in ${name(destination.region)}, a month`,
    columns: [
      left(['Bar'], 3.6),
      right(words`Amount (${name(context.input.currency)})`, 1.8),
      right(['In four of five draws'], 3),
      right(['Without leaving'], 1.8),
    ],
    rows,
  };
}
