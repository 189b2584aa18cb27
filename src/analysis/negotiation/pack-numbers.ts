import { NEGOTIATION_RANGES } from '../../catalog/negotiation-ranges.ts';
import type { FitnessGrade } from '../../finding/derived-case.ts';
import type { AskName, EvidenceLevel, NegotiationCase } from '../../finding/negotiation-case.ts';
import type { Position } from '../../finding/negotiation-finding.ts';
import type { LineRange, PackAlternative, PackAsk, PackNumbers } from '../../finding/pack-numbers.ts';
import { changedCase, driverSpan } from './changed-case.ts';
import { amountOf } from './figure-spec.ts';
import { indifference } from './indifference.ts';
import { LEAVE_PARTS } from './leave-case.ts';
import { leverageOf } from './leverage.ts';
import { leversOf } from './levers.ts';
import { portfolioSpace } from './portfolio-space.ts';
import { positionsOf, type Positions } from './positions.ts';
import { shortfall } from './shortfall.ts';
import { presentValue } from './term.ts';
import { transferGroup } from './asks.ts';
import { workingsOf, type Workings } from './workings.ts';

/** What the pages of a pack need beside the finding; pure, and the same for the same case. The grade widens the ranges. */
export function packNumbersOf(input: NegotiationCase, grade: FitnessGrade): PackNumbers {
  const workings = workingsOf(input);
  const { positions, leverage, discountBase } = workings;
  return {
    alternatives: alternativesOf(workings),
    ranges: rangesOf(workings, grade),
    today: input.currentDiscount === 0 ? null : positionOf(workings, input.currentDiscount),
    ladder: positions.concessionLadder.map((discount) => positionOf(workings, discount)),
    ceiling: positionOf(workings, leverage.vendorCeiling),
    asks: asksOf(workings),
    pointPv: positionOf(workings, 0.01).presentValue,
    freedomCurve: freedomCurveOf(workings),
    levers: leversOf(workings),
    nextEvidence: nextEvidenceOf(workings),
    dStarAtTenPercentMore: tenPercentMore(input),
    openingHeadlines: Object.fromEntries(
      workings.packages.map((one) => [one.name, (positions.opening * discountBase.term - one.basket) / discountBase.term]),
    ),
  };
}

/** A discount in money of the first year and of the term. */
const positionOf = ({ discountBase, input }: Workings, discount: number): Position => ({
  discount,
  yearOne: amountOf(discount * discountBase.yearOne, input.currency),
  presentValue: amountOf(discount * discountBase.term, input.currency),
});

/** Public prices instead of quotes make an interval too narrow by about half. */
const WIDER: Readonly<Record<FitnessGrade, number>> = { A: 1, B: 1.5, C: 1.5, D: 1.5 };

/**
 * The least and the most of each line between both ends of d*: it moves what leaving is worth to us and how well the threat
 * is believed. A line need not rise with d*, so the lines at its middle and at the case itself are looked at as well.
 */
function rangesOf(workings: Workings, grade: FitnessGrade): PackNumbers['ranges'] {
  const { p10, p50, p90 } = workings.uncertainty.dStar;
  const end = (dStar: number): number => p50 + (dStar - p50) * WIDER[grade];
  const lines = [end(p10), p50, workings.best.dStar, end(p90)].map((dStar) => linesAt(workings, dStar));
  const position = (most: boolean, of: (line: Positions) => number): Position =>
    positionOf(workings, most ? Math.max(...lines.map(of)) : Math.min(...lines.map(of)));
  const range = (most: boolean): LineRange => ({
    walkAway: position(most, ({ walkAway }) => walkAway),
    expected: lines.some(({ expected }) => expected === null) ? null : position(most, ({ expected }) => expected ?? 0),
    target: position(most, ({ target }) => target),
    opening: position(most, ({ opening }) => opening),
  });
  return { low: range(false), high: range(true) };
}

function linesAt({ input, baseline, rho }: Workings, dStar: number): Positions {
  const { vendorCeiling, leverageIndex } = leverageOf(input, baseline.monthlyTotal, dStar);
  return positionsOf(input, { dStar, rho, vendorCeiling, leverageIndex: leverageIndex.value });
}

const EVIDENCE: readonly EvidenceLevel[] = ['none', 'written_quote', 'proof_of_concept', 'production_workload', 'tenth_of_spend_elsewhere'];

