import { Problem } from '../problem.ts';
import { columnMeaning, type ColumnMeaning, type PlainField } from './utilisation-columns.ts';

/** Refuses a header that no row could be read by, at the line of the header: Problem input_invalid, header_duplicate or header_missing_column. */
export function checkUtilisationHeader(path: string, header: readonly string[]): void {
  const meanings = header.map((name) => ({ name, meaning: columnMeaning(name) }));
  const unknown = meanings.find(({ meaning }) => meaning.kind === 'unknown');
  if (unknown?.meaning.kind === 'unknown') {
    const detail = `${unknown.name} ${unknown.meaning.reason}`;
    throw new Problem('input_invalid', {
      detail: `The column ${detail}.`,
      path,
      line: 1,
      column: unknown.name,
      errors: [{ field: unknown.name, detail }],
    });
  }
  const twice = meanings.find(
    ({ meaning }, index) => meanings.findIndex((other) => sameUse(other.meaning, meaning)) < index && meaning.kind === 'use',
  );
  if (twice !== undefined)
    throw new Problem('header_duplicate', {
      detail: `${twice.name} says what a column before it says.`,
      path,
      line: 1,
      column: twice.name,
    });
  const names = (...fields: PlainField[]): boolean =>
    meanings.some(({ meaning }) => meaning.kind === 'plain' && fields.includes(meaning.field));
  if (!names('resourceId', 'pod', 'workload')) {
    throw new Problem('header_missing_column', {
      detail: 'The header names no resource: add a column resourceId.',
      path,
      line: 1,
      column: 'resourceId',
    });
  }
  if (!meanings.some(({ meaning }) => meaning.kind === 'use')) {
    throw new Problem('header_missing_column', {
      detail: 'The header names no measurement: add columns such as cpuP95Percent and memoryMaxMiB.',
      path,
      line: 1,
    });
  }
}

const sameUse = (a: ColumnMeaning, b: ColumnMeaning): boolean =>
  a.kind === 'use' && b.kind === 'use' && a.metric === b.metric && a.statistic === b.statistic;
