import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Problem } from '../problem.ts';

const DELIMITERS = [',', ';', '\t', '|'];
/** How many lines from the top a header may stand. */
const TITLE_LINES = 60;
/** Fewer keys than a bill has: an error message rather than a line of one. */
const LEAST_KEYS = 4;

interface CsvHead {
  readonly header: readonly string[];
  readonly firstLines: readonly (readonly string[])[];
  readonly delimiter: string;
}

/** The header of a CSV file from its decompressed beginning. Throws Problem file_empty, file_not_a_bill or row_malformed. */
export function csvHead(text: Buffer, path: string): CsvHead {
  const start = startOf(text, path);
  const line = HEADER_LINE.exec(start.trimStart())?.[0] ?? '';
  if (start.trimStart()[line.length] === '"')
    throw new Problem('row_malformed', { detail: `A quote in the header of ${basename(path)} does not close.`, path, line: 1 });
  const lines = start.split(/\r\n|\n|\r/, TITLE_LINES);
  const delimiter = delimiterOf([line]) ?? delimiterOf(lines) ?? ',';
  return {
    header: cellsOf(line, delimiter),
    firstLines: lines.map((one) => (closesQuotes(one) ? cellsOf(one, delimiter) : [])),
    delimiter,
  };
}

/** The first line; a quoted name may hold line ends. */
const HEADER_LINE = /^(?:"[^"]*"|[^"\r\n])*/;

/** A quoted field that goes on in the next line stands in no title. */
const closesQuotes = (line: string): boolean => line.split('"').length % 2 === 1;

/** The mark that the lines have most of, outside quotes; null where they have none. */
function delimiterOf(lines: readonly string[]): string | null {
  const counts = DELIMITERS.map((mark) => ({
    mark,
    count: Math.max(...lines.map((line) => line.replace(/"[^"]*"/g, '').split(mark).length)),
  }));
  const best = counts.reduce((a, b) => (b.count > a.count ? b : a));
  return best.count > 1 ? best.mark : null;
}

function cellsOf(line: string, delimiter: string): string[] {
  const rows: string[][] = parse(line, { delimiter, relax_column_count: true, relax_quotes: true, trim: true });
  return (rows[0] ?? []).map((name, index) => (name === '' ? `column_${index + 1}` : name));
}

function startOf(text: Buffer, path: string): string {
  const start = text.toString('utf8').replace(/^\uFEFF+/, '');
  if (start.trim() === '') throw new Problem('file_empty', { detail: `${basename(path)} holds no text.`, path });
  if (text.subarray(0, 4096).includes(0)) throw new Problem('file_not_a_bill', { detail: `${basename(path)} holds binary data.`, path });
  return start;
}

export const looksLikeJson = (text: Buffer): boolean => /^\uFEFF?\s*(\{|\[\s*\{)/.test(text.subarray(0, 512).toString('utf8'));

/** True for text that starts with a line of a bill in JSON lines. */
export function isJsonLines(text: Buffer): boolean {
  const record = recordOf(
    text
      .toString('utf8')
      .replace(/^\uFEFF+/, '')
      .split('\n')[0] ?? '',
  );
  return record !== null && Object.keys(record).length >= LEAST_KEYS;
}

/**
 * The keys of the lines at the beginning of a JSON lines file; of nested objects also `service.description`.
 * Throws Problem file_not_a_bill for a JSON document that is no list of records, a line each.
 */
export function jsonLinesHead(text: Buffer, path: string): string[] {
  const keys = new Set<string>();
  const lines = startOf(text, path).split('\n');
  for (const line of lines.length > 1 ? lines.slice(0, -1) : lines) {
    const record = recordOf(line);
    if (record !== null) collectKeys(record, '', keys);
  }
  if (recordOf(lines[0] ?? '') === null || keys.size < LEAST_KEYS) {
    throw new Problem('file_not_a_bill', {
      detail: `${basename(path)} is a JSON document, not a bill with one JSON object on each line.`,
      path,
    });
  }
  return [...keys];
}

function recordOf(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function collectKeys(record: object, prefix: string, keys: Set<string>): void {
  for (const [key, value] of Object.entries(record) as [string, unknown][]) {
    keys.add(`${prefix}${key}`);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) collectKeys(value, `${prefix}${key}.`, keys);
  }
}
