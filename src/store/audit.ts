import { desc, sql } from 'drizzle-orm';
import type { Db, Store } from './db.ts';
import { audit } from './ledger-tables.ts';
import { pageOf, positionOf, type Page, type PageRequest } from './page.ts';

/** One write: when, by whom, what, to which id. */
export interface AuditEntry {
  readonly at: string;
  readonly actor: string;
  /** Dotted name of what was done, such as "key.create". */
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}

export const auditStatement = (db: Db, entry: AuditEntry) => db.insert(audit).values(entry);

export const appendAudit = (store: Store, entry: AuditEntry): Promise<void> => store.atomic((db) => [auditStatement(db, entry)]);

/** Entries, newest first. */
export async function auditEntries(db: Db, request: PageRequest): Promise<Page<AuditEntry & { readonly id: number }>> {
  const before = positionOf(request, /^\d{1,15}$/)?.[0];
  const rows = await db
    .select()
    .from(audit)
    .where(before === undefined ? undefined : sql`${audit.id} < CAST(${before} AS INTEGER)`)
    .orderBy(desc(audit.id))
    .limit(request.limit + 1);
  return pageOf(rows, request.limit, (row) => [row.id]);
}