function nextEvidenceOf({ input, baseline, best }: Workings): PackNumbers['nextEvidence'] {
  const level = EVIDENCE[EVIDENCE.indexOf(input.evidence) + 1];
  if (level === undefined) return null;
  return { level, leverageIndex: leverageOf({ ...input, evidence: level }, baseline.monthlyTotal, best.dStar).leverageIndex.value };
}

/** Ways the renewal may end, as cash by year: staying at a discount, or leaving with the best portfolio (with everything where none pays). */
function alternativesOf(workings: Workings): PackAlternative[] {
  const { input, baseline, term, positions, best, fullExit } = workings;
  const stay = (discount: number): number[] => baseline.byYear.map((spend) => spend * (1 - input.eligibleShare * discount));
  const pays = best.leaving.length > 0;
  const leaving = pays ? best : fullExit;
  const left = baseline.byYear.map((_, year) => LEAVE_PARTS.reduce((sum, part) => sum + (leaving.flows[part][year] ?? 0), 0));
  const rows: readonly (readonly [PackAlternative['id'], readonly number[]])[] = [
    ['doNothing', stay(0)],
    ['asToday', stay(input.currentDiscount)],
    ['typicalOffer', stay(input.bench.typical)],
    ...(positions.expected === null ? [] : [['expected', stay(positions.expected)] as const]),
    ['target', stay(positions.target)],
    [pays ? 'leave' : 'leaveEverything', left],
  ];
  const values = rows.map(([id, byYear]) => ({ id, byYear, value: presentValue(term, byYear) }));
  const cheapest = Math.min(...values.map(({ value }) => value));
  return values.map(({ id, byYear, value }) => ({
    id,
    byYear: byYear.map((amount) => amountOf(amount, input.currency)),
    presentValue: amountOf(value, input.currency),
    moreThanBest: amountOf(value - cheapest, input.currency),
  }));
}

/** What each ask is worth in the first year, undiscounted. Price protection begins to pay with the second. */
const YEAR_ONE: Readonly<Record<AskName, (workings: Workings) => number>> = {
  credits: ({ input: { asks } }) => (asks.credits?.face ?? 0) * (asks.credits?.usableProbability ?? 0),
  transferRateCut: ({ input }) => 12 * (transferGroup(input)?.monthly ?? 0) * (input.asks.transferRateCut?.cut ?? 0),
  shortfallRollover: ({ input, baseline }) => {
    const { commitFraction, forecastSigma, asks } = input;
    const rolled = commitFraction - (asks.shortfallRollover?.rolloverFraction ?? 0);
    return (shortfall(commitFraction, forecastSigma) - shortfall(rolled, forecastSigma)) * (baseline.byYear[0] ?? 0);
  },
  priceProtection: () => 0,
  paymentTerms: ({ input, baseline }) => ((input.asks.paymentTerms?.extraDays ?? 0) / 365) * input.discountRate * (baseline.byYear[0] ?? 0),
  supportFeeCut: ({ input }) => 12 * (input.asks.supportFeeCut?.monthlySaving ?? 0),
};

function asksOf(workings: Workings): PackAsk[] {
  const { asks, discountBase, input } = workings;
  const names = Object.keys(YEAR_ONE).filter((name): name is AskName => name in asks);
  return names.map((ask) => {
    const value = asks[ask] ?? 0;
    return {
      ask,
      yearOne: amountOf(YEAR_ONE[ask](workings), input.currency),
      presentValue: amountOf(value, input.currency),
      points: value / discountBase.term,
    };
  });
}

/** Share of spend that no commitment binds: it steps up where a commitment ends. */
function freedomCurveOf({ input, baseline }: Workings): [month: number, share: number][] {
  const free = (month: number): number => {
    const bound = input.commitments.reduce((sum, one) => sum + (one.monthsLeft > month ? one.monthly : 0), 0);
    return Math.max(0, 1 - bound / baseline.monthlyTotal);
  };
  const months = [0, ...input.commitments.map((one) => one.monthsLeft).filter((month) => month > 0)];
  return [...new Set(months)].sort((a, b) => a - b).map((month) => [month, free(month)]);
}

/** d* of the best portfolio with one input ten percent higher, by the name of the input. */
const tenPercentMore = (input: NegotiationCase): Record<string, number> =>
  Object.fromEntries(
    NEGOTIATION_RANGES.map((range) => {
      const { base } = driverSpan(input, range);
      const changed = changedCase(input, range.input, base * 1.1);
      return [range.input, indifference(changed, portfolioSpace(changed.groups)).dStar];
    }),
  );
