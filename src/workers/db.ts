import { drizzle } from 'drizzle-orm/d1';
import type { Db, Store } from '../store/db.ts';
import { schema } from '../store/schema.ts';

/** A D1 database as the shared store. `wrangler d1 migrations apply` brings it to the current schema. */
export function d1Store(binding: D1Database): Store {
  const database = drizzle(binding, { schema });
  return {
    db: asDb(database),
    async atomic(build) {
      const [first, ...others] = build(asDb(database));
      if (first !== undefined) await database.batch([first, ...others]);
    },
  };
}

/** Both drivers answer the same builders; only the sync flag of the type differs. */
const asDb = (database: unknown): Db => database as Db;
