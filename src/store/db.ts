import type { BatchItem } from 'drizzle-orm/batch';
import type { SQL } from 'drizzle-orm';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { schema } from './schema.ts';

/** Any of the SQLite drivers: better-sqlite3 on Node, D1 on Workers. Every query is awaited. */
export type Db = BaseSQLiteDatabase<'sync' | 'async', unknown, typeof schema>;

/** A database with its way of writing several statements as one. */
export interface Store {
  readonly db: Db;
  /** All statements or none: a transaction on Node, a batch on D1. Statements must not depend on reads in between. */
  atomic(build: (db: Db) => BatchItem<'sqlite'>[]): Promise<void>;
}

/** Raw SQL as a statement of atomic(): both drivers take it, though the types of their results differ. */
export const rawStatement = (db: Db, query: SQL): BatchItem<'sqlite'> => db.run(query) as BatchItem<'sqlite'>;
