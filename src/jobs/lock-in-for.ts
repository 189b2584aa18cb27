import { analyzeLockIn } from '../analysis/lock-in/analyze-lock-in.ts';
import { UNKNOWN_SITUATION } from '../analysis/lock-in/exit-index.ts';
import type { LockInFinding } from '../finding/lock-in-finding.ts';
import { LOCK_IN_MODEL_VERSION, type LockInInput } from '../analysis/lock-in/lock-in-input.ts';
import { namesToDescribe } from '../analysis/lock-in/spend-cells.ts';
import { APPLICATION_TAG_KEYS } from '../analysis/lock-in/workloads.ts';
import { catalogVersion } from '../catalog/catalog-rows.ts';
import { lockInConstant } from '../catalog/lock-in-constants.ts';
import type { SpendLine } from '../focus/spend-line.ts';
import { Problem } from '../problem.ts';
import { commitmentTerms } from '../store/commitment-terms.ts';
import type { Db } from '../store/db.ts';
import { ratesUpTo } from '../store/rates-up-to.ts';
import { resourceCounts } from '../store/resource-counts.ts';
import { describedSpendLines, spendLines } from '../store/spend-lines.ts';
import { spendWindow } from '../store/spend-window.ts';
import { taggedApplications } from '../store/tagged-applications.ts';
import { dayOf, type Day, type DayRange } from '../time.ts';
import { keptFinding, sorted, type FindingDeps } from './kept-finding.ts';

export interface LockInQuestion {
  /** The day the analysis is made for; null is the latest published charge day. */
  readonly asOf: Day | null;
}

/**
 * The lock-in finding on the published charges: the stored one where data, model, catalogue and day are the same,
 * otherwise computed and stored. Throws Problem no_data when nothing is published up to the day.
 */
export async function lockInFor(deps: FindingDeps, question: LockInQuestion): Promise<LockInFinding> {
  const input = await lockInInput(deps.store.db, question, dayOf(deps.clock()));
  return keptFinding(deps, {
    kind: 'lock-in',
    modelVersion: LOCK_IN_MODEL_VERSION,
    catalogVersion: catalogVersion().version,
    input,
    isFinding: isLockInFinding,
    compute: (snapshotHash) => analyzeLockIn({ ...input, snapshotHash }),
  });
}

async function lockInInput(db: Db, { asOf }: LockInQuestion, today: Day): Promise<Omit<LockInInput, 'snapshotHash'>> {
  const window = await spendWindow(db, asOf, today);
  if (window === null) {
    throw new Problem('no_data', {
      detail: asOf === null ? 'No charges are published in this database.' : `No charges are published up to ${asOf}.`,
    });
  }
  return {
    asOf: window.asOf,
    window: window.range,
    months: window.months,
    undatedRowCount: window.undatedRowCount,
    lines: await tellingLines(db, window.range),
    resources: sorted(await resourceCounts(db, window.range)),
    applications: sorted(await taggedApplications(db, APPLICATION_TAG_KEYS)),
    commitments: await commitmentTerms(db),
    rates: await ratesUpTo(db, window.asOf),
    situation: UNKNOWN_SITUATION,
    edges: [],
    economics: {},
    teamSize: lockInConstant('teamSize'),
  };
}

/** Lines from the monthly summary; umbrella names that carry no hint there are read again with their charge descriptions. */
async function tellingLines(db: Db, range: DayRange | null): Promise<SpendLine[]> {
  const lines = await spendLines(db, range);
  const names = namesToDescribe(lines);
  if (names.length === 0) return sorted(lines);
  const described = await describedSpendLines(db, range, names);
  return sorted([...lines.filter((line) => !names.includes(line.serviceName)), ...described]);
}

const isLockInFinding = (value: unknown): value is LockInFinding =>
  typeof value === 'object' && value !== null && 'portfolio' in value && 'figures' in value;
