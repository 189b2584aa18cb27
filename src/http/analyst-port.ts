import type { LockInFinding } from '../finding/lock-in-finding.ts';
import type { MigrationFinding } from '../finding/migration-finding.ts';
import type { VendorQuestion } from '../jobs/case-sources.ts';
import type { LockInQuestion } from '../jobs/lock-in-for.ts';
import type { MigrationQuestion } from '../jobs/migration-for.ts';
import type { VendorNegotiation } from '../jobs/negotiation-for.ts';

/** Analyses off the serving thread. */
export interface AnalystPort {
  lockIn(question: LockInQuestion): Promise<LockInFinding>;
  migration(question: MigrationQuestion): Promise<MigrationFinding>;
  negotiation(question: VendorQuestion): Promise<VendorNegotiation>;
}
