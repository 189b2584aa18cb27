import type { MigrationFinding } from '../finding/migration-finding.ts';
import type { NegotiationPack } from '../finding/negotiation-pack.ts';
import type { VendorView } from '../finding/vendor-view.ts';
import { lockInReport } from './lock-in-report.ts';
import type { LockInFinding } from '../finding/lock-in-finding.ts';
import type { OrderedKind, ReportDress, ReportEdition, ReportLanguage, ReportModel } from './model.ts';
import { migrationReport } from './migration-report.ts';
import { proposalReport } from './negotiation-proposal.ts';
import { negotiationReport } from './negotiation-report.ts';
import type { SpendFinding } from '../finding/spend-finding.ts';
import { spendReport } from './spend-report.ts';

/** What each kind of report is made from. */
export interface ReportInputs {
  readonly spend: { readonly finding: SpendFinding; readonly snapshotHash: string };
  readonly 'lock-in': { readonly finding: LockInFinding };
  readonly migration: { readonly finding: MigrationFinding };
  /** The vendor edition is given the view alone, so that it cannot print what the view does not hold. */
  readonly negotiation: { readonly pack: NegotiationPack } | { readonly view: VendorView };
}

interface ReportEntry<Kind extends OrderedKind> {
  readonly build: (input: ReportInputs[Kind], dress: ReportDress) => ReportModel;
  readonly editions: readonly ReportEdition[];
  readonly languages: readonly ReportLanguage[];
  /** True where a report deals with one vendor, who then has to be named. */
  readonly ofVendor: boolean;
}

/**
 * One line a kind: how its model is built, and in which editions and languages it exists. Spend, lock-in and migration show all
 * vendors side by side and how tightly each holds the customer; no vendor may learn that, so they have no vendor edition.
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
  migration: {
    build: ({ finding }, { edition }) => migrationReport(finding, { edition }),
    editions: ['internal'],
    languages: ['en'],
    ofVendor: false,
  },
  negotiation: {
    build: (input, { language }) => ('view' in input ? proposalReport(input.view, language) : negotiationReport(input.pack, language)),
    editions: ['internal', 'vendor'],
    languages: ['en', 'ja'],
    ofVendor: true,
  },
};
