import { createHash } from 'node:crypto';
import type { FindingDeps } from '../jobs/kept-finding.ts';
import { Problem } from '../problem.ts';
import { isDay, type Day } from '../time.ts';
import type { NodeStore } from './db.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What analyses need from this runtime. */
export const analyzeDeps = (store: NodeStore): FindingDeps => ({
  store,
  clock: () => new Date().toISOString(),
  sha256,
});

/** The day of --as-of, or null when it was not given. Throws Problem usage_invalid. */
export function asOfDay(text: string | undefined): Day | null {
  if (text === undefined) return null;
  if (!isDay(text)) throw new Problem('usage_invalid', { detail: `--as-of takes a day such as 2026-06-30, not "${text}".` });
  return text;
}
