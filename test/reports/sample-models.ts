import { analyzeSpend } from '../../src/analysis/spend/analyze-spend.ts';
import { shownToVendor } from '../../src/analysis/negotiation/shown-to-vendor.ts';
import type { ReportDress, ReportModel } from '../../src/reports/model.ts';
import { REPORTS } from '../../src/reports/registry.ts';
import { sampleSpend } from './sample-company.ts';
import { samplePack } from './sample-negotiation.ts';
import { sampleMigration } from './sample-migration.ts';
import { sampleLockIn } from './sample-lock-in.ts';

export const INTERNAL: ReportDress = { edition: 'internal', language: 'en' };

/** The models of the goldens, by the name of their folder in reports/. */
export const sampleModels = (): Readonly<Record<'spend' | 'lock-in' | 'migration', ReportModel>> => ({
  spend: REPORTS.spend.build({ finding: analyzeSpend(sampleSpend), snapshotHash: 'a11e'.repeat(16) }, INTERNAL),
  'lock-in': REPORTS['lock-in'].build({ finding: sampleLockIn }, INTERNAL),
  migration: REPORTS.migration.build({ finding: sampleMigration() }, INTERNAL),
});

const view = { ...shownToVendor(samplePack()), snapshotHash: 'feed'.repeat(16) };

/** The goldens of reports/negotiation, by the name of their files: both editions in both languages. */
export const negotiationModels = (): Readonly<Record<'sample' | 'sample-ja' | 'proposal' | 'proposal-ja', ReportModel>> => ({
  sample: REPORTS.negotiation.build({ pack: samplePack() }, INTERNAL),
  'sample-ja': REPORTS.negotiation.build({ pack: samplePack() }, { edition: 'internal', language: 'ja' }),
  proposal: REPORTS.negotiation.build({ view }, { edition: 'vendor', language: 'en' }),
  'proposal-ja': REPORTS.negotiation.build({ view }, { edition: 'vendor', language: 'ja' }),
});
