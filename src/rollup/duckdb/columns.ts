import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { CostColumns } from '../../focus/charge-chunk.ts';

/** The typed array behind a column of a chunk; the engine keeps it so, and nothing is copied or boxed. */
function itemsOf(chunk: DuckDBDataChunk, column: number): unknown {
  const vector = chunk.getColumnVector(column) as unknown as { readonly items?: unknown };
  if (!ArrayBuffer.isView(vector.items)) throw new TypeError(`column ${column} is not a plain numeric column`);
  return vector.items;
}

/** A column of integers of at most 32 bits. */
export const numbers = (chunk: DuckDBDataChunk, column: number): ArrayLike<number> => itemsOf(chunk, column) as Int32Array;

/** A column of 64-bit integers, or of decimals kept in 64 bits as their unscaled value. */
function bigints(chunk: DuckDBDataChunk, column: number): BigInt64Array {
  const items = itemsOf(chunk, column);
  if (!(items instanceof BigInt64Array)) throw new TypeError(`column ${column} does not hold 64-bit integers`);
  return items;
}

/** A float column where NULL means "not known". */
export function nullableNumbers(chunk: DuckDBDataChunk, column: number): (number | null)[] {
  return chunk.getColumnValues(column).map((value) => (typeof value === 'number' ? value : null));
}

export const texts = (chunk: DuckDBDataChunk, column: number): string[] =>
  chunk.getColumnValues(column).map((value) => String(value ?? ''));

const COSTS = [0, 1, 2, 3];

/** The four costs as pairs of columns from `first` on: nanos, rest, nanos, rest, … */
export const wideCosts = (chunk: DuckDBDataChunk, first: number): CostColumns => ({
  nanos: COSTS.map((cost) => bigints(chunk, first + cost * 2)),
  rests: COSTS.map((cost) => bigints(chunk, first + cost * 2 + 1)),
});

/** The four costs as DECIMAL(18,10) columns from `first` on: the tenth decimal is the rest. */
export function narrowCosts(chunk: DuckDBDataChunk, first: number): CostColumns {
  const pairs = COSTS.map((cost) => splitTenths(unscaled(chunk, first + cost), chunk.rowCount));
  return { nanos: pairs.map((pair) => pair.nanos), rests: pairs.map((pair) => pair.rests) };
}

/** The bytes of a decimal column that the engine keeps in 64 bits: its unscaled values, little-endian. */
function unscaled(chunk: DuckDBDataChunk, column: number): DataView {
  const vector = chunk.getColumnVector(column) as unknown as {
    readonly dataView?: unknown;
    readonly decimalType?: { readonly scale: number };
  };
  if (!(vector.dataView instanceof DataView) || vector.decimalType?.scale !== 10)
    throw new TypeError(`column ${column} is not DECIMAL(18,10)`);
  return vector.dataView;
}

const ATTOS_PER_TENTH_OF_NANO = 100_000_000;
const SAFE_HIGH = 2_097_152;

/** Plain numbers wherever they are exact: boxing four bigints a charge would cost more than the insert. */
function splitTenths(tenths: DataView, count: number): { nanos: (number | bigint)[]; rests: number[] } {
  const nanos: (number | bigint)[] = [];
  const rests: number[] = [];
  for (let row = 0; row < count; row += 1) {
    const high = tenths.getInt32(row * 8 + 4, true);
    if (high >= -SAFE_HIGH && high < SAFE_HIGH) {
      const value = high * 4_294_967_296 + tenths.getUint32(row * 8, true);
      const whole = Math.trunc(value / 10);
      nanos.push(whole);
      rests.push((value - whole * 10) * ATTOS_PER_TENTH_OF_NANO);
    } else {
      const value = tenths.getBigInt64(row * 8, true);
      nanos.push(value / 10n);
      rests.push(Number(value % 10n) * ATTOS_PER_TENTH_OF_NANO);
    }
  }
  return { nanos, rests };
}
