import { lockInReport } from './lock-in-report.ts';
import type { LockInFinding } from '../finding/lock-in-finding.ts';
import type { ReportEdition, ReportKind, ReportModel } from './model.ts';
import type { SpendFinding } from '../finding/spend-finding.ts';
import { spendReport } from './spend-report.ts';

/** What each kind of report is made from. */
export interface ReportInputs {
  readonly spend: { readonly finding: SpendFinding; readonly snapshotHash: string };
  readonly 'lock-in': { readonly finding: LockInFinding };
}

type Builder<Kind extends ReportKind> = (input: ReportInputs[Kind], edition: ReportEdition) => ReportModel;

/**
 * One line a kind: how its model is built, and in which editions it exists. Both kinds show all vendors side by side
 * and how tightly each holds the customer; no vendor may learn that, so neither has a vendor edition.
 */
export const REPORTS: { readonly [Kind in ReportKind]: { readonly build: Builder<Kind>; readonly editions: readonly ReportEdition[] } } = {
  spend: { build: ({ finding, snapshotHash }, edition) => spendReport(finding, { edition, snapshotHash }), editions: ['internal'] },
  'lock-in': { build: ({ finding }, edition) => lockInReport(finding, { edition }), editions: ['internal'] },
};
