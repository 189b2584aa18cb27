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
  const gone = new Float64Array(incumbents.length);
  for (let month = 1; month <= scenario.months; month += 1) {
    const years = month / 12;
    const discount = monthly.discount ** month;
    const growth = monthly.growth ** month;
    const there = monthly.there ** month;
    const wave = waveMonth(waves, month, gone);
    const here = incumbentMonth(incumbents, { month, years, growth }, gone);
    const progress = moving > 0 ? wave.ahead / moving : month >= scenario.end ? 1 : 0;
    const doubled = wave.leaving * scenario.overlapMonths * there;
    const other = (wave.running + scenario.added * progress) * there + doubled + workMonth(scenario, month) + here.stranded;
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

/** What has moved by the end of a month: spend that left each incumbent (into `gone`), and what runs or doubles at the destination. */
function waveMonth(waves: readonly WaveFlow[], month: number, gone: Float64Array): { ahead: number; running: number; leaving: number } {
  gone.fill(0);
  const sum = { ahead: 0, running: 0, leaving: 0 };
  for (const { incumbent, before, after, from, until } of waves) {
    const soon = movedBy(month + 1, from, until);
    const moved = movedBy(month, from, until);
    sum.ahead += before * soon;
    sum.running += after * soon;
    sum.leaving += after * (moved - movedBy(month - 1, from, until));
    if (incumbent >= 0) gone[incumbent] = (gone[incumbent] ?? 0) + before * moved;
  }
  return sum;
}

interface MonthFactors {
  readonly month: number;
  readonly years: number;
  readonly growth: number;
}

function incumbentMonth(incumbents: readonly IncumbentFlow[], { month, years, growth }: MonthFactors, gone: Float64Array) {
  const sum = { stay: 0, remaining: 0, stayList: 0, remainingList: 0, stranded: 0 };
  for (let at = 0; at < incumbents.length; at += 1) {
    const incumbent = incumbents[at];
    if (incumbent === undefined) continue;
    const factor = incumbent.yearly === 0 ? growth : growth * (1 + incumbent.yearly) ** years;
    const stay = incumbent.stay * factor;
    const remaining = (incumbent.stay - (gone[at] ?? 0)) * factor;
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
