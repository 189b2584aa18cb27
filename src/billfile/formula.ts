/**
 * How a FOCUS value is made of the columns of a bill file. Data only: each roll-up engine translates it,
 * and docs/focus-mapping prints it. In a format, column names are the accepted spellings; in a described
 * file, names as that file writes them. An empty cell is "not known", never zero.
 */
export type Formula =
  | { readonly kind: 'column'; readonly name: string }
  /** The first with a value. */
  | { readonly kind: 'first'; readonly of: readonly Formula[] }
  | { readonly kind: 'constant'; readonly text: string }
  /** By the text of `on`, compared without case: the first case that lists it, else `otherwise`. */
  | { readonly kind: 'match'; readonly on: Formula; readonly cases: readonly MatchCase[]; readonly otherwise: Formula | null }
  /** `gives` where `on` has a value, else `otherwise`. */
  | { readonly kind: 'present'; readonly on: Formula; readonly gives: Formula | null; readonly otherwise: Formula | null }
  /** `zero` where the amount of `on` is zero, `other` where it is another number; not known where `on` is not. */
  | { readonly kind: 'zero'; readonly on: Formula; readonly zero: Formula | null; readonly other: Formula | null }
  /** Amounts added; those not known are left out, unless none is known. */
  | { readonly kind: 'sum'; readonly of: readonly Formula[] }
  | { readonly kind: 'difference'; readonly of: Formula; readonly less: Formula }
  /** All numbers under one name in a list of records, added. */
  | { readonly kind: 'listed-amounts'; readonly of: Formula; readonly name: string }
  /** The value under one key of a map, a JSON object or a list of key and value pairs. */
  | { readonly kind: 'entry'; readonly of: Formula; readonly key: string }
  /** The first group of a pattern (RE2 syntax); not known where it does not match. */
  | { readonly kind: 'part'; readonly of: Formula; readonly pattern: string }
  /** A JSON object of the fields that have a value. */
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, Formula>> }
  /** One JSON object of the keys of all; a later one wins. */
  | { readonly kind: 'merged'; readonly of: readonly Formula[] }
  /** A JSON object of all columns whose name starts so, keyed by what follows; in a described file, of those columns. */
  | { readonly kind: 'columns-under'; readonly prefixes: readonly string[]; readonly found?: readonly KeyedColumn[] }
  /** What a table has for a text, compared in lower case; not known where it has nothing. */
  | { readonly kind: 'lookup'; readonly of: Formula; readonly table: string; readonly entries: Readonly<Record<string, string>> }
  /** Keys of a JSON object with another beginning: `user:app` as `app`. */
  | { readonly kind: 'keys'; readonly of: Formula; readonly renamed: readonly (readonly [string, string])[] };

export interface MatchCase {
  readonly is: readonly string[];
  readonly gives: Formula | null;
}

export interface KeyedColumn {
  readonly key: string;
  readonly name: string;
}

export const column = (...names: readonly string[]): Formula => first(...names.map((name): Formula => ({ kind: 'column', name })));

export function first(...formulas: readonly Formula[]): Formula {
  const of = formulas.flatMap((one) => (one.kind === 'first' ? one.of : [one]));
  const [only] = of;
  return only !== undefined && of.length === 1 ? only : { kind: 'first', of };
}

export const constant = (text: string): Formula => ({ kind: 'constant', text });

/** Cases as `[values separated by |, formula or text]`; a text stands for a constant. */
export const match = (
  on: Formula,
  cases: readonly (readonly [string, Formula | string | null])[],
  otherwise: Formula | string | null = null,
): Formula => ({
  kind: 'match',
  on,
  cases: cases.map(([values, gives]) => ({ is: values.split('|'), gives: orConstant(gives) })),
  otherwise: orConstant(otherwise),
});

export const present = (on: Formula, gives: Formula | string | null, otherwise: Formula | string | null = null): Formula => ({
  kind: 'present',
  on,
  gives: orConstant(gives),
  otherwise: orConstant(otherwise),
});

export const sum = (...of: readonly Formula[]): Formula => ({ kind: 'sum', of });

export const part = (of: Formula, pattern: string): Formula => ({ kind: 'part', of, pattern });

export const entry = (of: Formula, key: string): Formula => ({ kind: 'entry', of, key });

const orConstant = (value: Formula | string | null): Formula | null => (typeof value === 'string' ? constant(value) : value);

/** The columns that a formula reads, each once, in the order they stand in it. */
export function columnsOf(formula: Formula): string[] {
  if (formula.kind === 'column') return [formula.name];
  if (formula.kind === 'columns-under') return (formula.found ?? []).map(({ name }) => name);
  return [...new Set(partsOf(formula).flatMap(columnsOf))];
}

/** The formulas that a formula is made of directly. */
export function partsOf(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case 'column':
    case 'constant':
    case 'columns-under':
      return [];
    case 'first':
    case 'sum':
    case 'merged':
      return formula.of;
    case 'match':
      return stated([formula.on, ...formula.cases.map((one) => one.gives), formula.otherwise]);
    case 'present':
      return stated([formula.on, formula.gives, formula.otherwise]);
    case 'zero':
      return stated([formula.on, formula.zero, formula.other]);
    case 'difference':
      return [formula.of, formula.less];
    case 'object':
      return Object.values(formula.fields);
    case 'listed-amounts':
    case 'entry':
    case 'part':
    case 'lookup':
    case 'keys':
      return [formula.of];
  }
}

const stated = (formulas: readonly (Formula | null)[]): Formula[] => formulas.filter((one) => one !== null);
