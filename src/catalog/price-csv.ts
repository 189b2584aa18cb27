import type { z } from 'zod';
import { feeLine, managedLine, nodeLine, storageLine } from './price-csv-rows.ts';
import { tierGroup } from './price-make.ts';
import { PRICE_KINDS, type PriceKind, type PriceRow, type StoragePrice } from './price-row.ts';

/** What is wrong with a row: the column, and a sentence with the value that was found. */
export interface PriceFault {
  readonly column: string;
  readonly detail: string;
}

interface PriceFile {
  readonly needed: readonly string[];
  readonly optional: readonly string[];
  readonly line: z.ZodType<PriceRow>;
}

/** The columns of a price file by kind; a file is recognised by them, in any order. */
export const PRICE_FILES: Readonly<Record<PriceKind, PriceFile>> = {
  node: {
    needed: ['provider', 'region', 'instance_type', 'vcpu', 'memory_gib', 'arch', 'on_demand_usd_hour', 'as_of', 'source'],
    optional: ['gpu_count', 'gpu_model', 'local_ssd_gib', 'commit_1y_usd_hour', 'commit_3y_usd_hour', 'spot_usd_hour', 'max_pods'],
    line: nodeLine,
  },
  fee: { needed: ['target_id', 'provider', 'item', 'unit', 'usd', 'as_of', 'source'], optional: ['notes'], line: feeLine },
  storage: {
    needed: ['provider', 'region_group', 'item', 'usd', 'as_of', 'source'],
    optional: ['tier_from_gb', 'tier_to_gb'],
    line: storageLine,
  },
  managed: {
    needed: ['provider', 'service', 'item', 'region', 'unit', 'usd', 'as_of', 'source'],
    optional: ['free_per_month', 'k8s_replacement', 'notes'],
    line: managedLine,
  },
};

/** The column that only one kind of price file has. */
const TELLING: Readonly<Record<PriceKind, string>> = {
  node: 'instance_type',
  fee: 'target_id',
  storage: 'region_group',
  managed: 'service',
};

/** The kind of price file with this header, or null when it is none. */
export const priceKindOf = (header: readonly string[]): PriceKind | null =>
  PRICE_KINDS.find((kind) => header.includes(TELLING[kind])) ?? null;

/** Reads one row of a price file of known kind: the price, graded as given by the user, or what is wrong with it. */
export function readPrice(kind: PriceKind, cells: Readonly<Record<string, string>>): PriceRow | PriceFault {
  const parsed = PRICE_FILES[kind].line.safeParse(cells);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const column = String(issue?.path[0] ?? '');
  return { column, detail: `${column} is ${JSON.stringify(cells[column] ?? '')}; expected ${issue?.message ?? 'a value'}.` };
}

/** A row that contradicts others of its file: `index` is its place, `earlier` that of the row it contradicts. */
export interface PriceConflict extends PriceFault {
  readonly index: number;
  readonly earlier: number;
}

/** The first row that repeats the key of an earlier one, or leaves a hole or an overlap between tiers; null when there is none. */
export function conflictIn(rows: readonly PriceRow[]): PriceConflict | null {
  const places = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const earlier = places.get(row.key);
    if (earlier !== undefined) return { index, earlier, column: TELLING[row.kind], detail: `${row.key} appears twice.` };
    places.set(row.key, index);
  }
  const tiers = rows.flatMap((row, index) => (row.kind === 'storage' ? [{ row, index }] : []));
  for (const list of Object.values(Object.groupBy(tiers, ({ row }) => tierGroup(row)))) {
    const fault = list === undefined ? null : brokenTier(list);
    if (fault !== null) return fault;
  }
  return null;
}

function brokenTier(list: readonly { readonly row: StoragePrice; readonly index: number }[]): PriceConflict | null {
  const ordered = [...list].sort((a, b) => a.row.tierFromGb - b.row.tierFromGb);
  for (const [place, { row, index }] of ordered.entries()) {
    const before = ordered[place - 1];
    const expected = before === undefined ? 0 : before.row.tierToGb;
    if (row.tierFromGb === expected) continue;
    const detail = `tier_from_gb of ${tierGroup(row)} is ${row.tierFromGb}; expected ${expected ?? 'no tier after one without end'}.`;
    return { index, earlier: before?.index ?? index, column: 'tier_from_gb', detail };
  }
  return null;
}
