import type { Context, MiddlewareHandler } from 'hono';
import { Problem } from '../problem.ts';
import { activeKeyBySha256, touchKey, type Scope } from '../store/keys.ts';
import { secondsBetween } from '../time.ts';
import type { AppDeps, AppEnv, Caller } from './app-deps.ts';
import { requireTokens } from './rate-limit.ts';
import { holdsScope } from './scopes.ts';

const BEARER = /^Bearer +([\w.~+/-]{16,200}=*)$/i;
const LAST_USE_GRAIN_SECONDS = 60;
const MAX_REMEMBERED_KEYS = 1000;

interface KnownKey {
  readonly caller: Caller;
  readonly expiresAt: string | null;
}

/**
 * Finds the caller of a bearer key. The key is looked up by its SHA-256, so that no comparison depends on
 * how much of a guessed key is right. Keys are remembered only while the database has not changed at all:
 * a revocation counts from the next request on.
 */
export function authenticate(deps: AppDeps): MiddlewareHandler<AppEnv> {
  const known = new Map<string, KnownKey>();
  const lastUse = new Map<string, string>();
  let token: string | null = null;
  const find = async (sha256: string, now: string): Promise<KnownKey | null> => {
    const current = deps.changeToken();
    if (current === null || current !== token || known.size > MAX_REMEMBERED_KEYS) known.clear();
    token = current;
    const remembered = known.get(sha256);
    if (remembered !== undefined) return remembered;
    const key = await activeKeyBySha256(deps.store.db, sha256, now);
    if (key === null) return null;
    const found = { caller: { keyId: key.id, name: key.name, scopes: key.scopes }, expiresAt: key.expiresAt };
    if (current !== null) known.set(sha256, found);
    return found;
  };
  return async (c, next) => {
    const now = c.get('startedAt');
    const secret = BEARER.exec(c.req.header('authorization') ?? '')?.[1];
    const key = secret === undefined ? null : await find(await deps.sha256(secret), now);
    if (key === null || (key.expiresAt !== null && key.expiresAt <= now)) return refuse(deps, c, now);
    const last = lastUse.get(key.caller.keyId);
    if (last === undefined || secondsBetween(last, now) >= LAST_USE_GRAIN_SECONDS) {
      lastUse.set(key.caller.keyId, now);
      const noted = touchKey(deps.store, key.caller.keyId, now).catch(() => lastUse.delete(key.caller.keyId));
      // A question does not wait for a database that is being written; without a token (D1) nothing else would finish this.
      if (deps.changeToken() === null) await noted;
    }
    c.set('caller', key.caller);
    return next();
  };
}

/** Every refusal costs a token of the address it came from, so that guessing is slow. */
function refuse(deps: AppDeps, c: Context<AppEnv>, now: string): never {
  requireTokens(deps, c, { caller: `address ${deps.clientAddress(c)}`, cost: 10, now });
  const sent = c.req.header('authorization') !== undefined;
  throw new Problem('unauthorized', { detail: sent ? 'The key is unknown, expired or revoked.' : 'This path needs a key.' });
}

/** Lets holders of one of the scopes pass; `admin` always passes. Runs after authenticate. */
export function requireScope(scopes: readonly Scope[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const caller = c.get('caller');
    if (caller === undefined) throw new Problem('unauthorized', { detail: 'This path needs a key.' });
    if (!holdsScope(caller.scopes, scopes)) {
      throw new Problem('forbidden', {
        detail: `This needs the scope ${scopes.join(' or ')}; the key has ${caller.scopes.join(', ') || 'none'}.`,
      });
    }
    return next();
  };
}

/** The caller of a guarded route. */
export function callerOf(c: Context<AppEnv>): Caller {
  const caller = c.get('caller');
  if (caller === undefined) throw new Problem('unauthorized', { detail: 'This path needs a key.' });
  return caller;
}
