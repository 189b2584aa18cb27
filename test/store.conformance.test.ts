import { nodeDatabase } from './node-database.ts';
import { describeStore } from './store.conformance.ts';

describeStore('better-sqlite3', nodeDatabase);
