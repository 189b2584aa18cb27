import type { AlternativeId, PackAlternative } from '../finding/pack-numbers.ts';
import type { LeavePart } from '../finding/negotiation-finding.ts';
import { amountCell, left, quiet, right, totalRow } from './cells.ts';
import { date, name, type Cell, type FigureRef, type Section, type Table } from './model.ts';
import { captioned, found, listed, ownMoney, ownNumber, ownScore, ownShare, type PackContext } from './negotiation-context.ts';

const PARTS: readonly LeavePart[] = ['incumbent', 'target', 'overlap', 'ops', 'cross', 'oneOff', 'egress', 'stranded', 'credits'];

/** What each outcome costs, year by year: the downside, and what hits this year's budget. */
export function alternativesSection(context: PackContext): Section {
  const { pack, say } = context;
  const { case: input } = pack.finding;
  const share = (value: number, id: string, label: string): FigureRef =>
    ownShare(context, value, { id, label, formula: `${id} of the case` });
  return {
    id: 'alternatives',
    kicker: say.alternatives.kicker,
    title: say.alternatives.title(found(context, 'target.presentValue')),
    blocks: [
      alternativeTable(context),
      {
        kind: 'paragraph',
        text: say.alternatives.note(
          share(input.discountRate, 'discountRate', 'Discount rate'),
          share(input.growth, 'growth', 'Growth a year'),
        ),
      },
      {
        kind: 'bullets',
        items: say.alternatives.questions(share(input.eligibleShare, 'eligibleShare', 'Eligible share'), found(context, 'rho')),
      },
    ],
    newPage: true,
  };
}

function alternativeTable(context: PackContext): Table {
  const { pack, say } = context;
  const { alternatives } = pack.numbers;
  const years = alternatives[0]?.byYear.length ?? 0;
  const money = (one: PackAlternative, which: string, amount: PackAlternative['presentValue']): Cell =>
    amountCell(ownMoney(context, amount, { id: `outcome.${one.id}.${which}`, label: `${one.id}, ${which}`, formula: formulaOf(one.id) }));
  return {
    kind: 'table',
    caption: captioned(context, say.alternatives.caption),
    columns: [
      left([say.alternatives.outcome], 2.6),
      ...yearHeads(context, years).map((head) => right(head, 1.3)),
      right([say.alternatives.presentValue], 1.5),
      right([say.alternatives.more], 1.5),
    ],
    rows: alternatives.map((one) => ({
      cells: [
        { text: [say.alternatives.names[one.id]] },
        ...one.byYear.map((amount, index) => money(one, `year${index + 1}`, amount)),
        money(one, 'presentValue', one.presentValue),
        money(one, 'moreThanBest', one.moreThanBest),
      ],
    })),
  };
}

const formulaOf = (id: AlternativeId): string =>
  id === 'leave' || id === 'leaveEverything' ? 'NPV_leave(S) by year' : 'B_y x (1 - eligibleShare x d)';

const yearHeads = ({ say }: PackContext, years: number): ReturnType<typeof say.alternatives.year>[] =>
  Array.from({ length: years }, (_, index) => say.alternatives.year(date(String(index + 1))));

/** The leave case, part by part and year by year, against staying. */
export function cashSection(context: PackContext): Section {
  const { pack, say } = context;
  const { finding } = pack;
  const key = finding.bestSubset.length > 0 ? 'npvLeave' : 'npvLeaveFullExit';
  const groups = finding.bestSubset.length > 0 ? listed(finding.bestSubset) : say.cash.everything;
  return {
    id: 'cash',
    kicker: say.cash.kicker,
    title: say.cash.title(found(context, key), found(context, 'pvBaseline')),
    blocks: [cashTable(context, key), { kind: 'paragraph', text: say.cash.note(groups) }],
    newPage: true,
  };
}

