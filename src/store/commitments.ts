import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db } from './db.ts';
import { commitment } from './ledger-tables.ts';
import { pageOf, positionOf, type Page, type PageRequest } from './page.ts';

/** A contract commitment in force by the bills; dates are YYYY-MM-DD, '' where the bill states none. */
export type Commitment = Omit<typeof commitment.$inferSelect, 'state'>;

/** Published commitments in the order they end. */
export async function commitments(db: Db, request: PageRequest): Promise<Page<Commitment>> {
  const position = positionOf(request, /^[\d-]{0,10}!\d{1,15}$/);
  const after =
    position === null ? undefined : sql`(${commitment.periodEnd}, ${commitment.id}) > (${position[0]}, CAST(${position[1]} AS INTEGER))`;
  const rows = await db
    .select()
    .from(commitment)
    .where(and(eq(commitment.state, 'published'), after))
    .orderBy(asc(commitment.periodEnd), asc(commitment.id))
    .limit(request.limit + 1);
  const page = pageOf(rows, request.limit, (row) => [row.periodEnd, row.id]);
  return { ...page, items: page.items.map(({ state: _state, ...row }) => row) };
}
