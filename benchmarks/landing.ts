import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { recognize } from '../src/billfile/recognize.ts';
import { inspectFile } from '../src/node/inspect-file.ts';
import { openStore, type NodeStore } from '../src/node/db.ts';
import { sqliteLanding } from '../src/node/landing.ts';
import { parquetHeader } from '../src/rollup/duckdb/read-table.ts';
import { duckdbRollUp } from '../src/rollup/duckdb/roll-up-files.ts';
import type { RolledUp } from '../src/rollup/rollup.ts';
import type { Landing } from '../src/store/landing.ts';
import { writeFocusFile } from './focus-rows.ts';

export interface LandingMeasure {
  readonly charges: number;
  /** Time inside the database calls alone: the engine's own work is not in it. */
  readonly insertMs: number;
  /** The same in processor time of the inserting thread, which other programs on the machine do not stretch. */
  readonly insertCpuMs: number;
  readonly bytesPerCharge: number;
}

/** How fast charges go from the roll-up into SQLite, and how much room each takes there. */
export async function measureLanding(rows: number, directory: string): Promise<LandingMeasure> {
  const folder = join(directory, 'landing');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'bill.parquet');
  await writeFocusFile({ path, format: 'parquet', rows, seed: 7 });
  const limits = { memoryLimit: '2GB', threads: 2, tempDirectory: join(folder, 'temp') };
  const file = await inspectFile(path);
  const described = recognize({ ...file, header: await parquetHeader(limits, file) });
  const rolledUp = await duckdbRollUp(limits)([described], { onProgress: () => undefined, archiveFolder: null });
  const store = openStore(join(folder, 'landing.db'));
  try {
    return await land(store, rolledUp);
  } finally {
    store.close();
    await rolledUp.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function land(store: NodeStore, rolledUp: RolledUp): Promise<LandingMeasure> {
  const landing = sqliteLanding(store.sqlite);
  const terms = await gather(rolledUp.terms(), (texts) => landing.termIds(texts));
  const series = await gather(rolledUp.series(), (chunk) => landing.seriesIds(chunk, terms));
  const insertRun =
    "INSERT INTO run (id, source, status, delivery_style, digest, started_at) VALUES ('bench', 'bench', 'loading', 'replacement', '', '2026-11-01T00:00:00Z')";
  store.sqlite.exec(insertRun);
  const units = landing.openUnits({ runId: 'bench', source: 'bench', style: 'replacement' }, rolledUp.units);
  landing.flush();
  const before = sizeOf(store, landing);
  let charges = 0;
  let insertMs = 0;
  let insertCpuMs = 0;
  const timed = (work: () => void): void => {
    const started = performance.now();
    const before = process.threadCpuUsage();
    work();
    const spent = process.threadCpuUsage(before);
    insertMs += performance.now() - started;
    insertCpuMs += (spent.user + spent.system) / 1000;
  };
  for await (const chunk of rolledUp.charges(series)) {
    timed(() => landing.insertCharges(chunk, units));
    charges += chunk.count;
  }
  timed(() => landing.flush());
  return { charges, insertMs, insertCpuMs, bytesPerCharge: (sizeOf(store, landing) - before) / charges };
}

function sizeOf(store: NodeStore, landing: Landing): number {
  landing.flush();
  store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  return Number(store.sqlite.pragma('page_count', { simple: true })) * Number(store.sqlite.pragma('page_size', { simple: true }));
}

async function gather<Chunk>(chunks: AsyncIterable<Chunk>, idsOf: (chunk: Chunk) => Int32Array): Promise<Int32Array> {
  const ids: number[] = [];
  for await (const chunk of chunks) for (const id of idsOf(chunk)) ids.push(id);
  return Int32Array.from(ids);
}
