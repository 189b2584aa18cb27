import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';

/**
 * Seeded FOCUS 1.2 rows, made inside DuckDB from hashes of the row number: 57 columns, 200 sub accounts, 60 services,
 * 2,000 SKUs, 50,000 resources, 10 regions, the 31 days of July 2026, quoted JSON in Tags and SkuPriceDetails, credits,
 * taxes and commitments; about 915 bytes a line of CSV. A few resources make most rows, as on real bills, so that
 * 1,000,000 rows fold into about 440,000 charges and 5,000,000 into about 1,130,000.
 */
export type FileFormat = 'csv' | 'csv.gz' | 'parquet';

export interface FocusFile {
  readonly path: string;
  readonly format: FileFormat;
  readonly rows: number;
  readonly seed: number;
}

/** Writes one file. The same rows and seed give the same content. */
export async function writeFocusFile({ path, format, rows, seed }: FocusFile): Promise<void> {
  if (format === 'csv.gz') return await compress(path, { rows, seed });
  const options = format === 'csv' ? "FORMAT csv, HEADER, DELIMITER ','" : 'FORMAT parquet, COMPRESSION zstd';
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '2GB' });
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`COPY (${focusRowsSql(rows, seed)}) TO '${path}' (${options})`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** DuckDB's own gzip is slow to write; zlib at level 3 is not, and no reader can tell. */
async function compress(path: string, { rows, seed }: Pick<FocusFile, 'rows' | 'seed'>): Promise<void> {
  const plain = `${path}.tmp`;
  await writeFocusFile({ path: plain, format: 'csv', rows, seed });
  await pipeline(createReadStream(plain), createGzip({ level: 3 }), createWriteStream(path));
  await rm(plain);
}

/** A whole number from 0 to n - 1 that depends on the given columns, the salt and the seed. */
const pick = (of: string, salt: number, n: number): string => `CAST(hash(${of} + ${salt}) % ${n} AS BIGINT)`;

const RESOURCE_SKEW = 5;

/** The SELECT statement behind a file: money as DECIMAL(18,10), quantities as DOUBLE, instants as text with a zone. */
export function focusRowsSql(rows: number, seed: number): string {
  const row = `(i + ${seed} * 1000003)`;
  const numbers = `SELECT i,
      CAST(floor(50000 * pow(${pick(row, 11, 1_000_003)} / 1000003.0, ${RESOURCE_SKEW})) AS BIGINT) AS r,
      ${pick(row, 23, 31)} AS day, ${pick(row, 37, 24)} AS hour, ${pick(row, 41, 1000)} AS kind, ${pick(row, 53, 100_000)} AS amount
    FROM range(${rows}) AS t(i)`;
  const keys = `SELECT *, ${pick('r', 71, 200)} AS account, ${pick('r', 73, 60)} AS service, ${pick('r', 79, 10)} AS region,
      ${pick('r', 83, 33)} AS sku, ${pick('r', 89, 1000)} < 180 AS committed, ${pick('r', 97, 5)} AS team,
      CASE WHEN kind < 6 THEN 'Credit' WHEN kind < 10 THEN 'Tax' ELSE 'Usage' END AS category FROM (${numbers})`;
  const priced = `SELECT *, service * 33 + sku AS skuNumber,
      CAST(0.0004 + ${pick('(service * 33 + sku)', 101, 90_000)} / 100000.0 AS DECIMAL(18,10)) AS price,
      CAST(amount / 997.0 AS DECIMAL(18,6)) AS quantity FROM (${keys})`;
  const costed = `SELECT *, CAST(CASE WHEN category = 'Credit' THEN -price ELSE price * quantity END AS DECIMAL(18,10)) AS list FROM (${priced})`;
  return `SELECT ${FOCUS_COLUMNS.map(([name, sql]) => `${sql} AS ${name}`).join(',\n    ')} FROM (${costed})`;
}

const money = (sql: string): string => `CAST(${sql} AS DECIMAL(18,10))`;
const instant = (hours: string): string =>
  `strftime(TIMESTAMP '2026-07-01' + INTERVAL 1 HOUR * (day * 24 + ${hours}), '%Y-%m-%dT%H:%M:%SZ')`;
const whenCommitted = (sql: string): string => `CASE WHEN committed AND category = 'Usage' THEN ${sql} END`;
const CONTRACTED = `list * CASE WHEN category = 'Credit' THEN 1.00 ELSE 0.93 END`;
const EFFECTIVE = `CASE WHEN committed AND category = 'Usage' THEN list * 0.61 ELSE ${CONTRACTED} END`;
const REGION = `'region-' || (region + 1)`;
const ACCOUNT = `printf('%012d', 700000000000 + account * 7919)`;

