import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'drizzle-orm';
import { appendAudit } from '../../store/audit.ts';
import { supersededPeriods } from '../../store/run-period-removal.ts';
import { withCommonOptions, type CommonOptions, type RegisterCommand } from '../context.ts';
import { databaseProblem, type NodeStore } from '../db.ts';
import { clearDeadRuns } from '../ingest.ts';
import { takeIngestLock } from '../ingest-lock.ts';
import { printJson, printLine } from '../output.ts';
import { systemClock } from '../system.ts';

interface Swept {
  /** Runs that died while loading. */
  readonly deadRuns: number;
  readonly supersededPeriods: number;
  readonly charges: number;
  readonly rollUpFiles: number;
  /** Free for the next run inside the database file, and given back to the disk. */
  readonly reusableBytes: number;
  readonly freedBytes: number;
}

/** `aweigh sweep`: removes what no reader can see any more. Refused while an ingestion runs. */
export const registerSweep: RegisterCommand = (program, context) => {
  const command = program.command('sweep').description('removes runs that were never published and figures that were replaced');
  command.option('--shrink', 'rewrite the database file so that the disk gets the space back (needs as much free space once more)');
  withCommonOptions(command, 'aweigh sweep').action(async (options: CommonOptions & { readonly shrink?: boolean }) => {
    const swept = await sweep(context.existingStore(options), options.shrink === true);
    if (options.json === true) return printJson(swept);
    printLine(`${swept.deadRuns} unpublished runs and ${swept.supersededPeriods} replaced periods removed: ${swept.charges} charges`);
    printLine(
      `${swept.rollUpFiles} roll-up files removed; ${megabytes(swept.freedBytes)} freed, ${megabytes(swept.reusableBytes)} reusable in the database`,
    );
  });
};

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

async function sweep(store: NodeStore, shrink: boolean): Promise<Swept> {
  const release = takeIngestLock(store.path);
  try {
    const before = sizeOf(store);
    const superseded = (await supersededPeriods(store.db)).length;
    const deadRuns = await clearDeadRuns(store);
    const files = await removeRollUps(store);
    if (shrink) store.sqlite.exec('VACUUM');
    store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
    const after = sizeOf(store);
    const swept: Swept = {
      deadRuns,
      supersededPeriods: superseded,
      charges: before.charges - after.charges,
      rollUpFiles: files.count,
      reusableBytes: after.reusable,
      freedBytes: files.bytes + Math.max(0, before.bytes - after.bytes),
    };
    await appendAudit(store, {
      at: systemClock(),
      actor: 'command line',
      action: 'sweep',
      subject: store.path,
      detail: JSON.stringify(swept),
    });
    return swept;
  } catch (error) {
    throw databaseProblem(error, store.path);
  } finally {
    release();
  }
}

function sizeOf({ sqlite }: NodeStore): { charges: number; bytes: number; reusable: number } {
  const number = (name: string): number => sqlite.pragma(name, { simple: true }) as number;
  const charges = sqlite.prepare('SELECT count(*) FROM charge').pluck().get() as number;
  const pageSize = number('page_size');
  return { charges, bytes: number('page_count') * pageSize, reusable: number('freelist_count') * pageSize };
}

/** Kept roll-ups beside the database whose run has nothing published any more. */
async function removeRollUps(store: NodeStore): Promise<{ count: number; bytes: number }> {
  const folder = join(dirname(store.path), 'rollups');
  if (store.path === ':memory:' || !existsSync(folder)) return { count: 0, bytes: 0 };
  const rows = await store.db.all<{ id: string }>(
    sql`SELECT id FROM run WHERE NOT EXISTS (SELECT 1 FROM run_period WHERE run_period.run_id = run.id AND run_period.state = 'published')`,
  );
  // Only folders of this database's own runs: another database may lie beside it.
  const ended = new Set(rows.map((row) => row.id));
  const unused = readdirSync(folder).filter((name) => ended.has(name));
  const files = unused.flatMap((name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)));
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  unused.forEach((name) => rmSync(join(folder, name), { recursive: true }));
  return { count: files.length, bytes };
}
