import type { MiddlewareHandler } from 'hono';
import { publishedState } from '../store/published-state.ts';
import { dayOf } from '../time.ts';
import type { AppDeps, AppEnv } from './app-deps.ts';

/**
 * Answers a question again from memory while the published data is the same, and with 304 when the caller has the
 * answer already. Only for answers that depend on the address, the published data, the release and the day. Runs after the scope check.
 */
export function rememberedAnswer(deps: AppDeps): MiddlewareHandler<AppEnv> {
  const dataVersion = versionOfData(deps);
  return async (c, next) => {
    const { url } = c.req;
    const question = url.slice(url.indexOf('/', url.indexOf('//') + 2));
    const key = `${deps.version} ${dayOf(deps.clock())} ${await dataVersion()} ${question}`;
    const known = deps.answers.get(key);
    const etag = known?.etag ?? `"${(await deps.sha256(key)).slice(0, 32)}"`;
    c.header('cache-control', 'private, no-cache');
    c.header('etag', etag);
    if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304);
    if (known !== undefined) return c.body(known.body, 200, { 'content-type': 'application/json' });
    await next();
    if (c.res.status !== 200) {
      c.res.headers.delete('etag');
      return undefined;
    }
    deps.answers.set(key, { body: await c.res.clone().text(), etag });
    return undefined;
  };
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
