import { storeWith } from './store/sample-charges.ts';
import type { TestDatabase } from './store.conformance.ts';
import { copyRows, emptyTables } from './copy-rows.ts';
import { openStore, type NodeStore } from '../src/node/db.ts';

/** A database in memory on better-sqlite3. */
export async function nodeDatabase(): Promise<TestDatabase & { readonly nodeStore: NodeStore }> {
  const store = openStore(':memory:');
  return {
    store,
    nodeStore: store,
    async load(charges, loading = []) {
      const sample = storeWith(charges, Object.fromEntries(loading.map((run) => [run, 'loading'])));
      await emptyTables(store);
      await copyRows(sample, store.db);
      sample.close();
    },
    close: () => Promise.resolve(store.close()),
  };
}
