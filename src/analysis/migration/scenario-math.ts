/** Sums and scales of values by scenario; arrays are never changed in place unless a name says so. */
export function addInto(sum: Float64Array, values: Float64Array, factor = 1): void {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + factor * (values[at] ?? 0);
}

export function sumOf(size: number, parts: Iterable<Float64Array>): Float64Array {
  const sum = new Float64Array(size);
  for (const part of parts) addInto(sum, part);
  return sum;
}

export const times = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, at) => value * (b[at] ?? 0));

export const scaled = (values: Float64Array, factor: number): Float64Array => values.map((value) => value * factor);

export const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, at) => value - (b[at] ?? 0));

export const constant = (size: number, value: number): Float64Array => new Float64Array(size).fill(value);

/** The value of the central scenario: the last. */
export const central = (values: Float64Array): number => values[values.length - 1] ?? 0;

/** The draws without the central scenario. */
export const drawsOf = (values: Float64Array): Float64Array => values.subarray(0, values.length - 1);
