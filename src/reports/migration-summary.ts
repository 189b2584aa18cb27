import { billText } from './cells.ts';
import {
  intervalText,
  moneyFigure,
  numberFigure,
  shareFigure,
  sizeOf,
  type MigrationContext,
  type PricedDestination,
} from './migration-context.ts';
import { waterfallChart } from './migration-waterfall.ts';
import { date, name, words, type Block, type Card, type FigureRef, type Section, type Text } from './model.ts';

/** The page that stands alone: what staying costs, what the best destination costs, and what that is worth as leverage. */
export function migrationSummarySection(context: MigrationContext): Section {
  const [best] = context.priced;
  return {
    id: 'summary',
    kicker: 'Summary',
    title: titleOf(context, best),
    blocks: best === undefined ? nothingPriced(context) : summaryBlocks(context, best),
    newPage: true,
  };
}

function titleOf(context: MigrationContext, best: PricedDestination | undefined): Text {
  if (best === undefined) return ['No destination could be priced'];
  if (context.input.coverage.headline === 'range' || best.estimate.headline === 'range-only')
    return words`${name(best.name)} comes out best, but the range is too wide for one number`;
  if (best.estimate.verdict === 'costs-more') return ['Leaving costs more than staying at every destination'];
  if (best.estimate.verdict === 'unclear') return words`${name(best.name)} comes out best, and may still not pay`;
  return words`The same workloads would run on ${name(best.name)} for ${runRate(context, best)} a month`;
}

function summaryBlocks(context: MigrationContext, best: PricedDestination): Block[] {
  const { input } = context;
  return [
    { kind: 'cards', cards: cardsOf(context, best) },
    { kind: 'chart', chart: waterfallChart(context, best), note: WATERFALL_NOTE, tabled: true },
    { kind: 'paragraph', text: moneyOverTime(context, best) },
    ...(input.coverage.headline === 'range' ? [{ kind: 'paragraph', text: thinCoverage(context) } as const] : []),
  ];
}

const WATERFALL_NOTE: Text = [
  'Bars are added in a fixed order, hygiene first, so that they add up. Whiskers show where the bar lies in four of five draws. What can be had without leaving is never counted as leverage.',
];

function cardsOf(context: MigrationContext, best: PricedDestination): Card[] {
  const { input } = context;
  const { estimate } = best;
  const isRange = input.coverage.headline === 'range' || estimate.headline === 'range-only';
  const today = moneyFigure(context, {
    id: 'today',
    label: 'Effective spend a month today',
    amount: input.today.effective,
    formula: 'effective cost of the window / its months',
    figureId: input.today.figureIds['effective'],
  });
  const interval = intervalText(
    context,
    { id: `${best.targetId}.runRate`, label: `Run-rate at ${best.name}`, formula: 'quantiles of the draws' },
    estimate.runRateInterval,
  );
  const indifference = indifferenceFigure(context, best);
  const probability = shareFigure(context, {
    id: `${best.targetId}.probability`,
    label: 'Chance that leaving saves money',
    fraction: estimate.probabilityOfSaving,
    formula: 'draws with a net present value above zero / all draws',
    figureId: estimate.figureIds['probabilityOfSaving'],
  });
  return [
    { label: ['Today, a month'], value: today, note: ['effective cost on the bill'], tone: 'navy' },
    {
      label: words`${name(best.name)}, a month`,
      value: runRate(context, best),
      note: words`${isRange ? 'a range: ' : ''}${interval}`,
      tone: toneOf(best),
    },
    {
      label: ['Indifference discount'],
      value: indifference,
      note: ['off list-equivalent price: at it, staying costs the same'],
      tone: estimate.indifference.p50 > 0 ? 'good' : 'bad',
    },
    { label: ['Chance of a saving'], value: probability, note: ['over the horizon, everything counted'], tone: toneOf(best) },
  ];
}

const toneOf = ({ estimate }: PricedDestination): Card['tone'] =>
  estimate.verdict === 'saves' ? 'good' : estimate.verdict === 'unclear' ? 'gold' : 'bad';

export const runRate = (context: MigrationContext, { targetId, name: label, estimate }: PricedDestination): FigureRef =>
  moneyFigure(context, {
    id: `${targetId}.runRate`,
    label: `Run-rate at ${label}`,
    amount: estimate.runRate,
    formula: 'today + every bar of the waterfall',
    figureId: estimate.figureIds['runRate'],
  });

export const indifferenceFigure = (context: MigrationContext, { targetId, name: label, estimate }: PricedDestination): FigureRef =>
  shareFigure(context, {
    id: `${targetId}.indifference`,
    label: `Indifference discount against ${label}, P50`,
    fraction: estimate.indifference.p50,
    formula: 'd* = (PV stay at list-equivalent price - PV leave) / (e x PV stay)',
    figureId: estimate.figureIds['indifference'],
  });

/** Null where it does not pay back within the horizon. */
export const paybackFigure = (context: MigrationContext, { targetId, name: label, estimate }: PricedDestination): FigureRef | null =>
  estimate.paybackMonths === null
    ? null
    : numberFigure(context, {
        id: `${targetId}.payback`,
        label: `Months until leaving for ${label} has paid back`,
        value: estimate.paybackMonths,
        unit: 'months',
        formula: 'first month with a cumulative cash flow of zero or more',
        figureId: estimate.figureIds['payback'],
      });

function moneyOverTime(context: MigrationContext, best: PricedDestination): Text {
  const { estimate } = best;
  const oneOff = moneyFigure(context, {
    id: `${best.targetId}.oneOff`,
    label: `One-off cost of leaving for ${best.name}, P50`,
    amount: estimate.oneOff.p50,
    formula: 'effort weeks x week rate x (1 + contingency) - credits',
    figureId: estimate.figureIds['oneOff'],
  });
  const months = numberFigure(context, {
    id: `${best.targetId}.months`,
    label: 'Months to leave, P50',
    value: Math.round(estimate.monthsToLeave.p50),
    unit: 'months',
    formula: 'schedule x slip',
  });
  const paidBack = paybackFigure(context, best);
  const payback =
    paidBack === null
      ? words`It does not pay back in ${date(`${context.input.horizonMonths} months`)}.`
      : words`It pays back after ${paidBack}.`;
  const leverage =
    estimate.indifference.p50 < 0 ? ['There is no price leverage: leaving costs more than staying at list-equivalent price.'] : [];
  return words`Leaving would take about ${months} and ${oneOff} once, before double run. ${payback} ${leverage}`;
}

function thinCoverage(context: MigrationContext): Text {
  const share = shareFigure(context, {
    id: 'coverage',
    label: 'Priced addressable share',
    fraction: context.input.coverage.share,
    formula: 'priced addressable spend / all spend',
    figureId: context.input.today.figureIds['coverage'],
  });
  return words`Only ${share} of the spend could be priced; read the ranges, not the middle.`;
}

function nothingPriced(context: MigrationContext): Block[] {
  const { destinations } = context.input;
  const total = sizeOf(context.input.today.effective);
  const why =
    total === 0
      ? 'The bill holds no spend in the window.'
      : 'The price book holds no prices for the destinations asked for; aweigh prices import adds them.';
  return [
    { kind: 'paragraph', text: [why] },
    ...(destinations.length === 0
      ? []
      : [{ kind: 'bullets', items: destinations.map((one) => words`${name(one.name)}: ${name(billText(one.reason ?? ''))}`) } as const]),
  ];
}
