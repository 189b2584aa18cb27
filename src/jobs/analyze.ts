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
import type { Db, Store } from '../store/db.ts';
import { findingOf, saveFinding } from '../store/findings.ts';
import { ratesUpTo } from '../store/rates-up-to.ts';
import { resourceCounts } from '../store/resource-counts.ts';
import { describedSpendLines, spendLines } from '../store/spend-lines.ts';
import { spendWindow } from '../store/spend-window.ts';
import { taggedApplications } from '../store/tagged-applications.ts';
import { dayOf, type Clock, type Day, type DayRange } from '../time.ts';

export interface AnalyzeDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** SHA-256 of a UTF-8 text as lower-case hex. */
  readonly sha256: (text: string) => Promise<string> | string;
}

export interface LockInQuestion {
  /** The day the analysis is made for; null is the latest published charge day. */
  readonly asOf: Day | null;
}

/** The kind under which lock-in findings are kept, and with which their figure ids begin. */
const KIND = 'lock-in';

/**
 * The lock-in finding on the published charges: the stored one where data, model, catalogue and day are the same,
 * otherwise computed and stored. Throws Problem no_data when nothing is published up to the day.
 */
export async function lockInFor(deps: AnalyzeDeps, question: LockInQuestion): Promise<LockInFinding> {
  const { store, clock } = deps;
  const input = await lockInInput(store.db, question, dayOf(clock()));
  const snapshotHash = await deps.sha256(canonicalText([LOCK_IN_MODEL_VERSION, catalogVersion().version, input]));
  const stored = await findingOf(store.db, KIND, snapshotHash);
  if (stored !== null) return findingIn(stored.body);
  const finding = analyzeLockIn({ ...input, snapshotHash });
  await saveFinding(store, {
    kind: KIND,
    snapshotHash,
    createdAt: clock(),
    modelVersion: finding.modelVersion,
    catalogVersion: finding.catalogue.version,
    body: JSON.stringify(finding),
  });
  return finding;
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

/** One text for one content: bigint as decimal text, keys in the order of the types. */
const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));

/** In the order of their texts, so that neither the database's order nor its ids reach the snapshot. */
function sorted<T>(rows: readonly T[]): T[] {
  const keyed = rows.map((row) => ({ row, key: canonicalText(row) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
}

function findingIn(body: string): LockInFinding {
  const parsed: unknown = JSON.parse(body);
  if (!isLockInFinding(parsed)) throw new Problem('internal', { detail: 'The stored lock-in finding has another form.' });
  return parsed;
}

/** Bodies of kind lock-in are written here alone, from a finding of the model version that the snapshot covers. */
const isLockInFinding = (value: unknown): value is LockInFinding =>
  typeof value === 'object' && value !== null && 'portfolio' in value && 'figures' in value;
