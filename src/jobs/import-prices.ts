import { conflictIn, PRICE_FILES, priceKindOf, readPrice } from '../catalog/price-csv.ts';
import { priceBook, withPrices, type PriceBook } from '../catalog/price-book.ts';
import { pricePlace } from '../catalog/price-make.ts';
import type { PriceRow } from '../catalog/price-row.ts';
import { Problem } from '../problem.ts';
import { importedPrices, savePrices, type StoredPrice } from '../store/prices.ts';
import type { Db, Store } from '../store/db.ts';
import type { Instant } from '../time.ts';

/** A price file taken apart: the cells of each line with the number an editor shows, the header first. */
export interface PriceFileLines {
  readonly path: string;
  readonly lines: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/**
 * The prices of a file, all or none. Throws Problem file_format_unknown, header_duplicate or header_missing_column for the header,
 * row_malformed or input_invalid with line and column for the first row that is wrong or contradicts an earlier one.
 */
export function pricesOf({ path, lines }: PriceFileLines): PriceRow[] {
  const [head, ...body] = lines;
  const header = (head?.cells ?? []).map((name) => name.trim().toLowerCase());
  const kind = kindOf(path, header);
  if (body.length === 0) throw new Problem('file_empty', { detail: 'There is no row below the header.', path, line: head?.line });
  const rows = body.map(({ line, cells }) => {
    if (cells.length !== header.length)
      throw new Problem('row_malformed', { detail: `The row has ${cells.length} fields; the header has ${header.length}.`, path, line });
    const row = readPrice(kind, Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
    if (!('key' in row)) throw inputInvalid(row, path, line);
    return row;
  });
  const conflict = conflictIn(rows);
  if (conflict !== null) {
    const earlier = body[conflict.earlier]?.line;
    const detail = conflict.earlier === conflict.index ? conflict.detail : `${conflict.detail} See line ${earlier}.`;
    throw inputInvalid({ ...conflict, detail }, path, body[conflict.index]?.line);
  }
  return rows;
}

function kindOf(path: string, header: readonly string[]): keyof typeof PRICE_FILES {
  const kind = priceKindOf(header);
  const at = { path, line: 1 };
  if (kind === null)
    throw new Problem('price_file_unknown', { detail: `The header is ${JSON.stringify(header.slice(0, 12).join(','))}.`, ...at });
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) throw new Problem('header_duplicate', { detail: `${JSON.stringify(twice)} appears twice.`, ...at });
  const { needed, optional } = PRICE_FILES[kind];
  const missing = needed.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new Problem('header_missing_column', { detail: `The header lacks ${missing.join(', ')}.`, ...at });
  const unknown = header.find((name) => !needed.includes(name) && !optional.includes(name));
  if (unknown !== undefined)
    throw new Problem('price_file_unknown', { detail: `${JSON.stringify(unknown)} is no column of such a file.`, column: unknown, ...at });
  return kind;
}

const inputInvalid = (fault: { readonly column: string; readonly detail: string }, path: string, line: number | undefined): Problem =>
  new Problem('input_invalid', {
    detail: fault.detail,
    path,
    line,
    column: fault.column,
    errors: [{ field: fault.column, detail: fault.detail }],
  });

/** Keeps prices beside the default ones, whose place they take; the tiers of a storage item are replaced together. */
export async function importPrices(store: Store, rows: readonly PriceRow[], importedAt: Instant): Promise<void> {
  const tiersOf = rows.filter((row) => row.kind === 'storage').map((row) => ({ ...pricePlace(row), item: row.item }));
  await savePrices(store, rows.map(storedPrice), { importedAt, tiersOf });
}

const storedPrice = (row: PriceRow): StoredPrice => ({
  ...pricePlace(row),
  body: JSON.stringify(row),
  asOf: row.asOf,
  source: row.source,
  grade: row.grade,
});

/** The default prices with the imported ones in their place: what an estimate reads. */
export const currentPrices = async (db: Db): Promise<PriceBook> => withPrices(priceBook(), (await importedPrices(db)).map(priceIn));

/** importPrices is the only writer of the table, and keeps whole rows. */
const priceIn = (stored: StoredPrice): PriceRow => JSON.parse(stored.body) as PriceRow;
