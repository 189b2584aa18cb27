import { amountCell, billName, left, nameCell, providerName, right } from './cells.ts';
import type { LockInContext } from './lock-in-context.ts';
import type { Move } from '../finding/lock-in-finding.ts';
import { date, name, words, type Block, type FigureRef, type Row, type Section, type Text } from './model.ts';

/** What could move by when, and which moves loosen most for the least work. */
export function mobilitySection(context: LockInContext): Section[] {
  const { input } = context;
  const blocks = [...mobileTable(context), ...moveTable(context), effort(context)];
  const last = input.mobileSpend.at(-1);
  const title: Text =
    last === undefined
      ? ['What could move']
      : words`${mobileShare(context, input.mobileSpend.length - 1)} of the scored spend could have moved within ${date(`${last.horizonDays} days`)}`;
  return [{ id: 'mobility', kicker: 'Mobility', title, blocks, newPage: false }];
}

function mobileShare({ input, figure }: LockInContext, index: number): FigureRef {
  const mobile = input.mobileSpend[index];
  return figure(undefined, {
    id: `mobile.${mobile?.horizonDays ?? 0}.share`,
    label: 'Mobile share',
    value: { kind: 'percent', value: mobile?.share ?? 0 },
    formula: '100 x mobile spend / scored spend',
  });
}

function mobileTable(context: LockInContext): Block[] {
  const { input, figure } = context;
  if (input.mobileSpend.length === 0) return [];
  const rows = input.mobileSpend.map((mobile, index): Row => {
    const amount = figure(mobile.figureId, {
      id: `mobile.${mobile.horizonDays}`,
      label: 'Mobile spend',
      value: { kind: 'money', money: mobile.amount },
      formula: 'spend that could move within the horizon',
    });
    return {
      cells: [
        { text: [date(`${mobile.horizonDays} days`)] },
        amountCell(amount),
        { text: [mobileShare(context, index)], bar: mobile.share / 100 },
      ],
    };
  });
  return [
    {
      kind: 'table',
      caption: ['Spend that could have moved, by horizon'],
      columns: [left(['Within'], 3), right(words`Spend (${name(input.currency)})`, 2), right(['Share of scored spend'], 2.4)],
      rows,
    },
  ];
}

function moveTable({ input, figure }: LockInContext): Block[] {
  if (input.cheapestMoves.length === 0) return [];
  const rows = input.cheapestMoves.map((move, index): Row => {
    const reduced = figure(move.figureId, {
      id: `move.${index}`,
      label: 'Locked spend reduced',
      value: { kind: 'money', money: move.lockedSpendReduced },
      formula: 'locked spend before − after the move',
    });
    const weeks = (which: keyof Move['personWeeks']): FigureRef =>
      figure(undefined, {
        id: `move.${index}.weeks.${which}`,
        label: `Person-weeks, ${which}`,
        value: { kind: 'number', value: move.personWeeks[which], unit: '' },
        formula: 'base x n^0.8',
      });
    return {
      cells: [
        { text: [billName(move.serviceName)], sub: [name(providerName(move.provider))] },
        nameCell(move.substitute),
        { text: [reduced] },
        { text: [weeks('likely')] },
        { text: words`${weeks('low')} to ${weeks('high')}`, tone: 'quiet' },
      ],
    };
  });
  return [
    {
      kind: 'table',
      caption: ['Cheapest moves: most lock removed for the least work'],
      columns: [
        left(['From'], 3),
        left(['To'], 2.6),
        right(['Locked spend falls by'], 2.2),
        right(['Person-weeks'], 1.5),
        right(['Range'], 1.5),
      ],
      rows,
      note: ['A move is listed for its effect on lock-in. Whether it saves money is not computed here.'],
    },
  ];
}

function effort({ input, figure }: LockInContext): Block {
  const { exitWeeks, figureIds } = input.portfolio;
  const part = (which: 'likely' | 'p10' | 'p90', id: string | undefined): FigureRef =>
    figure(id, {
      id: `portfolio.exitWeeks.${which}`,
      label: `Exit effort, ${which}`,
      value: { kind: 'number', value: exitWeeks[which], unit: 'person-weeks' },
      formula: '1.2 x (platform once + sum(base x n^0.8))',
    });
  return {
    kind: 'paragraph',
    text: words`Leaving everything would take ${part('likely', figureIds['exitWeeks'])} if every part went as is likely. Parts rather overrun than end early: four in five such programmes take between ${part('p10', undefined)} and ${part('p90', undefined)}.`,
  };
}
