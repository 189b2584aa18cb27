import { MIGRATION_ASSUMPTION_ROWS, MIGRATION_UNITS, type MigrationAssumptionRow } from './rows/migration-assumption-rows.ts';

const SOURCE = 'Aweigh migration model 0.1, section';
const REVIEWED_ON = '2026-11-23';

interface LowMidHigh {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

type Rows = typeof MIGRATION_ASSUMPTION_ROWS;

/** Assumptions that are one number. */
export type NumberAssumptionId = { [Id in keyof Rows]: Rows[Id]['value'] extends number ? Id : never }[keyof Rows];

/** Assumptions that are low, mid and high. */
export type RangeAssumptionId = Exclude<keyof Rows, NumberAssumptionId>;

export type MigrationAssumptionId = keyof Rows;

/** An assumption as it is used: its value, or that of the user with the default beside it. */
export interface ResolvedAssumption {
  readonly id: MigrationAssumptionId;
  readonly label: string;
  readonly unit: string;
  readonly value: number | LowMidHigh;
  /** The default where the user set another value, otherwise null. */
  readonly overridden: number | LowMidHigh | null;
  readonly source: string;
  readonly grade: 'S' | 'M' | 'D' | 'G' | 'J';
  readonly asOf: string;
}

/** The assumptions of one estimate, in the order of the model. */
export interface ResolvedAssumptions {
  readonly number: (id: NumberAssumptionId) => number;
  readonly range: (id: RangeAssumptionId) => LowMidHigh;
  readonly row: (id: MigrationAssumptionId) => ResolvedAssumption;
  readonly rows: readonly ResolvedAssumption[];
}

/** What is wrong with one override: the id as it was given, and a sentence. */
export interface OverrideError {
  readonly field: string;
  readonly detail: string;
}

export type AssumptionResolution =
  { readonly ok: true; readonly assumptions: ResolvedAssumptions } | { readonly ok: false; readonly errors: readonly OverrideError[] };

const isId = (id: string): id is MigrationAssumptionId => Object.hasOwn(MIGRATION_ASSUMPTION_ROWS, id);

const rowOf = (id: MigrationAssumptionId): MigrationAssumptionRow => MIGRATION_ASSUMPTION_ROWS[id];

/** The ids in the order of the model. */
export const MIGRATION_ASSUMPTION_IDS: readonly MigrationAssumptionId[] = Object.keys(MIGRATION_ASSUMPTION_ROWS).filter(isId);

/**
 * Puts a user's values in place of the defaults. Every id that is unknown, of another form than its default (a number,
 * or low, mid and high), outside what its unit admits or out of order is an error; nothing is corrected in silence.
 */
export function resolveAssumptions(overrides: Readonly<Record<string, number | LowMidHigh>>): AssumptionResolution {
  const errors = Object.entries(overrides).flatMap(([id, given]) => errorsOf(id, given));
  if (errors.length > 0) return { ok: false, errors };
  const rows = MIGRATION_ASSUMPTION_IDS.map((id) => resolved(id, Object.hasOwn(overrides, id) ? overrides[id] : undefined));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const row = (id: MigrationAssumptionId): ResolvedAssumption => byId.get(id) ?? resolved(id, undefined);
  return {
    ok: true,
    assumptions: {
      rows,
      row,
      number: (id) => middleOf(row(id).value),
      range: (id) => rangeOf(row(id).value),
    },
  };
}

const middleOf = (value: number | LowMidHigh): number => (typeof value === 'number' ? value : value.mid);

const rangeOf = (value: number | LowMidHigh): LowMidHigh => (typeof value === 'number' ? { low: value, mid: value, high: value } : value);

function resolved(id: MigrationAssumptionId, given: number | LowMidHigh | undefined): ResolvedAssumption {
  const { label, unit, section, grade, value } = rowOf(id);
  const standard = typeof value === 'number' ? value : { low: value[0], mid: value[1], high: value[2] };
  const origin = { source: `${SOURCE} ${section}`, grade, asOf: REVIEWED_ON };
  const shown = given !== undefined && typeof given === 'object' ? { low: given.low, mid: given.mid, high: given.high } : given;
  return { id, label, unit, value: shown ?? standard, overridden: given === undefined ? null : standard, ...origin };
}

function errorsOf(id: string, given: number | LowMidHigh): OverrideError[] {
  if (!isId(id)) return [{ field: id, detail: `is not an assumption of the migration model${nearest(id)}` }];
  const row = rowOf(id);
  if (typeof row.value === 'number') {
    if (typeof given !== 'number') return [{ field: id, detail: `takes one number (${row.unit}), not low, mid and high` }];
    return numberErrors({ id, row }, given);
  }
  if (typeof given === 'number') return [{ field: id, detail: `takes low, mid and high (${row.unit}), not one number` }];
  const found = [given.low, given.mid, given.high].flatMap((part) => numberErrors({ id, row }, part));
  if (found.length > 0) return found.slice(0, 1);
  if (given.low <= given.mid && given.mid <= given.high) return [];
  return [{ field: id, detail: `must rise from low over mid to high; found ${given.low}, ${given.mid}, ${given.high}` }];
}

function numberErrors(
  { id, row }: { readonly id: MigrationAssumptionId; readonly row: MigrationAssumptionRow },
  value: number,
): OverrideError[] {
  const { min, max, whole } = MIGRATION_UNITS[row.unit];
  if (typeof value !== 'number' || !Number.isFinite(value)) return [{ field: id, detail: `must be a number (${row.unit})` }];
  if (value < min || value > max) return [{ field: id, detail: `must lie between ${min} and ${max} (${row.unit}); found ${value}` }];
  if (whole && !Number.isInteger(value)) return [{ field: id, detail: `must be a whole number (${row.unit}); found ${value}` }];
  if (id === 'purchase.commitYears' && value === 2) return [{ field: id, detail: 'must be 0, 1 or 3 years; found 2' }];
  return [];
}

/** Names an id that differs in case only, is longer or shorter at its end, or shares the last part: the usual slips. */
function nearest(id: string): string {
  const plain = id.toLowerCase();
  const last = plain.slice(plain.lastIndexOf('.') + 1);
  const found =
    MIGRATION_ASSUMPTION_IDS.find((known) => known.toLowerCase() === plain) ??
    MIGRATION_ASSUMPTION_IDS.find(
      (known) => plain.length > 5 && (known.toLowerCase().startsWith(plain) || plain.startsWith(known.toLowerCase())),
    ) ??
    MIGRATION_ASSUMPTION_IDS.find((known) => last.length > 3 && known.toLowerCase().endsWith(last));
  return found === undefined ? '' : `; did you mean ${found}?`;
}

/** An assumption's value as text: "0.15", or "0.05 / 0.15 / 0.35". */
export const assumptionText = (value: number | LowMidHigh): string =>
  typeof value === 'number' ? `${value}` : `${value.low} / ${value.mid} / ${value.high}`;
