import { asc, sql } from 'drizzle-orm';
import type { UtilisationRecord } from '../focus/utilisation.ts';
import type { Instant } from '../time.ts';
import type { Db, Store } from './db.ts';
import { utilisation as table } from './exit-tables.ts';
import { pageOf, positionOf, type Page, type PageRequest } from './page.ts';

/** Everything that is known of the use of resources, by resource id and container. */
export async function utilisation(db: Db): Promise<UtilisationRecord[]> {
  const rows = await db.select({ body: table.body }).from(table).orderBy(asc(table.resourceId), asc(table.container));
  return rows.map((row) => recordOf(row.body));
}

/** The same, a page at a time. */
export async function utilisationPage(db: Db, request: PageRequest): Promise<Page<UtilisationRecord>> {
  const [resourceId = '', container = ''] = (positionOf(request, /^[\w%.*'()~-]*!.*$/) ?? []).map((part) => decodeURIComponent(part));
  const rows = await db
    .select({ resourceId: table.resourceId, container: table.container, body: table.body })
    .from(table)
    .where(request.cursor === undefined ? undefined : sql`(${table.resourceId}, ${table.container}) > (${resourceId}, ${container})`)
    .orderBy(asc(table.resourceId), asc(table.container))
    .limit(request.limit + 1);
  const page = pageOf(rows, request.limit, (row) => [keyText(row.resourceId), keyText(row.container)]);
  return { ...page, items: page.items.map((row) => recordOf(row.body)) };
}

/** Ids hold any character; a cursor parts its keys by an exclamation mark. */
const keyText = (text: string): string => encodeURIComponent(text).replaceAll('!', '%21');

export interface SavedUtilisation {
  readonly stored: number;
  /** Records that were there already, word for word. */
  readonly unchanged: number;
}

/** Keeps records, all or none; a record of the same resource and container is replaced, one that says the same is left as it is. */
export async function saveUtilisation(store: Store, records: readonly UtilisationRecord[], now: Instant): Promise<SavedUtilisation> {
  const before = await store.db.select({ resourceId: table.resourceId, container: table.container, body: table.body }).from(table);
  const known = new Map(before.map((row) => [JSON.stringify([row.resourceId, row.container]), row.body]));
  const rows = records.map((record) => ({ record, body: JSON.stringify(record) }));
  const changed = rows.filter(({ record, body }) => known.get(JSON.stringify([record.resourceId, record.container ?? ''])) !== body);
  await store.atomic((db) =>
    changed.map(({ record, body }) => {
      const value = { windowFrom: record.window.from, windowTo: record.window.to, body, source: record.source, recordedAt: now };
      return db
        .insert(table)
        .values({ resourceId: record.resourceId, container: record.container ?? '', ...value })
        .onConflictDoUpdate({ target: [table.resourceId, table.container], set: value });
    }),
  );
  return { stored: changed.length, unchanged: records.length - changed.length };
}

/** Bodies are written by saveUtilisation alone, from records. */
const recordOf = (body: string): UtilisationRecord => JSON.parse(body) as UtilisationRecord;
