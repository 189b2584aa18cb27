import type { AskedFormat } from '../focus/format-families.ts';
import type { BillFormat, PivotRule } from './bill-format.ts';
import type { ChargeFile, InspectedFile, Pivot } from './charge-file.ts';
import { constant, type Formula } from './formula.ts';
import { bareName, headerNames } from './header-names.ts';
import { NATIVE_FORMATS } from './native-formats.ts';
import type { CloseFormat } from './recognize-focus.ts';
import { resolveFormula, type HeaderNames } from './resolve-formula.ts';

/** A file in a cloud's own format, described; null when no format of the family fits. Throws Problem header_duplicate. */
export function recognizeNative(file: InspectedFile, family: AskedFormat): ChargeFile | null {
  const formats = NATIVE_FORMATS.filter((format) => family === 'auto' || format.family === family);
  for (const [line, header] of headersOf(file).entries()) {
    const names = bareNames(header);
    const format = formats.find(
      (one) => lacking(one, names).length === 0 && (one.pivot === undefined || pivotOf(one.pivot, header) !== null),
    );
    if (format !== undefined) return describe(filledColumns(belowTitle(file, line, header), line), format, line);
  }
  return null;
}

/** The format that a header comes closest to, when it misses no more than a third of what tells it. */
export function lackingOf(file: InspectedFile, family: AskedFormat): CloseFormat | null {
  const names = bareNames(file.header);
  const close = NATIVE_FORMATS.filter((format) => format.pivot === undefined && (family === 'auto' || format.family === family))
    .map((format) => ({ format, lacking: lacking(format, names) }))
    .filter((one) => one.lacking.length * 3 <= one.format.signature.length)
    .sort((a, b) => a.lacking.length - b.lacking.length)[0];
  return close === undefined ? null : { title: close.format.title, lacking: close.lacking };
}

const lacking = (format: BillFormat, names: ReadonlySet<string>): string[] =>
  format.signature.filter((spellings) => !spellings.some((name) => names.has(bareName(name)))).map(([name = '']) => name);

/** The header, and what could be one below lines that only name the report. */
const headersOf = (file: InspectedFile): readonly (readonly string[])[] => [file.header, ...(file.firstLines ?? []).slice(1)];

function bareNames(header: readonly string[]): Set<string> {
  const english = header.flatMap((name) => /\(([A-Za-z][A-Za-z0-9]*)\)$/.exec(name.trim())?.[1] ?? []);
  return new Set([...header, ...english].map(bareName));
}

const belowTitle = (file: InspectedFile, line: number, header: readonly string[]): InspectedFile =>
  file.container.kind === 'csv' && line > 0 ? { ...file, header, container: { ...file.container, skipLines: line } } : file;

const ENOUGH_ROWS = 3;

/** Some exports name columns at the end of the header that no row has. One short row is an error, all of them are a habit. */
function filledColumns(file: InspectedFile, line: number): InspectedFile {
  const widths = new Set((file.firstLines ?? []).slice(line + 1).flatMap((cells) => (cells.length === 0 ? [] : [cells.length])));
  const rows = (file.firstLines ?? []).length - line - 1;
  const [width = file.header.length] = widths;
  const habit = widths.size === 1 && rows >= ENOUGH_ROWS && width > 1 && width < file.header.length;
  return habit ? { ...file, header: file.header.slice(0, width) } : file;
}

function describe(file: InspectedFile, format: BillFormat, line: number): ChargeFile {
  const found = headerNames(file.header, { path: file.path, line: line + 1 });
  const titles = titlesAbove(file.firstLines?.slice(0, line) ?? []);
  const pivot = format.pivot === undefined ? null : pivotOf(format.pivot, file.header);
  const names: HeaderNames = {
    ...found,
    find: (name) => {
      const columns = pivot === null ? found.find(name) : [name];
      // Lines of JSON leave out what is null: a key may first stand far below those that were looked at.
      return columns.length === 0 && file.container.kind === 'json-lines' ? [name] : columns;
    },
    stated: (name) => titles.get(bareName(name)),
  };
  const resolved = Object.entries({ ...format.columns, ...pivot?.columns }).flatMap(([focus, formula]) => {
    const one = resolveFormula(formula, names);
    return one === null ? [] : [[focus, one] as const];
  });
  const views = (format.views ?? []).map((view) => ({ ...view, sign: resolveFormula(view.sign, names) }));
  const { firstLines: _, ...inspected } = file;
  return {
    ...inspected,
    format: format.id,
    dataset: 'CostAndUsage',
    columns: Object.fromEntries(resolved),
    missing: [],
    rules: 'native',
    views,
    ...(pivot === null ? {} : { pivot: pivot.pivot }),
  };
}

/** What the lines above a header say: a line of names over a line of values, or a name and its value. */
function titlesAbove(lines: readonly (readonly string[])[]): Map<string, string> {
  const titles = new Map<string, string>();
  lines.forEach((cells, index) => {
    const [name = '', value = ''] = cells;
    if (cells.length === 2) titles.set(bareName(name), value);
    const below = lines[index + 1] ?? [];
    if (below.length === cells.length) cells.forEach((title, at) => titles.set(bareName(title), below[at] ?? ''));
  });
  return titles;
}

interface FoundPivot {
  readonly pivot: Pivot;
  readonly columns: Readonly<Record<string, Formula>>;
}

const VALUE_COLUMN = /^(.*)\(([^()]*)\)$/s;

/** The value columns of a header whose names end in a known currency sign; null where there are none. */
function pivotOf(rule: PivotRule, header: readonly string[]): FoundPivot | null {
  const [dateColumn = '', ...others] = header;
  const dimension = Object.entries(rule.firstColumns).find(([name]) => bareName(name) === bareName(dateColumn))?.[1];
  const named = others.flatMap((name) => {
    const [, label = '', sign = ''] = VALUE_COLUMN.exec(name.trim()) ?? [];
    const currency = rule.currencySigns[sign.trim()];
    return currency === undefined ? [] : [{ name, label: label.trim(), currency }];
  });
  const [head] = named;
  if (dimension === undefined || head === undefined || named.some((one) => one.currency !== head.currency)) return null;
  const parts = named.filter((one) => !rule.totalColumns.some((total) => bareName(total) === bareName(one.label)));
  const values = (parts.length > 0 ? parts : named).map(({ name, label }) => ({ name, label: parts.length > 0 ? label : '' }));
  return {
    pivot: { dateColumn, values, totalRows: rule.totalRows },
    columns: { ...rule.dimensions[dimension], BillingCurrency: constant(head.currency) },
  };
}
