import type { Context, MiddlewareHandler } from 'hono';
import { Problem } from '../problem.ts';
import { secondsBetween } from '../time.ts';
import type { AppDeps, AppEnv } from './app-deps.ts';

const EPOCH = '1970-01-01T00:00:00Z';

export interface Spending {
  readonly caller: string;
  readonly cost: number;
  readonly now: string;
}

/** Takes tokens of a caller and names what is left in the headers. Throws Problem rate_limited. */
export function requireTokens(deps: AppDeps, c: Context<AppEnv>, { caller, cost, now }: Spending): void {
  const decision = deps.limiter.take(caller, cost, secondsBetween(EPOCH, now));
  c.header('ratelimit-limit', `${decision.limit}`);
  c.header('ratelimit-remaining', `${decision.remaining}`);
  if (decision.allowed) return;
  c.header('retry-after', `${decision.retryAfterSeconds}`);
  throw new Problem('rate_limited', { detail: `Wait ${decision.retryAfterSeconds} s; at most ${decision.limit} at once.` });
}

/** Charges the key of a guarded route for the work it asks for; answers from memory come before this and cost nothing. */
export function limitWork(deps: AppDeps, cost: number): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    requireTokens(deps, c, { caller: `key ${c.get('caller')?.keyId ?? ''}`, cost, now: deps.clock() });
    return next();
  };
}
