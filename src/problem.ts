import { PROBLEM_CODES, type ProblemCode } from './problem-codes.ts';

/** One invalid field of an input. */
export interface FieldError {
  readonly field: string;
  readonly detail: string;
}

export interface ProblemContext {
  /** What happened, in one sentence with the values that were found. */
  readonly detail: string;
  readonly path?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly cause?: unknown;
}

/** The one error of the product: a code from the table, a sentence, and a hint what to do next. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly hint: string;
  readonly context: ProblemContext;

  constructor(code: ProblemCode, context: ProblemContext) {
    super(context.detail, context.cause === undefined ? undefined : { cause: context.cause });
    const row = PROBLEM_CODES[code];
    this.name = 'Problem';
    this.code = code;
    this.status = row.status;
    this.title = row.title;
    this.hint = row.hint;
    this.context = context;
  }
}

/** The text a person reads: sentence, place, and next step. */
export function problemText(problem: Problem): string {
  const { path, line, column } = problem.context;
  const place = [path, line === undefined ? undefined : `line ${line}`, column === undefined ? undefined : `column ${column}`]
    .filter((part) => part !== undefined)
    .join(', ');
  return `${problem.code}: ${problem.message}${place === '' ? '' : ` (${place})`}\n  ${problem.hint}`;
}
