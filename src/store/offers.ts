import { and, asc, eq, sql } from 'drizzle-orm';
import type { Offer, OfferTerms } from '../focus/offer.ts';
import { auditStatement } from './audit.ts';
import type { Db, Store } from './db.ts';
import { offer as table } from './exit-tables.ts';
import { pageOf, positionOf, type Page, type PageRequest } from './page.ts';

/** Offers by the day they were made, the oldest first; of one vendor (by id) when it is given. */
export async function offers(db: Db, request: PageRequest & { readonly vendorId?: string | undefined }): Promise<Page<Offer>> {
  const [offeredOn = '', id = ''] = positionOf(request, /^\d{4}-\d\d-\d\d![\w-]+$/) ?? [];
  const rows = await db
    .select()
    .from(table)
    .where(
      and(
        request.vendorId === undefined ? undefined : eq(table.vendor, request.vendorId),
        request.cursor === undefined ? undefined : sql`(${table.offeredOn}, ${table.id}) > (${offeredOn}, ${id})`,
      ),
    )
    .orderBy(asc(table.offeredOn), asc(table.id))
    .limit(request.limit + 1);
  const page = pageOf(rows, request.limit, (row) => [row.offeredOn, row.id]);
  return { ...page, items: page.items.map(offerOf) };
}

/** Keeps an offer with its audit entry. */
export function insertOffer(store: Store, offer: Offer, actor: string): Promise<void> {
  const { id, vendorId, createdAt, ...terms } = offer;
  const detail = `${terms.vendor}, ${terms.offeredOn}`;
  return store.atomic((db) => [
    db.insert(table).values({ id, vendor: vendorId, offeredOn: terms.offeredOn, body: JSON.stringify(terms), createdAt }),
    auditStatement(db, { at: createdAt, actor, action: 'offer.create', subject: id, detail }),
  ]);
}

/** Bodies are written by insertOffer alone, from terms. */
const offerOf = ({ id, vendor, body, createdAt }: typeof table.$inferSelect): Offer => ({
  id,
  vendorId: vendor,
  ...(JSON.parse(body) as OfferTerms),
  createdAt,
});
