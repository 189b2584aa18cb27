import type { ChartSpec } from '../charts/spec.ts';
import { amountCell, left, providerName, right } from './cells.ts';
import {
  moneyFigure,
  numberFigure,
  pointOf,
  shareFigure,
  sizeOf,
  type MigrationContext,
  type PricedDestination,
} from './migration-context.ts';
import { ROUTE_NAMES } from './migration-coverage.ts';
import { date, name, words, type Block, type FigureRef, type Row, type Section } from './model.ts';

const MONTHS_A_YEAR = 12;

/** What moves, with which effort, and when the money flows. */
export function planSection(context: MigrationContext): Section[] {
  const [best] = context.priced;
  if (best === undefined) return [];
  return [
    {
      id: 'plan',
      kicker: 'Effort and time',
      title: words`Leaving takes ${weeks(context, best)} of work`,
      blocks: [groupTable(context, best), yearTable(context, best)],
      newPage: true,
    },
    ...sensitivitySection(context, best),
  ];
}

const weeks = (context: MigrationContext, best: PricedDestination): FigureRef =>
  numberFigure(context, {
    id: `${best.targetId}.effortWeeks`,
    label: 'Effort, P50',
    value: best.estimate.effortWeeks.p50,
    unit: 'person-weeks',
    formula: '1.2 x (platform once + sum(base x n^0.8))',
    figureId: best.estimate.figureIds['effortWeeks'],
  });

function groupTable(context: MigrationContext, best: PricedDestination): Block {
  const ratios = new Map(best.estimate.groupRatios.map((ratio) => [ratio.group, ratio]));
  const rows = context.input.groups.map((group): Row => {
    const number = (id: string, label: string, value: number): FigureRef =>
      numberFigure(context, { id: `group.${group.name}.${id}`, label, value, unit: '', formula: 'stated by the estimate' });
    const monthly = moneyFigure(context, {
      id: `group.${group.name}`,
      label: group.name,
      amount: group.monthly,
      formula: 'movable effective spend after in-place optimisation',
      figureId: group.figureId,
    });
    const ratio = ratios.get(group.name);
    const share =
      ratio === undefined
        ? null
        : shareFigure(context, {
            id: `group.${group.name}.ratio`,
            label: 'Cost there over cost here',
            fraction: ratio.p50,
            formula: 'run-rate there / baseline here',
            figureId: ratio.figureId,
          });
    return {
      cells: [
        { text: [ROUTE_NAMES[group.route]], sub: [name(providerName(group.provider))] },
        amountCell(monthly),
        { text: share === null ? ['n/a'] : [share] },
        { text: [number('workloads', 'Workloads', group.workloads)] },
        {
          text: words`${number('low', 'Person-weeks, low', group.effortWeeks.low)} to ${number('high', 'Person-weeks, high', group.effortWeeks.high)}`,
        },
        { text: [number('month', 'Cut over after month', group.cutoverMonth)] },
      ],
    };
  });
  return {
    kind: 'table',
    caption: words`Groups that move to ${name(best.name)}`,
    columns: [
      left(['Group'], 3),
      right(words`A month (${name(context.input.currency)})`, 1.8),
      right(['There / here'], 1.3),
      right(['Workloads'], 1.2),
      right(['Person-weeks'], 1.7),
      right(['Done in month'], 1.3),
    ],
    rows,
  };
}

function yearTable(context: MigrationContext, best: PricedDestination): Block {
  const { cashFlow } = best.estimate;
  const rows = cashFlow
    .filter(({ month }) => month % MONTHS_A_YEAR === 0 || month === cashFlow.length)
    .map((end): Row => {
      const amount = (key: 'stay' | 'leave' | 'cumulative', label: string): FigureRef =>
        moneyFigure(
          context,
          {
            id: `${best.targetId}.cash.${end.month}.${key}`,
            label: `${label}, month ${end.month}`,
            amount: end[key],
            formula: 'stated by the cash flow',
          },
          key === 'cumulative' ? 'signed' : 'plain',
        );
      return {
        cells: [
          { text: [date(`Month ${end.month}`)] },
          amountCell(amount('stay', 'Staying')),
          amountCell(amount('leave', 'Leaving')),
          amountCell(amount('cumulative', 'Cumulative gain of leaving')),
        ],
      };
    });
  return {
    kind: 'table',
    caption: words`Cash in the last month of each year, and the gain until then (${name(context.input.currency)}, not discounted)`,
    columns: [
      left(['At the end of'], 2),
      right(['Staying, that month'], 2),
      right(['Leaving, that month'], 2),
      right(['Gain until then'], 2),
    ],
    rows,
  };
}

function sensitivitySection(context: MigrationContext, best: PricedDestination): Section[] {
  const { sensitivity } = best.estimate;
  const [first] = sensitivity;
  if (first === undefined) return [];
  return [
    {
      id: 'sensitivity',
      kicker: 'What decides it',
      title: words`${name(first.input)} moves the result most`,
      blocks: [
        {
          kind: 'chart',
          chart: tornado(context, best),
          note: ['Net present value with the input at the tenth and the ninetieth of its range, everything else as drawn.'],
          tabled: false,
        },
        ...measureNext(context),
      ],
      newPage: false,
    },
  ];
}

function tornado(context: MigrationContext, best: PricedDestination): ChartSpec {
  const base = moneyFigure(
    context,
    {
      id: `${best.targetId}.npv`,
      label: `Net present value, ${best.name}, P50`,
      amount: best.estimate.npv.p50,
      formula: 'P50 of the draws',
      figureId: best.estimate.figureIds['npv'],
    },
    'signed',
  );
  const rows = best.estimate.sensitivity.map((one, index) => {
    const end = (which: 'npvAtLow' | 'npvAtHigh', input: string) => {
      const figure = moneyFigure(
        context,
        {
          id: `${best.targetId}.sensitivity.${index}.${which}`,
          label: `Net present value with ${one.input} ${input}`,
          amount: one[which],
          formula: 'mean of the draws at that end',
        },
        'signed',
      );
      return { input, point: pointOf(context, figure, sizeOf(one[which])) };
    };
    return { name: one.input, low: end('npvAtLow', 'low'), high: end('npvAtHigh', 'high') };
  });
  return {
    kind: 'tornado',
    id: 'sensitivity',
    title: 'Inputs that matter most',
    alt: `The net present value moves most with ${best.estimate.sensitivity.map((one) => one.input).join(', ')}.`,
    unit: `${context.input.currency}, net present value`,
    base: pointOf(context, base, sizeOf(best.estimate.npv.p50)),
    flip: { name: 'leaving pays', value: 0 },
    rows,
  };
}

function measureNext({ input }: MigrationContext): Block[] {
  if (input.measureNext.length === 0) return [];
  const items = input.measureNext.map((one) =>
    one.resources.length === 0 ? [name(one.what)] : words`${name(one.what)}: ${name(one.resources.join(', '))}`,
  );
  return [
    { kind: 'heading', text: ['What to measure next'] },
    { kind: 'bullets', items },
  ];
}
