import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { contentHash } from '../src/catalog/content-hash.ts';
import { conflictIn, readPrice } from '../src/catalog/price-csv.ts';
import { packFees, packManaged, packNodes, packStorage, packUtilisation } from '../src/catalog/price-pack.ts';
import type { PriceGrade, PriceKind, PriceRow, UtilisationRow } from '../src/catalog/price-row.ts';

/**
 * Builds the default prices of the product from a folder of fact files: node scripts/price-book.ts FOLDER [OUT].
 * The same files give the same bytes; docs/prices.md says what the files are and how a row gets its grade.
 */
const HOSTS = ['digitalocean', 'hetzner', 'linode', 'ovh', 'scaleway'];
const LARGE = ['aws', 'azure', 'gcp', 'ibm', 'oci'];

const [folder, out = join(import.meta.dirname, '../src/catalog/rows')] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node scripts/price-book.ts FOLDER [OUT]');

type Cells = Record<string, string>;
const cellsOf = (file: string): Cells[] => parse(readFileSync(join(folder, file), 'utf8'), { columns: true, bom: true });

/** First rule that matches what a row says of itself. */
const RULES: readonly (readonly [said: RegExp, grade: PriceGrade])[] = [
  [/approximat|verify|assumption|conflict|planning value|curated|year approximate|file date not shown|\(up to \d+%\)/i, 'W'],
  [/derived|linear in vCPU|sizes linear|family rule|x ?1\.13|= [\d.]+[+x]|golden \([^)]*\d+[./]\d|about [\d.]+ USD/i, 'D'],
  [/^(karpenter-provider|ec2\.shop|gcosts|oci-pricing-mcp|jasonwilbur|yeo\/ec2\.shop|Cyclenerd|Amazon |AWS |Azure |Cloud Run )/i, 'S'],
];
const gradeOf = (said: string): PriceGrade => RULES.find(([pattern]) => pattern.test(said))?.[1] ?? 'M';

/** Spot prices of Google are listed; those of the others are a share of on demand that the vendor publishes. */
function graded(row: PriceRow): PriceRow {
  const grade = gradeOf('notes' in row ? `${row.source} | ${row.notes}` : row.source);
  if (row.kind !== 'node') return { ...row, grade };
  return { ...row, grade, spotGrade: row.spot === null || row.provider === 'gcp' ? grade : 'D' };
}

function pricesIn<Kind extends PriceKind>(file: string, kind: Kind): Extract<PriceRow, { kind: Kind }>[] {
  const rows = cellsOf(file).map((cells, index) => {
    const row = readPrice(kind, cells);
    if (!('key' in row)) throw new Error(`${file}, row ${index + 1}: ${row.detail}`);
    return graded(row) as Extract<PriceRow, { kind: Kind }>;
  });
  const conflict = conflictIn(rows);
  if (conflict !== null) throw new Error(`${file}, row ${conflict.index + 1}: ${conflict.detail}`);
  return rows;
}

/** "same as above" is replaced by what stands above. */
function utilisationIn(file: string): UtilisationRow[] {
  let source = '';
  return cellsOf(file).map((cells): UtilisationRow => {
    source = cells['source'] === 'same as above' ? source : (cells['source'] ?? '');
    const text = (name: string): string => cells[name] ?? '';
    const grade = /digitised/.test(source) ? 'D' : /as reported by|restated|as quoted|same publisher/.test(source) ? 'W' : 'M';
    const value = Number(text('value'));
    const [population, scope, metric, statistic] = [text('population'), text('scope'), text('metric'), text('statistic')];
    const [unit, dataYear, sample, notes] = [text('unit'), text('data_year'), text('sample'), text('notes')];
    return { population, scope, metric, statistic, value, unit, dataYear, sample, source, notes, grade };
  });
}

/** JSON with one row a line, so that a change of prices shows the rows it changes. */
function layout(value: unknown): string {
  if (Array.isArray(value)) return `[\n${value.map((item) => (isRow(item) ? JSON.stringify(item) : layout(item))).join(',\n')}\n]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{\n${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${layout(item)}`)
    .join(',\n')}\n}`;
}
const isRow = (item: unknown): boolean =>
  typeof item === 'string' || (Array.isArray(item) && item.every((cell) => typeof cell === 'string'));

const nodes = pricesIn('node-prices.csv', 'node');
const packed = (provider: string): ReturnType<typeof packNodes> =>
  packNodes(
    provider,
    nodes.filter((row) => row.provider === provider),
  );
const left = nodes.find((row) => !HOSTS.includes(row.provider) && !LARGE.includes(row.provider));
if (left !== undefined) throw new Error(`node-prices.csv: ${left.provider} has no file of its own`);

const feeRows = pricesIn('kubernetes-fees.csv', 'fee');
const storageRows = pricesIn('storage-egress-prices.csv', 'storage');
const managedRows = pricesIn('managed-service-prices.csv', 'managed');
const files: Record<string, unknown> = {
  ...Object.fromEntries(LARGE.map((provider) => [`prices-nodes-${provider}`, packed(provider)])),
  'prices-nodes-hosts': HOSTS.map(packed),
  'prices-fees': packFees(feeRows),
  'prices-storage': packStorage(storageRows),
  'prices-managed': packManaged(managedRows),
  utilisation: packUtilisation(utilisationIn('utilisation.csv')),
};
const texts = Object.entries(files).map(([name, value]) => ({ name, text: `${layout(value)}\n` }));
for (const { name, text } of texts) writeFileSync(join(out, `${name}.json`), text);
const days = [...nodes, ...feeRows, ...storageRows, ...managedRows].map((row) => row.asOf).sort();
const oldestAsOf = days[0] ?? '';
const newestAsOf = days.at(-1) ?? '';
const version = `${newestAsOf}.${contentHash(texts.map(({ text }) => text).join(''))}`;
writeFileSync(join(out, 'prices-version.json'), `${layout({ version, oldestAsOf, newestAsOf })}\n`);
console.log(`${version}: ${texts.reduce((sum, { text }) => sum + text.length, 0)} bytes`);
