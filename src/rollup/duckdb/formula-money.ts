import type { Formula } from '../../billfile/formula.ts';
import { moneyCell, type CellSql, type Reading } from './cell-sql.ts';
import { caseSql, firstOf, hasValue, plainColumns, textOf } from './formula-text.ts';
import { literal } from './session.ts';
import type { FileSource } from './source-sql.ts';

const EXACT = 'DECIMAL(38,18)';
const FAST = 'DECIMAL(18,10)';

/** A formula as an amount. Made of several cells, it is bad where one of them that counts is. */
export function moneyOf(formula: Formula, source: FileSource, reading: Reading): CellSql {
  const plain = plainColumns(formula);
  if (plain !== null) {
    const { sql, type } = firstOf(plain, source);
    return moneyCell(sql, type, reading);
  }
  const of = (one: Formula): CellSql => moneyOf(one, source, reading);
  switch (formula.kind) {
    case 'constant':
      return { value: `CAST(${literal(formula.text)} AS ${reading === 'fast' ? FAST : EXACT})`, bad: 'false', lossy: 'false' };
    case 'match':
      return chosen((then) => caseSql(formula, source, then), { source, reading });
    case 'present': {
      const on = hasValue(formula.on, source);
      const choose = (then: Choose): string => `CASE WHEN ${on} THEN ${then(formula.gives)} ELSE ${then(formula.otherwise)} END`;
      return chosen(choose, { source, reading });
    }
    case 'zero': {
      const on = of(formula.on);
      const choose = (then: Choose): string =>
        `CASE WHEN ${on.value} = 0 THEN ${then(formula.zero)} WHEN ${on.value} <> 0 THEN ${then(formula.other)} END`;
      const cell = chosen(choose, { source, reading });
      return { ...cell, bad: anyOf([on.bad, cell.bad]), lossy: anyOf([on.lossy, cell.lossy]) };
    }
    case 'first':
      return firstKnown(formula.of.map(of));
    case 'sum':
      return added(formula.of.map(of), reading);
    case 'difference': {
      const [whole, less] = [of(formula.of), of(formula.less)];
      return added([whole, { ...less, value: `-(${less.value})` }], reading);
    }
    case 'listed-amounts':
      return listedAmounts(textOf(formula.of, source), formula.name, reading);
    case 'column':
    case 'part':
    case 'lookup':
    case 'entry':
    case 'object':
    case 'merged':
    case 'columns-under':
    case 'keys':
      return moneyCell(textOf(formula, source), 'VARCHAR', reading);
  }
}

type Choose = (one: Formula | null) => string;

/** The same choice three times: of the value, of what makes it bad, and of what makes it lossy. */
function chosen(
  choose: (then: Choose) => string,
  { source, reading }: { readonly source: FileSource; readonly reading: Reading },
): CellSql {
  const cells = new Map<Formula, CellSql>();
  const cellOf = (one: Formula): CellSql => {
    const cell = cells.get(one) ?? moneyOf(one, source, reading);
    cells.set(one, cell);
    return cell;
  };
  const money = reading === 'fast' ? FAST : EXACT;
  return {
    value: choose((one) => (one === null ? `CAST(NULL AS ${money})` : cellOf(one).value)),
    bad: choose((one) => (one === null ? 'false' : cellOf(one).bad)),
    lossy: choose((one) => (one === null ? 'false' : cellOf(one).lossy)),
    spelled: choose((one) => (one === null ? 'false' : (cellOf(one).spelled ?? 'false'))),
  };
}

const firstKnown = (cells: readonly CellSql[]): CellSql => ({
  value: `coalesce(${cells.map((cell) => cell.value).join(', ')})`,
  bad: anyOf(cells.map((cell) => cell.bad)),
  lossy: anyOf(cells.map((cell) => cell.lossy)),
  spelled: anyOf(cells.map((cell) => cell.spelled ?? 'false')),
});

const anyOf = (conditions: readonly string[]): string => `(${conditions.map((condition) => `coalesce(${condition}, false)`).join(' OR ')})`;

/** Added at full width, so that nothing is lost or too wide before the end. */
function added(cells: readonly CellSql[], reading: Reading): CellSql {
  const wide = cells.map((cell) => `CAST(${cell.value} AS ${EXACT})`);
  const known = cells.map((cell) => `(${cell.value}) IS NULL`).join(' AND ');
  const total = `CASE WHEN ${known} THEN NULL ELSE ${wide.map((value) => `coalesce(${value}, 0)`).join(' + ')} END`;
  const first = firstKnown(cells);
  return {
    ...narrowed(total, reading),
    bad: first.bad,
    spelled: first.spelled ?? 'false',
    lossy: anyOf([first.lossy, narrowed(total, reading).lossy]),
  };
}

/** An amount of full width in the width of the reading; lossy where it does not fit. */
const narrowed = (wide: string, reading: Reading): CellSql =>
  reading === 'careful'
    ? { value: `CAST(${wide} AS ${EXACT})`, bad: 'false', lossy: 'false' }
    : { value: `TRY_CAST(${wide} AS ${FAST})`, bad: 'false', lossy: `(TRY_CAST(${wide} AS ${FAST}) IS DISTINCT FROM (${wide}))` };

/** JSON and Python write lists of records differently, but an amount under its name alike. */
function listedAmounts(text: string, name: string, reading: Reading): CellSql {
  const written = `regexp_extract_all(${text}, ${literal(`["']${name}["']\\s*:\\s*["']?([^"',}\\s\\]]+)`)}, 1)`;
  const amounts = `list_transform(${written}, lambda one: TRY_CAST(nullif(nullif(one, 'null'), 'None') AS ${EXACT}))`;
  const unread = `len(list_filter(${written}, lambda one: one NOT IN ('null', 'None') AND TRY_CAST(one AS ${EXACT}) IS NULL)) > 0`;
  const cell = narrowed(`list_sum(${amounts})`, reading);
  return { ...cell, bad: `coalesce(${unread}, false)` };
}
