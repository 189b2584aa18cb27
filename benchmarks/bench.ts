import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FileFormat } from './focus-rows.ts';
import { measureIngest, measureShell, type IngestMeasure } from './ingest.ts';
import { measureLanding } from './landing.ts';
import { measureMigration } from './migration.ts';
import { measurePacking } from './packing.ts';
import { measureQueries, type QueryMeasure } from './queries.ts';
import { exponent } from './statistics.ts';
import { barLine, note, table } from './table.ts';

/**
 * `npm run bench`: prints what the bars of speed and size are measured against, with medians and ratios.
 * Nothing here passes or fails: a loaded machine is no defect. Files live in a temporary folder and are removed.
 */
const USAGE = `node benchmarks/bench.ts [--quick] [--rows 1000000,5000000] [--formats csv,csv.gz,parquet] [--charges 1000000,10000000]
  [--growth 50000,500000,5000000] [--runs 3] [--parts ingest,shell,landing,growth,queries,packing,migration] [--dir DIR]`;

const FORMATS: readonly FileFormat[] = ['csv', 'csv.gz', 'parquet'];

/** At most this many times DuckDB's bare roll-up. */
const RATIO_BARS: Record<FileFormat, number | null> = { csv: 3, 'csv.gz': null, parquet: 6 };
const RSS_BAR_MB = 1_200;
const LANDING_BAR = 700_000;
const CHARGE_BYTES_BAR = 60;
const PACKING_BARS = { seconds: 5, quality: 1.1 };
const QUERY_BARS_MS = [
  { charges: 1_000_000, ms: 15 },
  { charges: 10_000_000, ms: 50 },
];

