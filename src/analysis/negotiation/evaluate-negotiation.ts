import type { Assumption } from '../../finding/figure.ts';
import type { Gap } from '../../finding/lock-in-finding.ts';
import type { NegotiationCase } from '../../finding/negotiation-case.ts';
import type { LeaveParts, NegotiationFinding, NpvLeave, Percentiles, Position } from '../../finding/negotiation-finding.ts';
import type { ChargeFilter } from '../../focus/filter.ts';
import type { MoneyJson } from '../../money.ts';
import { cashFigures } from './cash-figures.ts';
import { amountOf, figuresOf } from './figure-spec.ts';
import { LEAVE_PARTS } from './leave-case.ts';
import { leverageFigures } from './leverage-figures.ts';
import { postureOf } from './leverage.ts';
import { lineFigures } from './line-figures.ts';
import { negotiationGaps } from './negotiation-gaps.ts';
import { presentValue } from './term.ts';
import { DRAWS } from './uncertainty.ts';
import { valueFigures } from './value-figures.ts';
import { workingsOf, type LeaveWorkings, type Workings } from './workings.ts';

/** Version of the formulas; a change that moves a number raises it. */
export const NEGOTIATION_MODEL_VERSION = '0.1.0';

/** A case and what it rests on. */
export interface NegotiationInput {
  readonly case: NegotiationCase;
  /** Names case, model and catalogue; figure ids begin with it. */
  readonly snapshotHash: string;
  /** The charge rows that the case was derived from; null for a case that was written by hand. */
  readonly filter: ChargeFilter | null;
  /** Catalogue rows, assumptions and gaps of the derivation. */
  readonly catalogRows: readonly string[];
  readonly assumptions: readonly Assumption[];
  readonly gaps: readonly Gap[];
}

/** Every number of a negotiation case with its evidence: pure, and the same for the same case. */
export function evaluateNegotiation(given: NegotiationInput): NegotiationFinding {
  const workings = workingsOf(given.case);
  const specs = [...cashFigures(workings), ...leverageFigures(workings), ...lineFigures(workings), ...valueFigures(workings)];
  const { figures, figureIds } = figuresOf(specs, given);
  return {
    modelVersion: NEGOTIATION_MODEL_VERSION,
    snapshotHash: given.snapshotHash,
    vendor: given.case.vendor,
    currency: given.case.currency,
    case: given.case,
    ...cashNumbers(workings),
    ...leverageNumbers(workings),
    ...lineNumbers(workings),
    ...valueNumbers(workings),
    assumptions: distinctAssumptions([...given.assumptions, ...figures.flatMap((figure) => figure.evidence.assumptions)]),
    gaps: [...given.gaps, ...negotiationGaps(workings)],
    figures,
    figureIds,
  };
}

/** Each assumption once, in the order of first use. */
const distinctAssumptions = (assumptions: readonly Assumption[]): Assumption[] =>
  [...new Map(assumptions.toReversed().map((assumption) => [assumption.id, assumption])).values()].toReversed();

function cashNumbers(workings: Workings) {
  const { input, baseline, best, fullExit, discountBase } = workings;
  return {
    baselineByYear: baseline.byYear.map((spend) => amountOf(spend, input.currency)),
    pvBaseline: amountOf(baseline.presentValue, input.currency),
    npvLeave: npvLeaveJson(workings, best),
    npvLeaveFullExit: npvLeaveJson(workings, fullExit),
    dStarFullExit: fullExit.dStar,
    bestSubset: namesOf(workings, best),
    dStar: best.dStar,
    savingPv: amountOf(best.dStar * discountBase.term, input.currency),
  };
}

const namesOf = ({ input }: Workings, { leaving }: LeaveWorkings): string[] => leaving.flatMap((index) => input.groups[index]?.name ?? []);

function npvLeaveJson(workings: Workings, leave: LeaveWorkings): NpvLeave {
  const { input, term } = workings;
  const moneyOf = (value: number): MoneyJson => amountOf(value, input.currency);
  const parts = (value: (part: (typeof LEAVE_PARTS)[number]) => number): LeaveParts<MoneyJson> => ({
    incumbent: moneyOf(value('incumbent')),
    target: moneyOf(value('target')),
    overlap: moneyOf(value('overlap')),
    ops: moneyOf(value('ops')),
    cross: moneyOf(value('cross')),
    oneOff: moneyOf(value('oneOff')),
    egress: moneyOf(value('egress')),
    stranded: moneyOf(value('stranded')),
    credits: moneyOf(value('credits')),
  });
  return {
    ...moneyOf(leave.npv),
    groups: namesOf(workings, leave),
    byYear: term.discountFactors.map((discountFactor, index) => {
      const total = LEAVE_PARTS.reduce((sum, part) => sum + (leave.flows[part][index] ?? 0), 0);
      return {
        year: index + 1,
        discountFactor,
        ...parts((part) => leave.flows[part][index] ?? 0),
        total: moneyOf(total),
        presentValue: moneyOf(total * discountFactor),
      };
    }),
    byPart: parts((part) => presentValue(term, leave.flows[part])),
  };
}

const leverageNumbers = ({ rho, leverage, positions }: Workings) => ({
  rho,
  ...leverage,
  zone: positions.zone,
  posture: postureOf(positions.zone, leverage.leverageIndex.value),
});

function lineNumbers({ input, positions, discountBase }: Workings) {
  const position = (discount: number): Position => ({
    discount,
    yearOne: amountOf(discount * discountBase.yearOne, input.currency),
    presentValue: amountOf(discount * discountBase.term, input.currency),
  });
  return {
    walkAway: position(positions.walkAway),
    floor: positions.floor,
    target: position(positions.target),
    expected: positions.expected === null ? null : position(positions.expected),
    opening: position(positions.opening),
    concessionLadder: positions.concessionLadder,
  };
}

function valueNumbers(workings: Workings) {
  const { input, positions, discountBase, uncertainty } = workings;
  const moneyOf = (value: number): MoneyJson => amountOf(value, input.currency);
  const saving: Percentiles<MoneyJson> = {
    p10: moneyOf(uncertainty.saving.p10),
    p50: moneyOf(uncertainty.saving.p50),
    p90: moneyOf(uncertainty.saving.p90),
  };
  return {
    lockInPremiumPerYear: moneyOf(workings.lockInPremiumPerYear),
    sharePointValuePerYear: moneyOf(workings.sharePointValuePerYear),
    exitCurve: workings.curve,
    daysToExit: workings.days,
    asksPv: Object.fromEntries(Object.entries(workings.asks).map(([ask, value]) => [ask, moneyOf(value)])),
    packages: workings.packages.map(({ name, asks, basket, headline }) => ({
      name,
      headline,
      asks,
      basketPv: moneyOf(basket),
      totalPv: moneyOf(positions.target * discountBase.term),
    })),
    sensitivity: workings.sensitivity,
    uncertainty: { draws: DRAWS, seed: input.seed, dStar: uncertainty.dStar, saving },
  };
}
