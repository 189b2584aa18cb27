import { lastCoveredDay } from '../analysis/spend/analyze-spend.ts';
import { nightChanges, weeksUpTo, type NightChanges, type NightState } from '../analysis/spend/night-changes.ts';
import type { CostGroup } from '../focus/cost-question.ts';
import type { LockInFinding } from '../finding/lock-in-finding.ts';
import type { MigrationFinding } from '../finding/migration-finding.ts';
import { Problem } from '../problem.ts';
import { commitmentTerms } from '../store/commitment-terms.ts';
import { costs } from '../store/costs.ts';
import { endNight, lastEndedNight, lastNights, startNight, storedSchedule } from '../store/nights.ts';
import { saveReport } from '../store/reports.ts';
import { allSources } from '../store/sources.ts';
import { dayOf, type DayRange, type Instant } from '../time.ts';
import { DEFAULT_MIGRATION_QUESTION, type MigrationQuestion } from './migration-for.ts';
import type { LockInQuestion } from './lock-in-for.ts';
import { readSource, type ReadSourceDeps, type SourceOutcome } from './read-source.ts';
import type { MadeReport, ReportOrder } from './report.ts';
import { isNightDue, parseSchedule, type Schedule } from './schedule.ts';
import { tellWebhook } from './tell-webhook.ts';

export interface NightDeps extends ReadSourceDeps {
  readonly randomId: () => string;
  readonly sha256Bytes: (bytes: Uint8Array) => string;
  readonly lockIn: (question: LockInQuestion) => Promise<LockInFinding>;
  readonly migration: (question: MigrationQuestion) => Promise<MigrationFinding>;
  readonly report: (order: ReportOrder) => Promise<MadeReport>;
}

interface ProblemLine {
  readonly step: string;
  readonly code: string;
  readonly detail: string;
  readonly hint: string;
}

/** What a night did; what the webhook is told, and `aweigh nightly` prints. */
export interface NightReport {
  readonly nightId: string;
  readonly startedAt: Instant;
  readonly status: 'done' | 'failed';
  readonly sources: readonly {
    readonly source: string;
    readonly units: readonly { readonly unit: string; readonly status: string; readonly runId: string; readonly problem: string | null }[];
  }[];
  readonly reports: readonly { readonly id: string; readonly kind: string; readonly fileName: string }[];
  readonly changes: NightChanges;
  readonly problems: readonly ProblemLine[];
}

/** After so many nights in a row that died, the next waits for its time instead of being tried again at once. */
const TRIES = 3;

/** The schedule, or the one before it was set: no nights by themselves, no reports, nobody told. */
async function currentSchedule({ store }: Pick<NightDeps, 'store'>): Promise<Schedule> {
  return parseSchedule((await storedSchedule(store.db))?.body ?? {});
}

/** Whether a night shall begin now: one that died is caught up, and so are missed ones, once. */
export async function nightIsDue({ store, clock }: Pick<NightDeps, 'store' | 'clock'>): Promise<boolean> {
  const stored = await storedSchedule(store.db);
  if (stored === null) return false;
  const recent = await lastNights(store.db, TRIES);
  const hopeless = recent.length === TRIES && recent.every(({ status }) => status === 'interrupted' || status === 'running');
  const last = hopeless ? (recent[0] ?? null) : await lastEndedNight(store.db);
  const since = last !== null && last.startedAt > stored.updatedAt ? last.startedAt : stored.updatedAt;
  return isNightDue(parseSchedule(stored.body), { since, now: clock() });
}

/**
 * One night: reads every source, analyses, makes the subscribed reports, finds what changed since the last night that
 * ended, and tells it. A step that fails is named and leaves the others alone. Killed at any moment, the next night does
 * what is missing and nothing twice. Throws only when the signal aborts.
 */
