import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nightIsDue, type NightReport } from '../../src/jobs/nightly.ts';
import { parseSchedule } from '../../src/jobs/schedule.ts';
import { addSource } from '../../src/jobs/sources.ts';
import { endNight, lastNights, saveSchedule, startNight } from '../../src/store/nights.ts';
import { bill, workshop } from './ingest-fixture.ts';

const PROGRAM = join(import.meta.dirname, 'dying-night.ts');
const SET_AT = '2026-11-20T12:00:00.000Z';

/** A workshop with one source, a subscribed report and a webhook whose secret is missing. */
async function nights() {
  const shop = workshop();
  const { store, folder } = shop;
  mkdirSync(join(folder, 'bills'));
  const write = { store, clock: () => SET_AT, actor: 'test', overHttp: false };
  await addSource(write, { name: 'bills', provider: 'files', settings: { path: join(folder, 'bills') } });
  await saveSchedule(
    store,
    parseSchedule({
      cron: '0 2 * * *',
      reports: [{ kind: 'spend', format: 'json' }],
      webhook: { url: 'http://127.0.0.1:9/', secret: 'SECRET_HOOK' },
    }),
    { actor: 'test', at: SET_AT },
  );
  const env = { ...process.env, AWEIGH_TEMP_DIR: join(folder, 'temp') };
  return {
    ...shop,
    putBill: (...rows: Parameters<typeof bill>[0]) => writeFileSync(join(folder, 'bills', 'may.csv'), bill(rows)),
    run: (stage = '') => spawnSync(process.execPath, [PROGRAM, store.path, stage], { env, encoding: 'utf8' }),
  };
}

describe('a night', () => {
  test.each(['publish', 'report', 'webhook'])(
    'killed when it comes to %s is caught up by the next, with the same figures and news, and nothing twice',
    async (stage) => {
      const { putBill, run, total, store } = await nights();
      putBill({ BilledCost: '10' });
      const first = JSON.parse(run().stdout) as NightReport;
      expect(first.sources[0]?.units[0]?.status).toBe('published');
      putBill({ BilledCost: '12' }, { BilledCost: '3', ServiceName: 'Amazon S3' });
      expect(run(stage).signal).toBe('SIGKILL');
      expect(['10 USD', '15 USD']).toContain(await total());
      const next = JSON.parse(run().stdout) as NightReport;
      expect(await total()).toBe('15 USD');
      expect(next.changes.newServices).toEqual([
        { provider: 'AWS', service: 'Amazon S3', amount: { amount: '3.000000000', currency: 'USD' } },
      ]);
      expect(next.problems.map((one) => [one.step, one.code])).toEqual([['webhook', 'webhook_secret_missing']]);
      expect((await lastNights(store.db, 9)).map((night) => night.status)).toEqual(['failed', 'interrupted', 'failed']);
      expect(store.sqlite.prepare("SELECT count(*) FROM run_period WHERE state = 'loading'").pluck().get()).toBe(0);
    },
  );
});

describe('the next night', () => {
  const at = (now: string) => ({ clock: () => now });

  test('is due once after any number were missed, and not again before its hour', async () => {
    const { store } = await nights();
    expect(await nightIsDue({ store, ...at('2026-11-20T13:00:00.000Z') })).toBe(false);
    expect(await nightIsDue({ store, ...at('2026-11-27T09:00:00.000Z') })).toBe(true);
    await startNight(store, { id: 'night_1', startedAt: '2026-11-27T09:00:00.000Z' });
    await endNight(store.db, { id: 'night_1', status: 'failed', at: '2026-11-27T09:10:00.000Z', body: {} });
    expect(await nightIsDue({ store, ...at('2026-11-27T23:00:00.000Z') })).toBe(false);
    expect(await nightIsDue({ store, ...at('2026-11-28T02:00:00.000Z') })).toBe(true);
  });

  test('is due at once after one that died, but waits for its hour after three in a row', async () => {
    const { store } = await nights();
    const now = '2026-11-21T03:00:00.000Z';
    for (const id of ['night_1', 'night_2', 'night_3']) {
      expect(await nightIsDue({ store, ...at(now) })).toBe(true);
      await startNight(store, { id, startedAt: now });
    }
    expect(await nightIsDue({ store, ...at(now) })).toBe(false);
    expect(await nightIsDue({ store, ...at('2026-11-22T02:00:00.000Z') })).toBe(true);
  });
});
