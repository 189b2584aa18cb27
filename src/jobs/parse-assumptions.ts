import { resolveAssumptions } from '../catalog/migration-assumptions.ts';
import type { AssumptionOverrides } from '../analysis/migration/migration-assumptions.ts';
import { approximateDecimal, attosOf } from '../money.ts';
import { Problem, type FieldError } from '../problem.ts';

type Override = AssumptionOverrides[string];

/** A line of a CSV with the number an editor shows. */
export interface AssumptionLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Overrides from a JSON value: an object from id to a number or to low, mid and high.
 * Throws Problem assumption_invalid that names every id that is unknown, of the wrong form or out of range.
 */
export function assumptionsFromJson(given: unknown, path?: string): AssumptionOverrides {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw invalid([{ field: '', detail: 'expected an object from the id of an assumption to its value' }], path);
  const entries = Object.entries(given).map(([id, value]: [string, unknown]) => ({ id, value: overrideOf(value) }));
  const wrong = entries.filter(({ value }) => value === null);
  if (wrong.length > 0)
    throw invalid(wrong.map(({ id }) => ({ field: id, detail: 'must be a number, or an object of the numbers low, mid and high' })), path); // prettier-ignore
  return checked(
    entries.flatMap(({ id, value }) => (value === null ? [] : [{ id, value }])),
    path,
  );
}

const PARTS = ['low', 'mid', 'high'] as const;

function overrideOf(value: unknown): Override | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== PARTS.length) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  const [low, mid, high] = PARTS.map((part) => fields.get(part));
  return typeof low === 'number' && typeof mid === 'number' && typeof high === 'number' ? { low, mid, high } : null;
}

/**
 * Overrides from the lines of a CSV with the header id,value or id,low,mid,high or both. Throws Problem assumption_invalid that
 * names the row and the id; a name given twice is refused.
 */
export function assumptionsFromCsv(lines: readonly AssumptionLine[], path: string): AssumptionOverrides {
  const [header, ...rows] = lines;
  const names = (header?.cells ?? []).map((name) => name.trim().toLowerCase());
  const unknown = names.filter((name) => !['id', 'value', ...PARTS].includes(name));
  const isComplete = names.includes('id') && (names.includes('value') || PARTS.every((part) => names.includes(part)));
  if (!isComplete || unknown.length > 0 || new Set(names).size !== names.length)
    throw invalid([{ field: 'header', detail: `expected id,value or id,low,mid,high; found ${names.join(',')}` }], path, header?.line);
  const seen = new Map<string, number>();
  const entries = rows.map(({ line, cells }) => {
    const cell = (name: string): string => cells[names.indexOf(name)]?.trim() ?? '';
    const id = cell('id');
    const earlier = seen.get(id);
    if (earlier !== undefined) throw invalid([{ field: id, detail: `is given twice, first in line ${earlier}` }], path, line);
    seen.set(id, line);
    return { id, line, value: valueOf({ id, line, path, cell }) };
  });
  return checked(entries, path);
}

interface ValueCells {
  readonly id: string;
  readonly line: number;
  readonly path: string;
  readonly cell: (name: string) => string;
}

function valueOf({ id, line, path, cell }: ValueCells): Override {
  const number = (name: string): number => {
    const text = cell(name);
    if (attosOf(text) === null)
      throw invalid([{ field: id, detail: `${name} is ${JSON.stringify(text)}, not a decimal number` }], path, line);
    return approximateDecimal(text);
  };
  const hasRange = PARTS.some((part) => cell(part) !== '');
  if (cell('value') !== '' && hasRange) throw invalid([{ field: id, detail: 'has both a value and a range' }], path, line);
  return hasRange ? { low: number('low'), mid: number('mid'), high: number('high') } : number('value');
}

interface Entry {
  readonly id: string;
  readonly value: Override;
  readonly line?: number;
}

/** The entries as overrides, once the model accepts every one of them. */
function checked(entries: readonly Entry[], path: string | undefined): AssumptionOverrides {
  const overrides = Object.fromEntries(entries.map(({ id, value }) => [id, value]));
  const resolution = resolveAssumptions(overrides);
  if (resolution.ok) return overrides;
  const [first] = resolution.errors;
  throw invalid(resolution.errors, path, entries.find(({ id }) => id === first?.field)?.line);
}

function invalid(errors: readonly FieldError[], path: string | undefined, line?: number): Problem {
  const detail = `Assumptions not valid: ${errors.map((error) => `${error.field} ${error.detail}`.trim()).join('; ')}.`;
  return new Problem('assumption_invalid', { detail, path, line, errors });
}
