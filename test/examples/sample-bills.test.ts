import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SEED } from '../../examples/sample-company/company.ts';
import { generateSampleBills, type BillFile, type SampleBills } from '../../examples/sample-company/generate.ts';
import { add, attosOf, exactText, zero } from '../../src/money.ts';

const root = mkdtempSync(join(tmpdir(), 'aweigh-sample-'));
let sample: SampleBills;

beforeAll(async () => {
  sample = await generateSampleBills(join(root, 'first'), DEFAULT_SEED);
}, 180_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the bills of the sample company', { timeout: 180_000 }, () => {
  it('are the same bytes for the same seed and others for another', async () => {
    await generateSampleBills(join(root, 'again'), DEFAULT_SEED);
    await generateSampleBills(join(root, 'other'), 'another-seed');
    const first = digestsOf(join(root, 'first'));
    expect(first.size).toBeGreaterThan(50);
    expect(digestsOf(join(root, 'again'))).toEqual(first);
    const other = digestsOf(join(root, 'other'));
    expect([...first].filter(([path, digest]) => !path.includes('-ledger') && other.get(path) === digest)).toEqual([
      ['gcp-correction/2026-08.parquet', first.get('gcp-correction/2026-08.parquet')],
    ]);
  });

  it('add up to the totals that the generator states, when the files are read by an engine of another make', async () => {
    const files = [...Map.groupBy(sample.bills, ({ path }) => path).values()];
    const stated = files.map((parts) => [relative(root, parts[0]?.path ?? ''), sumsOf(parts)]);
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    const read = [];
    for (const [bill] of files) if (bill !== undefined) read.push([relative(root, bill.path), await readSums(connection, bill)]);
    connection.closeSync();
    instance.closeSync();
    expect(read).toEqual(stated);
  });

  it('come from five providers over thirteen months in two currencies, with a restatement and a later correction', () => {
    const current = sample.bills.filter(({ superseded }) => !superseded);
    expect([...new Set(current.map(({ provider }) => provider))]).toEqual(['aws', 'azure', 'gcp', 'oracle', 'ibm']);
    expect([...new Set(current.map(({ billingPeriod }) => billingPeriod))].sort()).toHaveLength(13);
    expect([...new Set(current.flatMap(({ totals }) => Object.keys(totals)))].sort()).toEqual(['EUR', 'USD']);
    expect(sample.deliveries.map(({ source, what }) => `${source}: ${what}`)).toContain('aws: 2026-04 restated');
    expect(sample.deliveries.filter(({ style }) => style === 'delta')).toHaveLength(1);
  });

  it('name a company that says of itself that it is fictional', () => {
    const names = readFileSync(join(root, 'first/ibm/2025-10_2026-10.csv'), 'utf8');
    expect(names).toContain('Otterholt Ferries (fictional)');
  });

  it('use and lose together exactly what each commitment grants a month', async () => {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    const answer = await connection.runAndReadAll(
      `SELECT CommitmentDiscountName AS name, sum(CAST(EffectiveCost AS DECIMAL(18,10)))::VARCHAR AS effective
       FROM read_csv('${join(root, 'first/aws/2026-05.csv.gz')}', all_varchar = true) WHERE CommitmentDiscountId <> '' GROUP BY ALL ORDER BY name`,
    );
    connection.closeSync();
    instance.closeSync();
    expect(answer.getRows()).toEqual([
      ['Compute Savings Plan 3 years', '46000.0000000000'],
      ['RDS Reserved Instance 1 year', '8400.0000000000'],
    ]);
  });
});

type Connection = Awaited<ReturnType<DuckDBInstance['connect']>>;

async function readSums(connection: Connection, { path, version }: BillFile): Promise<readonly string[]> {
  const source = path.endsWith('.parquet') ? `read_parquet('${path}')` : `read_csv('${path}', all_varchar = true)`;
  const costs = ['BilledCost', 'EffectiveCost', 'ListCost', ...(version === 'FOCUS 1.0-preview' ? [] : ['ContractedCost'])];
  const sums = costs.map((cost) => `sum(CAST(${cost} AS DECIMAL(18,10)))::VARCHAR`).join(', ');
  const answer = await connection.runAndReadAll(`SELECT count(*)::VARCHAR, ${sums} FROM ${source}`);
  const [row = []] = answer.getRows();
  return [String(row[0]), ...row.slice(1).map((cell) => exactText(attosOf(String(cell)) ?? 0n)), ...(costs.length === 3 ? ['0'] : [])];
}

/** Rows and the four costs over all currencies of a file: a checksum, not a sum of money. */
function sumsOf(parts: readonly BillFile[]): readonly string[] {
  const groups = parts.flatMap(({ totals }) => Object.values(totals));
  const sum = (texts: readonly string[]): string =>
    exactText(texts.reduce((total, text) => add(total, { attos: attosOf(text) ?? 0n, currency: 'XXX' }), zero('XXX')).attos);
  return [
    String(groups.reduce((total, { rows }) => total + rows, 0)),
    sum(groups.map(({ billedCost }) => billedCost)),
    sum(groups.map(({ effectiveCost }) => effectiveCost)),
    sum(groups.map(({ listCost }) => listCost)),
    sum(groups.map(({ contractedCost }) => contractedCost)),
  ];
}

function digestsOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(folder, path), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}
