import type { Scope } from '../store/keys.ts';
import type { Edition } from '../store/reports.ts';

export const holdsScope = (held: readonly Scope[], wanted: readonly Scope[]): boolean =>
  held.includes('admin') || wanted.some((scope) => held.includes(scope));

/** Editions that the holder may make, list and fetch: a vendor key sees the vendor edition and nothing else. */
export function editionsOf(held: readonly Scope[]): readonly Edition[] {
  if (holdsScope(held, ['report:internal'])) return ['internal', 'vendor'];
  return held.includes('report:vendor') ? ['vendor'] : [];
}
