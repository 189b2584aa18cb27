import { Problem } from '../problem.ts';
import type { Delivery, PeriodRange, PlannedRequests, ProviderDeps } from '../providers/provider.ts';
import type { Store } from '../store/db.ts';
import { recordEndedRun } from '../store/ended-run.ts';
import { isUnitCurrent, markSourceRead, recordUnchanged, saveUnit, type StoredSource } from '../store/sources.ts';
import { addMonths, billingPeriodOf, dayOf, type BillingPeriod, type Clock, type Day, type Instant } from '../time.ts';
import type { IngestRequest } from './ingest-deps.ts';
import type { RunResult } from './ingest-result.ts';
import { providerOf, settingsOf } from './sources.ts';

/** A folder for what the deliveries of one source bring. */
export interface Incoming {
  readonly provider: ProviderDeps;
  /** Names by which fetched files are shown, by path: where they lie for a while means nothing to a person. */
  readonly shownAs: () => Readonly<Record<string, string>>;
  /** Removes what was written, so that the files of one unit are gone before those of the next come. */
  readonly clear: () => void;
}

export interface ReadSourceDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly newRunId: () => string;
  readonly sha256: (text: string) => string;
  readonly openIncoming: (source: string) => Incoming;
  /** Ingests as any file is ingested, waiting while another ingestion writes. */
  readonly ingest: (request: IngestRequest) => Promise<RunResult>;
  readonly problemOf: (error: unknown) => Problem;
  readonly signal?: AbortSignal | undefined;
}

/** What became of one unit of work. */
export interface UnitOutcome {
  readonly unit: string;
  readonly billingPeriod: BillingPeriod | null;
  readonly runId: string;
  readonly status: 'published' | 'unchanged' | 'rejected' | 'failed';
  readonly problem: { readonly code: string; readonly detail: string; readonly hint: string } | null;
  readonly result: RunResult | null;
}

export interface SourceOutcome {
  readonly source: string;
  readonly provider: string;
  readonly units: readonly UnitOutcome[];
  readonly failed: boolean;
}

/** Share of rows that a delivery may lose before nothing of it is published. */
const MAX_REJECTED = 0.001;
/** Bills of a month go on changing for so many days after it ends. */
const DAYS_UNTIL_CLOSED = 15;
/** Months read at first: a year to compare with, and the one that runs. */
const FIRST_MONTHS = 13;

/**
 * Billing periods to read: those that were open when the source was last read, or have opened since. A period closes
 * fifteen days after its month. A source that was never read begins a year back.
 */
export function openPeriods(today: Day, readAt: Instant | null): PeriodRange {
  const last = billingPeriodOf(today);
  if (readAt === null) return { first: addMonths(last, 1 - FIRST_MONTHS), last };
  const opened = firstOpen(dayOf(readAt));
  const first = firstOpen(today);
  return { first: opened < first ? opened : first, last };
}

const firstOpen = (day: Day): BillingPeriod =>
  +day.slice(8) <= DAYS_UNTIL_CLOSED ? addMonths(billingPeriodOf(day), -1) : billingPeriodOf(day);

/**
 * Reads one source: each unit is fetched when it is news, ingested and published on its own, so that one that fails
 * leaves the others alone. Every attempt is in the ledger. Throws only when the signal aborts.
 */
export async function readSource(deps: ReadSourceDeps, source: StoredSource, asked: PeriodRange | null): Promise<SourceOutcome> {
  const units: UnitOutcome[] = [];
  const startedAt = deps.clock();
  const range = asked ?? openPeriods(dayOf(startedAt), source.readAt);
  const incoming = deps.openIncoming(source.name);
  try {
    const deliveries = providerOf(source.provider).deliveries(incoming.provider, settingsOf(source), range);
    for await (const delivery of deliveries) units.push(await readUnit(deps, { source, delivery, incoming }));
  } catch (error) {
    const problem = deps.problemOf(error);
    if (problem.code === 'cancelled') throw problem;
    units.push(await failure(deps, { source, unit: source.name, billingPeriod: null, runId: deps.newRunId() }, problem));
  } finally {
    incoming.clear();
  }
  const failed = units.some((unit) => unit.status === 'failed' || unit.status === 'rejected');
  if (!failed && asked === null) await markSourceRead(deps.store.db, source, startedAt);
  return { source: source.name, provider: source.provider, units, failed };
}

