import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/node/db.ts';
import { takeIngestLock } from '../../src/node/ingest-lock.ts';
import { bill, workshop } from './ingest-fixture.ts';

const PROGRAM = join(import.meta.dirname, 'dying-ingest.ts');

describe('an ingestion that dies', () => {
  test.each(['read', 'fold', 'archive', 'land', 'summarise', 'publish'])(
    'killed while it begins to %s leaves the old figures whole, and the next run needs no cleanup',
    async (phase) => {
      const { put, ingest, total, store, folder } = workshop();
      await ingest([put('may.csv', bill([{ BilledCost: '10' }]))]);
      const restated = put('may-final.csv', bill([{ BilledCost: '12' }, { BilledCost: '0.5', ServiceName: 'Amazon S3' }]));
      const dead = spawnSync(process.execPath, [PROGRAM, store.path, restated, phase], {
        env: { ...process.env, AWEIGH_TEMP_DIR: join(folder, 'temp') },
      });
      expect(dead.signal).toBe('SIGKILL');
      expect(await total()).toBe('10 USD');
      expect((await ingest([restated])).status).toBe('published');
      expect(await total()).toBe('12.5 USD');
      expect(store.sqlite.prepare("SELECT count(*) FROM run WHERE status = 'failed' AND problem = 'interrupted'").pluck().get()).toBe(1);
      expect(store.sqlite.prepare("SELECT count(*) FROM run_period WHERE state = 'loading'").pluck().get()).toBe(0);
      expect(
        store.sqlite
          .prepare("SELECT count(*) FROM charge c JOIN run_period p ON p.id = c.run_period_id WHERE p.state <> 'published'")
          .pluck()
          .get(),
      ).toBe(0);
    },
  );

  test('two ingestions never write at once: the second is told so', async () => {
    const { put, ingest, store } = workshop();
    const release = takeIngestLock(store.path);
    await expect(ingest([put('may.csv', bill([{}]))])).rejects.toMatchObject({ code: 'ingest_in_progress' });
    release();
    expect((await ingest([put('may.csv', bill([{}]))])).status).toBe('published');
  });

  test('the lock of a killed process is gone with it', async () => {
    const { store } = workshop();
    const source = `import { takeIngestLock } from ${JSON.stringify(join(import.meta.dirname, '../../src/node/ingest-lock.ts'))};
      globalThis.release = takeIngestLock(process.argv[1]); process.stdout.write('held'); setInterval(() => undefined, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', source, store.path]);
    await once(holder.stdout, 'data');
    expect(() => takeIngestLock(store.path)).toThrow(expect.objectContaining({ code: 'ingest_in_progress' }));
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    takeIngestLock(store.path)();
  });

  test('readers see one total, the old or the new, while a restatement is loaded', async () => {
    const { put, ingest, total, store } = workshop();
    const rows = (cost: string) => Array.from({ length: 400 }, (_, index) => ({ BilledCost: cost, ResourceId: `r-${index}` }));
    await ingest([put('may.csv', bill(rows('1')))]);
    const reader = openStore(store.path);
    const seen = new Set<number>();
    const sum = reader.sqlite
      .prepare("SELECT sum(c.billed_cost) FROM charge c JOIN run_period p ON p.id = c.run_period_id WHERE p.state = 'published'")
      .pluck();
    const loading = ingest([put('may-final.csv', bill(rows('2')))]);
    const watch = setInterval(() => seen.add(sum.get() as number), 1);
    await loading;
    clearInterval(watch);
    reader.close();
    expect([...seen].filter((nanos) => nanos !== 400e9 && nanos !== 800e9)).toEqual([]);
    expect(await total()).toBe('800 USD');
  });
});