const options = {
  quick: { type: 'boolean', default: false },
  rows: { type: 'string' },
  formats: { type: 'string' },
  charges: { type: 'string' },
  growth: { type: 'string' },
  runs: { type: 'string' },
  parts: { type: 'string', default: 'ingest,shell,landing,growth,queries,packing,migration' },
  dir: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const { values: chosen } = parseArgs({ options });

const list = (text: string | undefined, full: readonly number[], quick: readonly number[]): readonly number[] =>
  text === undefined ? (chosen.quick ? quick : full) : text.split(',').map(Number);

async function main(): Promise<void> {
  if (chosen.help) return note(USAGE);
  const directory = mkdtempSync(join(chosen.dir ?? tmpdir(), 'aweigh-bench-'));
  const parts = chosen.parts.split(',');
  try {
    note(`${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}, medians of ${runs()}`);
    if (parts.includes('ingest')) await ingestPart(directory);
    if (parts.includes('shell')) await shellPart(directory);
    if (parts.includes('landing')) await landingPart(directory);
    if (parts.includes('growth')) await growthPart(directory);
    if (parts.includes('queries')) await queriesPart(directory);
    if (parts.includes('packing')) packingPart();
    if (parts.includes('migration')) measureMigration(runs());
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const runs = (): number => Number(chosen.runs ?? (chosen.quick ? 1 : 3));

const formats = (): readonly FileFormat[] => FORMATS.filter((format) => (chosen.formats ?? FORMATS.join(',')).split(',').includes(format));

async function ingestPart(directory: string): Promise<void> {
  const measured: IngestMeasure[] = [];
  for (const rows of list(chosen.rows, [1_000_000, 5_000_000], [50_000])) {
    for (const format of formats()) measured.push(await measureIngest({ rows, format, runs: runs(), directory }));
  }
  note('\nFile to published (`aweigh ingest file`, fresh process) beside DuckDB alone');
  table(
    [
      'rows',
      'format',
      'file MB',
      'charges',
      'ingest s',
      'DuckDB s',
      'ratio',
      'ingest CPU s',
      'DuckDB CPU s',
      'CPU ratio',
      'peak MB',
      'DuckDB MB',
      'database MB',
    ],
    measured.map((one) => [
      one.rows.toLocaleString('en'),
      one.format,
      megabytes(one.fileBytes),
      one.charges.toLocaleString('en'),
      seconds(one.ingestMs),
      seconds(one.bareMs),
      (one.ingestMs / one.bareMs).toFixed(1),
      seconds(one.ingestCpuMs),
      seconds(one.bareCpuMs),
      (one.ingestCpuMs / one.bareCpuMs).toFixed(1),
      megabytes(one.ingestRssBytes),
      megabytes(one.bareRssBytes),
      megabytes(one.databaseBytes),
    ]),
  );
  for (const one of measured) {
    const bar = RATIO_BARS[one.format];
    const name = `${one.rows.toLocaleString('en')} rows, ${one.format}`;
    if (bar !== null) barLine({ name: `${name}: times DuckDB alone`, measured: one.ingestMs / one.bareMs, bar, sense: 'at most' });
    barLine({ name: `${name}: peak resident MB`, measured: one.ingestRssBytes / 1e6, bar: RSS_BAR_MB, sense: 'at most' });
  }
}

async function shellPart(directory: string): Promise<void> {
  const rows = chosen.quick ? 50_000 : 1_000_000;
  const shell = await measureShell(rows, directory);
  if (shell === null) return note('\nsqlite3 is not installed here; its .import is not measured.');
  const ours = await measureIngest({ rows, format: 'csv', runs: 1, directory });
  note(`\nsqlite3 .import and GROUP BY of ${rows.toLocaleString('en')} rows, with floats and without publishing`);
  table(
    ['sqlite3 .import s', 'GROUP BY s', 'together s', 'aweigh ingest s'],
    [[seconds(shell.importMs), seconds(shell.queryMs), seconds(shell.importMs + shell.queryMs), seconds(ours.ingestMs)]],
  );
}

async function landingPart(directory: string): Promise<void> {
  const { charges, insertMs, insertCpuMs, bytesPerCharge } = await measureLanding(chosen.quick ? 50_000 : 1_000_000, directory);
  const rate = (ms: number): number => (charges / ms) * 1000;
  note('\nCharges into SQLite');
  table(
    ['charges', 'insert s', 'charges a second', 'charges a processor second', 'bytes a charge'],
    [
      [
        charges.toLocaleString('en'),
        seconds(insertMs),
        Math.round(rate(insertMs)).toLocaleString('en'),
        Math.round(rate(insertCpuMs)).toLocaleString('en'),
        bytesPerCharge.toFixed(1),
      ],
    ],
  );
  barLine({ name: 'charges a second', measured: rate(insertMs), bar: LANDING_BAR, sense: 'at least' });
  barLine({ name: 'bytes a charge', measured: bytesPerCharge, bar: CHARGE_BYTES_BAR, sense: 'at most' });
}

async function growthPart(directory: string): Promise<void> {
  const sizes = list(chosen.growth, [50_000, 500_000, 5_000_000], [5_000, 50_000, 500_000]);
  const measured: IngestMeasure[] = [];
  for (const rows of sizes) measured.push(await measureIngest({ rows, format: 'parquet', runs: 1, directory }));
  note('\nGrowth of ingest with rows (Parquet; 1.00 is linear)');
  growthTable(measured.map(({ rows, ingestMs }) => ({ size: rows, ms: ingestMs })));
}

function growthTable(points: readonly { readonly size: number; readonly ms: number }[]): void {
  table(
    ['size', 's', 'exponent from the size before'],
    points.map((point, index) => {
      const before = points[index - 1];
      return [point.size.toLocaleString('en'), seconds(point.ms), before === undefined ? '' : exponent(before, point).toFixed(2)];
    }),
  );
}

async function queriesPart(directory: string): Promise<void> {
  const measured: QueryMeasure[] = [];
  for (const charges of list(chosen.charges, [100_000, 1_000_000, 10_000_000], [10_000, 100_000])) {
    measured.push(await measureQueries(charges, directory));
  }
  note('\nCost questions over 13 months, warm, in process');
  table(
    ['charges', 'question', 'p50 ms', 'p95 ms'],
    measured.flatMap(({ charges, questions, raw }) =>
      [...questions, ...raw].map(({ name, p50Ms, p95Ms }) => [charges.toLocaleString('en'), name, p50Ms.toFixed(2), p95Ms.toFixed(2)]),
    ),
  );
  for (const { charges, questions } of measured) {
    const bar = QUERY_BARS_MS.find((one) => one.charges === charges);
    const name = `services by month, ${charges.toLocaleString('en')} charges: p95 ms`;
    if (bar !== undefined) barLine({ name, measured: questions[0]?.p95Ms ?? Infinity, bar: bar.ms, sense: 'at most' });
  }
  growthTable(measured.map(({ charges, questions }) => ({ size: charges, ms: questions[0]?.p50Ms ?? 0 })));
}

function packingPart(): void {
  const measured = (chosen.quick ? [100, 2_000] : [100, 2_000, 20_000]).map((workloads) => measurePacking(workloads, runs()));
  note('\nPacking workloads of sizes of their own, in process');
  table(
    ['workloads', 'shapes', 's', 'nodes', 'times the lower bound'],
    measured.map(({ workloads, shapes, ms, nodes, quality }) => [
      workloads.toLocaleString('en'),
      String(shapes),
      seconds(ms),
      nodes.toLocaleString('en'),
      quality.toFixed(3),
    ]),
  );
  for (const { workloads, ms, quality } of measured) {
    const name = `${workloads.toLocaleString('en')} workloads`;
    barLine({ name: `${name}: s to pack`, measured: ms / 1000, bar: PACKING_BARS.seconds, sense: 'at most' });
    // Below some hundred workloads the minimum of whole nodes decides, not the packing.
    if (workloads > 100)
      barLine({ name: `${name}: times the lower bound`, measured: quality, bar: PACKING_BARS.quality, sense: 'at most' });
  }
}

const seconds = (ms: number): string => (ms / 1000).toFixed(ms < 100 ? 4 : 2);
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

await main();
