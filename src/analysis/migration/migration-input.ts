import type { CommitmentTerm, ExchangeRate } from '../../focus/spend-line.ts';
import type { UsageLine } from '../../focus/usage-line.ts';
import type { UtilisationRecord } from '../../focus/utilisation.ts';
import type { DayRange } from '../../time.ts';
import type { AssumptionOverrides } from './migration-assumptions.ts';

/** Changes whenever a formula or the meaning of a figure changes. */
export const MIGRATION_MODEL_VERSION = '0.1.0';

/** What the bill and the user give; prices are a second argument, because they are reference data with a version of their own. */
export interface MigrationInput {
  readonly snapshotHash: string;
  readonly asOf: string;
  /** The months the lines were summed over; null when the bill carries no dates. */
  readonly window: DayRange | null;
  readonly months: number;
  readonly lines: readonly UsageLine[];
  readonly commitments: readonly CommitmentTerm[];
  readonly rates: readonly ExchangeRate[];
  readonly utilisation: readonly UtilisationRecord[];
  /** Ids of targets.csv; null is every active destination. */
  readonly targets: readonly string[] | null;
  readonly overrides: AssumptionOverrides;
  readonly seed: number;
}
