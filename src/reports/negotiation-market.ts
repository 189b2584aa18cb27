import type { PackBenchmark, PackOffer } from '../finding/negotiation-pack.ts';
import { amountCell, left, nameCell, quiet, right } from './cells.ts';
import { dayName } from './date-text.ts';
import { name, type Block, type Cell, type FigureRef, type Section, type Table, type Text } from './model.ts';
import { captioned, gateOf, ownMoney, ownShare, ownShareOr, pointOf, textOf, type PackContext } from './negotiation-context.ts';

const CHART_ROWS = 10;

/** What others got, own deals before public claims, each with its grade. */
export function marketSection(context: PackContext): Section {
  const { pack, say } = context;
  const { bench } = pack.finding.case;
  const [low, high] = [benchFigure(context, 'low', bench.low), benchFigure(context, 'high', bench.high)];
  const hasOwn = pack.benchmarks.some(({ ours }) => ours);
  return {
    id: 'benchmarks',
    kicker: say.market.kicker,
    title: hasOwn ? say.market.titleOurs(low, high) : say.market.title(low, high),
    blocks: [
      chartOf(context),
      ...(pack.benchmarks.length === 0 ? [] : [tableOf(context)]),
      { kind: 'bullets', items: say.market.warnings.map((warning): Text => [warning]) },
    ],
    newPage: true,
  };
}

const benchFigure = (context: PackContext, which: 'low' | 'typical' | 'high', value: number): FigureRef =>
  ownShare(context, value, { id: `bench.${which}`, label: `Benchmark, ${which}`, formula: `bench.${which} of the case` });

const rowFigure = (context: PackContext, index: number, which: 'low' | 'typical' | 'high'): FigureRef =>
  ownShareOr(context, context.pack.benchmarks[index]?.[which] ?? null, {
    id: `benchmark.${index}.${which}`,
    label: `Benchmark ${index + 1}, ${which}`,
    formula: 'as published',
    unknown: 'The source does not say.',
  });

function chartOf(context: PackContext): Block {
  const { pack, say, language } = context;
  const { bench } = pack.finding.case;
  const point = (which: 'low' | 'typical' | 'high'): ReturnType<typeof pointOf> =>
    pointOf(context, benchFigure(context, which, bench[which]), 100 * bench[which]);
  const rows = pack.benchmarks.flatMap((row, index) => {
    const { low, typical, high } = row;
    if (low === null || high === null || (row.isSynthesis && index === 0)) return [];
    const at = (which: 'low' | 'typical' | 'high', value: number): ReturnType<typeof pointOf> =>
      pointOf(context, rowFigure(context, index, which), 100 * value);
    return [
      {
        name: row.program,
        low: at('low', low),
        point: typical === null ? at('high', high) : at('typical', typical),
        high: at('high', high),
      },
    ];
  });
  const shown = [{ name: say.market.inCase, low: point('low'), point: point('typical'), high: point('high') }, ...rows].slice(
    0,
    CHART_ROWS,
  );
  return {
    kind: 'chart',
    chart: {
      kind: 'rangeBars',
      id: 'benchmarks',
      language,
      title: say.market.chart,
      unit: say.market.chartUnit,
      alt: say.market.alt(
        textOf(context, benchFigure(context, 'low', bench.low)),
        textOf(context, benchFigure(context, 'high', bench.high)),
      ),
      max: Math.max(1, ...shown.map(({ high }) => high.value)),
      rows: shown,
    },
    note: say.market.note,
    tabled: true,
  };
}

