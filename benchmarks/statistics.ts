/** The value that a share of the values does not exceed (nearest rank); 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The exponent of growth between two sizes: 1 is linear, below 1 gets relatively cheaper. */
export const exponent = (small: Sized, large: Sized): number => Math.log(large.ms / small.ms) / Math.log(large.size / small.size);

export interface Sized {
  readonly size: number;
  readonly ms: number;
}
