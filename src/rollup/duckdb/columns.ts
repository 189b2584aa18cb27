import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { CostColumns } from '../../focus/charge-chunk.ts';

/** A numeric column of a chunk; the engine keeps it as a typed array, so nothing is copied or boxed. */
export function numbers(chunk: DuckDBDataChunk, column: number): ArrayLike<number> {
  const vector = chunk.getColumnVector(column) as unknown as { readonly items?: ArrayLike<number> };
  if (vector.items === undefined) throw new TypeError(`column ${column} is not a plain numeric column`);
  return vector.items;
}

export function bigints(chunk: DuckDBDataChunk, column: number): BigInt64Array {
  const vector = chunk.getColumnVector(column) as unknown as { readonly items?: unknown };
  if (!(vector.items instanceof BigInt64Array)) throw new TypeError(`column ${column} is not a BIGINT column`);
  return vector.items;
}

/** A float column where NULL means "not known". */
export function nullableNumbers(chunk: DuckDBDataChunk, column: number): (number | null)[] {
  return chunk.getColumnValues(column).map((value) => (typeof value === 'number' ? value : null));
}

export const texts = (chunk: DuckDBDataChunk, column: number): string[] =>
  chunk.getColumnValues(column).map((value) => String(value ?? ''));

/** The four costs, each as a pair of columns from `first` on: nanos, rest, nanos, rest, … */
export function costColumns(chunk: DuckDBDataChunk, first: number): CostColumns {
  const pairs = [0, 1, 2, 3];
  return {
    nanos: pairs.map((pair) => bigints(chunk, first + pair * 2)),
    rests: pairs.map((pair) => bigints(chunk, first + pair * 2 + 1)),
  };
}