export async function nightly(deps: NightDeps): Promise<NightReport> {
  const { store } = deps;
  const nightId = `night_${deps.randomId()}`;
  const startedAt = deps.clock();
  const before = await lastEndedNight(store.db);
  await startNight(store, { id: nightId, startedAt });
  const problems: ProblemLine[] = [];
  const step: Step = (name, work, otherwise) => attempt(deps, { name, problems, otherwise }, work);
  try {
    const sources = await readAll(deps);
    for (const one of sources) problems.push(...problemsOf(one));
    const schedule = await step('schedule', () => currentSchedule(deps), parseSchedule({}));
    const lockIn = await step('lock-in', () => deps.lockIn({ asOf: null }), null);
    await step('migration', () => deps.migration(DEFAULT_MIGRATION_QUESTION), null);
    const reports = await subscribedReports(deps, schedule, step);
    const { changes, state } = await changesSince(deps, lockIn, stateIn(before?.body));
    const status = problems.length > 0 ? 'failed' : 'done';
    const report: NightReport = {
      nightId,
      startedAt,
      status,
      sources: sources.map(shownSource),
      reports,
      changes,
      problems: [...problems],
    };
    const { webhook } = schedule;
    if (webhook !== null) {
      const { provider } = deps.openIncoming('webhook');
      await step('webhook', () => tellWebhook(provider, webhook, JSON.stringify(report)), undefined);
    }
    const told: NightReport = { ...report, status: problems.length > 0 ? 'failed' : 'done', problems };
    await endNight(store.db, { id: nightId, status: told.status, at: deps.clock(), body: { report: told, state } });
    return told;
  } catch (error) {
    await endNight(store.db, { id: nightId, status: 'interrupted', at: deps.clock(), body: {} });
    throw error;
  }
}

type Step = <T>(name: string, work: () => Promise<T>, otherwise: T) => Promise<T>;

interface StepPlace<T> {
  readonly name: string;
  readonly problems: ProblemLine[];
  readonly otherwise: T;
}

/** Does a step; a failure is noted and answers `otherwise`. An empty database is nothing to analyse and no failure. */
async function attempt<T>(deps: NightDeps, { name, problems, otherwise }: StepPlace<T>, work: () => Promise<T>): Promise<T> {
  try {
    if (deps.signal?.aborted === true) throw new Problem('cancelled', { detail: `Cancelled before ${name}.` });
    return await work();
  } catch (error) {
    const problem = deps.problemOf(error);
    if (problem.code === 'cancelled') throw problem;
    const { code, message, hint } = problem;
    if (code !== 'no_data') problems.push({ step: name, code, detail: message, hint });
    return otherwise;
  }
}

async function readAll(deps: NightDeps): Promise<SourceOutcome[]> {
  const outcomes: SourceOutcome[] = [];
  for (const source of await allSources(deps.store.db)) outcomes.push(await readSource(deps, source, null));
  return outcomes;
}

const problemsOf = ({ source, units }: SourceOutcome): ProblemLine[] =>
  units.flatMap(({ unit, problem }) => (problem === null ? [] : [{ step: `${source}: ${unit}`, ...problem }]));

const shownSource = ({ source, units }: SourceOutcome): NightReport['sources'][number] => ({
  source,
  units: units.map(({ unit, status, runId, problem }) => ({ unit, status, runId, problem: problem?.code ?? null })),
});

async function subscribedReports(deps: NightDeps, { reports }: Schedule, step: Step): Promise<NightReport['reports']> {
  const made: NightReport['reports'][number][] = [];
  for (const order of reports) {
    const one = await step(`report ${order.kind}`, () => makeOne(deps, order), null);
    if (one !== null) made.push(one);
  }
  return made;
}

async function makeOne(deps: NightDeps, order: ReportOrder): Promise<NightReport['reports'][number]> {
  const { kind, edition, format } = order;
  const { fileName, snapshotHash, body } = await deps.report(order);
  const row = {
    id: deps.randomId(),
    kind,
    edition,
    format,
    createdAt: deps.clock(),
    snapshotHash,
    sha256: deps.sha256Bytes(body),
    fileName,
  };
  await saveReport(deps.store, row, body);
  return { id: row.id, kind, fileName };
}

async function changesSince(
  deps: NightDeps,
  lockIn: LockInFinding | null,
  before: NightState | null,
): Promise<ReturnType<typeof nightChanges>> {
  const { db } = deps.store;
  const days = await costs(db, { range: null, groupBy: ['day'], metric: 'billedCost', where: {} });
  const last = lastCoveredDay(days.groups.map((group) => group.key['day'] ?? ''));
  const byService = async (range: DayRange | null): Promise<readonly CostGroup[]> =>
    (await costs(db, { range, groupBy: ['serviceProviderName', 'serviceName'], metric: 'billedCost', where: {} })).groups;
  const weeks = last === null ? null : weeksUpTo(last);
  const input = {
    today: dayOf(deps.clock()),
    services: await byService(null),
    week: weeks === null ? [] : await byService(weeks.week),
    weekBefore: weeks === null ? [] : await byService(weeks.weekBefore),
    lockedShare: lockIn?.portfolio.lockedShare.point ?? null,
    commitments: await commitmentTerms(db),
  };
  return nightChanges(input, before);
}

/** Bodies are written by `nightly` alone; that of a night that died holds no state. */
const stateIn = (body: unknown): NightState | null => (body as { readonly state?: NightState } | undefined)?.state ?? null;