export const FOCUS_COLUMNS: readonly (readonly [string, string])[] = [
  ['AvailabilityZone', `${REGION} || chr(CAST(97 + r % 3 AS INTEGER))`],
  ['BilledCost', money(`CASE WHEN committed AND category = 'Usage' THEN 0 ELSE ${CONTRACTED} END`)],
  ['BillingAccountId', `'004400000010'`],
  ['BillingAccountName', `'Benchmark Company (fictional)'`],
  ['BillingAccountType', `'Payer Account'`],
  ['BillingCurrency', `'USD'`],
  ['BillingPeriodEnd', `'2026-08-01T00:00:00Z'`],
  ['BillingPeriodStart', `'2026-07-01T00:00:00Z'`],
  ['CapacityReservationId', `CAST(NULL AS VARCHAR)`],
  ['CapacityReservationStatus', `CAST(NULL AS VARCHAR)`],
  ['ChargeCategory', `category`],
  ['ChargeClass', `CAST(NULL AS VARCHAR)`],
  ['ChargeDescription', `'$' || price || ' per unit of meter ' || skuNumber || ' in ' || ${REGION} || ', on demand, first tier'`],
  ['ChargeFrequency', `'Usage-Based'`],
  ['ChargePeriodEnd', instant('hour + 1')],
  ['ChargePeriodStart', instant('hour')],
  ['CommitmentDiscountCategory', whenCommitted(`'Spend'`)],
  ['CommitmentDiscountId', whenCommitted(`'arn:cloud:commitments::004400000010:plan/' || (account % 40)`)],
  ['CommitmentDiscountName', whenCommitted(`'plan-' || (account % 40)`)],
  ['CommitmentDiscountQuantity', `CAST(NULL AS DOUBLE)`],
  ['CommitmentDiscountStatus', whenCommitted(`'Used'`)],
  ['CommitmentDiscountType', whenCommitted(`'Savings Plan'`)],
  ['CommitmentDiscountUnit', `CAST(NULL AS VARCHAR)`],
  ['ConsumedQuantity', `CAST(quantity AS DOUBLE)`],
  ['ConsumedUnit', `'Hours'`],
  ['ContractedCost', money(CONTRACTED)],
  ['ContractedUnitPrice', money(`price * 0.93`)],
  ['EffectiveCost', money(EFFECTIVE)],
  ['InvoiceId', `'INV-2026-07-0010'`],
  ['InvoiceIssuerName', `'Amazon Web Services, Inc.'`],
  ['ListCost', `list`],
  ['ListUnitPrice', `price`],
  ['PricingCategory', `CASE WHEN committed AND category = 'Usage' THEN 'Committed' ELSE 'Standard' END`],
  ['PricingCurrency', `'USD'`],
  ['PricingCurrencyContractedUnitPrice', money(`price * 0.93`)],
  ['PricingCurrencyEffectiveCost', money(EFFECTIVE)],
  ['PricingCurrencyListUnitPrice', `price`],
  ['PricingQuantity', `CAST(quantity AS DOUBLE)`],
  ['PricingUnit', `'Hours'`],
  ['ProviderName', `'AWS'`],
  ['PublisherName', `'Amazon Web Services, Inc.'`],
  ['RegionId', REGION],
  ['RegionName', `'Region number ' || (region + 1)`],
  ['ResourceId', `'arn:cloud:service' || service || ':' || ${REGION} || ':' || ${ACCOUNT} || ':resource/' || md5(CAST(r AS VARCHAR))`],
  ['ResourceName', `'resource-' || r`],
  ['ResourceType', `'Type ' || (service % 40)`],
  ['ServiceCategory', `['Compute', 'Storage', 'Databases', 'Networking', 'Analytics', 'Integration'][1 + service % 6]`],
  ['ServiceName', `'Service number ' || service`],
  [
    'ServiceSubcategory',
    `'Other (' || ['Compute', 'Storage', 'Databases', 'Networking', 'Analytics', 'Integration'][1 + service % 6] || ')'`,
  ],
  ['SkuId', `'SKU' || printf('%08d', skuNumber * 7877)`],
  ['SkuMeter', `'Meter ' || (skuNumber % 300)`],
  ['SkuPriceDetails', `'{"InstanceType":"type.' || (skuNumber % 90) || 'xlarge","CoreCount":' || (1 + skuNumber % 64) || '}'`],
  ['SkuPriceId', `'SKU' || printf('%08d', skuNumber * 7877) || '.JRTCKXETXF'`],
  ['SubAccountId', ACCOUNT],
  ['SubAccountName', `'account-' || account`],
  ['SubAccountType', `'Linked Account'`],
  [
    'Tags',
    `'{"application":"app-' || (r % 120) || '","environment":"' || ['production', 'staging', 'development'][1 + r % 3] || '","owner":"team-' || team || '"}'`,
  ],
];
