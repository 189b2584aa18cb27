import { existsSync } from 'node:fs';
import { priceBook } from '../../catalog/price-book.ts';
import { listedPrices, type PriceFilter } from '../../catalog/price-list.ts';
import { pricePlace } from '../../catalog/price-make.ts';
import { PRICE_KINDS, type PriceKind, type PriceRow } from '../../catalog/price-row.ts';
import { currentPrices, importPrices, pricesOf } from '../../jobs/import-prices.ts';
import { Problem } from '../../problem.ts';
import { appendAudit } from '../../store/audit.ts';
import { withCommonOptions, type CommandContext, type CommonOptions, type RegisterCommand } from '../context.ts';
import { printJson, printLine, printTable } from '../output.ts';
import { parseCsvText, readTextFile } from '../read-text.ts';
import { systemClock } from '../system.ts';

interface ListOptions extends CommonOptions, Omit<PriceFilter, 'kind'> {
  readonly kind?: string;
  readonly limit: string;
  readonly cursor?: string;
}

/** `aweigh prices`: the list prices that estimates use, and those of one's own in their place. */
export const registerPrices: RegisterCommand = (program, context) => {
  const command = program.command('prices').description('list prices of machines, fees, storage and managed services: import, list');
  withCommonOptions(
    command
      .command('import')
      .description('puts prices of a CSV file in place of the default ones (kind told by its header, see docs/prices.md); all rows or none')
      .argument('<file>', 'CSV file with a header'),
    'aweigh prices import node-prices.csv',
  ).action((file: string, options: CommonOptions) => importFile(context, file, options));
  const listing = command
    .command('list')
    .description('the prices in force, imported ones in place of default ones')
    .option('--kind <kind>', PRICE_KINDS.join(', '))
    .option('--provider <name>', 'only of this provider, such as aws')
    .option('--region <region>', 'only of this region, as the provider spells it')
    .option('--item <part>', 'only where this is part of the instance type or item')
    .option('--limit <n>', 'prices a page, at most 1000', '100')
    .option('--cursor <cursor>', 'nextCursor of the page before');
  withCommonOptions(listing, 'aweigh prices list --kind node --provider aws --region eu-central-1 --item m7i').action(
    (options: ListOptions) => list(context, options),
  );
};

async function importFile(context: CommandContext, file: string, options: CommonOptions): Promise<void> {
  const rows = pricesOf({ path: file, lines: parseCsvText(file, readTextFile(file)) });
  const store = context.store(options);
  const at = systemClock();
  await importPrices(store, rows, at);
  const known = listedKeys(rows);
  await appendAudit(store, { at, actor: 'command line', action: 'prices.import', subject: file, detail: `${rows.length} prices` });
  const [first] = rows;
  const result = { kind: first?.kind ?? '', imported: rows.length, replacingDefaults: known };
  if (options.json === true) printJson(result);
  else printLine(`${rows.length} ${result.kind} prices imported, ${known} of them in place of default ones`);
}

/** How many of the prices the default book knows by the same key. */
function listedKeys(rows: readonly PriceRow[]): number {
  const places = new Set(rows.map((row) => `${row.kind} ${row.provider}`));
  const keys = new Set(
    [...places].flatMap((place) => {
      const [kind, provider] = place.split(' ');
      return listedPrices(priceBook(), { kind: kind as PriceKind, provider }).map((row) => row.key);
    }),
  );
  return rows.filter((row) => keys.has(row.key)).length;
}

async function list(context: CommandContext, options: ListOptions): Promise<void> {
  const { provider, region, item } = options;
  const kind = PRICE_KINDS.find((one) => one === options.kind);
  if (options.kind !== undefined && kind === undefined)
    throw new Problem('usage_invalid', { detail: `--kind ${options.kind} is none of ${PRICE_KINDS.join(', ')}.` });
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new Problem('usage_invalid', { detail: `--limit ${options.limit} is not 1 to 1000.` });
  const start = Number(options.cursor ?? '0');
  if (!/^\d{1,9}$/.test(options.cursor ?? '0')) throw new Problem('query_invalid', { detail: 'cursor: not one that this list answered.' });
  // The default prices need no database.
  const known = existsSync(options.db ?? context.config.databasePath);
  const book = known ? await currentPrices(context.existingStore(options).db) : priceBook();
  const rows = listedPrices(book, { kind, provider, region, item });
  const items = rows.slice(start, start + limit);
  const nextCursor = start + limit < rows.length ? `${start + limit}` : null;
  if (options.json === true) {
    const { version, oldestAsOf, newestAsOf } = book;
    return printJson({ items: items.map(({ usd: _usd, ...row }) => row), nextCursor, priceBook: { version, oldestAsOf, newestAsOf } });
  }
  printTable(
    ['kind', 'provider', 'region', 'item', 'USD', 'per', 'as of', 'grade', 'source'],
    items.map((row) => [row.kind, row.provider, row.region, pricePlace(row).item, ...priceCells(row), row.asOf, row.grade, row.source]),
    [4],
  );
  if (nextCursor !== null) printLine(`more: --cursor ${nextCursor}`);
}

const priceCells = (row: PriceRow): [price: string, unit: string] => {
  if (row.kind === 'node') return [row.onDemand, 'hour'];
  return [row.price, row.kind === 'storage' ? 'unit of the item' : row.unit];
};
