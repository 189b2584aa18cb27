import { amountOnly } from './figure-book.ts';
import type { PositionMark } from '../charts/spec.ts';
import type { Position } from '../finding/negotiation-finding.ts';
import type { Block, FigureRef } from './model.ts';
import { approximateMoney } from './negotiation-amount.ts';
import { found, gateOf, hasFound, ownPosition, pointOf, textOf, type PackContext } from './negotiation-context.ts';

export type Line = 'walkAway' | 'target' | 'expected' | 'opening';

/** A line at one end of its interval; null where that end leaves no zone of possible agreement. */
export const rangeEnd = (
  context: PackContext,
  line: Line,
  end: 'low' | 'high',
): { readonly discount: FigureRef; readonly yearOne: FigureRef } | null => {
  const position = context.pack.numbers.ranges[end][line];
  return position === null
    ? null
    : ownPosition(context, position, {
        id: `range.${line}.${end}`,
        label: `${line}, ${end} end`,
        formula: `${line} with d* at ${end === 'low' ? 'P10' : 'P90'} of its draws, widened where ratios rest on public prices`,
      });
};

function markOf(
  context: PackContext,
  tone: Line | 'today',
  parts: { name: string; position: Position; money: FigureRef; percent: FigureRef },
): PositionMark {
  return {
    name: parts.name,
    tone,
    point: pointOf(context, amountOnly(parts.money), approximateMoney(parts.position.yearOne)),
    note: pointOf(context, parts.percent, parts.position.discount),
  };
}

function marksOf(context: PackContext): PositionMark[] {
  const { pack, say } = context;
  const lines: readonly Line[] = ['walkAway', 'expected', 'target', 'opening'];
  const marks = lines.flatMap((line): PositionMark[] => {
    const position = pack.finding[line];
    if (position === null || !hasFound(context, line)) return [];
    return [
      markOf(context, line, { name: say.lines[line], position, money: found(context, `${line}.yearOne`), percent: found(context, line) }),
    ];
  });
  const { today } = pack.numbers;
  if (today === null) return marks;
  const at = ownPosition(context, today, { id: 'today', label: 'Discount of today', formula: 'currentDiscount' });
  return [markOf(context, 'today', { name: say.lines.today, position: today, money: at.yearOne, percent: at.discount }), ...marks];
}

function weakMarks(context: PackContext): PositionMark[] {
  const { pack, say } = context;
  return (['target', 'opening'] as const).flatMap((line) =>
    (['low', 'high'] as const).flatMap((end): PositionMark[] => {
      const at = rangeEnd(context, line, end);
      const label = end === 'low' ? say.lines.from(say.lines[line]) : say.lines.to(say.lines[line]);
      return at === null
        ? []
        : [markOf(context, line, { name: label, position: pack.numbers.ranges[end][line], money: at.yearOne, percent: at.discount })];
    }),
  );
}

/** The lines on one axis of yearly money, with the discount of today; as ranges where the data carries no more. */
export function positionChart(context: PackContext): Block {
  const marks = gateOf(context.pack) === 'ranges' ? weakMarks(context) : marksOf(context);
  const { pack, say, language } = context;
  const { finding, numbers } = pack;
  const zone = gateOf(pack) === 'positions' && finding.zone;
  return {
    kind: 'chart',
    chart: {
      kind: 'positionBar',
      id: 'positions',
      language,
      title: say.cfo.chart,
      unit: say.cfo.chartUnit(finding.currency),
      alt: say.cfo.alt(marks.map((mark) => markText(context, mark))),
      marks,
      ...(zone
        ? {
            zone: {
              name: say.lines.zone,
              from: approximateMoney(finding.walkAway.yearOne),
              to: approximateMoney(numbers.ceiling.yearOne),
            },
          }
        : {}),
    },
    note: say.cfo.chartNote,
    tabled: false,
  };
}

/** "Target 343,466 USD (11.5%)". */
function markText(context: PackContext, { name: label, point, note }: PositionMark): string {
  const amount = textOf(context, { kind: 'figure', figureId: point.figureId ?? '', form: 'full' });
  return `${label} ${amount}${note === undefined ? '' : ` (${note.text})`}`;
}