function cashTable(context: PackContext, key: 'npvLeave' | 'npvLeaveFullExit'): Table {
  const { pack, say } = context;
  const years = pack.finding[key].byYear;
  const staying = (id: 'doNothing' | 'target', label: string): Table['rows'] => {
    const one = pack.numbers.alternatives.find((alternative) => alternative.id === id);
    if (one === undefined) return [];
    const cell = (which: string, amount: PackAlternative['presentValue']): Cell =>
      amountCell(ownMoney(context, amount, { id: `outcome.${id}.${which}`, label: `${id}, ${which}`, formula: formulaOf(id) }));
    return [
      {
        cells: [
          { text: [label] },
          ...one.byYear.map((amount, index) => cell(`year${index + 1}`, amount)),
          cell('presentValue', one.presentValue),
        ],
      },
    ];
  };
  return {
    kind: 'table',
    caption: captioned(context, say.cash.caption),
    columns: [
      left([say.cash.heads.part], 2.6),
      ...yearHeads(context, years.length).map((head) => right(head, 1.3)),
      right([say.cash.heads.total], 1.5),
    ],
    rows: [
      ...PARTS.map((part) => ({
        cells: [
          { text: [say.cash.parts[part]] },
          ...years.map(({ year }) => amountCell(found(context, `${key}.byYear.${year}.${part}`))),
          amountCell(found(context, `${key}.byPart.${part}`)),
        ],
      })),
      totalRow([
        { text: [say.cash.total] },
        ...years.map(({ year }) => amountCell(found(context, `${key}.byYear.${year}`))),
        amountCell(found(context, key)),
      ]),
      ...staying('doNothing', say.cash.staying),
      ...staying('target', say.cash.stayingTarget),
    ],
  };
}

/** Work that raises leverage, the most share a person-month first. */
export function leverSection(context: PackContext): Section {
  const { pack, say } = context;
  const { levers } = pack.numbers;
  const [first] = levers;
  const points = (index: number, value: number): FigureRef =>
    ownNumber(context, value, {
      id: `lever.${index}.points`,
      label: `Points of share a person-month, ${levers[index]?.group ?? ''}`,
      formula: '100 x share / person-months',
      unit: say.levers.unit,
    });
  return {
    id: 'levers',
    kicker: say.levers.kicker,
    title: first === undefined ? [say.levers.titleNone] : say.levers.title(name(first.group), points(0, first.pointsPerPersonMonth)),
    blocks:
      first === undefined
        ? []
        : [leverTable(context, points), { kind: 'paragraph', text: say.levers.note(found(context, 'sharePointValuePerYear')) }],
    newPage: false,
  };
}

function leverTable(context: PackContext, points: (index: number, value: number) => FigureRef): Table {
  const { pack, say } = context;
  const heads = say.levers.heads;
  return {
    kind: 'table',
    caption: captioned(context, say.levers.caption),
    columns: [
      left([heads.group], 2.4),
      right([heads.share], 1.1),
      right([heads.effort], 1.2),
      right([heads.points], 1.4),
      right([heads.value], 1.3),
      right([heads.index], 1.1),
    ],
    rows: pack.numbers.levers.map((lever, index) => {
      const about = (which: string, formula: string): { id: string; label: string; formula: string } => ({
        id: `lever.${index}.${which}`,
        label: `${lever.group}, ${which}`,
        formula,
      });
      return {
        cells: [
          { text: [name(lever.group)], ...(lever.requires.length === 0 ? {} : { sub: say.levers.with(listed(lever.requires)) }) },
          { text: [ownShare(context, lever.share, about('share', 'spend that becomes credible / tot'))] },
          { text: [ownNumber(context, lever.personMonths, { ...about('effort', 'effort of the group and what it requires'), unit: '' })] },
          lever.pointsPerPersonMonth > 0 ? { text: [points(index, lever.pointsPerPersonMonth)] } : quiet(say.units.none),
          amountCell(ownMoney(context, lever.valuePerYear, about('value', 'p x vendorMargin x share x B_1'))),
          { text: [ownScore(context, lever.leverageIndex, about('index', 'LI with the group ready'))] },
        ],
      };
    }),
  };
}
