import { resolveAssumptions, type ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { MigrationFinding } from '../../finding/migration-finding.ts';
import { estimateMigration } from './estimate-migration.ts';
import type { MigrationInput } from './migration-input.ts';
import { portfolioOf } from './portfolio-of.ts';

/**
 * What the same workloads would cost on Kubernetes at every destination, with what it takes to get there. Pure: the same
 * input and prices give the same bytes. Overrides and targets are checked at the edge; here a bad one is a RangeError.
 */
export function analyzeMigration(input: MigrationInput, prices: PriceBook): MigrationFinding {
  const assumptions = assumptionsOf(input);
  return estimateMigration({ input, prices, assumptions, portfolio: portfolioOf(input, prices, assumptions) });
}

function assumptionsOf({ overrides }: MigrationInput): ResolvedAssumptions {
  const resolution = resolveAssumptions(overrides);
  if (resolution.ok) return resolution.assumptions;
  throw new RangeError(resolution.errors.map(({ field, detail }) => `${field} ${detail}`).join('; '));
}
