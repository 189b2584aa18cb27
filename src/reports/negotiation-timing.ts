import type { GanttRow, GanttTone } from '../charts/spec.ts';
import { addDays, addMonths, billingPeriodOf, firstDayOf, isDay, type Day } from '../time.ts';
import { left, quiet } from './cells.ts';
import { dayName } from './date-text.ts';
import type { Block, Section, Table, Text } from './model.ts';
import type { PackContext } from './negotiation-context.ts';

/** The axis ends here at the latest. */
const MOST_MONTHS = 36;
/** The plan counts back from the signature; negotiation model, section 4. */
const BACK_PLAN = [
  ['portability', 12],
  ['optimise', 9],
  ['quotes', 6],
  ['proof', 5],
  ['approval', 4],
  ['opening', 3],
  ['rounds', 2],
  ['sign', 0],
] as const;
/** Weeks in which a quarter that ends moves the other side. */
const BEFORE_QUARTER_DAYS = 30;

/** When leverage peaks: expiries, quarters of the vendor, law, notice and exit on one axis, and the plan back from it. */
export function timingSection(context: PackContext): Section {
  const { pack, say } = context;
  const rows = rowsOf(context);
  const blocks: Block[] = [
    ...(rows.length === 0 ? [] : [ganttChart(context, rows)]),
    ...(pack.finding.case.plannedSignature === null ? [] : [backPlan(context, pack.finding.case.plannedSignature)]),
  ];
  return { id: 'timing', kicker: say.timing.kicker, title: titleOf(context), blocks, newPage: true };
}

function titleOf({ pack, say, language }: PackContext): Text {
  const signature = pack.finding.case.plannedSignature;
  // A signature that is planned for the days after a quarter ended is best brought forward into it.
  const from = signature === null ? pack.asOf : addDays(signature, -BEFORE_QUARTER_DAYS);
  const quarter = pack.calendar.quarterEnds.find(({ on }) => on >= from);
  if (quarter !== undefined) return say.timing.title(dayName(quarter.on, language));
  if (signature === null) return [say.timing.titleOpen];
  return say.timing.titleSign(dayName(monthsBefore(signature, 6), language), dayName(signature, language));
}

/** The same day so many months before; the last of a shorter month. */
function monthsBefore(day: Day, months: number): Day {
  const period = addMonths(billingPeriodOf(day), -months);
  const wished = `${period}-${day.slice(8, 10)}`;
  return isDay(wished) ? wished : addDays(firstDayOf(addMonths(period, 1)), -1);
}

interface Dated {
  readonly name: string;
  readonly tone: GanttTone;
  readonly from: Day;
  readonly to: Day;
}

function rowsOf(context: PackContext): GanttRow[] {
  const { pack, say, language } = context;
  const [from, to] = axisOf(context);
  const once = (tone: GanttTone, name: string, on: Day): Dated => ({ name, tone, from: on, to: on });
  const { case: input, daysToExit } = pack.finding;
  const start = input.plannedSignature ?? pack.asOf;
  const all: Dated[] = [
    ...pack.commitments.map(({ name, endsOn }): Dated => ({ name, tone: 'commitment', from: pack.asOf, to: endsOn })),
    ...(input.existingAgreementEnd === null ? [] : [once('commitment', say.timing.agreementEnds, input.existingAgreementEnd)]),
    ...pack.calendar.notices.map(({ name, on }) => once('notice', say.timing.noticeFor(name), on)),
    ...pack.calendar.quarterEnds.map(({ on, isYearEnd }) => once('vendor', isYearEnd ? say.timing.yearEnd : say.timing.quarterEnd, on)),
    ...pack.legalFacts.flatMap(({ subject, on }) => (on !== null && isDay(on) ? [once('legal', subject, on)] : [])),
    ...(['p25', 'p50', 'p80'] as const).flatMap((key) => {
      const days = daysToExit[key];
      return days === null ? [] : [once('exit', say.timing.exits[key], addDays(start, days))];
    }),
  ];
  return all
    .filter((row) => row.to >= from && row.from <= to)
    .map((row) => ({
      ...row,
      text: row.from === row.to ? dayName(row.to, language).text : say.timing.until(dayName(row.to, language).text),
    }));
}

/** From the month of the snapshot to half a year after the last date that is ours, three years at the most. */
function axisOf({ pack }: PackContext): [Day, Day] {
  const from = firstDayOf(billingPeriodOf(pack.asOf));
  const { plannedSignature, existingAgreementEnd } = pack.finding.case;
  const start = plannedSignature ?? pack.asOf;
  const exits = Object.values(pack.finding.daysToExit).flatMap((days) => (days === null ? [] : [addDays(start, days)]));
  const ours = [start, existingAgreementEnd ?? start, ...exits, ...pack.commitments.map(({ endsOn }) => endsOn)];
  const last = ours.reduce((latest, day) => (day > latest ? day : latest), start);
  const end = firstDayOf(addMonths(billingPeriodOf(last), 3));
  const most = firstDayOf(addMonths(billingPeriodOf(from), MOST_MONTHS));
  return [from, end < most ? end : most];
}

function ganttChart(context: PackContext, rows: readonly GanttRow[]): Block {
  const { pack, say, language } = context;
  const [from, to] = axisOf(context);
  const used = new Set(rows.map(({ tone }) => tone));
  const tones = (['commitment', 'notice', 'vendor', 'legal', 'exit'] as const).filter((tone) => used.has(tone));
  const signature = pack.finding.case.plannedSignature;
  return {
    kind: 'chart',
    chart: {
      kind: 'gantt',
      id: 'calendar',
      language,
      title: say.timing.chart,
      unit: say.timing.chartUnit,
      alt: say.timing.alt(rows.length, rows[0]?.text ?? ''),
      from,
      to,
      rows,
      tones: tones.map((tone) => ({ tone, name: say.timing.tones[tone] })),
      marks: signature === null ? [] : [{ on: signature, name: say.timing.signature }],
    },
    note: say.timing.note,
    tabled: false,
  };
}

function backPlan({ pack, say, language }: PackContext, signature: Day): Table {
  const heads = say.timing.planHeads;
  return {
    kind: 'table',
    caption: [say.timing.plan],
    columns: [left([heads.when], 1.6), left([heads.what], 4), left([heads.ready], 2.4)],
    rows: BACK_PLAN.map(([step, months]) => {
      const on = step === 'sign' ? signature : monthsBefore(signature, months);
      const { what, ready } = say.timing.steps[step];
      const isPast = on < addDays(pack.asOf, -BEFORE_QUARTER_DAYS);
      return {
        cells: [
          { text: [dayName(on, language)], ...(isPast ? { sub: [say.timing.late], tone: 'quiet' as const } : {}) },
          { text: [what] },
          quiet(ready),
        ],
      };
    }),
  };
}