interface UnitWork {
  readonly source: StoredSource;
  readonly delivery: Delivery;
  readonly incoming: Incoming;
}

async function readUnit(deps: ReadSourceDeps, { source, delivery, incoming }: UnitWork): Promise<UnitOutcome> {
  const { name: unit, billingPeriod, version, format } = delivery;
  const runId = deps.newRunId();
  const about = { unit, billingPeriod, runId };
  try {
    if (deps.signal?.aborted === true) throw new Problem('cancelled', { detail: `Cancelled before ${unit} was read.` });
    if (version !== null && (await isUnitCurrent(deps.store.db, { source: source.name, unit, version }))) {
      const result = nothingNew(runId, source.name);
      const digest = deps.sha256(version);
      await recordUnchanged(deps.store, { runId, source: source.name, digest, at: deps.clock(), result: JSON.stringify(result) });
      return { ...about, status: 'unchanged', problem: null, result };
    }
    const paths = await delivery.fetch();
    const result = await deps.ingest({
      runId,
      paths,
      source: source.name,
      style: 'replacement',
      format,
      maxRejected: MAX_REJECTED,
      again: true,
      shownAs: incoming.shownAs(),
    });
    // An unchanged run repeats what an earlier one published; the version belongs to whichever run stands.
    if (version !== null && result.status === 'published') await saveUnit(deps.store.db, { source: source.name, unit, version, runId });
    return { ...about, status: result.status, problem: result.status === 'rejected' ? tooManyRejections(result) : null, result };
  } catch (error) {
    const problem = deps.problemOf(error);
    const outcome = await failure(deps, { source, ...about }, problem);
    if (problem.code === 'cancelled') throw problem;
    return outcome;
  } finally {
    incoming.clear();
  }
}

interface FailedUnit {
  readonly source: StoredSource;
  readonly unit: string;
  readonly billingPeriod: BillingPeriod | null;
  readonly runId: string;
}

async function failure(deps: ReadSourceDeps, failed: FailedUnit, problem: Problem): Promise<UnitOutcome> {
  const { source, unit, billingPeriod, runId } = failed;
  const at = deps.clock();
  await recordEndedRun(deps.store, {
    runId,
    source: source.name,
    deliveryStyle: 'replacement',
    digest: '',
    status: problem.code === 'cancelled' ? 'cancelled' : 'failed',
    startedAt: at,
    finishedAt: at,
    problem: { code: problem.code, detail: problem.message },
  });
  return { unit, billingPeriod, runId, status: 'failed', problem: shown(problem), result: null };
}

const shown = ({ code, message, hint }: Problem): UnitOutcome['problem'] => ({ code, detail: message, hint });

function tooManyRejections(result: RunResult): UnitOutcome['problem'] {
  const rejected = result.deliveries.reduce((sum, row) => sum + row.rowsRejected, 0);
  const read = result.deliveries.reduce((sum, row) => sum + row.rowsRead, 0);
  return shown(new Problem('too_many_rejections', { detail: `${rejected} of ${read} rows cannot be counted; nothing was published.` }));
}

const nothingNew = (runId: string, source: string): RunResult => ({
  runId,
  source,
  status: 'unchanged',
  deliveryStyle: 'replacement',
  deliveries: [],
  periods: [],
  reconciliation: {},
  rejections: [],
  warnings: [],
});

export interface SourcePlan {
  readonly source: string;
  readonly provider: string;
  readonly periods: PeriodRange;
  readonly requests: readonly PlannedRequests[];
}

/** What reading a source would ask for and cost, without asking. */
export async function planSource(deps: ReadSourceDeps, source: StoredSource, asked: PeriodRange | null): Promise<SourcePlan> {
  const periods = asked ?? openPeriods(dayOf(deps.clock()), source.readAt);
  const { provider } = deps.openIncoming(source.name);
  const requests = await providerOf(source.provider).planRequests(provider, settingsOf(source), periods);
  return { source: source.name, provider: source.provider, periods, requests };
}
