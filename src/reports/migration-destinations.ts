import { amountCell, billText, left, nameCell, quiet, right } from './cells.ts';
import {
  intervalText,
  moneyFigure,
  numberFigure,
  shareFigure,
  type MigrationContext,
  type PricedDestination,
} from './migration-context.ts';
import { indifferenceFigure, paybackFigure, runRate } from './migration-summary.ts';
import { date, name, words, type Block, type Row, type Section, type Text } from './model.ts';

/** All destinations side by side. */
export function destinationSection(context: MigrationContext): Section[] {
  const { priced, input } = context;
  if (input.destinations.length === 0 && input.historic.length === 0) return [];
  const paying = priced.filter(({ estimate }) => estimate.verdict === 'saves');
  return [
    {
      id: 'destinations',
      kicker: 'Destinations',
      title: titleOf(context, paying.length),
      blocks: [
        ...(priced.length > 0 ? [comparison(context), ...flags(context), timeTable(context)] : []),
        ...unpriced(context),
        ...historic(context),
      ],
      newPage: true,
    },
  ];
}

function titleOf(context: MigrationContext, paying: number): Text {
  const { priced } = context;
  if (priced.length === 0) return ['No destination could be priced'];
  const count = (id: string, label: string, value: number): ReturnType<typeof numberFigure> =>
    numberFigure(context, { id, label, value, unit: '', formula: 'count of destinations' });
  const all = count('destinations.priced', 'Destinations with prices', priced.length);
  if (paying === 0) return words`None of ${all} destinations is likely to pay`;
  return words`${count('destinations.paying', 'Destinations that are likely to pay', paying)} of ${all} destinations are likely to pay`;
}

interface DestinationRow {
  readonly one: PricedDestination;
  /** Others that rest on the same machines and prices, and so come out the same. */
  readonly alike: readonly string[];
}

/** Destinations with the same numbers share a row: forty lines of equal figures would hide the few that differ. */
function distinctRows(priced: readonly PricedDestination[]): DestinationRow[] {
  const rows = new Map<string, { one: PricedDestination; alike: string[] }>();
  for (const one of priced) {
    const { runRate, oneOff, npv, doubleRun } = one.estimate;
    const key = JSON.stringify([one.region, runRate, oneOff, npv, doubleRun]);
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { one, alike: [] });
    else known.alike.push(one.name);
  }
  return [...rows.values()];
}

function placeOf({ one, alike }: DestinationRow): Text {
  const flagged = one.flags.length > 0 ? ', flagged' : '';
  const others = alike.length === 0 ? [] : words`; the same for ${name(alike.join(', '))}`;
  return words`${name(one.region)}${flagged}${others}`;
}

function comparison(context: MigrationContext): Block {
  const rows = distinctRows(context.priced).map((row): Row => {
    const { one } = row;
    const ratio = shareFigure(context, {
      id: `${one.targetId}.ratio`,
      label: `Run-rate at ${one.name} over today's after optimising in place`,
      fraction: one.estimate.ratio.point,
      formula: 'run-rate at the destination / baseline after in-place optimisation',
      figureId: one.estimate.figureIds['ratio'],
    });
    const probability = shareFigure(context, {
      id: `${one.targetId}.probability`,
      label: 'Chance that leaving saves money',
      fraction: one.estimate.probabilityOfSaving,
      formula: 'draws with a net present value above zero / all draws',
      figureId: one.estimate.figureIds['probabilityOfSaving'],
    });
    const interval = intervalText(
      context,
      { id: `${one.targetId}.runRate`, label: `Run-rate at ${one.name}`, formula: 'quantiles of the draws' },
      one.estimate.runRateInterval,
    );
    return {
      cells: [
        { text: [name(one.name)], sub: placeOf(row) },
        amountCell(runRate(context, one)),
        { text: interval, tone: 'quiet' },
        { text: [ratio] },
        { text: [indifferenceFigure(context, one)] },
        { text: [probability], bar: one.estimate.probabilityOfSaving },
      ],
    };
  });
  return {
    kind: 'table',
    caption: ['Run-rate a month by destination, the best first'],
    columns: [
      left(['Destination'], 2.6),
      right(words`A month (${name(context.input.currency)})`, 1.7),
      right(['In four of five draws'], 2.7),
      right(['Of today'], 1.2),
      right(['Indifference'], 1.4),
      right(['Saves with'], 1.5),
    ],
    rows,
    note: [
      'Indifference is the discount off list-equivalent price at which staying costs the same; below zero there is no price leverage. Ranks use the same draws for every destination.',
    ],
  };
}

function timeTable(context: MigrationContext): Block {
  const rows = distinctRows(context.priced).map(({ one }): Row => {
    const amount = (key: 'oneOff' | 'doubleRun' | 'npv', label: string): ReturnType<typeof moneyFigure> =>
      moneyFigure(
        context,
        {
          id: `${one.targetId}.${key}`,
          label: `${label}, ${one.name}, P50`,
          amount: one.estimate[key].p50,
          formula: 'P50 of the draws',
          figureId: one.estimate.figureIds[key],
        },
        key === 'npv' ? 'signed' : 'plain',
      );
    const stranded = moneyFigure(context, {
      id: `${one.targetId}.stranded`,
      label: `Commitments paid without use, ${one.name}`,
      amount: one.estimate.stranded,
      formula: 'sum of unexpired commitments that what stays does not use',
      figureId: one.estimate.figureIds['stranded'],
    });
    const payback = paybackFigure(context, one);
    return {
      cells: [
        nameCell(one.name),
        amountCell(amount('oneOff', 'One-off cost')),
        amountCell(amount('doubleRun', 'Double run')),
        amountCell(stranded),
        amountCell(amount('npv', 'Net present value')),
        payback === null ? quiet('not in the horizon') : { text: [payback] },
      ],
    };
  });
  return {
    kind: 'table',
    caption: words`What leaving costs and brings over ${date(`${context.input.horizonMonths} months`)}, P50`,
    columns: [
      left(['Destination'], 2.6),
      right(['One-off'], 1.6),
      right(['Double run'], 1.6),
      right(['Stranded'], 1.6),
      right(['Net present value'], 1.9),
      right(['Pays back after'], 1.9),
    ],
    rows,
  };
}

/** What stands in for something else, by destination: a flag without its reason would only unsettle. */
function flags({ priced }: MigrationContext): Block[] {
  const items = distinctRows(priced).flatMap(({ one }) =>
    one.flags.length === 0 ? [] : [words`${name(one.name)}: ${name(one.flags.join('; '))}.`],
  );
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: ['What the flags say'] },
        { kind: 'bullets', items },
      ];
}

function unpriced({ input }: MigrationContext): Block[] {
  const without = input.destinations.filter((one) => one.estimate === null);
  if (without.length === 0) return [];
  return [
    { kind: 'heading', text: ['Destinations without prices'] },
    { kind: 'bullets', items: without.map((one) => words`${name(one.name)}: ${name(billText(one.reason ?? ''))}`) },
  ];
}

function historic({ input }: MigrationContext): Block[] {
  if (input.historic.length === 0) return [];
  const items = input.historic.map((one) =>
    one.successorId === null
      ? words`${name(one.name)} is retired and nothing continues it.`
      : words`${name(one.name)} is retired; ${name(one.successorId)} continues it.`,
  );
  return [
    { kind: 'heading', text: ['Systems of the past'] },
    { kind: 'bullets', items },
  ];
}
