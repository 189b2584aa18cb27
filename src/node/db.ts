import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { Problem } from '../problem.ts';
import type { Db, Store } from '../store/db.ts';
import { MIGRATION_COUNT, schema } from '../store/schema.ts';

const MIGRATIONS = resolve(import.meta.dirname, '../../migrations');

/** A database file opened on Node: the shared Store, and the driver for bulk work and backups. */
export interface NodeStore extends Store {
  readonly sqlite: Database.Database;
  readonly path: string;
  close(): void;
}

/**
 * Opens (and creates) the database file, brings it to the current schema and sets the pragmas.
 * Throws Problem database_unreadable, database_newer, database_locked or disk_full.
 */
export function openStore(path: string): NodeStore {
  const file = path === ':memory:' ? path : resolve(path);
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    const sqlite = new Database(file);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = NORMAL');
    sqlite.pragma('busy_timeout = 5000');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('cache_size = -65536');
    requireKnownVersion(sqlite, file);
    const database = drizzle(sqlite, { schema });
    migrate(database, { migrationsFolder: MIGRATIONS });
    return storeOf(sqlite, file, database);
  } catch (error) {
    throw databaseProblem(error, file);
  }
}

/** Opens an existing database file; a missing one is a Problem, so that a mistyped --db is not answered with zeros. */
export function openExistingStore(path: string): NodeStore {
  if (path !== ':memory:' && !existsSync(path)) {
    throw new Problem('no_data', { detail: `There is no database at ${path}.`, path });
  }
  return openStore(path);
}

function storeOf(sqlite: Database.Database, path: string, database: ReturnType<typeof drizzle<typeof schema>>): NodeStore {
  return {
    sqlite,
    path,
    db: asDb(database),
    async atomic(build) {
      sqlite.transaction(() => build(asDb(database)).forEach(runBuilt))();
    },
    close: () => sqlite.close(),
  };
}

/** Both drivers answer the same builders; only the sync flag of the type differs. */
const asDb = (database: unknown): Db => database as Db;

/** Builders wait for run(); raw SQL has already run on this driver, inside the same transaction. */
function runBuilt(statement: unknown): void {
  const { run } = statement as { run?: unknown };
  if (typeof run === 'function') run.call(statement);
}

function requireKnownVersion(sqlite: Database.Database, path: string): void {
  const known = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (known === undefined) return;
  const applied = sqlite.prepare('SELECT count(*) AS n FROM __drizzle_migrations').get() as { n: number };
  if (applied.n > MIGRATION_COUNT) {
    throw new Problem('database_newer', { detail: `${path} has ${applied.n} migrations; this release knows ${MIGRATION_COUNT}.`, path });
  }
}

/** Turns a SQLite error into the Problem a person can act on. */
export function databaseProblem(error: unknown, path: string): Problem {
  if (error instanceof Problem) return error;
  const code = error instanceof Database.SqliteError ? error.code : ((error as { code?: string }).code ?? '');
  const detail = `${path}: ${error instanceof Error ? error.message : String(error)}`;
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') return new Problem('disk_full', { detail, path, cause: error });
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new Problem('database_locked', { detail, path, cause: error });
  if (code.startsWith('SQLITE_') || ['EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'EROFS', 'ENOENT'].includes(code)) {
    return new Problem('database_unreadable', { detail, path, cause: error });
  }
  return new Problem('internal', { detail, cause: error });
}
