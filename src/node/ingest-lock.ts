import Database from 'better-sqlite3';
import { Problem } from '../problem.ts';

/** Lets one ingestion at a time into a database. Throws Problem ingest_in_progress. */
export const takeIngestLock = (databasePath: string): (() => void) => takeLock(databasePath, 'ingest');

const IN_PROGRESS = {
  ingest: { code: 'ingest_in_progress', what: 'ingestion writes to' },
  reading: { code: 'reading_in_progress', what: 'night or ingestion reads the sources of' },
} as const;

/**
 * Lets one work of a kind at a time into a database. The lock is a SQLite lock on a small file beside
 * it, so the operating system drops it when the process dies, however it dies.
 */
export function takeLock(databasePath: string, work: keyof typeof IN_PROGRESS): () => void {
  if (databasePath === ':memory:') return () => undefined;
  const lock = new Database(`${databasePath}.${work}-lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      const { code, what } = IN_PROGRESS[work];
      throw new Problem(code, { detail: `Another ${what} ${databasePath}.`, path: databasePath, cause: error });
    }
    throw error;
  }
  return () => lock.close();
}
