import * as chargeTables from './charge-tables.ts';
import * as exitTables from './exit-tables.ts';
import * as ledgerTables from './ledger-tables.ts';
import * as summaryTables from './summary-schema.ts';

/** All tables in one object, as drizzle takes it. */
export const schema = { ...chargeTables, ...summaryTables, ...ledgerTables, ...exitTables };

/** How many migrations this release knows; a database with more was written by a newer one. */
export const MIGRATION_COUNT = 2;
