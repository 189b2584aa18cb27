import type { Assumption } from './figure.ts';
import type { Gap } from './lock-in-finding.ts';
import type { NegotiationCase } from './negotiation-case.ts';

/** Where one input of a derived case comes from. */
export interface InputOrigin {
  /** The input's name in the case, such as "growth" or "groups.aws faas.targetCostRatio". */
  readonly input: string;
  readonly value: string;
  readonly source: string;
  readonly grade: Assumption['grade'];
  readonly asOf: string;
  /** A figure of another finding that states it; null where none does. */
  readonly figureId: string | null;
  readonly catalogRows: readonly string[];
}

/** Below 100,000 a month there is no programme to bargain for; above a million the exit must be proven. */
export type SpendBand = 'self-service' | 'bargaining' | 'captured-unless-proven';

/** How well the data carries a negotiation: what may be printed hangs on it. */
export type FitnessGrade = 'A' | 'B' | 'C' | 'D';

export interface Fitness {
  readonly grade: FitnessGrade;
  /** What keeps the grade from being the next better one, in words. */
  readonly reasons: readonly string[];
}

/** A negotiation case made from bills, contracts and the migration estimate. */
export interface DerivedCase {
  readonly case: NegotiationCase;
  readonly origins: readonly InputOrigin[];
  /** Where the workloads would go in the leave case; null when no destination outside of the vendor has prices. */
  readonly destination: { readonly targetId: string; readonly name: string } | null;
  readonly band: SpendBand;
  readonly fitness: Fitness;
  /** Share of spend for which list and contracted price are known, 0 to 1. */
  readonly listKnownShare: number;
  readonly gaps: readonly Gap[];
}
