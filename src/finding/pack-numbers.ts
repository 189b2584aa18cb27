import type { MoneyJson } from '../money.ts';
import type { AskName, EvidenceLevel } from './negotiation-case.ts';
import type { Position } from './negotiation-finding.ts';

/** What follows from case and finding for the pages; computed by analysis, so that a report never does arithmetic. */
export interface PackNumbers {
  readonly alternatives: readonly PackAlternative[];
  /** The least and the most of each line with d* between P10 and P90 of its draws, the case included; grade B widens the distance to both ends by half. */
  readonly ranges: { readonly low: LineRange; readonly high: LineRange };
  /** What today's negotiated discount is worth; null where there is none. */
  readonly today: Position | null;
  /** Each position of the concession ladder, the opening first. */
  readonly ladder: readonly Position[];
  /** Vendor ceiling as a position. */
  readonly ceiling: Position;
  readonly asks: readonly PackAsk[];
  /** Present value of one percentage point of discount over the term. */
  readonly pointPv: MoneyJson;
  /** Share of spend (fraction) that no commitment binds, from a month on; the first is month 0. */
  readonly freedomCurve: readonly (readonly [month: number, share: number])[];
  /** What would raise the leverage, the best value per person-month first. */
  readonly levers: readonly PackLever[];
  /** The next rung of the evidence ladder and the leverage index on it; null on the last one. */
  readonly nextEvidence: { readonly level: EvidenceLevel; readonly leverageIndex: number } | null;
  /** d* when one input is ten percent higher, by the name of the input in the case. */
  readonly dStarAtTenPercentMore: Readonly<Record<string, number>>;
  /** Headline of each package at the opening instead of the target, by its name. */
  readonly openingHeadlines: Readonly<Record<string, number>>;
}

/** Lines at one end of the interval. `expected` is null where that end leaves no zone of possible agreement. */
export interface LineRange {
  readonly walkAway: Position;
  readonly expected: Position | null;
  readonly target: Position;
  readonly opening: Position;
}

/** Ways the renewal may end. `doNothing`: the agreement lapses and list-equivalent price is paid. `leave` moves the best
 * groups, `leaveEverything` all of them where moving none is best. */
export type AlternativeId = 'doNothing' | 'asToday' | 'typicalOffer' | 'expected' | 'target' | 'leave' | 'leaveEverything';

export interface PackAlternative {
  readonly id: AlternativeId;
  /** Cash out in each year, one-off cost included; not discounted. */
  readonly byYear: readonly MoneyJson[];
  readonly presentValue: MoneyJson;
  /** Over the cheapest of the list, in present value. */
  readonly moreThanBest: MoneyJson;
}

export interface PackAsk {
  readonly ask: AskName;
  readonly yearOne: MoneyJson;
  readonly presentValue: MoneyJson;
  /** The present value as discount off eligible spend, a fraction. */
  readonly points: number;
}

export interface PackLever {
  readonly group: string;
  /** Share of all spend (fraction) that becomes credible when this group, and what it requires, is ready. */
  readonly share: number;
  readonly personMonths: number;
  /** Percentage points of share a person-month. */
  readonly pointsPerPersonMonth: number;
  /** Yearly bargaining value of that share. */
  readonly valuePerYear: MoneyJson;
  /** Leverage index with the group ready, 0 to 100. */
  readonly leverageIndex: number;
  readonly requires: readonly string[];
}
