import type { CommitmentTerm, ExchangeRate, ResourceCount, SpendLine, TaggedApplication } from '../../focus/spend-line.ts';
import type { DayRange } from '../../time.ts';
import type { MoveEconomics } from './cheapest-moves.ts';
import type { Situation } from './exit-index.ts';
import type { ReachEdge } from './reach.ts';

/** Changes whenever a formula or the meaning of a figure changes. */
export const LOCK_IN_MODEL_VERSION = '0.1.0';

/** Everything the lock-in analysis reads; the same input gives the same finding. */
export interface LockInInput {
  readonly snapshotHash: string;
  readonly asOf: string;
  /** Null when the bill carries no dates at all. */
  readonly window: DayRange | null;
  /** Months with data in the window. */
  readonly months: number;
  readonly lines: readonly SpendLine[];
  readonly resources: readonly ResourceCount[];
  readonly applications: readonly TaggedApplication[];
  readonly commitments: readonly CommitmentTerm[];
  readonly rates: readonly ExchangeRate[];
  /** Charges without any date, left out of a dated window; null when there are none. */
  readonly undatedRowCount: number;
  readonly situation: Situation;
  readonly edges: readonly ReachEdge[];
  readonly economics: Readonly<Record<string, MoveEconomics>>;
  readonly teamSize: number;
}
