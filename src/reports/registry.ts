import { lockInReport } from './lock-in-report.ts';
import type { LockInFinding } from '../finding/lock-in-finding.ts';
import type { OrderedKind, ReportDress, ReportEdition, ReportLanguage, ReportModel } from './model.ts';
import type { SpendFinding } from '../finding/spend-finding.ts';
import { spendReport } from './spend-report.ts';

/** What each kind of report is made from. */
export interface ReportInputs {
  readonly spend: { readonly finding: SpendFinding; readonly snapshotHash: string };
  readonly 'lock-in': { readonly finding: LockInFinding };
}

interface ReportEntry<Kind extends OrderedKind> {
  readonly build: (input: ReportInputs[Kind], dress: ReportDress) => ReportModel;
  readonly editions: readonly ReportEdition[];
  readonly languages: readonly ReportLanguage[];
  /** True where a report deals with one vendor, who then has to be named. */
  readonly ofVendor: boolean;
}

/**
 * One line a kind: how its model is built, and in which editions and languages it exists. Spend and lock-in show all
 * vendors side by side and how tightly each holds the customer; no vendor may learn that, so neither has a vendor edition.
 */
export const REPORTS: { readonly [Kind in OrderedKind]: ReportEntry<Kind> } = {
  spend: {
    build: ({ finding, snapshotHash }, { edition }) => spendReport(finding, { edition, snapshotHash }),
    editions: ['internal'],
    languages: ['en'],
    ofVendor: false,
  },
  'lock-in': {
    build: ({ finding }, { edition }) => lockInReport(finding, { edition }),
    editions: ['internal'],
    languages: ['en'],
    ofVendor: false,
  },
};
