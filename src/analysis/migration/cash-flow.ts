import { movedBy } from './schedule.ts';

/** One incumbent's side of a scenario: what it costs a month with nothing left on the table, and how its price moves in a year. */
export interface IncumbentFlow {
  readonly stay: number;
  readonly yearly: number;
  /** List-equivalent over effective. */
  readonly listRatio: number;
  /** US dollars of commitments that bind in a month, from month 1. */
  readonly bound: readonly number[];
}

/** A group of workloads on its way: US dollars a month before and after, and the months between which it moves. */
export interface WaveFlow {
  readonly incumbent: number;
  readonly before: number;
  readonly after: number;
  readonly from: number;
  readonly until: number;
}

/** One scenario of one destination, in US dollars of today. */
export interface CashScenario {
  readonly months: number;
  readonly incumbents: readonly IncumbentFlow[];
  readonly waves: readonly WaveFlow[];
  /** Yearly change of the destination's prices, and growth of the bill on both sides. */
  readonly destinationYearly: number;
  readonly growth: number;
  readonly discountRate: number;
  /** Fees, network and cross-cloud traffic that grow with what has moved. */
  readonly added: number;
  /** People, from the month in which work begins. */
  readonly people: number;
  readonly oneOff: number;
  readonly egress: number;
  readonly overlapMonths: number;
  readonly start: number;
  readonly end: number;
}

export interface CashMonth {
  readonly stay: number;
  readonly leave: number;
}

export interface CashResult {
  readonly npv: number;
  readonly pvStay: number;
  readonly pvStayList: number;
  readonly pvLeaveList: number;
  readonly doubleRun: number;
  readonly stranded: number;
}

/**
 * CF_t = stay_t - [remaining incumbent + destination + double run + one-off + egress + people + stranded], at the end of
 * month t, discounted by (1 + r)^(t/12). Migration model 0.1, section 3.10. A wave's capacity is bought one month before its
 * workloads leave, and both sides run for the overlap after that, at the destination's price.
 */
export function cashFlow(scenario: CashScenario, eachMonth?: (month: number, flow: CashMonth) => void): CashResult {
  const { incumbents, waves } = scenario;
  const result = { npv: 0, pvStay: 0, pvStayList: 0, pvLeaveList: 0, doubleRun: 0, stranded: 0 };
  const moving = waves.reduce((sum, wave) => sum + wave.before, 0);
  const monthly = monthlyFactors(scenario);
  const moved = wavesByMonth(scenario);
  for (let month = 1; month <= scenario.months; month += 1) {
    const years = month / 12;
    const discount = monthly.discount ** month;
    const growth = monthly.growth ** month;
    const there = monthly.there ** month;
    const here = incumbentMonth(incumbents, { month, years, growth }, moved.gone);
    const progress = moving > 0 ? (moved.ahead[month] ?? 0) / moving : month >= scenario.end ? 1 : 0;
    const doubled = (moved.leaving[month] ?? 0) * scenario.overlapMonths * there;
    const other = ((moved.running[month] ?? 0) + scenario.added * progress) * there + doubled + workMonth(scenario, month) + here.stranded;
    const people = month >= scenario.start ? scenario.people * growth : 0;
    result.npv += discount * (here.stay - here.remaining - other - people);
    result.pvStay += discount * here.stay;
    result.pvStayList += discount * here.stayList;
    result.pvLeaveList += discount * (here.remainingList + other + people);
    result.doubleRun += doubled;
    result.stranded += here.stranded;
    eachMonth?.(month, { stay: here.stay, leave: here.remaining + other + people });
  }
  return result;
}

function monthlyFactors({ discountRate, growth, destinationYearly }: CashScenario) {
  const ofGrowth = (1 + growth) ** (1 / 12);
  return { discount: (1 + discountRate) ** (-1 / 12), growth: ofGrowth, there: ofGrowth * (1 + destinationYearly) ** (1 / 12) };
}

/** By month from 1: spend that left each incumbent, spend whose capacity is bought, and what runs and doubles at the destination. */
interface MovedMonths {
  readonly gone: readonly number[][];
  readonly ahead: number[];
  readonly running: number[];
  readonly leaving: number[];
}

function wavesByMonth({ months, incumbents, waves }: CashScenario): MovedMonths {
  // Plain arrays: made for every scenario, where a typed one costs more to make than to use.
  const zeros = Array.from(new Uint8Array(months + 1));
  const column = (): number[] => zeros.slice();
  const sums = { gone: incumbents.map(column), ahead: column(), running: column(), leaving: column() };
  for (const { incumbent, before, after, from, until } of waves) {
    const gone = sums.gone[incumbent];
    let last = movedBy(0, from, until);
    let now = movedBy(1, from, until);
    for (let month = 1; month <= months; month += 1) {
      const soon = now === 1 ? 1 : movedBy(month + 1, from, until);
      sums.ahead[month] = (sums.ahead[month] ?? 0) + before * soon;
      sums.running[month] = (sums.running[month] ?? 0) + after * soon;
      sums.leaving[month] = (sums.leaving[month] ?? 0) + after * (now - last);
      if (gone !== undefined) gone[month] = (gone[month] ?? 0) + before * now;
      last = now;
      now = soon;
    }
  }
  return sums;
}

interface MonthFactors {
  readonly month: number;
  readonly years: number;
  readonly growth: number;
}

function incumbentMonth(
  incumbents: readonly IncumbentFlow[],
  { month, years, growth }: MonthFactors,
  gone: readonly (readonly number[])[],
) {
  const sum = { stay: 0, remaining: 0, stayList: 0, remainingList: 0, stranded: 0 };
  for (let at = 0; at < incumbents.length; at += 1) {
    const incumbent = incumbents[at];
    if (incumbent === undefined) continue;
    const factor = incumbent.yearly === 0 ? growth : growth * (1 + incumbent.yearly) ** years;
    const stay = incumbent.stay * factor;
    const remaining = (incumbent.stay - (gone[at]?.[month] ?? 0)) * factor;
    const bound = incumbent.bound[month - 1] ?? 0;
    sum.stay += stay;
    sum.remaining += remaining;
    sum.stayList += stay * incumbent.listRatio;
    sum.remainingList += remaining * incumbent.listRatio;
    if (bound > 0) sum.stranded += Math.max(0, bound - remaining) - Math.max(0, bound - stay);
  }
  return sum;
}

/** One-off work is paid evenly from its start to the last cut-over, egress with that. */
function workMonth({ months, start, end, oneOff, egress }: CashScenario, month: number): number {
  const working = Math.max(1, Math.ceil(end) - Math.floor(start));
  const worked = month >= start && month < start + working ? oneOff / working : 0;
  return worked + (month === Math.min(months, Math.max(1, Math.ceil(end))) ? egress : 0);
}

/** First month at or after the first difference in which leaving has paid back all it cost; null when it does not within the months. */
export function paybackMonth(flows: readonly CashMonth[]): number | null {
  let cumulative = 0;
  let hasBegun = false;
  for (const [at, { stay, leave }] of flows.entries()) {
    cumulative += stay - leave;
    hasBegun ||= stay !== leave;
    if (hasBegun && cumulative >= 0) return at + 1;
  }
  return null;
}

/** d* = (PV stay at list-equivalent price - PV leave) / (e x PV stay): the discount at which staying costs the same as leaving. */
export const indifferenceDiscount = ({ pvStayList, pvLeaveList }: CashResult, eligibleShare: number): number =>
  pvStayList > 0 && eligibleShare > 0 ? (pvStayList - pvLeaveList) / (eligibleShare * pvStayList) : 0;
