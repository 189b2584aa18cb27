import type { D1Database } from '@cloudflare/workers-types';
import type { BatchItem } from 'drizzle-orm/batch';
import { drizzle } from 'drizzle-orm/d1';
import type { Db, Store } from '../store/db.ts';
import { schema } from '../store/schema.ts';

/** A D1 database as the shared store. `wrangler d1 migrations apply` brings it to the current schema. */
export function d1Store(binding: D1Database): Store {
  const db = asDb(drizzle(binding, { schema }));
  return {
    db,
    async atomic(build) {
      const statements = build(db).map((statement) => {
        const { sql, params } = queryOf(statement);
        return binding.prepare(sql).bind(...params);
      });
      if (statements.length > 0) await binding.batch(statements);
    },
  };
}

/** Both drivers answer the same builders; only the sync flag of the type differs. */
const asDb = (database: unknown): Db => database as Db;

interface Query {
  readonly sql: string;
  readonly params: unknown[];
}

/** Text and parameters of a built statement: builders say them by toSQL(), raw SQL by getQuery(), which drizzle's own batch cannot bind. */
function queryOf(statement: BatchItem<'sqlite'>): Query {
  const built = statement as unknown as { toSQL(): Query } | { getQuery(): Query };
  return 'toSQL' in built ? built.toSQL() : built.getQuery();
}
