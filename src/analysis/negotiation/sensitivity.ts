import { NEGOTIATION_RANGES } from '../../catalog/negotiation-ranges.ts';
import type { NegotiationCase } from '../../finding/negotiation-case.ts';
import type { SensitivityRow } from '../../finding/negotiation-finding.ts';
import { changedCase, driverSpan } from './changed-case.ts';
import { indifference } from './indifference.ts';
import type { PortfolioSpace } from './portfolio-space.ts';

/**
 * The tornado: each driver alone at both ends of its range, with the best portfolio chosen anew. Widest swing first;
 * where no portfolio pays at either end, by the swing of the full exit.
 */
export function sensitivityOf(input: NegotiationCase, space: PortfolioSpace): SensitivityRow[] {
  const rows = NEGOTIATION_RANGES.map((range): SensitivityRow => {
    const span = driverSpan(input, range);
    const low = indifference(changedCase(input, range.input, span.low), space);
    const high = indifference(changedCase(input, range.input, span.high), space);
    return {
      input: range.input,
      label: range.label,
      ...span,
      dStarLow: low.dStar,
      dStarHigh: high.dStar,
      dStarFullExitLow: low.dStarFullExit,
      dStarFullExitHigh: high.dStarFullExit,
      swing: Math.abs(high.dStar - low.dStar),
      signFlip: low.dStar > 0 !== high.dStar > 0 || low.dStarFullExit > 0 !== high.dStarFullExit > 0,
    };
  });
  const fullExitSwing = (row: SensitivityRow): number => Math.abs(row.dStarFullExitHigh - row.dStarFullExitLow);
  return rows.toSorted((a, b) => b.swing - a.swing || fullExitSwing(b) - fullExitSwing(a));
}