function tableOf(context: PackContext): Table {
  const { pack, say } = context;
  const heads = say.market.heads;
  const program = ({ program: text, ours, isSynthesis }: PackBenchmark): Cell => ({
    text: [name(text)],
    ...(ours ? { sub: [say.market.ours] } : isSynthesis ? { sub: [say.market.synthesis] } : {}),
  });
  return {
    kind: 'table',
    caption: [say.market.caption],
    columns: [
      left([heads.program], 2.2),
      left([heads.size], 1.6),
      right([heads.low], 0.8),
      right([heads.typical], 0.9),
      right([heads.high], 0.8),
      left([heads.grade], 0.7),
      left([heads.source], 3),
    ],
    rows: pack.benchmarks.map((row, index) => ({
      cells: [
        program(row),
        row.size === '' ? quiet(say.market.anySize) : nameCell(row.size),
        ...(['low', 'typical', 'high'] as const).map((which): Cell => ({ text: [rowFigure(context, index, which)] })),
        nameCell(row.grade),
        { text: [name(row.source)], sub: [name(row.asOf)] },
      ],
    })),
  };
}

/** Each offer of the vendor in the unit of our lines, the newest first. */
export function offerSection(context: PackContext): Section {
  const { pack, say } = context;
  const offers = pack.offers.toSorted((a, b) => (a.offer.offeredOn < b.offer.offeredOn ? 1 : -1));
  const [latest] = offers;
  return {
    id: 'offers',
    kicker: say.offers.kicker,
    title: latest === undefined ? [say.offers.titleNone] : say.offers.title(offerFigure(context, latest, 'effectiveDiscount')),
    blocks: [latest === undefined ? { kind: 'paragraph', text: [say.offers.none] } : offerTable(context, offers)],
    newPage: false,
  };
}

const offerFigure = (
  context: PackContext,
  { offer, effective }: PackOffer,
  which: 'headline' | 'addedCosts' | 'effectiveDiscount',
): FigureRef =>
  ownShare(context, effective[which], {
    id: `offer.${offer.id}.${which}`,
    label: `Offer of ${offer.offeredOn}, ${which}`,
    formula: which === 'effectiveDiscount' ? 'headline - added costs - rho + granted asks' : which,
  });

function offerTable(context: PackContext, offers: readonly PackOffer[]): Table {
  const { say, language } = context;
  const heads = say.offers.heads;
  return {
    kind: 'table',
    caption: captioned(context, say.offers.caption),
    columns: [
      left([heads.on], 1.5),
      right([heads.headline], 1),
      right([heads.costs], 1.1),
      right([heads.commitment], 1.5),
      left([heads.granted], 2.2),
      right([heads.effective], 1),
      left([heads.stands], 1.7),
    ],
    rows: offers.map((one) => ({
      cells: [
        { text: [dayName(one.offer.offeredOn, language)] },
        { text: [offerFigure(context, one, 'headline')] },
        { text: [offerFigure(context, one, 'addedCosts')] },
        commitmentCell(context, one),
        { text: grantedText(context, one) },
        { text: [offerFigure(context, one, 'effectiveDiscount')] },
        gateOf(context.pack) === 'positions' ? standing(context, one.effective.effectiveDiscount) : quiet(say.units.none),
      ],
    })),
    note: say.offers.note,
  };
}

function commitmentCell(context: PackContext, { offer }: PackOffer): Cell {
  if (offer.commitmentPerYear === null) return quiet(context.say.units.notKnown);
  return amountCell(
    ownMoney(context, offer.commitmentPerYear, {
      id: `offer.${offer.id}.commitment`,
      label: 'Commitment of the offer',
      formula: 'as offered',
    }),
  );
}

function grantedText({ say }: PackContext, { offer }: PackOffer): Text {
  const granted = (Object.keys(say.asks.names) as (keyof typeof say.asks.names)[]).filter((ask) => offer.grantedAsks[ask] !== undefined);
  return [granted.length === 0 ? say.packages.none : granted.map((ask) => say.asks.names[ask]).join(', ')];
}

/** Against the four lines: a rise in effective discount is good. */
function standing({ pack: { finding }, say }: PackContext, discount: number): Cell {
  const { stands } = say.offers;
  if (discount >= finding.opening.discount) return { text: [stands.overOpening], tone: 'down' };
  if (discount >= finding.target.discount) return { text: [stands.overTarget], tone: 'down' };
  return discount >= finding.walkAway.discount ? { text: [stands.overWalkAway] } : { text: [stands.underWalkAway], tone: 'up' };
}
