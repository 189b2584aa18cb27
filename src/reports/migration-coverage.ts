import type { MigrationCoverage, MigrationRoute, UtilisationGrade } from '../finding/migration-finding.ts';
import { amountCell, billName, left, providerName, quiet, right, totalRow } from './cells.ts';
import { amountOnly } from './figure-book.ts';
import { moneyFigure, numberFigure, shareFigure, sizeOf, type MigrationContext } from './migration-context.ts';
import { name, words, type Block, type FigureRef, type Row, type Section } from './model.ts';

export const ROUTE_NAMES: Readonly<Record<MigrationRoute, string>> = {
  'kubernetes-node': 'Kubernetes nodes',
  'serverless-container': 'Serverless containers',
  'linux-vm-app': 'Linux machines of applications',
  'linux-vm-pet': 'Linux machines kept by hand',
  'windows-vm': 'Windows machines',
  faas: 'Functions',
  paas: 'Application platforms',
  'data-service': 'Managed data services',
  redesign: 'Databases to be redesigned for',
  'not-addressable': 'Not addressable',
  follows: 'Disks and traffic that follow',
  'object-storage': 'Object storage',
  'not-movable': 'Not movable',
  unpriced: 'Unpriced',
};

const GRADE_WORDS: Readonly<Record<UtilisationGrade, string>> = {
  A: 'measured per container',
  B: 'processor and memory of the machine measured',
  C: 'processor measured, memory unknown',
  D: 'nothing measured',
};

const UNPRICED_SHOWN = 15;
const STAYS_SHOWN = 12;

/** What part of the bill the estimate speaks of, and how well it knows it. */
export function migrationCoverageSection(context: MigrationContext): Section {
  const { coverage } = context.input;
  const share = shareFigure(context, {
    id: 'coverage',
    label: 'Priced addressable share',
    fraction: coverage.share,
    formula: 'priced addressable spend / all spend',
    figureId: context.input.today.figureIds['coverage'],
  });
  return {
    id: 'coverage',
    kicker: 'Coverage',
    title: words`${share} of the spend has a way to Kubernetes and a price there`,
    blocks: [routeTable(context), gradeTable(context), ...unpricedTable(context), ...stayTable(context)],
    newPage: false,
  };
}

function routeTable(context: MigrationContext): Block {
  const { coverage, currency } = context.input;
  const largest = Math.max(...coverage.routes.map(({ monthly }) => sizeOf(monthly)), 0);
  const total = moneyFigure(context, {
    id: 'coverage.total',
    label: 'All spend',
    amount: coverage.total,
    formula: 'sum of the routes',
    figureId: context.input.today.figureIds['effective'],
  });
  return {
    kind: 'table',
    caption: ['Spend a month by its way out'],
    columns: [
      left(['Way'], 3),
      right(words`A month (${name(currency)})`, 2),
      right(['Resources'], 1.2),
      right(['Movable, low / middle / high'], 2.6),
    ],
    rows: [
      ...coverage.routes.map((route) => routeRow(context, route, largest)),
      totalRow([{ text: ['All spend'] }, amountCell(total), quiet(''), quiet('')]),
    ],
  };
}

function routeRow(context: MigrationContext, route: MigrationCoverage['routes'][number], largest: number): Row {
  const label = ROUTE_NAMES[route.route];
  const amount = moneyFigure(context, {
    id: `route.${route.route}`,
    label,
    amount: route.monthly,
    formula: 'effective cost of the window / its months',
    figureId: route.figureId,
  });
  const share = (which: 'low' | 'mid' | 'high'): FigureRef =>
    shareFigure(context, {
      id: `route.${route.route}.${which}`,
      label: `Movable share of ${label}, ${which}`,
      fraction: route.movable[which],
      formula: 'assumption',
    });
  const count = numberFigure(context, {
    id: `route.${route.route}.resources`,
    label: `Resources, ${label}`,
    value: route.resources,
    unit: '',
    formula: 'count',
  });
  return {
    cells: [
      { text: [label] },
      { text: [amountOnly(amount)], ...(largest > 0 ? { bar: Math.max(0, sizeOf(route.monthly)) / largest } : {}) },
      { text: [count] },
      { text: words`${share('low')} / ${share('mid')} / ${share('high')}` },
    ],
  };
}

function gradeTable(context: MigrationContext): Block {
  const rows = context.input.coverage.grades.map((one): Row => {
    const amount = moneyFigure(context, {
      id: `grade.${one.grade}`,
      label: `Spend of grade ${one.grade}`,
      amount: one.monthly,
      formula: 'sum by grade',
    });
    const count = numberFigure(context, {
      id: `grade.${one.grade}.count`,
      label: 'Workloads',
      value: one.workloads,
      unit: '',
      formula: 'count',
    });
    return { cells: [{ text: [name(one.grade)], sub: [GRADE_WORDS[one.grade]] }, amountCell(amount), { text: [count] }] };
  });
  return {
    kind: 'table',
    caption: ['How well the use of the capacity is known'],
    columns: [left(['Grade'], 3), right(words`A month (${name(context.input.currency)})`, 2), right(['Workloads'], 1.4)],
    rows,
    note: ['The width of every interval grows from the first grade to the last.'],
  };
}

function unpricedTable(context: MigrationContext): Block[] {
  const { unpricedServices, unpriced } = context.input.coverage;
  if (unpricedServices.length === 0) return [];
  const rows = unpricedServices.slice(0, UNPRICED_SHOWN).map((one, index): Row => {
    const amount = moneyFigure(context, {
      id: `unpriced.${index}`,
      label: `${one.serviceName}, unpriced`,
      amount: one.monthly,
      formula: 'effective cost of the window / its months',
    });
    return {
      cells: [
        { text: [billName(one.serviceName)], sub: [name(providerName(one.provider))] },
        { text: [name(one.reason)], tone: 'quiet' },
        amountCell(amount),
      ],
    };
  });
  const total = moneyFigure(context, {
    id: 'unpriced.total',
    label: 'Unpriced spend',
    amount: unpriced,
    formula: 'sum of what has no price',
    figureId: context.input.today.figureIds['unpriced'],
  });
  rows.push({ cells: [{ text: ['All unpriced spend'] }, quiet(''), amountCell(total)], total: true });
  return [
    {
      kind: 'table',
      caption: ['Spend without a known way or price, by service: counted as staying'],
      columns: [left(['Service'], 3), left(['Why'], 3), right(words`A month (${name(context.input.currency)})`, 1.7)],
      rows,
    },
  ];
}

function stayTable(context: MigrationContext): Block[] {
  const [best] = context.priced;
  if (best === undefined || best.estimate.stays.length === 0) return [];
  const rows = best.estimate.stays.slice(0, STAYS_SHOWN).map((one, index): Row => {
    const amount = moneyFigure(context, {
      id: `stay.${index}`,
      label: `${one.workload}, stays`,
      amount: one.monthly,
      formula: 'effective cost a month',
    });
    return { cells: [{ text: [name(one.workload)] }, { text: [name(one.reason)], tone: 'quiet' }, amountCell(amount)] };
  });
  return [
    {
      kind: 'table',
      caption: words`What should stay even when the rest leaves for ${name(best.name)}`,
      columns: [left(['Workload'], 2.6), left(['Why'], 3.4), right(words`A month (${name(context.input.currency)})`, 1.7)],
      rows,
    },
  ];
}
