import type { BillFormat } from '../src/billfile/bill-format.ts';
import { PIVOTED } from '../src/billfile/charge-file.ts';
import { FOCUS_CHARGE_COLUMNS } from '../src/billfile/formats/focus.ts';
import type { Formula } from '../src/billfile/formula.ts';
import { NATIVE_FORMATS } from '../src/billfile/native-formats.ts';

/** The pages of docs/focus-mapping: for each bill format, what every FOCUS column is made of. */
export function focusMappingPages(): Record<string, string> {
  const pages = NATIVE_FORMATS.map((format) => [`focus-mapping/${format.id}.md`, nativePage(format)] as const);
  return { 'focus-mapping/README.md': overview(), 'focus-mapping/focus.md': focusPage(), ...Object.fromEntries(pages) };
}

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const overview = (): string => `# Bill formats

A bill file is recognised by its header, whatever the order, case and separators of its names. Each page says what every
column of [FOCUS 1.4](https://focus.finops.org/) is made of; a column that is not listed is not known in that format.
With \`--format FAMILY\` only the formats of one family are tried.

${table(
  ['format', 'family', 'what it is'],
  [
    ['[focus](focus.md)', '`focus`', 'FOCUS 1.0-preview to 1.4'],
    ...NATIVE_FORMATS.map((format) => [
      `[${format.id}](${format.id}.md)`,
      `\`${format.family}\``,
      capital(format.title.replace(/^(an?|the) /, '')),
    ]),
  ],
)}

Each may come as CSV (also with \`;\`, tab or \`|\`), as JSON lines or as Parquet; CSV and JSON lines also as gz or zst. A folder is
read whole; where the manifest of an export lies in it, the files that the manifest names are the bill of its period.

${GENERATED}`;

const GENERATED = 'Generated from `src/billfile/formats/` by `npm run docs`.\n';

const focusPage = (): string => `# FOCUS

Exports of every version of FOCUS from 1.0-preview to 1.4 are read under the names of 1.4. Names are compared without case, blanks
and underscores; of several, the first with a value counts.

${table(
  ['FOCUS 1.4', 'read from'],
  Object.entries(FOCUS_CHARGE_COLUMNS).map(([focus, names]) => [focus, names.map((name) => `\`${name}\``).join(', else ')]),
)}

${GENERATED}`;

const nativePage = (format: BillFormat): string => `# ${format.id}

How ${format.title} becomes FOCUS. Source: ${format.source}.

${knownBy(format)}

${format.notes.map((note) => `- ${note}`).join('\n')}

${table(
  ['FOCUS 1.4', 'made of'],
  Object.entries(format.columns).map(([focus, formula]) => [focus, inWords(formula)]),
)}
${pivotRows(format)}
Column names in this page are compared by their letters and digits alone: \`lineItem/UnblendedCost\` is also
\`line_item_unblended_cost\`. An empty cell is not known; it is never taken for zero.

${GENERATED}`;

const knownBy = ({ pivot, signature }: BillFormat): string =>
  pivot === undefined
    ? `Known by its columns: ${signature.map((names) => names.map((name) => `\`${name}\``).join(' or ')).join('; ')}.`
    : `Known by its first column (${Object.keys(pivot.firstColumns)
        .filter((name) => name !== '')
        .map((name) => `\`${name}\``)
        .join(', ')}) and by a currency in brackets behind the names of the others.`;

function pivotRows({ pivot }: BillFormat): string {
  if (pivot === undefined) return '';
  const rows = Object.entries(pivot.dimensions).flatMap(([grouping, columns]) =>
    Object.entries(columns).map(([focus, formula]) => [grouping, focus, inWords(formula)]),
  );
  return `\n${table(['grouped by', 'FOCUS 1.4', 'made of'], rows)}\n`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const PIVOT_WORDS = new Set<string>(Object.values(PIVOTED));

function inWords(formula: Formula): string {
  switch (formula.kind) {
    case 'column':
      return PIVOT_WORDS.has(formula.name) ? `the ${formula.name}` : `\`${formula.name.replaceAll('|', '\\|')}\``;
    case 'constant':
      return formula.text === '' ? 'nothing' : `“${formula.text}”`;
    case 'first':
      return formula.of.map(inner).join(', else ');
    case 'sum':
      return formula.of.map(inner).join(' plus ');
    case 'difference':
      return `${inner(formula.of)} less ${inner(formula.less)}`;
    case 'match':
      return matchInWords(formula);
    case 'present':
      return `where ${inner(formula.on)} has a value: ${orUnknown(formula.gives)}; otherwise: ${orUnknown(formula.otherwise)}`;
    case 'zero':
      return `where ${inner(formula.on)} is zero: ${orUnknown(formula.zero)}; where it is not: ${orUnknown(formula.other)}`;
    case 'listed-amounts':
      return `the sum of each \`${formula.name}\` in ${inner(formula.of)}`;
    case 'entry':
      return `the key \`${formula.key}\` of ${inner(formula.of)}`;
    case 'part':
      return `what \`${formula.pattern.replaceAll('|', '\\|')}\` finds in ${inner(formula.of)}`;
    case 'lookup':
      return `what ${formula.table} has for ${inner(formula.of)}`;
    case 'object':
      return `JSON of ${Object.entries(formula.fields)
        .map(([key, one]) => `${key}: ${inWords(one)}`)
        .join('; ')}`;
    case 'merged':
      return `the keys of ${formula.of.map(inner).join(', ')} together`;
    case 'columns-under':
      return `all columns that start with ${formula.prefixes.map((prefix) => `\`${prefix}\``).join(' or ')}`;
    case 'keys':
      return `${inWords(formula.of)}, with ${formula.renamed
        .map(([from, to]) => (to === '' ? `\`${from}\` dropped` : `\`${from}\` as \`${to}\``))
        .join(' and ')} at the start of a key`;
  }
}

function matchInWords({ on, cases, otherwise }: Formula & { readonly kind: 'match' }): string {
  const listed = cases.map(({ is, gives }) => `${is.map((value) => (value === '' ? '(empty)' : value)).join(', ')} → ${orUnknown(gives)}`);
  return `by ${inner(on)}: ${[...listed, `others → ${orUnknown(otherwise)}`].join('; ')}`;
}

const orUnknown = (formula: Formula | null): string => (formula === null ? 'not known' : inner(formula));

/** A formula inside another one: in brackets where it has parts of its own. */
const inner = (formula: Formula): string =>
  formula.kind === 'column' || formula.kind === 'constant' ? inWords(formula) : `(${inWords(formula)})`;
