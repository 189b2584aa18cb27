import { existsSync, readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { attosOf } from '../../money.ts';
import { Problem } from '../../problem.ts';
import { rates, saveRates, type Rate } from '../../store/rates.ts';
import { appendAudit } from '../../store/audit.ts';
import { isDay } from '../../time.ts';
import { withCommonOptions, type CommonOptions, type RegisterCommand } from '../context.ts';
import { printJson, printLine, printTable } from '../output.ts';
import { systemClock } from '../system.ts';

const COLUMNS = ['date', 'base', 'quote', 'rate', 'source'];
const currency = z.string().regex(/^[A-Za-z0-9]{3,10}$/, 'a currency code such as USD');

const ROW = z.strictObject({
  date: z.string().refine(isDay, 'a day such as 2026-01-31'),
  base: currency,
  quote: currency,
  rate: z
    .string()
    .trim()
    .refine((text) => (attosOf(text) ?? 0n) > 0n, 'a decimal above zero'),
  source: z.string().trim().min(1, 'who published the rate'),
});

interface ListOptions extends CommonOptions {
  readonly limit: string;
  readonly cursor?: string;
}

/** `aweigh rates`: dated exchange rates, which only a person or a publisher can know. */
export const registerRates: RegisterCommand = (program, context) => {
  const command = program.command('rates').description('dated exchange rates: import, list');
  withCommonOptions(
    command
      .command('import')
      .description('adds rates of a CSV file (date,base,quote,rate,source: 1 base is worth rate quote); one of the same day is replaced')
      .argument('<file>', 'CSV file with a header'),
    'aweigh rates import rates.csv',
  ).action(async (file: string, options: CommonOptions) => {
    const list = readRates(file);
    const store = context.store(options);
    await saveRates(store, list);
    await appendAudit(store, {
      at: systemClock(),
      actor: 'command line',
      action: 'rates.import',
      subject: file,
      detail: `${list.length} rates`,
    });
    if (options.json === true) printJson({ imported: list.length });
    else printLine(`${list.length} rates imported`);
  });
  const listing = command
    .command('list')
    .description('known rates by pair of currencies, oldest first')
    .option('--limit <n>', 'rates a page, at most 1000', '1000')
    .option('--cursor <cursor>', 'nextCursor of the page before');
  withCommonOptions(listing, 'aweigh rates list').action(async (options: ListOptions) => {
    const limit = Number(options.limit);
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
      throw new Problem('usage_invalid', { detail: `--limit ${options.limit} is not 1 to 1000.` });
    const page = await rates(context.existingStore(options).db, { limit, cursor: options.cursor });
    if (options.json === true) return printJson(page);
    const rows = page.items.map((row) => [row.date, row.baseCurrency, row.quoteCurrency, row.rate, row.source]);
    printTable(COLUMNS, rows, [3]);
    if (page.nextCursor !== null) printLine(`more: --cursor ${page.nextCursor}`);
  });
};

/** The rates of a CSV file, all or none. Throws Problem file_not_found, file_unreadable, header_missing_column, row_malformed or input_invalid with the line. */
function readRates(path: string): Rate[] {
  const rows = parseRows(path, readText(path));
  const [header = [], ...body] = rows;
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Problem('header_missing_column', { detail: `The header lacks ${missing.join(', ')}.`, path, line: 1 });
  return body.map((cells, index) => {
    const row = Object.fromEntries(COLUMNS.map((name) => [name, cells[names.indexOf(name)] ?? '']));
    const parsed = ROW.safeParse(row);
    if (parsed.success) {
      const { date, base, quote, rate, source } = parsed.data;
      return { date, baseCurrency: base, quoteCurrency: quote, rate, source };
    }
    const [issue] = parsed.error.issues;
    const column = String(issue?.path[0] ?? '');
    const detail = `${column} is "${row[column] ?? ''}"; expected ${issue?.message ?? 'a value'}.`;
    throw new Problem('input_invalid', { detail, path, line: index + 2, column, errors: [{ field: column, detail }] });
  });
}

function parseRows(path: string, text: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Problem('row_malformed', {
      detail: error.message,
      path,
      line: typeof error['lines'] === 'number' ? error['lines'] : undefined,
      cause: error,
    });
  }
}

function readText(path: string): string {
  if (!existsSync(path)) throw new Problem('file_not_found', { detail: `There is no file ${path}.`, path });
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Problem('file_unreadable', { detail: error instanceof Error ? error.message : String(error), path, cause: error });
  }
}
