import type { ChartSpec } from '../charts/spec.ts';
import type { SensitivityRow } from '../finding/negotiation-finding.ts';
import type { Block, FigureRef, Section } from './model.ts';
import { name } from './model.ts';
import { found, ownNumber, ownShare, pointOf, textOf, type PackContext } from './negotiation-context.ts';

const SHOWN = 8;
/** Inputs that are fractions themselves; the others are shown in percent of their value in the case. */
const FRACTIONS: ReadonlySet<string> = new Set(['growth', 'discountRate', 'eligibleShare', 'contingency', 'targetCreditRate']);

/** An input of the case as people call it. */
export const driverName = ({ say }: PackContext, { input, label }: Pick<SensitivityRow, 'input' | 'label'>): string =>
  say.tornado.drivers[input] ?? label;

/** What would change our mind: the drivers with the widest swing, and how sure the number is when all move at once. */
export function tornadoSection(context: PackContext): Section {
  const { pack, say } = context;
  const { finding } = pack;
  const full = finding.dStar <= 0;
  const swing = (row: SensitivityRow): number => (full ? Math.abs(row.dStarFullExitHigh - row.dStarFullExitLow) : row.swing);
  const rows = finding.sensitivity
    .filter((row) => swing(row) > 0)
    .toSorted((a, b) => swing(b) - swing(a))
    .slice(0, SHOWN);
  const [first] = rows;
  const key = (end: string): FigureRef => found(context, `uncertainty.dStar.${end}`);
  const saving = (end: string): FigureRef => found(context, `uncertainty.saving.${end}`);
  const blocks: Block[] = [
    ...(first === undefined
      ? []
      : [{ kind: 'chart' as const, chart: tornadoChart(context, rows, full), note: say.tornado.note, tabled: false }]),
    { kind: 'paragraph', text: say.tornado.spread(key('p10'), key('p50'), key('p90')) },
    { kind: 'paragraph', text: say.tornado.saving(saving('p10'), saving('p50'), saving('p90')) },
  ];
  return {
    id: 'sensitivity',
    kicker: say.tornado.kicker,
    title: first === undefined ? [say.tornado.titleNone] : say.tornado.title(name(driverName(context, first))),
    blocks,
    newPage: true,
  };
}

function tornadoChart(context: PackContext, rows: readonly SensitivityRow[], full: boolean): ChartSpec {
  const { pack, say, language } = context;
  const which = full ? 'dStarFullExit' : 'dStar';
  const base = found(context, which);
  const drawn = rows.map((row) => {
    const end = (side: 'Low' | 'High', at: number): { readonly input: string; readonly point: ReturnType<typeof pointOf> } => ({
      input: textOf(context, inputFigure(context, { row, side, at })),
      point: pointOf(context, found(context, `sensitivity.${row.input}.${which}${side}`), row[`${which}${side}`] * 100),
    });
    return { name: driverName(context, row), low: end('Low', row.low), high: end('High', row.high) };
  });
  const [first] = drawn;
  return {
    kind: 'tornado',
    id: 'sensitivity',
    language,
    title: say.tornado.chart(full),
    unit: say.tornado.unit,
    alt: say.tornado.alt(textOf(context, base), first?.name ?? '', [first?.low.point.text ?? '', first?.high.point.text ?? '']),
    base: pointOf(context, base, pack.finding[which] * 100),
    flip: { name: say.tornado.flip, value: 0 },
    rows: drawn,
  };
}

interface End {
  readonly row: SensitivityRow;
  readonly side: 'Low' | 'High';
  readonly at: number;
}

/** An end of a range: a fraction as it is, a factor or an amount in percent of its value in the case. */
function inputFigure(context: PackContext, { row, side, at }: End): FigureRef {
  const about = {
    id: `sensitivity.${row.input}.input${side}`,
    label: `${row.label}, ${side === 'Low' ? 'low' : 'high'} end`,
    formula: 'end of the stated range',
  };
  if (row.unit === 'factor') return ownShare(context, at, about);
  if (FRACTIONS.has(row.input)) return ownShare(context, at, about);
  return row.base === 0 ? ownNumber(context, at, { ...about, unit: '' }) : ownShare(context, at / row.base, about);
}
