import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { CostColumns } from '../../focus/charge-chunk.ts';
import { Problem } from '../../problem.ts';

/** The typed array behind a column of a chunk; the engine keeps it so, and nothing is copied or boxed. */
function itemsOf(chunk: DuckDBDataChunk, column: number): unknown {
  const vector = chunk.getColumnVector(column) as unknown as { readonly items?: unknown };
  if (!ArrayBuffer.isView(vector.items)) throw new TypeError(`column ${column} is not a plain numeric column`);
  return vector.items;
}

/** A column of integers of at most 32 bits. */
export const numbers = (chunk: DuckDBDataChunk, column: number): ArrayLike<number> => itemsOf(chunk, column) as Int32Array;

/** A float column where NULL means "not known". */
export function nullableNumbers(chunk: DuckDBDataChunk, column: number): (number | null)[] {
  return chunk.getColumnValues(column).map((value) => (typeof value === 'number' ? value : null));
}

export const texts = (chunk: DuckDBDataChunk, column: number): string[] =>
  chunk.getColumnValues(column).map((value) => String(value ?? ''));

const COSTS = [0, 1, 2, 3];

/** The four costs as DECIMAL(18,10) columns from `first` on: the tenth decimal is the rest. */
export const narrowCosts = (chunk: DuckDBDataChunk, first: number): CostColumns =>
  costColumns(COSTS.map((cost) => splitTenths(unscaled(chunk, first + cost, 10), chunk.rowCount)));

/** The four costs as DECIMAL(38,18) columns from `first` on. Throws Problem amount_too_large above 9.2 billion units. */
export const wideCosts = (chunk: DuckDBDataChunk, first: number): CostColumns =>
  costColumns(COSTS.map((cost) => splitAttos(unscaled(chunk, first + cost, 18), chunk.rowCount)));

interface SplitCosts {
  readonly nanos: readonly (number | bigint)[];
  readonly rests: readonly number[];
}

const costColumns = (split: readonly SplitCosts[]): CostColumns => ({
  nanos: split.map((cost) => cost.nanos),
  rests: split.map((cost) => cost.rests),
});

/** The bytes of a decimal column: its unscaled values, little-endian, as the engine keeps them. */
function unscaled(chunk: DuckDBDataChunk, column: number, scale: number): DataView {
  const vector = chunk.getColumnVector(column) as unknown as {
    readonly dataView?: unknown;
    readonly decimalType?: { readonly scale: number };
  };
  if (!(vector.dataView instanceof DataView) || vector.decimalType?.scale !== scale)
    throw new TypeError(`column ${column} has not ${scale} decimals`);
  return vector.dataView;
}

const ATTOS_PER_TENTH_OF_NANO = 100_000_000;
const SAFE_HIGH = 2_097_152;

/** Plain numbers wherever they are exact: boxing four bigints a charge would cost more than the insert. */
function splitTenths(tenths: DataView, count: number): SplitCosts {
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

const ATTOS_PER_NANO = 1_000_000_000n;
const MOST_NANOS = 2n ** 63n - 1n;

/** Splitting here is ten times faster than asking the engine for 128-bit division. */
function splitAttos(attos: DataView, count: number): SplitCosts {
  const nanos: bigint[] = [];
  const rests: number[] = [];
  for (let row = 0; row < count; row += 1) {
    const value = (attos.getBigInt64(row * 16 + 8, true) << 64n) + attos.getBigUint64(row * 16, true);
    const whole = value / ATTOS_PER_NANO;
    if (whole > MOST_NANOS || whole < -MOST_NANOS) {
      throw new Problem('amount_too_large', { detail: `A day or month of one series adds up to ${whole / ATTOS_PER_NANO} units.` });
    }
    nanos.push(whole);
    rests.push(Number(value % ATTOS_PER_NANO));
  }
  return { nanos, rests };
}
