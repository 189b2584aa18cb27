import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

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

/** How a source is read by itself. `body` holds its settings as JSON, never a secret; `readAt` is when all open periods were last read. */
export const sourceSetting = sqliteTable('source_setting', {
  source: text('source').primaryKey(),
  provider: text('provider').notNull(),
  body: text('body').notNull(),
  readAt: text('read_at'),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
});

/** The version of a unit of work that was published last, so that it is fetched again only when it is news. */
export const sourceUnit = sqliteTable(
  'source_unit',
  {
    source: text('source').notNull(),
    unit: text('unit').notNull(),
    version: text('version').notNull(),
    runId: text('run_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.unit] })],
);

/** The one schedule of a workspace: when nights begin, and whom they tell. `body` is JSON. */
export const schedule = sqliteTable('schedule', {
  id: integer('id').primaryKey(),
  body: text('body').notNull(),
  updatedAt: text('updated_at').notNull(),
});

/** One night: what it read and what had changed, as JSON. */
export const night = sqliteTable('night', {
  id: text('id').primaryKey(),
  status: text('status', { enum: ['running', 'done', 'failed', 'interrupted'] }).notNull(),
  startedAt: text('started_at').notNull(),
  finishedAt: text('finished_at'),
  body: text('body').notNull(),
});
