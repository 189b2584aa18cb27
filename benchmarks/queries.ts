import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { CostQuestion } from '../src/focus/cost-question.ts';
import { costs } from '../src/store/costs.ts';
import { quantile } from './statistics.ts';
import { synthesise } from './synthetic-store.ts';

export interface Latency {
  readonly name: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface QueryMeasure {
  readonly charges: number;
  readonly questions: readonly Latency[];
  /** Services by month over the same number of raw rows in DuckDB, from Parquet and from memory. */
  readonly raw: readonly Latency[];
}

const RUNS = 60;
const RAW_RUNS = 15;
const YEAR = { from: '2025-10-01', to: '2026-11-01' };
const OCTOBER = { from: '2026-10-01', to: '2026-11-01' };

const question = (parts: Partial<CostQuestion>): CostQuestion => ({
  range: YEAR,
  groupBy: [],
  metric: 'effectiveCost',
  where: {},
  ...parts,
});

/** The first is the one with a bar. */
const QUESTIONS: readonly (readonly [string, CostQuestion])[] = [
  ['services by month', question({ groupBy: ['serviceName', 'month'] })],
  ['accounts by month, one service', question({ groupBy: ['subAccountId', 'month'], where: { serviceName: ['Service number 7'] } })],
  ['services by day, one month', question({ range: OCTOBER, groupBy: ['serviceName', 'day'] })],
  ['resources of one account, one month', question({ range: OCTOBER, groupBy: ['resourceId'], where: { subAccountId: ['account-9'] } })],
  ['days of one resource', question({ range: OCTOBER, groupBy: ['day'], where: { resourceId: ['resource/99'] } })],
];

/** Latencies of cost questions on a synthetic database of `charges` charges, warm, in process. */
export async function measureQueries(charges: number, directory: string): Promise<QueryMeasure> {
  const folder = join(directory, 'queries');
  mkdirSync(folder, { recursive: true });
  const store = synthesise(join(folder, 'queries.db'), charges);
  try {
    const questions: Latency[] = [];
    for (const [name, asked] of QUESTIONS) questions.push({ name, ...(await latency(RUNS, () => costs(store.db, asked))) });
    return { charges, questions, raw: await rawLatencies(charges, folder) };
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rawLatencies(rows: number, folder: string): Promise<Latency[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '2GB' });
  const connection = await instance.connect();
  const path = join(folder, 'raw.parquet');
  try {
    await connection.run(`CREATE TABLE raw AS SELECT 'Service number ' || (hash(i) % 60) AS ServiceName,
      TIMESTAMP '2025-10-01' + INTERVAL 1 HOUR * CAST(hash(i + 7) % 9504 AS INTEGER) AS ChargePeriodStart,
      CAST(hash(i + 9) % 90000000 / 1000000.0 AS DECIMAL(18,10)) AS EffectiveCost FROM range(${rows}) AS t(i)`);
    await connection.run(`COPY raw TO '${path}' (FORMAT parquet)`);
    const ask = (source: string) => () =>
      connection.runAndReadAll(
        `SELECT ServiceName, date_trunc('month', ChargePeriodStart) AS month, sum(EffectiveCost), count(*) FROM ${source} GROUP BY ALL`,
      );
    return [
      { name: 'DuckDB, raw rows in Parquet', ...(await latency(RAW_RUNS, ask(`read_parquet('${path}')`))) },
      { name: 'DuckDB, raw rows in memory', ...(await latency(RAW_RUNS, ask('raw'))) },
    ];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function latency(runs: number, ask: () => Promise<unknown>): Promise<Pick<Latency, 'p50Ms' | 'p95Ms'>> {
  await ask();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    await ask();
    times.push(performance.now() - started);
  }
  return { p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) };
}
