import Database from 'better-sqlite3';
import { Problem } from '../problem.ts';

/**
 * Lets one ingestion at a time into a database. The lock is a SQLite lock on a small file beside
 * it, so the operating system drops it when the process dies, however it dies.
 */
export function takeIngestLock(databasePath: string): () => void {
  if (databasePath === ':memory:') return () => undefined;
  const lock = new Database(`${databasePath}.ingest-lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new Problem('ingest_in_progress', { detail: `Another ingestion writes to ${databasePath}.`, path: databasePath, cause: error });
    }
    throw error;
  }
  return () => lock.close();
}
