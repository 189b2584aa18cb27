import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild, type ChildRun } from './child-run.ts';
import { writeFocusFile, type FileFormat } from './focus-rows.ts';
import { median } from './statistics.ts';

const CLI = fileURLToPath(new URL('../src/node/cli.ts', import.meta.url));
const BARE = fileURLToPath(new URL('bare-roll-up.ts', import.meta.url));
/** Done, or done with warnings that a person should read. */
const PUBLISHED = [0, 3];

export interface IngestMeasure {
  readonly rows: number;
  readonly format: FileFormat;
  readonly fileBytes: number;
  readonly charges: number;
  readonly ingestMs: number;
  readonly ingestCpuMs: number;
  readonly ingestRssBytes: number;
  readonly databaseBytes: number;
  readonly bareMs: number;
  readonly bareCpuMs: number;
  readonly bareRssBytes: number;
}

export interface IngestQuestion {
  readonly rows: number;
  readonly format: FileFormat;
  readonly runs: number;
  readonly directory: string;
}

/**
 * File to published through `aweigh ingest file` as a user runs it, beside DuckDB's bare roll-up of the same file;
 * both in fresh processes, taking turns, medians of `runs`. Throws when the two do not agree to the last digit.
 */
export async function measureIngest({ rows, format, runs, directory }: IngestQuestion): Promise<IngestMeasure> {
  const path = join(directory, `focus-${rows}.${format}`);
  await writeFocusFile({ path, format, rows, seed: 7 });
  const ingests: ChildRun[] = [];
  const bares: ChildRun[] = [];
  let databaseBytes = 0;
  for (let run = 0; run < runs; run += 1) {
    bares.push(await runChild(process.execPath, [BARE, path]));
    const folder = join(directory, 'database');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const database = join(folder, 'bench.db');
    ingests.push(await runChild(process.execPath, [CLI, 'ingest', 'file', path, '--db', database, '--json'], PUBLISHED));
    databaseBytes = statSync(database).size;
    rmSync(folder, { recursive: true, force: true });
  }
  const { groups, billedCost } = JSON.parse(bares[0]?.stdout ?? '{}') as { groups: number; billedCost: string };
  requireSame(ingests[0]?.stdout ?? '', billedCost);
  const fileBytes = statSync(path).size;
  rmSync(path);
  return {
    rows,
    format,
    fileBytes,
    charges: groups,
    databaseBytes,
    ingestMs: median(ingests.map(({ wallMs }) => wallMs)),
    ingestCpuMs: median(ingests.map(({ cpuMs }) => cpuMs)),
    ingestRssBytes: Math.max(...ingests.map(({ peakRssBytes }) => peakRssBytes)),
    bareMs: median(bares.map(({ wallMs }) => wallMs)),
    bareCpuMs: median(bares.map(({ cpuMs }) => cpuMs)),
    bareRssBytes: Math.max(...bares.map(({ peakRssBytes }) => peakRssBytes)),
  };
}

/** A fast wrong answer is worth nothing: the published total must be the one that DuckDB alone finds. */
function requireSame(stdout: string, billedCost: string): void {
  const answer = JSON.parse(stdout) as { runs: { status: string; reconciliation: Record<string, { stored: string }> }[] };
  const [run] = answer.runs;
  const stored = run?.reconciliation['USD']?.stored ?? '';
  if (run?.status !== 'published' || trimmed(stored) !== trimmed(billedCost)) {
    throw new Error(`ingest published ${stored} (${run?.status}); the bare roll-up says ${billedCost}`);
  }
}

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

export interface ShellMeasure {
  readonly importMs: number;
  readonly queryMs: number;
}

/** `sqlite3` reading the same CSV with .import and grouping it with floats; null where there is no sqlite3 program. */
export async function measureShell(rows: number, directory: string): Promise<ShellMeasure | null> {
  if (!hasProgram('sqlite3')) return null;
  const path = join(directory, `shell-${rows}.csv`);
  const database = join(directory, 'shell.db');
  await writeFocusFile({ path, format: 'csv', rows, seed: 7 });
  const load = await runChild('sqlite3', [database, '-cmd', '.mode csv', `.import "${path}" bill`]);
  const sql = `SELECT count(*), sum(b) FROM (SELECT sum(BilledCost) b, sum(EffectiveCost), sum(ListCost), sum(ContractedCost), count(*) FROM bill
    GROUP BY SubAccountId, ServiceName, SkuId, RegionId, ChargeCategory, PricingCategory, ResourceId, CommitmentDiscountId, substr(ChargePeriodStart, 1, 10))`;
  const query = await runChild('sqlite3', [database, sql]);
  rmSync(path);
  rmSync(database);
  return { importMs: load.wallMs, queryMs: query.wallMs };
}

const hasProgram = (name: string): boolean =>
  (process.env['PATH'] ?? '').split(':').some((folder) => {
    try {
      return readdirSync(folder).includes(name);
    } catch {
      return false;
    }
  });
