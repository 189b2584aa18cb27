import type { ChartPoint, ChartSpec } from '../charts/spec.ts';
import { approximate, attosOf, money, type MoneyJson } from '../money.ts';
import { billName, billText, left, nameCell, providerName, right } from './cells.ts';
import { scoreFigure, serviceSlug, type LockInContext } from './lock-in-context.ts';
import type { ServiceLockIn } from '../finding/lock-in-finding.ts';
import { inlineText, name, words, type Block, type FigureRef, type Row, type Section, type Text } from './model.ts';

const HEAT_ROWS = 12;
const SERVICES_KEPT = 30;
const EXPLAINED = 6;

const FACETS = ['interface', 'replacement', 'data', 'code', 'operations'] as const;

/** The services behind the lock: facets as a heat map, scores and substitutes as a table, the highest explained. */
export function serviceSection(context: LockInContext): Section[] {
  const services = [...context.input.services].sort(
    (a, b) => sizeOf(b.spend) - sizeOf(a.spend) || (a.serviceName < b.serviceName ? -1 : 1),
  );
  const [first] = [...services].sort((a, b) => sizeOf(b.lockedSpend) - sizeOf(a.lockedSpend));
  if (first === undefined) return [];
  const scored = services.filter((service) => service.facets !== null);
  return [
    {
      id: 'services',
      kicker: 'By service',
      title:
        sizeOf(first.lockedSpend) > 0
          ? words`${billName(first.serviceName)} holds the most locked money`
          : ['No service is known to hold locked money'],
      blocks: [
        ...(scored.length > 0 ? [facetChart(context, scored.slice(0, HEAT_ROWS))] : []),
        serviceTable(context, services),
        ...explained(context, scored),
      ],
      newPage: false,
    },
  ];
}

const sizeOf = ({ amount, currency }: MoneyJson): number => approximate(money(attosOf(amount) ?? 0n, currency));

function facetChart(context: LockInContext, services: readonly ServiceLockIn[]): Block {
  const rows = services.map((service) => ({
    name: billText(service.serviceName),
    points: [
      ...FACETS.map((facet): ChartPoint | null => {
        const value = service.facets?.[facet];
        return value === undefined ? null : pointOf(context, facetFigure(context, service, facet), value * 100);
      }),
      service.score === null ? null : pointOf(context, scoreFigure(context, service), service.score),
    ],
  }));
  const highest = [...services].sort((a, b) => (b.score ?? 0) - (a.score ?? 0))[0];
  const text = highest === undefined ? '' : inlineText(scoreFigure(context, highest), context.book.figures());
  const chart: ChartSpec = {
    kind: 'heatMap',
    id: 'facets',
    title: 'Why the largest services are hard to leave',
    alt: `Facets of the largest services. The highest score is ${text}, of ${billText(highest?.serviceName ?? '')}.`,
    unit: 'zero is portable, a hundred is locked in',
    columns: ['Interface', 'Replacement', 'Data', 'Code', 'Operations', 'Score'],
    rows,
    max: 100,
  };
  return { kind: 'chart', chart, tabled: false, note: ['The five facets in hundredths, and the score they give; services by spend.'] };
}

const pointOf = ({ book }: LockInContext, ref: FigureRef, value: number): ChartPoint => ({
  value,
  text: inlineText(ref, book.figures()),
  figureId: ref.figureId,
});

const facetFigure = ({ figure, input }: LockInContext, service: ServiceLockIn, facet: (typeof FACETS)[number]): FigureRef =>
  figure(undefined, {
    id: `${serviceSlug(service)}.facet.${facet}`,
    label: `${service.serviceName}: ${facet}`,
    value: { kind: 'score', value: (service.facets?.[facet] ?? 0) * 100 },
    formula: `catalogue ${input.catalogue.version}, facet in hundredths`,
    catalogRows: [`services/${service.provider}/${service.serviceName}`],
  });

