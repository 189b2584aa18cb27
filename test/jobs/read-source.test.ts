import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { openPeriods, readSource, type SourceOutcome } from '../../src/jobs/read-source.ts';
import { addSource, changeSource } from '../../src/jobs/sources.ts';
import { whileReading } from '../../src/node/read-sources.ts';
import { takeLock } from '../../src/node/ingest-lock.ts';
import { allSources, sourceNamed } from '../../src/store/sources.ts';
import { bill, workshop, type Workshop } from './ingest-fixture.ts';

const NOW = '2026-05-20T02:00:00.000Z';

/** A workshop with sources over folders of bills, and a way to read all of them once. */
async function threeFolders() {
  const shop = workshop();
  const { store, folder } = shop;
  const deps = { store, clock: () => NOW, actor: 'test', overHttp: false };
  for (const name of ['east', 'north', 'west']) {
    mkdirSync(join(folder, name));
    await addSource(deps, { name, provider: 'files', settings: { path: join(folder, name) } });
  }
  const put = (name: string, file: string, cost: string): void =>
    writeFileSync(join(folder, name, file), bill([{ BilledCost: cost, BillingAccountId: name }]));
  return { ...shop, deps, putIn: put, readAll: () => readAll(shop) };
}

function readAll({ store, folder }: Workshop): Promise<SourceOutcome[]> {
  const config = parseConfig({ AWEIGH_TEMP_DIR: join(folder, 'temp'), AWEIGH_MEMORY_LIMIT: '400MB' });
  const options = { config, environment: {}, signal: new AbortController().signal, onProgress: () => undefined };
  return whileReading(store, options, async (deps) => {
    const outcomes: SourceOutcome[] = [];
    for (const source of await allSources(store.db)) outcomes.push(await readSource(deps, source, null));
    return outcomes;
  });
}

const statuses = (outcomes: readonly SourceOutcome[]): string[] => outcomes.flatMap((one) => one.units.map((unit) => unit.status));

describe('sources that are read', () => {
  test('twice give identical totals, and a month that was restated replaces the old', async () => {
    const { putIn, readAll: read, total } = await threeFolders();
    putIn('east', 'may.csv', '1.1');
    putIn('north', 'may.csv', '2.2');
    putIn('west', 'may.csv', '3.3');
    expect(statuses(await read())).toEqual(['published', 'published', 'published']);
    expect(await total()).toBe('6.6 USD');
    expect(statuses(await read())).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(await total()).toBe('6.6 USD');
    putIn('north', 'may.csv', '5');
    expect(statuses(await read())).toEqual(['unchanged', 'published', 'unchanged']);
    expect(await total()).toBe('9.4 USD');
    putIn('north', 'may.csv', '2.2');
    await read();
    expect(await total()).toBe('6.6 USD');
  });

  test('one that is broken leaves the others alone, keeps what it published, and is in the ledger with its reason', async () => {
    const { putIn, readAll: read, total, store, folder } = await threeFolders();
    for (const name of ['east', 'north', 'west']) putIn(name, 'may.csv', '1');
    await read();
    rmSync(join(folder, 'north', 'may.csv'));
    putIn('west', 'may.csv', '4');
    const outcomes = await read();
    expect(statuses(outcomes)).toEqual(['unchanged', 'failed', 'published']);
    expect(outcomes[1]?.units[0]?.problem?.code).toBe('nothing_to_load');
    expect(await total()).toBe('6 USD');
    const runs = store.sqlite.prepare("SELECT status, problem FROM run WHERE source = 'north' ORDER BY started_at, id").all();
    expect(runs).toContainEqual({ status: 'failed', problem: 'nothing_to_load' });
    expect((await sourceNamed(store.db, 'east'))?.readAt).not.toBeNull();
  });

  test('never together with another reading of the same database', async () => {
    const { store, readAll: read } = await threeFolders();
    const release = takeLock(store.path, 'reading');
    await expect(read()).rejects.toMatchObject({ code: 'reading_in_progress' });
    release();
    expect(statuses(await read())).toEqual(['failed', 'failed', 'failed']);
  });

  test('may not be set over HTTP where they name paths, nor with settings their provider does not know', async () => {
    const { deps } = await threeFolders();
    const form = { name: 'more', provider: 'files', settings: { path: '/srv' } };
    await expect(addSource({ ...deps, overHttp: true }, form)).rejects.toMatchObject({ code: 'source_local_only' });
    await expect(changeSource({ ...deps, overHttp: true }, 'east', { path: '/etc' })).rejects.toMatchObject({ code: 'source_local_only' });
    await expect(addSource(deps, { ...form, settings: { path: '/srv', password: 'x' } })).rejects.toMatchObject({
      code: 'source_settings_invalid',
    });
    await expect(addSource(deps, { ...form, name: 'file' })).rejects.toMatchObject({ code: 'source_settings_invalid' });
    await expect(addSource(deps, { ...form, name: 'east' })).rejects.toMatchObject({ code: 'source_exists' });
  });
});

describe('open billing periods', () => {
  test.each([
    ['2026-11-25', null, '2025-11', '2026-11'],
    ['2026-11-25', '2026-11-24T02:00:00Z', '2026-11', '2026-11'],
    ['2026-11-15', '2026-11-14T02:00:00Z', '2026-10', '2026-11'],
    ['2026-11-16', '2026-11-15T02:00:00Z', '2026-10', '2026-11'],
    ['2026-11-25', '2026-08-20T02:00:00Z', '2026-08', '2026-11'],
    ['2026-01-02', '2026-03-01T02:00:00Z', '2025-12', '2026-01'],
  ])('on %s, last read %s, are %s to %s', (today, readAt, first, last) => {
    expect(openPeriods(today, readAt)).toEqual({ first, last });
  });
});
