import type { Formula } from '../../billfile/formula.ts';
import { once } from './once-sql.ts';
import { literal } from './session.ts';

/** Lists of key and value pairs, as some exports write tags. */
export const PAIRS = /^STRUCT\("?key"? VARCHAR, "?value"? VARCHAR.*\)\[\]$/;

export function pairsAsObject(value: string): string {
  const pair = `to_json(pair.key) || ':' || coalesce(to_json(pair.value), 'null')`;
  return `'{' || array_to_string(list_transform(${value}, lambda pair: ${pair}), ',') || '}'`;
}

/** Tags as a JSON object: some exports leave out its braces, others write a list of key and value pairs, some in Python's way. */
export const tagsSql = (tags: string): string =>
  `CASE WHEN ${tags} = '' OR starts_with(${tags}, '{') THEN ${tags} ELSE ${oddTagsSql(tags)} END`;

function oddTagsSql(text: string): string {
  const pairs = (list: string): string => pairsAsObject(`from_json(${list}, '[{"key": "VARCHAR", "value": "VARCHAR"}]')`);
  const python = `replace(replace(replace(replace(${text}, '''', '"'), ': None', ': null'), ': True', ': true'), ': False', ': false')`;
  return `CASE WHEN starts_with(${text}, '"') THEN '{' || ${text} || '}'
    WHEN ${text} = '[]' THEN ''
    WHEN starts_with(${text}, '[{"') AND json_valid(${text}) AND json_exists(${text}, '$[0].key') THEN ${pairs(text)}
    WHEN starts_with(${text}, '[{''') AND json_valid(${python}) AND json_exists(${python}, '$[0].key') THEN ${pairs(python)} ELSE ${text} END`;
}

type TextOf = (formula: Formula) => string;

/** A formula as the text of a JSON object, '' where it has no value; a text that is no object stays what it is. */
export function jsonObjectSql(formula: Formula, textOf: TextOf): string {
  if (formula.kind === 'object') return objectOf(Object.entries(formula.fields).map(([key, one]) => [key, textOf(one)]));
  if (formula.kind === 'columns-under')
    return objectOf((formula.found ?? []).map(({ key, name }) => [key, textOf({ kind: 'column', name })]));
  if (formula.kind === 'merged') return formula.of.map((one) => jsonObjectSql(one, textOf)).reduce(mergedSql);
  if (formula.kind === 'keys') return renamedSql(jsonObjectSql(formula.of, textOf), formula.renamed);
  return once(`coalesce(${textOf(formula)}, '')`, 'tags', tagsSql);
}

function objectOf(fields: readonly (readonly [string, string])[]): string {
  const parts = fields.map(([key, value]) => {
    const name = literal(`${JSON.stringify(key)}:`);
    return once(value, 'field', (field) => `CASE WHEN ${field} <> '' THEN ${name} || to_json(${field}) END`);
  });
  return `'{' || array_to_string(list_filter([${parts.join(', ')}], lambda one: one IS NOT NULL), ',') || '}'`;
}

/** A text that is no object is set aside only where the other is one. */
const mergedSql = (earlier: string, later: string): string =>
  once(earlier, 'earlier', (a) =>
    once(
      later,
      'later',
      (b) =>
        `CASE WHEN ${b} IN ('', '{}') THEN ${a} WHEN json_valid(${a}) AND json_valid(${b}) THEN CAST(json_merge_patch(${a}, ${b}) AS VARCHAR) ELSE ${b} END`,
    ),
  );

function renamedSql(object: string, renamed: readonly (readonly [string, string])[]): string {
  const cases = renamed.map(
    ([from, to]) => `WHEN starts_with(lower(one.key), ${literal(from)}) THEN ${literal(to)} || substr(one.key, ${from.length + 1})`,
  );
  const pair = `to_json(CASE ${cases.join(' ')} ELSE one.key END) || ':' || to_json(one.value)`;
  const entries = (text: string): string => `map_entries(CAST(CAST(${text} AS JSON) AS MAP(VARCHAR, VARCHAR)))`;
  return once(
    object,
    'whole',
    (text) => `CASE WHEN ${text} <> '' AND json_valid(${text}) AND json_type(${text}) = 'OBJECT'
      THEN '{' || array_to_string(list_transform(${entries(text)}, lambda one: ${pair}), ',') || '}' ELSE ${text} END`,
  );
}
