import { column, type Formula, type KeyedColumn } from './formula.ts';

/** Finds the columns of one file under the names a format accepts. */
export interface HeaderNames {
  /** The columns that answer to a name, as the file writes them; the first with a value counts. */
  readonly find: (name: string) => readonly string[];
  /** The columns whose names start with a prefix, keyed by the rest of their name. */
  readonly under: (prefix: string) => readonly KeyedColumn[];
  /** What the lines above the header state once for all rows. */
  readonly stated?: (name: string) => string | undefined;
}

/** A format's formula in the names of one file; null where the file has nothing of it. */
export function resolveFormula(formula: Formula, names: HeaderNames): Formula | null {
  const resolved = (one: Formula | null): Formula | null => (one === null ? null : resolveFormula(one, names));
  switch (formula.kind) {
    case 'constant':
      return formula;
    case 'column': {
      const found = names.find(formula.name);
      if (found.length > 0) return column(...found);
      const text = names.stated?.(formula.name);
      return text === undefined ? null : { kind: 'constant', text };
    }
    case 'columns-under': {
      const found = formula.prefixes.flatMap((prefix) => names.under(prefix));
      return found.length === 0 ? null : { ...formula, found };
    }
    case 'first':
    case 'merged':
    case 'sum':
      return resolveList(formula, names);
    case 'match':
      return resolveMatch(formula, names);
    case 'present':
    case 'zero':
      return resolveChoice(formula, names);
    case 'difference': {
      const of = resolved(formula.of);
      const less = resolved(formula.less);
      return of === null || less === null ? of : { kind: 'difference', of, less };
    }
    case 'object': {
      const fields = Object.entries(formula.fields).flatMap(([key, one]) => {
        const field = resolved(one);
        return field === null ? [] : [[key, field] as const];
      });
      return fields.length === 0 ? null : { kind: 'object', fields: Object.fromEntries(fields) };
    }
    case 'listed-amounts':
    case 'entry':
    case 'part':
    case 'lookup':
    case 'keys': {
      const of = resolved(formula.of);
      return of === null ? null : { ...formula, of };
    }
  }
}

function resolveList(formula: Formula & { readonly kind: 'first' | 'merged' | 'sum' }, names: HeaderNames): Formula | null {
  const of = known(formula.of.map((one) => resolveFormula(one, names)));
  const [only] = of;
  if (only === undefined) return null;
  return of.length === 1 ? only : { kind: formula.kind, of };
}

function resolveMatch(formula: Formula & { readonly kind: 'match' }, names: HeaderNames): Formula | null {
  const resolved = (one: Formula | null): Formula | null => (one === null ? null : resolveFormula(one, names));
  const on = resolved(formula.on);
  const otherwise = resolved(formula.otherwise);
  // A column that is not there is empty in every row.
  if (on === null) {
    const empty = formula.cases.find((one) => one.is.includes(''));
    return empty === undefined ? otherwise : resolved(empty.gives);
  }
  const cases = formula.cases.map((one) => ({ ...one, gives: resolved(one.gives) }));
  return otherwise === null && cases.every((one) => one.gives === null) ? null : { kind: 'match', on, cases, otherwise };
}

function resolveChoice(formula: Formula & { readonly kind: 'present' | 'zero' }, names: HeaderNames): Formula | null {
  const resolved = (one: Formula | null): Formula | null => (one === null ? null : resolveFormula(one, names));
  const on = resolved(formula.on);
  if (formula.kind === 'zero') {
    return on === null ? null : { kind: 'zero', on, zero: resolved(formula.zero), other: resolved(formula.other) };
  }
  const gives = resolved(formula.gives);
  const otherwise = resolved(formula.otherwise);
  if (on === null) return otherwise;
  return gives === null && otherwise === null ? null : { kind: 'present', on, gives, otherwise };
}

const known = (formulas: readonly (Formula | null)[]): Formula[] => formulas.filter((one) => one !== null);
