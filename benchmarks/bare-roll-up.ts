import { DuckDBInstance } from '@duckdb/node-api';
import { FOCUS_COLUMNS } from './focus-rows.ts';

/**
 * What DuckDB alone needs for the question that an ingestion asks of a file: four exact sums, two quantities and a count
 * for every day, resource, SKU, account, service, region, category, pricing and commitment. Runs as a process of its own:
 *   node benchmarks/bare-roll-up.ts FILE
 * and prints { groups, billedCost } as JSON. Every sum is fetched, none is kept.
 */
const MONEY = ['BilledCost', 'EffectiveCost', 'ListCost', 'ContractedCost'];
const QUANTITIES = ['ConsumedQuantity', 'PricingQuantity'];
const KEYS = [
  'BillingAccountId',
  'SubAccountId',
  'ServiceName',
  'SkuId',
  'RegionId',
  'ChargeCategory',
  'PricingCategory',
  'PricingUnit',
  'ResourceId',
  'CommitmentDiscountId',
  'CommitmentDiscountStatus',
];

async function main(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '2GB' });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const sums = [...MONEY, ...QUANTITIES].map((name) => `sum(${name}) AS ${name}`).join(', ');
  const sql = `SELECT ${KEYS.join(', ')}, CAST(CAST(ChargePeriodStart AS TIMESTAMPTZ) AS DATE) AS day, ${sums}, count(*) AS n FROM ${sourceOf(path)} GROUP BY ALL`;
  const result = await connection.stream(
    `SELECT CAST(count(*) AS DOUBLE), CAST(sum(BilledCost) AS VARCHAR), sum(ConsumedQuantity), sum(n), sum(EffectiveCost), sum(ListCost), sum(ContractedCost), sum(PricingQuantity) FROM (${sql})`,
  );
  const chunk = await result.fetchChunk();
  const [groups, billedCost] = chunk?.getRows()[0] ?? [];
  process.stdout.write(JSON.stringify({ groups, billedCost }));
  connection.closeSync();
  instance.closeSync();
}

/** Explicit columns, as a careful program would read the file: money exact, quantities as floats, all else text. */
function sourceOf(path: string): string {
  if (path.endsWith('.parquet')) return `read_parquet('${path}')`;
  const types = FOCUS_COLUMNS.map(
    ([name]) => `'${name}': '${MONEY.includes(name) ? 'DECIMAL(18,10)' : QUANTITIES.includes(name) ? 'DOUBLE' : 'VARCHAR'}'`,
  );
  return `read_csv('${path}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${types.join(', ')}})`;
}

await main(process.argv[2] ?? '');
