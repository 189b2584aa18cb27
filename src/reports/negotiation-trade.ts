import type { CasePackage } from '../finding/negotiation-case.ts';
import type { PackAsk } from '../finding/pack-numbers.ts';
import { add, attosOf, money, zero } from '../money.ts';
import { amountCell, left, quiet, right } from './cells.ts';
import { name, type FigureRef, type Section, type Table, type Text } from './model.ts';
import { captioned, found, ownMoney, ownPosition, ownShare, type PackContext } from './negotiation-context.ts';

/** Worth more than this, as discount, a clause is marked. */
const POINT = 0.01;

/** What we ask for beside the headline, in money. */
export function askSection(context: PackContext): Section {
  const { pack, say } = context;
  const { asks } = pack.numbers;
  const table: Table = {
    kind: 'table',
    caption: captioned(context, say.asks.caption),
    columns: [
      left([say.asks.heads.ask], 2.6),
      right([say.asks.heads.yearOne], 1.2),
      right([say.asks.heads.pv], 1.4),
      right([say.asks.heads.points], 1.2),
      left([say.asks.heads.chance], 2),
      left([say.asks.heads.give], 1.6),
      left([say.asks.heads.owner], 1.3),
    ],
    rows: asks.map((ask) => askRow(context, ask)),
    note: say.asks.note,
  };
  return {
    id: 'asks',
    kicker: say.asks.kicker,
    title: asks.length === 0 ? [say.asks.titleNone] : say.asks.title(totalOf(context, asks)),
    blocks: asks.length === 0 ? [] : [table, { kind: 'paragraph', text: say.asks.headline(pointValue(context)) }],
    newPage: true,
  };
}

function totalOf(context: PackContext, asks: readonly PackAsk[]): FigureRef {
  const { currency } = context.pack.finding;
  const total = asks.reduce((sum, { presentValue }) => add(sum, money(attosOf(presentValue.amount) ?? 0n, currency)), zero(currency));
  return context.book.money('negotiation-report.asks.total', {
    label: 'All asks, present value',
    money: total,
    evidence: { formula: 'sum of the asks', substituted: 'sum of the column', filter: null, catalogRows: [], assumptions: [] },
  });
}

const pointValue = (context: PackContext): FigureRef =>
  ownMoney(context, context.pack.numbers.pointPv, {
    id: 'asks.point',
    label: 'One point of headline discount over the term',
    formula: '0.01 x eligibleShare x PV_B',
  });

function askRow(context: PackContext, { ask, yearOne, points }: PackAsk): Table['rows'][number] {
  const { say } = context;
  const about = (which: string, formula: string): { id: string; label: string; formula: string } => ({
    id: `asks.${ask}.${which}`,
    label: `${ask}, ${which}`,
    formula,
  });
  return {
    cells: [
      { text: [say.asks.names[ask]], sub: [say.asks.formulas[ask]] },
      amountCell(ownMoney(context, yearOne, about('yearOne', say.asks.formulas[ask]))),
      amountCell(found(context, `asksPv.${ask}`)),
      {
        text: [ownShare(context, points, about('points', 'present value / (eligibleShare x PV_B)'))],
        ...(points >= POINT ? { tone: 'down' as const } : {}),
      },
      { text: [say.asks.chances[ask]] },
      { text: [say.asks.gives[ask]] },
      quiet(say.asks.owner),
    ],
  };
}

/** Packages of equal value: offered together, the choice tells what each part costs the other side. */
export function packageSection(context: PackContext): Section {
  const { pack, say } = context;
  const { packages } = pack.finding;
  const heads = say.packages.heads;
  const total = packages.length === 0 ? null : found(context, 'packages.1.totalPv');
  return {
    id: 'packages',
    kicker: say.packages.kicker,
    title: total === null ? [say.asks.titleNone] : say.packages.title(total),
    blocks: [
      {
        kind: 'table',
        caption: captioned(context, say.packages.caption),
        columns: [
          left([heads.name], 1.6),
          right([heads.headline], 1),
          right([heads.opening], 1.3),
          left([heads.asks], 3),
          right([heads.basket], 1.4),
          right([heads.total], 1.4),
        ],
        rows: packages.map((one, index) => ({
          cells: [
            { text: [name(one.name)] },
            {
              text: [found(context, `packages.${index + 1}.headline`)],
              ...(one.headline < 0 ? { sub: [say.packages.tooMuch], tone: 'up' as const } : {}),
            },
            { text: [openingHeadline(context, one.name)] },
            { text: askNames(context, one) },
            amountCell(found(context, `packages.${index + 1}.basketPv`)),
            amountCell(found(context, `packages.${index + 1}.totalPv`)),
          ],
        })),
        note: say.packages.note,
      },
    ],
    newPage: false,
  };
}

const openingHeadline = (context: PackContext, packageName: string): FigureRef =>
  ownShare(context, context.pack.numbers.openingHeadlines[packageName] ?? 0, {
    id: `packages.${packageName}.opening`,
    label: `Headline of ${packageName} at the opening`,
    formula: '(O x eligibleShare x PV_B - sum of asks) / (eligibleShare x PV_B)',
  });

const askNames = ({ say }: PackContext, { asks }: Pick<CasePackage, 'asks'>): Text =>
  asks.length === 0 ? [say.packages.none] : [asks.map((ask) => say.asks.names[ask]).join(', ')];

/** How we move: each step half of the one before, each against a give. */
export function ladderSection(context: PackContext): Section {
  const { pack, say } = context;
  const { authority } = pack.decision;
  const limit =
    authority === null
      ? say.ladder.authorityOpen
      : say.ladder.authority(
          ownShare(context, authority, { id: 'authority', label: 'Limit of authority', formula: 'set by the owner of the decision' }),
        );
  return {
    id: 'ladder',
    kicker: say.ladder.kicker,
    title: say.ladder.title(found(context, 'opening'), found(context, 'target')),
    blocks: [ladderTable(context), { kind: 'paragraph', text: limit }],
    newPage: false,
  };
}

function ladderTable(context: PackContext): Table {
  const { pack, say } = context;
  const heads = say.ladder.heads;
  const { ladder } = pack.numbers;
  return {
    kind: 'table',
    caption: captioned(context, say.ladder.caption),
    columns: [
      left([heads.step], 1.2),
      right([heads.discount], 1),
      right([heads.yearOne], 1.4),
      right([heads.given], 1.2),
      left([heads.against], 3),
    ],
    rows: ladder.map((position, step) => {
      const before = ladder[step - 1];
      const at = ownPosition(context, position, {
        id: `ladder.${step}`,
        label: `Position ${step} of the ladder`,
        formula: 'c_k = c_(k-1) - (O - T) x w_k',
      });
      const given =
        before === undefined
          ? null
          : ownShare(context, before.discount - position.discount, {
              id: `ladder.${step}.given`,
              label: `Concession ${step}`,
              formula: 'c_(k-1) - c_k',
            });
      return {
        cells: [
          { text: [say.ladder.steps[step] ?? ''] },
          { text: [at.discount] },
          amountCell(at.yearOne),
          given === null ? quiet(say.units.none) : { text: [given] },
          { text: [say.ladder.gives[step] ?? ''] },
        ],
      };
    }),
    note: say.ladder.note,
  };
}
