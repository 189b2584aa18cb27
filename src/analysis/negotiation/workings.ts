import type { AskName, NegotiationCase } from '../../finding/negotiation-case.ts';
import type { SensitivityRow } from '../../finding/negotiation-finding.ts';
import { asksPv } from './asks.ts';
import { commitmentPrice } from './effective-discount.ts';
import { daysToExit, exitCurve } from './exit-curve.ts';
import { indifference } from './indifference.ts';
import { leaveFlows, npvLeave, type LeaveFlows } from './leave-case.ts';
import { leverageOf, type Leverage } from './leverage.ts';
import { portfolioSpace } from './portfolio-space.ts';
import { positionsOf, type Positions } from './positions.ts';
import { sensitivityOf } from './sensitivity.ts';
import { baselineOf, termOf, type Baseline, type Term } from './term.ts';
import { uncertaintyOf, type Uncertainty } from './uncertainty.ts';

/** One way to leave, in floats of the case's currency. */
export interface LeaveWorkings {
  /** Indexes of the groups that leave. */
  readonly leaving: readonly number[];
  readonly flows: LeaveFlows;
  readonly npv: number;
  readonly dStar: number;
}

export interface PackageWorkings {
  readonly name: string;
  readonly asks: readonly AskName[];
  readonly basket: number;
  readonly headline: number;
}

/** Every number of a case as floats, before it is turned into money and figures. */
export interface Workings {
  readonly input: NegotiationCase;
  readonly term: Term;
  readonly baseline: Baseline;
  /** eligibleShare x PV_B and eligibleShare x B_1: what a discount of 1 is worth over the term and in year 1. */
  readonly discountBase: { readonly term: number; readonly yearOne: number };
  readonly best: LeaveWorkings;
  readonly fullExit: LeaveWorkings;
  readonly rho: number;
  readonly leverage: Leverage;
  readonly positions: Positions;
  readonly lockInPremiumPerYear: number;
  readonly sharePointValuePerYear: number;
  readonly curve: readonly (readonly [month: number, share: number])[];
  readonly days: Readonly<Record<'p25' | 'p50' | 'p80', number | null>>;
  readonly asks: Readonly<Partial<Record<AskName, number>>>;
  readonly packages: readonly PackageWorkings[];
  readonly sensitivity: readonly SensitivityRow[];
  readonly uncertainty: Uncertainty;
}

/** Everything that section 1 of the model defines, for one case. */
export function workingsOf(input: NegotiationCase): Workings {
  const term = termOf(input);
  const baseline = baselineOf(term, input.groups);
  const yearOneSpend = baseline.byYear[0] ?? 0;
  const discountBase = { term: input.eligibleShare * baseline.presentValue, yearOne: input.eligibleShare * yearOneSpend };
  const space = portfolioSpace(input.groups);
  const found = indifference(input, space);
  const rho = commitmentPrice(input);
  const leverage = leverageOf(input, baseline.monthlyTotal, found.dStar);
  const positions = positionsOf(input, {
    dStar: found.dStar,
    rho,
    vendorCeiling: leverage.vendorCeiling,
    leverageIndex: leverage.leverageIndex.value,
  });
  const curve = exitCurve(input.groups, baseline.monthlyTotal);
  const asks = asksPv(input, term, baseline);
  const leave = (leaving: readonly number[], dStar: number): LeaveWorkings => {
    const flows = leaveFlows(input, term, new Set(leaving));
    return { leaving, flows, npv: npvLeave(term, flows), dStar };
  };
  return {
    input,
    term,
    baseline,
    discountBase,
    best: leave(found.best.leaving, found.dStar),
    fullExit: leave(
      input.groups.map((_, index) => index),
      found.dStarFullExit,
    ),
    rho,
    leverage,
    positions,
    lockInPremiumPerYear: Math.max(0, input.bench.high - input.currentDiscount) * discountBase.yearOne,
    sharePointValuePerYear: leverage.exitProbability * input.vendorMargin * 0.01 * yearOneSpend,
    curve,
    days: { p25: daysToExit(curve, 0.25), p50: daysToExit(curve, 0.5), p80: daysToExit(curve, 0.8) },
    asks,
    packages: input.packages.map((one) => {
      const basket = one.asks.reduce((sum, ask) => sum + (asks[ask] ?? 0), 0);
      return { name: one.name, asks: one.asks, basket, headline: (positions.target * discountBase.term - basket) / discountBase.term };
    }),
    sensitivity: sensitivityOf(input, space),
    uncertainty: uncertaintyOf(input, space),
  };
}
