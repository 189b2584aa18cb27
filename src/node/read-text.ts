import { existsSync, readFileSync, statSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { Problem } from '../problem.ts';

const MAX_BYTES = 256 * 1_048_576;

/** The text of a small file. Throws Problem file_not_found, file_unreadable, file_not_utf8, file_empty or body_too_large. */
export function readTextFile(path: string): string {
  if (!existsSync(path)) throw new Problem('file_not_found', { detail: `There is no file ${path}.`, path });
  const bytes = bytesOf(path);
  const text = textOf(path, bytes);
  if (text.trim() === '') throw new Problem('file_empty', { detail: `${path} is empty.`, path });
  return text;
}

function bytesOf(path: string): Buffer {
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES)
      throw new Problem('file_unreadable', { detail: `${path} has ${size} bytes; at most ${MAX_BYTES} are read.`, path });
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('file_unreadable', { detail: error instanceof Error ? error.message : String(error), path, cause: error });
  }
}

function textOf(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Problem('file_not_utf8', { detail: `${path} is not UTF-8.`, path, cause: error });
  }
}

/** The JSON value in a text. Throws Problem row_malformed. */
export function parseJsonText(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem('row_malformed', {
      detail: `Not JSON: ${error instanceof Error ? error.message : String(error)}.`,
      path,
      cause: error,
    });
  }
}

/** A line of a CSV with the number an editor shows. */
export interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The lines of a CSV whose header is parted by commas, semicolons or tabs. Throws Problem row_malformed with the line. */
export function parseCsvText(path: string, text: string): CsvLine[] {
  const [head = ''] = text.split(/\r?\n|\r/, 1);
  const delimiter = [',', ';', '\t'].find((one) => head.includes(one)) ?? ',';
  try {
    const parsed = parse(text, { bom: true, skip_empty_lines: true, info: true, delimiter }) as unknown as InfoRecord[];
    return parsed.map(({ info, record }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : undefined;
    throw new Problem('row_malformed', { detail: error.message, path, line, cause: error });
  }
}

/** What csv-parse answers with `info`. */
interface InfoRecord {
  readonly info: { readonly lines: number };
  readonly record: string[];
}
