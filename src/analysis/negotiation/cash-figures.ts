import type { LeavePart } from '../../finding/negotiation-finding.ts';
import { moneyValue, percentValue, rounded, shown, type FigureSpec } from './figure-spec.ts';
import { LEAVE_PARTS } from './leave-case.ts';
import { presentValue } from './term.ts';
import type { LeaveWorkings, Workings } from './workings.ts';

/** Figures of the baseline, of both ways to leave, and of the discounts at which staying costs the same. */
export function cashFigures(workings: Workings): FigureSpec[] {
  return [
    ...baselineFigures(workings),
    ...leaveFigures(workings, workings.best, { prefix: 'npvLeave', words: 'leaving with the best groups' }),
    ...leaveFigures(workings, workings.fullExit, { prefix: 'npvLeaveFullExit', words: 'leaving with everything' }),
    ...indifferenceFigures(workings),
  ];
}

function baselineFigures({ input, term, baseline }: Workings): FigureSpec[] {
  const { currency } = input;
  return [
    ...baseline.byYear.map((spend, index) => ({
      name: `baselineByYear.${index + 1}`,
      label: `Baseline of year ${index + 1}`,
      value: moneyValue(spend, currency),
      formula: 'B_y = 12 x tot x (1 + growth)^(y - 1)',
      substituted: `12 x ${shown(baseline.monthlyTotal)} x (1 + ${shown(input.growth)})^${index} = ${shown(spend)}`,
    })),
    {
      name: 'pvBaseline',
      label: 'Present value of the baseline',
      value: moneyValue(baseline.presentValue, currency),
      formula: 'PV_B = sum of B_y x (1 + discountRate)^-y',
      substituted: `${discounted(baseline.byYear, term.discountFactors)} = ${shown(baseline.presentValue)}`,
    },
  ];
}

const discounted = (byYear: readonly number[], factors: readonly number[]): string =>
  byYear.map((amount, index) => `${shown(amount)} x ${rounded(factors[index] ?? 0, 6)}`).join(' + ');

/** What each part of the leave case is, for its evidence. */
const PART_FORMULAS: Readonly<Record<LeavePart, string>> = {
  incumbent: 'sum over groups of 12 x monthly x (1 + growth)^(y - 1) x months still here / 12',
  target: 'sum over leaving groups of 12 x monthly x (1 + growth)^(y - 1) x targetCostRatio x months at the target / 12',
  overlap: 'sum over groups that cut over this year of monthly x (1 + growth)^(y - 1) x targetCostRatio x overlapMonths',
  ops: 'addedOpsMonthly x months after the first cut-over',
  cross: 'crossCloudMonthly x months after the first cut-over, unless everything leaves',
  oneOff: 'effort x rate x (1 + contingency), spread over months 1 to cut-over, and fixedOneOff x (1 + contingency) in year 1',
  egress: 'transferGb x egressPerGb x data share that leaves, in the year of the last cut-over, unless waived',
  stranded: 'sum over groups that cut over this year of commitment x months left after cut-over',
  credits: '-targetCreditRate x target spend in the 12 months after each cut-over',
};

interface Naming {
  readonly prefix: 'npvLeave' | 'npvLeaveFullExit';
  readonly words: string;
}

function leaveFigures({ input, term }: Workings, { flows, npv, leaving }: LeaveWorkings, { prefix, words }: Naming): FigureSpec[] {
  const { currency } = input;
  const names = leaving.map((index) => input.groups[index]?.name ?? '').join(', ') || 'no group';
  const parts = LEAVE_PARTS.map((part) => ({ part, value: presentValue(term, flows[part]) }));
  const totals = term.discountFactors.map((_, index) => LEAVE_PARTS.reduce((sum, part) => sum + (flows[part][index] ?? 0), 0));
  return [
    {
      name: prefix,
      label: `Present value of ${words}`,
      value: moneyValue(npv, currency),
      formula: 'NPV_leave = sum of DF_y x (incumbent + target + overlap + ops + cross + one-off + egress + stranded + credits)',
      substituted: `${parts.map(({ value }) => shown(value)).join(' + ')} = ${shown(npv)}, with ${names}`,
    },
    ...parts.map(({ part, value }) => ({
      name: `${prefix}.byPart.${part}`,
      label: `Present value of ${part} when ${words}`,
      value: moneyValue(value, currency),
      formula: `sum of DF_y x (${PART_FORMULAS[part]})`,
      substituted: `${discounted(flows[part], term.discountFactors)} = ${shown(value)}`,
    })),
    ...totals.flatMap((total, index) => [
      {
        name: `${prefix}.byYear.${index + 1}`,
        label: `Year ${index + 1} of ${words}`,
        value: moneyValue(total, currency),
        formula: 'incumbent + target + overlap + ops + cross + one-off + egress + stranded + credits',
        substituted: `${LEAVE_PARTS.map((part) => shown(flows[part][index] ?? 0)).join(' + ')} = ${shown(total)}`,
      },
      ...LEAVE_PARTS.map((part) => ({
        name: `${prefix}.byYear.${index + 1}.${part}`,
        label: `Year ${index + 1}, ${part} when ${words}`,
        value: moneyValue(flows[part][index] ?? 0, currency),
        formula: PART_FORMULAS[part],
        substituted: `${shown(flows[part][index] ?? 0)} with ${names}`,
      })),
    ]),
  ];
}

function indifferenceFigures({ input, baseline, best, fullExit, discountBase }: Workings): FigureSpec[] {
  const of = ({ npv, dStar }: LeaveWorkings): string =>
    `(${shown(baseline.presentValue)} - ${shown(npv)}) / (${shown(input.eligibleShare)} x ${shown(baseline.presentValue)}) = ${shown(dStar)}`;
  const formula = 'dStar = (PV_B - NPV_leave) / (eligibleShare x PV_B)';
  return [
    {
      name: 'dStar',
      label: 'Indifference discount of the best groups',
      value: percentValue(best.dStar),
      formula: `${formula}, at least 0: staying without an agreement is always allowed`,
      substituted: of(best),
    },
    {
      name: 'dStarFullExit',
      label: 'Indifference discount of the full exit',
      value: percentValue(fullExit.dStar),
      formula,
      substituted: of(fullExit),
    },
    {
      name: 'savingPv',
      label: 'Saving of the best groups over the term',
      value: moneyValue(best.dStar * discountBase.term, input.currency),
      formula: 'PV_B - NPV_leave',
      substituted: `${shown(baseline.presentValue)} - ${shown(best.npv)} = ${shown(best.dStar * discountBase.term)}`,
    },
  ];
}
