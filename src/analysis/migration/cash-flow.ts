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
  const { months, incumbents, waves } = scenario;
  const moving = waves.reduce((sum, wave) => sum + wave.before, 0);
  const result = { npv: 0, pvStay: 0, pvStayList: 0, pvLeaveList: 0, doubleRun: 0, stranded: 0 };
  const working = Math.max(1, Math.ceil(scenario.end) - Math.floor(scenario.start));
  for (let month = 1; month <= months; month += 1) {
    const years = month / 12;
    const discount = (1 + scenario.discountRate) ** -years;
    const growth = (1 + scenario.growth) ** years;
    const there = growth * (1 + scenario.destinationYearly) ** years;
    let [spent, ahead, remainingAll, stayAll, stayList, remainingList, strandedAll] = [0, 0, 0, 0, 0, 0, 0];
    let doubled = 0;
    for (const wave of waves) {
      const [soon, moved, before] = [
        movedBy(month + 1, wave.from, wave.until),
        movedBy(month, wave.from, wave.until),
        movedBy(month - 1, wave.from, wave.until),
      ];
      spent += wave.after * soon * there;
      doubled += wave.after * (moved - before) * scenario.overlapMonths * there;
      ahead += wave.before * soon;
    }
    incumbents.forEach((incumbent, at) => {
      const here = growth * (1 + incumbent.yearly) ** years;
      const gone = waves.reduce(
        (sum, wave) => (wave.incumbent === at ? sum + wave.before * movedBy(month, wave.from, wave.until) : sum),
        0,
      );
      const [stay, remaining] = [incumbent.stay * here, (incumbent.stay - gone) * here];
      const bound = incumbent.bound[month - 1] ?? 0;
      const stranded = Math.max(0, bound - remaining) - Math.max(0, bound - stay);
      stayAll += stay;
      remainingAll += remaining;
      stayList += stay * incumbent.listRatio;
      remainingList += remaining * incumbent.listRatio;
      strandedAll += stranded;
    });
    const progress = moving > 0 ? ahead / moving : month >= scenario.end ? 1 : 0;
    const hired = month >= scenario.start ? scenario.people * growth : 0;
    const worked = month >= scenario.start && month < scenario.start + working ? scenario.oneOff / working : 0;
    const carried = month === Math.min(months, Math.max(1, Math.ceil(scenario.end))) ? scenario.egress : 0;
    const other = spent + doubled + scenario.added * progress * there + hired + worked + carried + strandedAll;
    result.npv += discount * (stayAll - remainingAll - other);
    result.pvStay += discount * stayAll;
    result.pvStayList += discount * stayList;
    result.pvLeaveList += discount * (remainingList + other);
    result.doubleRun += doubled;
    result.stranded += strandedAll;
    eachMonth?.(month, { stay: stayAll, leave: remainingAll + other });
  }
  return result;
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
