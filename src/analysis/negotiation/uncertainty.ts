import { NEGOTIATION_RANGES } from '../../catalog/negotiation-ranges.ts';
import type { NegotiationCase } from '../../finding/negotiation-case.ts';
import type { Percentiles } from '../../finding/negotiation-finding.ts';
import { sampleQuantiles } from '../migration/distribution.ts';
import { latinHypercube } from '../migration/latin-hypercube.ts';
import { changedCase, driverSpan } from './changed-case.ts';
import { indifference } from './indifference.ts';
import type { PortfolioSpace } from './portfolio-space.ts';

/** How many states of the case are drawn. */
export const DRAWS = 2000;

/** What the draws say of dStar and of PV_B - NPV_leave(sStar), in the case's currency. */
export interface Uncertainty {
  readonly dStar: Percentiles<number>;
  readonly saving: Percentiles<number>;
}

/**
 * P10, P50 and P90 over seeded draws in which every driver lies anywhere in its range, each value as likely as
 * another and none depending on another; the best portfolio is chosen anew in each.
 */
export function uncertaintyOf(input: NegotiationCase, space: PortfolioSpace): Uncertainty {
  const hypercube = latinHypercube(input.seed, DRAWS);
  const moving = NEGOTIATION_RANGES.map((range) => ({ driver: range.input, span: driverSpan(input, range) }))
    .filter(({ span }) => span.low !== span.high)
    .map(({ driver, span }) => ({ driver, span, column: hypercube.column(driver) }));
  const dStar = new Float64Array(DRAWS);
  const saving = new Float64Array(DRAWS);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const state = moving.reduce(
      (current, { driver, span, column }) => changedCase(current, driver, span.low + (span.high - span.low) * (column[draw] ?? 0)),
      input,
    );
    const found = indifference(state, space);
    dStar[draw] = found.dStar;
    saving[draw] = found.best.gain;
  }
  return { dStar: percentiles(dStar), saving: percentiles(saving) };
}

function percentiles(sample: Float64Array): Percentiles<number> {
  const [p10 = 0, p50 = 0, p90 = 0] = sampleQuantiles(sample, [0.1, 0.5, 0.9]);
  return { p10, p50, p90 };
}
