import { existsSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { Problem } from '../../problem.ts';
import { withCommonOptions, type CommonOptions, type RegisterCommand } from '../context.ts';
import { databaseProblem, type NodeStore } from '../db.ts';
import { printJson, printLine } from '../output.ts';

/** Pages a step: small enough that a writer is never kept waiting, and that progress moves. */
const PAGES_PER_STEP = 10_000;

interface BackupOptions extends CommonOptions {
  readonly force?: boolean;
}

/** `aweigh backup`: one consistent copy, also while an ingestion writes. */
export const registerBackup: RegisterCommand = (program, context) => {
  const command = program
    .command('backup')
    .description('consistent copy of the database, while it is in use')
    .argument('<file>', 'file to write')
    .option('--force', 'replace an existing file');
  withCommonOptions(command, 'aweigh backup backups/aweigh-2026-11-24.db').action(async (file: string, options: BackupOptions) => {
    const target = resolve(file);
    const bytes = await backUp(context.existingStore(options), target, options.force === true);
    if (options.json === true) printJson({ path: target, bytes });
    else printLine(`${target}: ${(bytes / 1e6).toFixed(1)} MB`);
  });
};

/** Copies to a temporary name, checks the copy, then renames: a file of the given name is whole or absent. */
async function backUp(store: NodeStore, target: string, force: boolean): Promise<number> {
  requireTarget(store, target, force);
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    await store.sqlite.backup(temporary, { progress: ({ totalPages, remainingPages }) => show(totalPages, remainingPages) });
    const copy = new Database(temporary, { readonly: true });
    const verdict = copy.pragma('quick_check', { simple: true });
    copy.close();
    if (verdict !== 'ok') throw new Problem('database_unreadable', { detail: `The copy is damaged: ${String(verdict)}`, path: store.path });
    renameSync(temporary, target);
    return statSync(target).size;
  } catch (error) {
    throw databaseProblem(error, target);
  } finally {
    [temporary, `${temporary}-wal`, `${temporary}-shm`, `${temporary}-journal`].forEach((path) => rmSync(path, { force: true }));
  }
}

function requireTarget(store: NodeStore, target: string, force: boolean): void {
  if (!existsSync(dirname(target))) throw new Problem('file_not_found', { detail: `There is no folder ${dirname(target)}.`, path: target });
  if (!existsSync(target)) return;
  if (realpathSync(target) === realpathSync(store.path))
    throw new Problem('usage_invalid', { detail: 'A database cannot be its own backup.' });
  if (statSync(target).isDirectory()) throw new Problem('usage_invalid', { detail: `${target} is a folder; name a file.` });
  if (!force) throw new Problem('file_exists', { detail: `${target} exists already.`, path: target });
}

function show(totalPages: number, remainingPages: number): number {
  if (process.stderr.isTTY && totalPages > PAGES_PER_STEP) {
    const done = Math.floor((100 * (totalPages - remainingPages)) / totalPages);
    process.stderr.write(`\rbackup ${done} %${remainingPages === 0 ? '\n' : ''}`);
  }
  return PAGES_PER_STEP;
}
