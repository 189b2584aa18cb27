import type { CaseGroup } from '../finding/negotiation-case.ts';
import type { ServiceLockIn } from '../finding/lock-in-finding.ts';
import { amountCell, left, nameCell, quiet, right, shareCell } from './cells.ts';
import { name, type Block, type FigureRef, type Section, type Table } from './model.ts';
import { captioned, found, listed, ownMoney, ownNumber, ownScore, ownShare, pointOf, type PackContext } from './negotiation-context.ts';
import { estimatedMoney } from './negotiation-amount.ts';
import { horizonOf } from './negotiation-summary.ts';

const SERVICES = 14;

/** What could move, how fast and at what cost. */
export function exitSection(context: PackContext): Section {
  const { pack, say } = context;
  const { destination } = pack.derived;
  return {
    id: 'exit',
    kicker: say.exit.kicker,
    title: say.exit.title(found(context, 'credibleExitShare'), horizonOf(context)),
    blocks: [
      ...exitChart(context),
      groupTable(context),
      { kind: 'paragraph', text: destination === null ? say.exit.noDestination : say.exit.destination(name(destination.name)) },
    ],
    newPage: true,
  };
}

function exitChart(context: PackContext): Block[] {
  const { pack, say, language } = context;
  const curve = pack.finding.exitCurve;
  if (curve.length === 0) return [];
  const zero = ownShare(context, 0, {
    id: 'exitCurve.0',
    label: 'Share of spend that could have left at the start',
    formula: 'nothing has moved',
  });
  const steps = [
    { month: 0, point: pointOf(context, zero, 0) },
    ...curve.map(([month, share]) => ({ month, point: pointOf(context, found(context, `exitCurve.${month}`), 100 * share) })),
  ];
  return [
    {
      kind: 'chart',
      chart: {
        kind: 'stepLine',
        id: 'exit-curve',
        language,
        title: say.exit.chart,
        unit: say.exit.chartUnit,
        axis: say.exit.axis,
        alt: say.exit.alt(steps.at(-1)?.point.text ?? ''),
        lastMonth: Math.ceil((steps.at(-1)?.month ?? 0) * 1.1) + 1,
        series: [{ name: say.exit.series, steps }],
      },
      note: say.exit.note,
      tabled: false,
    },
  ];
}

function groupTable(context: PackContext): Table {
  const { pack, say } = context;
  const heads = say.exit.heads;
  const { groups } = pack.finding.case;
  const total = groups.reduce((sum, { monthly }) => sum + monthly, 0);
  const largest = Math.max(0, ...groups.map(({ monthly }) => monthly / total));
  return {
    kind: 'table',
    caption: captioned(context, say.exit.caption),
    columns: [
      left([heads.group], 2.4),
      right([heads.monthly], 1.3),
      right([heads.share], 1.5),
      right([heads.ratio], 1),
      right([heads.effort], 1.1),
      right([heads.month], 0.9),
      left([heads.requires], 2),
    ],
    rows: groups.map((group, index) => {
      const about = (which: string): { id: string; label: string; formula: string } => ({
        id: `group.${index}.${which}`,
        label: `${group.name}, ${which}`,
        formula: `groups.${which} of the case`,
      });
      const share = group.monthly / total;
      return {
        cells: [
          { text: [name(group.name)], ...(group.movable ? {} : { sub: [say.exit.stays] }) },
          amountCell(ownMoney(context, estimatedMoney(group.monthly, pack.finding.currency), about('monthly'))),
          shareCell(ownShare(context, share, about('share')), share, largest),
          { text: [ownShare(context, group.targetCostRatio, about('targetCostRatio'))] },
          { text: [ownNumber(context, group.effortPersonMonths, { ...about('effortPersonMonths'), unit: '' })] },
          group.movable
            ? { text: [ownNumber(context, group.cutoverMonth, { ...about('cutoverMonth'), unit: '' })] }
            : quiet(say.units.none),
          requiresCell(context, group),
        ],
      };
    }),
  };
}

const requiresCell = ({ say }: PackContext, { requires }: CaseGroup): Table['rows'][number]['cells'][number] =>
  requires.length === 0 ? quiet(say.exit.nothing) : { text: [listed(requires)].flat() };

/** What makes it hard: the services of the vendor that hold the most, with what holds them. */
export function hardSection(context: PackContext): Section {
  const { pack, say } = context;
  const { lockIn, vendor } = pack;
  const provider = lockIn?.providers.find((one) => one.provider === vendor.provider);
  const services = (lockIn?.services ?? []).filter((one) => one.provider === vendor.provider && one.score !== null);
  const ranked = services.toSorted((a, b) => amountOrder(b.lockedSpend.amount, a.lockedSpend.amount)).slice(0, SERVICES);
  const [first] = ranked;
  if (lockIn === null || provider === undefined || first === undefined) {
    return { id: 'lock-in', kicker: say.hard.kicker, title: [say.hard.titleNone], blocks: [], newPage: false };
  }
  const share = ownShare(context, provider.lockedShare.point / 100, {
    id: 'lockedShare',
    label: 'Locked share of the vendor',
    formula: "100 x sum(spend x h') / sum(spend)",
  });
  return {
    id: 'lock-in',
    kicker: say.hard.kicker,
    title: say.hard.title(share, name(first.serviceName)),
    blocks: [serviceTable(context, ranked)],
    newPage: false,
  };
}

/** Decimal texts of one scale, by size. */
const amountOrder = (a: string, b: string): number =>
  a.split('.')[0]?.length === b.split('.')[0]?.length ? (a < b ? -1 : 1) : a.length - b.length;

function serviceTable(context: PackContext, services: readonly ServiceLockIn[]): Table {
  const { say } = context;
  const heads = say.hard.heads;
  return {
    kind: 'table',
    caption: captioned(context, say.hard.caption),
    columns: [
      left([heads.service], 2.6),
      right([heads.score], 0.7),
      left([heads.reason], 1.7),
      left([heads.substitute], 2),
      right([heads.workloads], 1.1),
      right([heads.spend], 1.5),
    ],
    rows: services.map((one, index) => ({
      cells: [
        nameCell(one.serviceName),
        {
          text: [
            ownScore(context, one.score ?? 0, {
              id: `service.${index}.score`,
              label: `Score of ${one.serviceName}`,
              formula: 'T = 100 x (0.6 mean + 0.4 block)',
            }),
          ],
        },
        { text: [say.hard.reasons[one.block.reason]] },
        one.substitutes.length === 0 ? quiet(say.hard.noSubstitute) : { text: [listed(one.substitutes.slice(0, 2))].flat() },
        {
          text: [
            ownNumber(context, one.workloads, {
              id: `service.${index}.workloads`,
              label: `Workloads on ${one.serviceName}`,
              formula: 'sub accounts and resources that use it',
              unit: '',
            }),
          ],
        },
        amountCell(serviceSpend(context, one, index)),
      ],
    })),
    note: say.hard.note,
  };
}

/** The figure of the lock-in finding itself, so that it leads to the same rows. */
function serviceSpend({ pack, book, ...context }: PackContext, service: ServiceLockIn, index: number): FigureRef {
  const figure = pack.lockIn?.figures.find(({ figureId }) => figureId === service.spendFigureId);
  if (figure !== undefined) return book.add(figure);
  return ownMoney({ pack, book, ...context }, service.spend, {
    id: `service.${index}.spend`,
    label: `Spend on ${service.serviceName}`,
    formula: 'effective cost of the window',
  });
}
