import type { MiddlewareHandler } from 'hono';
import { z } from '@hono/zod-openapi';
import { PROBLEM_CODES, type ProblemCode } from '../problem-codes.ts';
import type { AppDeps, AppEnv } from './app-deps.ts';
import { requireScope } from './authorize.ts';
import { limitWork } from './rate-limit.ts';
import type { Scope } from '../store/keys.ts';

const problemSchema = z
  .object({
    type: z.string().meta({ description: 'A name of the kind of problem; docs/problems.md lists them.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What happened, with the values that were found.' }),
    code: z.string(),
    requestId: z.string(),
    hint: z.string().meta({ description: 'What to do next.' }),
    line: z.int().optional(),
    column: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457 problem details.',
    example: {
      type: 'urn:aweigh:problem:input_invalid',
      title: 'Input not valid',
      status: 422,
      detail: 'limit: Too big: expected number to be <=1000',
      code: 'input_invalid',
      requestId: '0b6c7c2e-6f0e-4a35-9a0e-6a2b8f0f3f10',
      hint: 'Correct the listed fields.',
      errors: [{ field: 'limit', detail: 'Too big: expected number to be <=1000' }],
    },
  });

interface ProblemAnswer {
  description: string;
  content: { 'application/problem+json': { schema: typeof problemSchema } };
}

/** The problem responses of a route by status, from the table of codes. */
export function problemAnswers(codes: readonly ProblemCode[]): Record<number, ProblemAnswer> {
  const answers: Record<number, ProblemAnswer> = {};
  for (const code of [...codes, 'internal'] as const) {
    const { status } = PROBLEM_CODES[code];
    const before = answers[status]?.description;
    answers[status] = {
      description: before === undefined ? `\`${code}\`` : `${before}, \`${code}\``,
      content: { 'application/problem+json': { schema: problemSchema } },
    };
  }
  return answers;
}

interface Guard {
  readonly scopes: readonly Scope[];
  readonly deps: AppDeps;
  /** Codes the route may answer besides those of every guarded route. */
  readonly problems?: readonly ProblemCode[];
  /** Tokens a request costs: 1 unless the work is heavy, 0 for what a program asks in a loop. */
  readonly cost?: number;
  /** Middleware that may answer before the limiter counts. */
  readonly before?: readonly MiddlewareHandler<AppEnv>[];
}

interface Guarded {
  readonly security: { bearerAuth: string[] }[];
  readonly middleware: MiddlewareHandler<AppEnv>[];
  readonly problems: Record<number, ProblemAnswer>;
}

/** What every route under a key shares: who may pass, what it costs, and how it may refuse. */
export function guarded({ deps, scopes, problems = [], cost = 1, before = [] }: Guard): Guarded {
  return {
    security: scopes.map((scope) => ({ bearerAuth: [scope] })),
    middleware: [requireScope(scopes), ...before, ...(cost === 0 ? [] : [limitWork(deps, cost)])],
    problems: problemAnswers(['unauthorized', 'forbidden', 'rate_limited', 'input_invalid', ...problems]),
  };
}
