import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import { catalogVersion } from '../catalog/catalog-rows.ts';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';
import { reconciliationGaps } from '../store/reconciliation.ts';
import { MIGRATION_COUNT } from '../store/schema.ts';
import { dayOf, daysBetween, type Instant } from '../time.ts';
import type { NodeStore } from './db.ts';
import { createPdfPress } from './pdf.ts';

/** What one check found, and what to do when it is not well. */
export interface CheckResult {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly detail: string;
  readonly hint: string | null;
}

export interface DoctorDeps {
  readonly config: Config;
  readonly databasePath: string;
  /** Opens the database; called once. */
  readonly open: () => NodeStore;
  readonly now: Instant;
}

type Found = Omit<CheckResult, 'name'>;

const WARN_FREE_BYTES = 2_000_000_000;
const FAIL_FREE_BYTES = 200_000_000;
const MAX_CATALOGUE_AGE_DAYS = 180;
const MAX_RUN_AGE_DAYS = 40;

const ok = (detail: string): Found => ({ status: 'ok', detail, hint: null });
const warn = (detail: string, hint: string): Found => ({ status: 'warn', detail, hint });
const fail = (detail: string, hint: string): Found => ({ status: 'fail', detail, hint });

/** Looks at everything that a run depends on, one after the other; a check that fails does not stop the others. */
export async function examine(deps: DoctorDeps, onResult: (result: CheckResult) => void): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const check = async (name: string, look: () => Found | Promise<Found>): Promise<boolean> => {
    const result = { name, ...(await guarded(look)) };
    results.push(result);
    onResult(result);
    return result.status !== 'fail';
  };
  await check('config', () => configured(deps.config));
  await check('disk', () => freeDisk(deps.databasePath));
  let store: NodeStore | undefined;
  const opened = await check('database', () => {
    if (deps.databasePath !== ':memory:' && !existsSync(deps.databasePath)) {
      return warn(`${deps.databasePath} does not exist yet`, 'Load a bill (aweigh ingest file PATH), or check --db.');
    }
    store = deps.open();
    return ok(`${deps.databasePath}, SQLite ${sqliteVersion(store)}`);
  });
  if (opened && store !== undefined) {
    const database = store;
    await check('migrations', () => migrated(database));
    await check('integrity', () => intact(database));
    await check('runs', () => lastRun(database, deps.now));
    for (const source of await latestOfSources(database)) await check(`source ${source.name}`, () => sourceHealth(source));
    await check('reconciliation', () => reconciled(database));
  }
  await check('catalogue', () => catalogueAge(deps.now));
  await check('pdf', onePagePdf);
  return results;
}

async function guarded(look: () => Found | Promise<Found>): Promise<Found> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Problem) return fail(`${error.code}: ${error.message}`, error.hint);
    return fail(error instanceof Error ? error.message : String(error), 'Report it with this line if it stays.');
  }
}

const configured = ({ memoryLimit, threads, tempDirectory, logLevel }: Config): Found =>
  ok(`memory limit ${memoryLimit}, ${threads} threads, temporary files in ${tempDirectory ?? 'the system folder'}, log level ${logLevel}`);

async function freeDisk(databasePath: string): Promise<Found> {
  let folder = databasePath === ':memory:' ? '.' : dirname(resolve(databasePath));
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const detail = `${(free / 1e9).toFixed(1)} GB free in ${folder}`;
  if (free < FAIL_FREE_BYTES) return fail(detail, 'Free space before the next run.');
  return free < WARN_FREE_BYTES ? warn(detail, 'A large bill needs about twice its size for a while; free some space.') : ok(detail);
}

const sqliteVersion = ({ sqlite }: NodeStore): string => sqlite.prepare('SELECT sqlite_version()').pluck().get() as string;

function migrated({ sqlite }: NodeStore): Found {
  const applied = sqlite.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get() as number;
  const detail = `${applied} of ${MIGRATION_COUNT} applied`;
  return applied === MIGRATION_COUNT ? ok(detail) : fail(detail, 'Run npm run migrate.');
}

function intact({ sqlite }: NodeStore): Found {
  const verdict = sqlite.pragma('quick_check', { simple: true }) as string;
  return verdict === 'ok' ? ok('quick_check passed') : fail(verdict, 'Restore a backup, or load the bills into a new database.');
}

async function lastRun(store: NodeStore, now: Instant): Promise<Found> {
  const rows = await store.db.all<{ id: string; finishedAt: string | null }>(
    sql`SELECT id, finished_at AS finishedAt FROM run WHERE status = 'published' ORDER BY finished_at DESC, id LIMIT 1`,
  );
  const loading = await store.db.all<{ id: string }>(sql`SELECT id FROM run WHERE status = 'loading'`);
  const [last] = rows;
  if (last === undefined) return warn('nothing is published yet', 'Load a bill: aweigh ingest file PATH.');
  const detail = `last published ${last.finishedAt ?? 'at an unknown time'} by ${last.id}`;
  if (loading.length > 0) return warn(`${detail}; ${loading.length} loading`, 'If no ingestion is running, aweigh sweep clears it.');
  const age = last.finishedAt === null ? 0 : daysBetween(dayOf(last.finishedAt), dayOf(now));
  return age > MAX_RUN_AGE_DAYS ? warn(`${detail}, ${age} days ago`, 'Load the newer bills.') : ok(detail);
}

interface SourceRun {
  readonly name: string;
  readonly runId: string;
  readonly status: string;
  readonly problem: string | null;
  readonly startedAt: string;
}

/** The latest run of each source that ever delivered. */
async function latestOfSources(store: NodeStore): Promise<SourceRun[]> {
  return store.db.all<SourceRun>(
    sql`SELECT source AS name, id AS runId, status, problem, max(started_at) AS startedAt FROM run GROUP BY source ORDER BY source`,
  );
}

function sourceHealth({ runId, status, problem, startedAt }: SourceRun): Found {
  const detail = `${status} ${startedAt} by ${runId}${problem === null ? '' : ` (${problem})`}`;
  if (status === 'published' || status === 'unchanged' || status === 'loading') return ok(detail);
  return warn(detail, 'The figures of this source are those of the run before; correct the cause and load again.');
}

async function reconciled(store: NodeStore): Promise<Found> {
  const gaps = await reconciliationGaps(store.db);
  const [first] = gaps;
  if (first === undefined) return ok('stored charges and summaries add up to what was read');
  const { table, runId, billingAccountId, billingPeriod, currency, metric, read, stored } = first;
  const where = `${runId}, account ${billingAccountId || '(none)'}, ${billingPeriod || 'no period'}, ${table}`;
  return fail(
    `${gaps.length} gaps; ${where}: ${metric} ${stored} stored, ${read} ${currency} read`,
    'Load these bills again; report it if it stays.',
  );
}

function catalogueAge(now: Instant): Found {
  const { version, reviewedOn } = catalogVersion();
  const age = daysBetween(reviewedOn, dayOf(now));
  const detail = `version ${version}, reviewed ${age} days ago`;
  return age > MAX_CATALOGUE_AGE_DAYS ? warn(detail, 'Install a newer release; prices and services change.') : ok(detail);
}

async function onePagePdf(): Promise<Found> {
  const press = createPdfPress();
  try {
    const bytes = await press.print({ template: 'Aweigh', files: {} });
    const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
    return isPdf ? ok(`one page, ${bytes.length} bytes`) : fail('the engine gave no PDF', 'Install the packages again: npm ci.');
  } finally {
    await press.close();
  }
}
