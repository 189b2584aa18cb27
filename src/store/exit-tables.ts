import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Prices that a user imported over the default book of the catalogue; `body` is the price row as JSON. */
export const price = sqliteTable(
  'price',
  {
    kind: text('kind').notNull(),
    provider: text('provider').notNull(),
    region: text('region').notNull(),
    item: text('item').notNull(),
    body: text('body').notNull(),
    asOf: text('as_of').notNull(),
    source: text('source').notNull(),
    grade: text('grade').notNull(),
    importedAt: text('imported_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.provider, table.region, table.item] })],
);

/** How busy a resource, or one container in it, was over a window of days. */
export const utilisation = sqliteTable(
  'utilisation',
  {
    resourceId: text('resource_id').notNull(),
    container: text('container').notNull(),
    windowFrom: text('window_from').notNull(),
    windowTo: text('window_to').notNull(),
    body: text('body').notNull(),
    source: text('source').notNull(),
    recordedAt: text('recorded_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.resourceId, table.container] })],
);

/** An agreement with a vendor: what no export holds. `body` is the contract as JSON. */
export const contract = sqliteTable('contract', {
  id: text('id').primaryKey(),
  vendor: text('vendor').notNull(),
  body: text('body').notNull(),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
});

/** An offer as the vendor made it; its effective discount is computed when it is shown. */
export const offer = sqliteTable('offer', {
  id: text('id').primaryKey(),
  vendor: text('vendor').notNull(),
  offeredOn: text('offered_on').notNull(),
  body: text('body').notNull(),
  createdAt: text('created_at').notNull(),
});
