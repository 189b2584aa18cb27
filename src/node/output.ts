import type { ProblemCode } from '../problem-codes.ts';
import { Problem, problemText } from '../problem.ts';
import { ExitStatus } from './context.ts';

/** One JSON document on stdout. Money is already text; a stray bigint would be a bug and throws. */
export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

export const printLine = (text: string): void => void process.stdout.write(`${text}\n`);

/** Progress and remarks: stderr, so that stdout stays data. */
export const note = (text: string): void => void process.stderr.write(`${text}\n`);

/** A plain table: headers, rows, and which columns are right-aligned. */
export function printTable(headers: readonly string[], rows: readonly (readonly string[])[], rightAligned: readonly number[]): void {
  const widths = headers.map((header, column) => Math.max(header.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (rightAligned.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  printLine(line(headers));
  printLine(widths.map((width) => '-'.repeat(width)).join('  '));
  rows.forEach((row) => printLine(line(row)));
}

export interface FailureStyle {
  readonly json: boolean;
  /** Prints where an unexpected error came from, for log level debug. */
  readonly withStack: boolean;
}

/** Prints a failure the way it was asked for and answers the exit status. */
export function reportFailure(error: unknown, { json, withStack }: FailureStyle): number {
  const problem =
    error instanceof Problem
      ? error
      : new Problem(codeOf(error), { detail: error instanceof Error ? error.message : String(error), cause: error });
  if (json) {
    const { code, title, hint, context, status } = problem;
    const { path, line, column, errors } = context;
    printJson({ type: `urn:aweigh:problem:${code}`, title, status, detail: problem.message, code, hint, path, line, column, errors });
  }
  note(problemText(problem));
  if (withStack && problem.code === 'internal' && problem.cause instanceof Error) note(problem.cause.stack ?? '');
  return problem.code === 'usage_invalid' ? ExitStatus.usage : ExitStatus.failed;
}

/** What befalls a database that was opened well: analyses keep their findings in it. Told by code, without loading the driver. */
function codeOf(error: unknown): ProblemCode {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_READONLY')) return 'database_readonly';
  if (code.startsWith('SQLITE_FULL')) return 'disk_full';
  return /^SQLITE_(BUSY|LOCKED)/.test(code) ? 'database_locked' : 'internal';
}

/** Says a problem on stderr without ending the command: stdout already carries the answer. */
export const reportProblem = (problem: Problem): void => note(problemText(problem));
