import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { fieldsOfItem, type UtilisationRow, type UtilisationTable } from '../jobs/parse-utilisation.ts';
import { Problem } from '../problem.ts';
import { parseCsvText, parseJsonText, readTextFile } from './read-text.ts';

/**
 * The rows of a utilisation file: CSV with a header, a JSON list, or a JSON object whose `items` are the list and whose other
 * fields hold for every item. Throws Problem file_not_found, file_unreadable, file_not_utf8, file_empty, row_malformed or input_invalid.
 */
export function readUtilisationFile(path: string): UtilisationTable {
  const text = readTextFile(path);
  const source = `${basename(path)} sha256:${createHash('sha256').update(text).digest('hex')}`;
  const isJson = /^\s*[[{]/.test(text.replace(/^\uFEFF/, ''));
  return { path, source, ...(isJson ? jsonRows(path, text.replace(/^\uFEFF/, '')) : csvRows(path, text)) };
}

function csvRows(path: string, text: string): Pick<UtilisationTable, 'header' | 'rows'> {
  const [head, ...body] = parseCsvText(path, text);
  const header = (head?.cells ?? []).map((name) => name.trim());
  const rows = body.map(({ line, cells }) => ({
    place: `line ${line}`,
    line,
    fields: header.map((name, index) => [name, cells[index] ?? ''] as const),
  }));
  return { header, rows };
}

function jsonRows(path: string, text: string): Pick<UtilisationTable, 'header' | 'rows'> {
  const parsed = parseJsonText(path, text);
  const { items, shared } = listOf(path, parsed);
  const rows = items.map((item, index): UtilisationRow => {
    const place = `items[${index}]`;
    if (!isRecord(item)) {
      const detail = `${place} is ${JSON.stringify(item)?.slice(0, 60)}; expected an object with a resourceId.`;
      throw new Problem('input_invalid', { detail, path, errors: [{ field: place, detail }] });
    }
    return { place, line: null, fields: fieldsOfItem({ ...shared, ...item }) };
  });
  return { header: null, rows };
}

function listOf(path: string, parsed: unknown): { items: readonly unknown[]; shared: Record<string, unknown> } {
  if (Array.isArray(parsed)) return { items: parsed, shared: {} };
  if (isRecord(parsed) && Array.isArray(parsed['items'])) {
    const { items, nextCursor: _nextCursor, ...shared } = parsed;
    return { items: Array.isArray(items) ? items : [], shared };
  }
  throw new Problem('input_invalid', { detail: 'Expected a list of objects, or an object with a list under items.', path });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
