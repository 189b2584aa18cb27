import { left, right } from './cells.ts';
import { dayName } from './date-text.ts';
import { name, type Block, type FigureRef, type Section, type Table, type Text } from './model.ts';
import { found, ownScore, pointOf, textOf, type PackContext } from './negotiation-context.ts';

const PARTS = ['can', 'would', 'shown', 'timing'] as const;
type Part = (typeof PARTS)[number];

/** Why they should believe us: the four parts of the index, the fact behind each, and the cheapest way to raise it. */
export function leverageSection(context: PackContext): Section {
  const { pack, say } = context;
  const { leverageIndex } = pack.finding;
  const weakest = PARTS.reduce((least, part) => (leverageIndex[part] < leverageIndex[least] ? part : least), 'can' as Part);
  return {
    id: 'leverage',
    kicker: say.leverage.kicker,
    title: say.leverage.title(found(context, 'leverageIndex'), say.leverage.names[weakest].toLowerCase()),
    blocks: [
      chartOf(context),
      tableOf(context),
      {
        kind: 'paragraph',
        text: say.leverage.probability(
          found(context, 'exitProbability'),
          found(context, 'retentionValue'),
          found(context, 'vendorCeiling'),
        ),
      },
      { kind: 'paragraph', text: neededText(context) },
    ],
    newPage: true,
  };
}

/** More than everything cannot leave: then evidence has to come first. */
function neededText(context: PackContext): Text {
  const { pack, say } = context;
  const have = found(context, 'credibleExitShare');
  return pack.finding.minimumExitShare > 1 ? say.leverage.neededNever(have) : say.leverage.needed(have, found(context, 'minimumExitShare'));
}

const partFigure = (context: PackContext, part: Part): FigureRef =>
  ownScore(context, 100 * context.pack.finding.leverageIndex[part], {
    id: `leverage.${part}`,
    label: `${part} of the leverage index`,
    formula: `100 x ${part}`,
  });

function chartOf(context: PackContext): Block {
  const { pack, say, language } = context;
  const rows = PARTS.map((part) => {
    const figure = partFigure(context, part);
    return {
      name: say.leverage.names[part],
      points: [pointOf(context, figure, 100 * pack.finding.leverageIndex[part])],
      total: textOf(context, figure),
    };
  });
  return {
    kind: 'chart',
    chart: {
      kind: 'segmentBars',
      id: 'leverage',
      language,
      title: say.leverage.chart,
      unit: say.leverage.unit,
      alt: say.leverage.alt(
        textOf(context, found(context, 'leverageIndex')),
        rows.map(({ name: part, total }) => `${part} ${total}`),
      ),
      segments: [{ name: say.leverage.part, tone: 'neutral' }],
      rows,
    },
    note: say.leverage.note,
    tabled: true,
  };
}

function tableOf(context: PackContext): Table {
  const { say } = context;
  const heads = say.leverage.heads;
  return {
    kind: 'table',
    caption: [say.leverage.caption],
    columns: [left([heads.part], 1), right([heads.value], 0.8), left([heads.fact], 3.4), left([heads.raise], 3)],
    rows: PARTS.map((part) => ({
      cells: [
        { text: [say.leverage.names[part]] },
        { text: [partFigure(context, part)] },
        { text: factOf(context, part) },
        { text: raiseOf(context, part) },
      ],
    })),
  };
}

function factOf(context: PackContext, part: Part): Text {
  const { pack, say, language } = context;
  const { facts, evidence } = say.leverage;
  const { case: input } = pack.finding;
  if (part === 'can') return facts.can(found(context, 'credibleExitShare'), found(context, 'freedom'));
  if (part === 'would') return facts.would(found(context, 'dStar'), benchHigh(context));
  if (part === 'shown') return facts.shown(evidence[input.evidence]);
  return input.plannedSignature === null ? facts.timingOpen : facts.timing(dayName(input.plannedSignature, language));
}

/** The high end of the band in the case. */
const benchHigh = (context: PackContext): FigureRef =>
  context.figure(undefined, {
    id: 'bench.high',
    label: 'High of the benchmark band',
    value: { kind: 'percent', value: 100 * context.pack.finding.case.bench.high },
    formula: 'bench.high of the case',
  });

function raiseOf(context: PackContext, part: Part): Text {
  const { pack, say } = context;
  const { raises, evidence } = say.leverage;
  if (part === 'can') {
    const [lever] = pack.numbers.levers;
    return lever === undefined ? raises.canDone : raises.can(name(lever.group));
  }
  if (part === 'shown') {
    const next = pack.numbers.nextEvidence;
    if (next === null) return raises.shownDone;
    const index = ownScore(context, next.leverageIndex, {
      id: 'leverage.nextEvidence',
      label: 'Leverage index on the next rung of evidence',
      formula: 'LI with the next level of the evidence ladder',
    });
    return raises.shown(evidence[next.level], index);
  }
  return part === 'would' ? raises.would : raises.timing;
}
