import type { NegotiationCase } from '../../finding/negotiation-case.ts';
import { bestPortfolio } from './best-portfolio.ts';
import { indifferenceDiscount } from './leave-case.ts';
import type { Portfolio, PortfolioSpace } from './portfolio-space.ts';
import { portfolioGain, portfolioValues } from './portfolio-values.ts';
import { baselineOf, termOf } from './term.ts';

/** The discounts at which staying costs what leaving costs, for one state of a case. */
export interface Indifference {
  readonly best: Portfolio;
  readonly dStar: number;
  /** With every group, movable or not. */
  readonly dStarFullExit: number;
}

/** dStar and dStarFullExit of a case; the space may come from the same case before its numbers were changed. */
export function indifference(input: NegotiationCase, space: PortfolioSpace): Indifference {
  const term = termOf(input);
  const values = portfolioValues(input, term);
  const best = bestPortfolio(space, values);
  const { presentValue } = baselineOf(term, input.groups);
  const everything = portfolioGain(
    values,
    input.groups.map((_, index) => index),
  );
  return {
    best,
    dStar: indifferenceDiscount(best.gain, presentValue, input.eligibleShare),
    dStarFullExit: indifferenceDiscount(everything, presentValue, input.eligibleShare),
  };
}