function serviceTable(context: LockInContext, services: readonly ServiceLockIn[]): Block {
  const kept = services.slice(0, SERVICES_KEPT);
  const hidden = services.length - kept.length;
  const rest = context.book.count('lock-in-report.services.hidden', {
    label: 'Services not listed',
    value: hidden,
    unit: '',
    evidence: {
      formula: 'services of the finding − services listed',
      substituted: 'counted',
      filter: null,
      catalogRows: [],
      assumptions: [],
    },
  });
  return {
    kind: 'table',
    caption: ['Services by spend'],
    columns: [
      left(['Service'], 3.2),
      left(['Provider'], 1.5),
      right(['Spend'], 1.8),
      right(['Locked'], 1.8),
      right(['Score'], 1.4),
      left(['Band'], 1.4),
      right(['Person-weeks'], 1.6),
    ],
    rows: kept.map((service) => serviceRow(context, service)),
    ...(hidden > 0 ? { note: words`Smaller services not listed here, and in every total: ${rest}.` } : {}),
  };
}

function serviceRow(context: LockInContext, service: ServiceLockIn): Row {
  const amount = (id: string | undefined, which: 'spend' | 'lockedSpend', formula: string): FigureRef =>
    context.figure(id, {
      id: `${serviceSlug(service)}.${which}`,
      label: `${which === 'spend' ? 'Spend' : 'Locked spend'} on ${service.serviceName}`,
      value: { kind: 'money', money: service[which] },
      formula,
    });
  const [substitute] = service.substitutes;
  const none = service.score === null ? 'not in the catalogue yet' : 'no substitute listed';
  const { reason } = service.block;
  return {
    cells: [
      { text: [billName(service.serviceName)], sub: substitute === undefined ? [none] : words`could become ${name(substitute)}` },
      { ...nameCell(providerName(service.provider)), sub: [reason === 'none' ? 'no block' : `block: ${reason}`] },
      { text: [amount(service.spendFigureId, 'spend', 'sum of positive net effective cost')] },
      { text: [amount(undefined, 'lockedSpend', "spend x h'")] },
      service.score === null
        ? { text: [scoreText(context, service)], tone: 'quiet' }
        : { text: [scoreFigure(context, service)], bar: service.score / 100 },
      { text: [service.band] },
      { text: weeksText(context, service) },
    ],
  };
}

/** Without a score, that is what the cell says. */
const scoreText = ({ figure }: LockInContext, service: ServiceLockIn): FigureRef =>
  figure(undefined, {
    id: `${serviceSlug(service)}.no-score`,
    label: `Score of ${service.serviceName}`,
    value: { kind: 'unknown', reason: 'The catalogue does not know this name.' },
    formula: 'T = 100 x (0.6 mean + 0.4 block)',
  });

function weeksText({ figure }: LockInContext, service: ServiceLockIn): Text {
  const weeks = service.exitWeeks;
  if (weeks === null) return ['not known'];
  const part = (which: 'low' | 'high'): FigureRef =>
    figure(undefined, {
      id: `${serviceSlug(service)}.weeks.${which}`,
      label: `Person-weeks to leave ${service.serviceName}, ${which}`,
      value: { kind: 'number', value: weeks[which], unit: '' },
      formula: 'base x n^0.8',
    });
  return weeks.low === weeks.high ? [part('low')] : words`${part('low')} to ${part('high')}`;
}

function explained(context: LockInContext, scored: readonly ServiceLockIn[]): Block[] {
  const highest = [...scored]
    .sort((a, b) => sizeOf(b.lockedSpend) - sizeOf(a.lockedSpend))
    .filter((service) => sizeOf(service.lockedSpend) > 0)
    .slice(0, EXPLAINED);
  if (highest.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: ['How the scores with the most locked money come about'],
      columns: [left(['Service'], 2), right(['Score'], 0.8), left(['Terms of the score'], 6)],
      rows: highest.map((service) => ({
        cells: [nameCell(service.serviceName), { text: [scoreFigure(context, service)] }, nameCell(service.explanation)],
      })),
    },
  ];
}
