import { analyzeSpend } from '../../src/analysis/spend/analyze-spend.ts';
import type { ReportDress, ReportModel } from '../../src/reports/model.ts';
import { REPORTS } from '../../src/reports/registry.ts';
import { sampleSpend } from './sample-company.ts';
import { sampleLockIn } from './sample-lock-in.ts';

export const INTERNAL: ReportDress = { edition: 'internal', language: 'en' };

/** The models of the goldens, by the name of their folder in reports/. */
export const sampleModels = (): Readonly<Record<'spend' | 'lock-in', ReportModel>> => ({
  spend: REPORTS.spend.build({ finding: analyzeSpend(sampleSpend), snapshotHash: 'a11e'.repeat(16) }, INTERNAL),
  'lock-in': REPORTS['lock-in'].build({ finding: sampleLockIn }, INTERNAL),
});
