import type { Context, MiddlewareHandler } from 'hono';
import { publishedState } from '../store/published-state.ts';
import { dayOf } from '../time.ts';
import type { CachedAnswer } from './answer-cache.ts';
import type { AppDeps, AppEnv } from './app-deps.ts';
import { COMMON_HEADERS } from './security-headers.ts';

/**
 * Answers a question again from memory while the published data is the same, and with 304 when the caller has the
 * answer already. Only for answers that depend on the address, the published data, the release and the day. Runs after the scope check.
 */
export function rememberedAnswer(deps: AppDeps): MiddlewareHandler<AppEnv> {
  const dataVersion = versionOfData(deps);
  return async (c, next) => {
    const { url } = c.req;
    const question = url.slice(url.indexOf('/', url.indexOf('//') + 2));
    const key = `${deps.version} ${dayOf(c.get('startedAt'))} ${await dataVersion()} ${question}`;
    const known = deps.answers.get(key);
    const etag = known?.etag ?? `"${(await deps.sha256(key)).slice(0, 32)}"`;
    if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, { etag, 'cache-control': CACHING });
    if (known !== undefined) return knownAnswer(c, known);
    await next();
    if (c.res.status !== 200) return undefined;
    c.res.headers.set('etag', etag);
    c.res.headers.set('cache-control', CACHING);
    deps.answers.set(key, { body: await c.res.clone().text(), etag });
    return undefined;
  };
}

/** By whoever asked alone, and only after asking again. */
const CACHING = 'private, no-cache';

/** The answer with all its headers at once: adding them one by one would cost more than the rest of the request. */
function knownAnswer(c: Context<AppEnv>, { body, etag }: CachedAnswer): Response {
  c.set('hasCommonHeaders', true);
  const headers = {
    ...COMMON_HEADERS,
    'cache-control': CACHING,
    'content-type': 'application/json',
    'x-request-id': c.get('requestId'),
    etag,
  };
  return new Response(body, { headers });
}

const matches = (sent: string | undefined, etag: string): boolean =>
  sent !== undefined && sent.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);

/** The version of the published data; read again only when anything was written since the last time. */
function versionOfData(deps: AppDeps): () => Promise<string> {
  let version = '';
  let token: string | null = null;
  return async () => {
    const current = deps.changeToken();
    if (current === null || current !== token) {
      version = (await deps.sha256(await publishedState(deps.store.db))).slice(0, 32);
      token = current;
    }
    return version;
  };
}
