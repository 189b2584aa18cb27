import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ClientErrorStatusCode, ServerErrorStatusCode } from 'hono/utils/http-status';
import { Problem } from '../problem.ts';
import type { ProblemCode } from '../problem-codes.ts';
import type { AppEnv } from './app-deps.ts';

/** The body of every answer that is not a success, by RFC 9457. */
interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  readonly hint: string;
  readonly line?: number | undefined;
  readonly column?: string | undefined;
  readonly errors?: readonly { readonly field: string; readonly detail: string }[] | undefined;
}

const CODE_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'body_invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'media_type_unsupported',
  429: 'rate_limited',
};

/** Any thrown value as a Problem; what is not ours keeps its text in `cause` for the log, never in the answer. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException) {
    const code = CODE_OF_STATUS[error.status] ?? 'internal';
    return new Problem(code, { detail: error.message === '' ? 'The request was refused.' : error.message, cause: error });
  }
  const busy = /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
  return new Problem(busy ? 'database_locked' : 'internal', { detail: 'An unexpected error.', cause: error });
}

/** The Problem as the caller may see it: a failure of ours tells its title only, since its detail may name local paths. */
function problemBody(problem: Problem, requestId: string): ProblemBody {
  const { line, column, errors } = problem.context;
  return {
    type: `urn:aweigh:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.status >= 500 ? `${problem.title}. The log has more under this request id.` : problem.message,
    code: problem.code,
    requestId,
    hint: problem.hint,
    line,
    column,
    errors,
  };
}

/** Answers a Problem as application/problem+json. */
export function problemResponse(c: Context<AppEnv>, problem: Problem): Response {
  c.set('problemCode', problem.code);
  if (problem.status >= 500) c.set('failure', problem.cause ?? problem);
  c.header('content-type', 'application/problem+json');
  c.header('cache-control', 'no-store');
  if (problem.status === 401) c.header('www-authenticate', 'Bearer realm="aweigh"');
  return c.body(JSON.stringify(problemBody(problem, c.get('requestId'))), isErrorStatus(problem.status) ? problem.status : 500);
}

const isErrorStatus = (status: number): status is ClientErrorStatusCode | ServerErrorStatusCode => status >= 400 && status < 600;

const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
};
