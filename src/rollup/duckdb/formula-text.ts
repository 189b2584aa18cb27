import type { ChargeFile } from '../../billfile/charge-file.ts';
import type { Formula } from '../../billfile/formula.ts';
import { jsonObjectSql, pairsAsObject, PAIRS } from './json-object-sql.ts';
import { once } from './once-sql.ts';
import { literal } from './session.ts';
import type { FileSource } from './source-sql.ts';

/** A value with the type that the engine gives it. */
export interface TypedSql {
  readonly sql: string;
  readonly type: string;
}

/** The value of a FOCUS column in a file; null where the file has nothing of it. Plain columns keep their type. */
export function valueOf(file: ChargeFile, source: FileSource, focusColumn: string): TypedSql | null {
  const formula = file.columns[focusColumn];
  if (formula === undefined) return null;
  const plain = plainColumns(formula);
  return plain === null ? { sql: textOf(formula, source), type: 'VARCHAR' } : firstOf(plain, source);
}

/** A FOCUS column as text, '' when null; maps and structs as JSON. */
export function textSql(file: ChargeFile, source: FileSource, focusColumn: string): string | null {
  const value = valueOf(file, source, focusColumn);
  return value === null ? null : `coalesce(${asText(value.sql, value.type)}, '')`;
}

/** The columns of a formula that is one of them, or the first of several with a value; null for any other. */
export function plainColumns(formula: Formula): readonly string[] | null {
  if (formula.kind === 'column') return [formula.name];
  if (formula.kind !== 'first') return null;
  const names = formula.of.map((one) => (one.kind === 'column' ? one.name : null));
  return names.every((name) => name !== null) ? names : null;
}

/** The first of some columns that is not null; columns of several types are merged as text. */
export function firstOf(names: readonly string[], source: FileSource): TypedSql {
  const columns = names.map((name) => source.columns.get(name) ?? { sql: 'NULL', type: 'VARCHAR' });
  const [type = 'VARCHAR', ...others] = new Set(columns.map((column) => column.type));
  const values = columns.map((column) => (others.length > 0 ? asText(column.sql, column.type) : column.sql));
  return { sql: values.length > 1 ? `coalesce(${values.join(', ')})` : (values[0] ?? 'NULL'), type: others.length > 0 ? 'VARCHAR' : type };
}

/** A formula as text; null, or '' in a plain column, where it has no value. */
export function textOf(formula: Formula, source: FileSource): string {
  const text = (one: Formula | null): string => (one === null ? 'CAST(NULL AS VARCHAR)' : textOf(one, source));
  switch (formula.kind) {
    case 'column': {
      const { sql, type } = firstOf([formula.name], source);
      return asText(sql, type);
    }
    case 'constant':
      return literal(formula.text);
    case 'first':
      return `coalesce(${formula.of.map((one) => `nullif(${text(one)}, '')`).join(', ')})`;
    case 'match':
      return caseSql(formula, source, text);
    case 'present':
      return `CASE WHEN ${hasValue(formula.on, source)} THEN ${text(formula.gives)} ELSE ${text(formula.otherwise)} END`;
    case 'part':
      return `nullif(regexp_extract(${text(formula.of)}, ${literal(formula.pattern)}, 1), '')`;
    case 'lookup': {
      const list = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;
      const entries = `MAP(${list(Object.keys(formula.entries))}, ${list(Object.values(formula.entries))})`;
      return `${entries}[lower(trim(coalesce(${text(formula.of)}, '')))]`;
    }
    case 'entry':
      return `nullif(${entrySql(formula, source, text)}, '')`;
    case 'object':
    case 'merged':
    case 'columns-under':
    case 'keys':
      return `nullif(nullif(${jsonObjectSql(formula, text)}, ''), '{}')`;
    case 'zero': {
      const on = `TRY_CAST(${text(formula.on)} AS DOUBLE)`;
      return `CASE WHEN ${on} = 0 THEN ${text(formula.zero)} WHEN ${on} <> 0 THEN ${text(formula.other)} END`;
    }
    case 'sum':
    case 'difference':
    case 'listed-amounts':
      throw new TypeError(`a ${formula.kind} is an amount, not a text`);
  }
}

/** Maps are asked directly, other values through the text of a JSON object. */
function entrySql({ of, key }: Formula & { readonly kind: 'entry' }, source: FileSource, text: (one: Formula) => string): string {
  const plain = plainColumns(of);
  const value = plain === null ? null : firstOf(plain, source);
  if (value?.type.startsWith('MAP(VARCHAR') === true) return `CAST(${value.sql}[${literal(key)}] AS VARCHAR)`;
  const path = literal(`$.${JSON.stringify(key)}`);
  return once(jsonObjectSql(of, text), 'object', (json) => `CASE WHEN json_valid(${json}) THEN json_extract_string(${json}, ${path}) END`);
}

/** True where a formula has a value. */
export const hasValue = (formula: Formula, source: FileSource): string => `coalesce(${textOf(formula, source)}, '') <> ''`;

/** `CASE` over the cases of a match, with each result written by `then`. */
export function caseSql(formula: Formula & { readonly kind: 'match' }, source: FileSource, then: (one: Formula | null) => string): string {
  const cases = formula.cases.flatMap((one) => one.is.map((value) => `WHEN ${literal(value.toLowerCase())} THEN ${then(one.gives)}`));
  return `CASE lower(trim(coalesce(${textOf(formula.on, source)}, ''))) ${cases.join(' ')} ELSE ${then(formula.otherwise)} END`;
}

export function asText(value: string, type: string): string {
  if (type === 'VARCHAR') return value;
  if (PAIRS.test(type)) return pairsAsObject(value);
  if (type.startsWith('MAP') || type.startsWith('STRUCT') || type.endsWith('[]')) return `CAST(to_json(${value}) AS VARCHAR)`;
  const text = `CAST(${value} AS VARCHAR)`;
  // Ids that lost their type on the way are whole floats: 123456789012.0 is account 123456789012.
  return type === 'DOUBLE' || type === 'FLOAT'
    ? `CASE WHEN abs(${value}) < 1e15 AND ${value} = trunc(${value}) THEN CAST(CAST(${value} AS BIGINT) AS VARCHAR) ELSE ${text} END`
    : text;
}
