import { createTestHarness, type TestHarness } from 'wrangler';
import { d1Store } from '../../src/workers/db.ts';
import { copyRows, emptyTables } from '../copy-rows.ts';
import { ROOT } from '../source-files.ts';
import { storeWith } from '../store/sample-charges.ts';
import type { TestDatabase } from '../store.conformance.ts';

/** The Worker of wrangler.toml in workerd on this machine, its D1 database migrated. */
export async function startWorker(): Promise<{ readonly server: TestHarness; readonly database: TestDatabase }> {
  const server = createTestHarness({ root: ROOT, workers: [{ configPath: 'wrangler.toml' }] });
  await server.listen();
  const worker = server.getWorker<{ DB: Parameters<typeof d1Store>[0] }>();
  await worker.applyD1Migrations('DB');
  const { DB } = await worker.getEnv();
  const store = d1Store(DB);
  return {
    server,
    database: {
      store,
      async load(charges, loading = []) {
        const sample = storeWith(charges, Object.fromEntries(loading.map((run) => [run, 'loading'])));
        await emptyTables(store);
        await copyRows(sample, store.db);
        sample.close();
      },
      close: () => server.close(),
    },
  };
}
