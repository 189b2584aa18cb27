import { and, asc, eq, sql } from 'drizzle-orm';
import type { Contract, ContractTerms } from '../focus/contract.ts';
import { auditStatement } from './audit.ts';
import type { Db, Store } from './db.ts';
import { contract as table } from './exit-tables.ts';
import { pageOf, positionOf, type Page, type PageRequest } from './page.ts';

/** Agreements in the order they were entered; of one vendor (by id) when it is given. */
export async function contracts(db: Db, request: PageRequest & { readonly vendorId?: string | undefined }): Promise<Page<Contract>> {
  const [createdAt = '', id = ''] = positionOf(request, /^[\d:.TZ-]+![\w-]+$/) ?? [];
  const rows = await db
    .select()
    .from(table)
    .where(
      and(
        request.vendorId === undefined ? undefined : eq(table.vendor, request.vendorId),
        request.cursor === undefined ? undefined : sql`(${table.createdAt}, ${table.id}) > (${createdAt}, ${id})`,
      ),
    )
    .orderBy(asc(table.createdAt), asc(table.id))
    .limit(request.limit + 1);
  const page = pageOf(rows, request.limit, (row) => [row.createdAt, row.id]);
  return { ...page, items: page.items.map(contractOf) };
}

export async function contractById(db: Db, id: string): Promise<Contract | null> {
  const row = await db.select().from(table).where(eq(table.id, id)).get();
  return row === undefined ? null : contractOf(row);
}

/** The agreement of a vendor (by id) with this name; null when there is none. */
export async function contractNamed(db: Db, vendorId: string, name: string): Promise<Contract | null> {
  const rows = await db.select().from(table).where(eq(table.vendor, vendorId));
  return rows.map(contractOf).find((one) => one.name === name) ?? null;
}

interface ContractWrite {
  readonly actor: string;
  readonly action: 'contract.create' | 'contract.change';
}

/** Keeps an agreement, in place of the one with the same id, with its audit entry. */
export function saveContract(store: Store, contract: Contract, { actor, action }: ContractWrite): Promise<void> {
  const { id, vendorId, createdAt, updatedAt, ...terms } = contract;
  const row = { vendor: vendorId, body: JSON.stringify(terms), updatedAt };
  return store.atomic((db) => [
    db
      .insert(table)
      .values({ id, createdAt, ...row })
      .onConflictDoUpdate({ target: table.id, set: row }),
    auditStatement(db, { at: updatedAt, actor, action, subject: id, detail: `${terms.vendor}: ${terms.name}` }),
  ]);
}

/** Bodies are written by saveContract alone, from terms. */
const contractOf = ({ id, vendor, body, createdAt, updatedAt }: typeof table.$inferSelect): Contract => ({
  id,
  vendorId: vendor,
  ...(JSON.parse(body) as ContractTerms),
  createdAt,
  updatedAt,
});
