import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { secondsBetween } from '../time.ts';
import type { AppDeps, AppEnv } from './app-deps.ts';
import { Problem } from '../problem.ts';
import { setSecurityHeaders } from './security-headers.ts';

const REQUEST_ID = /^[\w-]{8,64}$/;
const MAX_TARGET_LENGTH = 8192;
const MAX_QUERY_PARAMETERS = 100;

/** The outermost middleware: request id, security headers, bounds on the address, log line and metrics of every request. */
export function requestFrame(deps: AppDeps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = deps.clock();
    const given = c.req.header('x-request-id');
    const requestId = given !== undefined && REQUEST_ID.test(given) ? given : deps.randomId();
    c.set('requestId', requestId);
    c.header('x-request-id', requestId);
    setSecurityHeaders(c);
    try {
      requireBoundedAddress(c.req.url);
      await next();
    } finally {
      const route = routePath(c, -1);
      const event = {
        requestId,
        method: c.req.method,
        route: route === '*' || route === '/*' || route === '/v1/*' ? '(none)' : route,
        status: c.res.status,
        seconds: secondsBetween(startedAt, deps.clock()),
        actor: c.get('caller')?.keyId ?? '-',
        code: c.get('problemCode'),
        error: c.get('failure'),
      };
      deps.log(event);
      deps.metrics?.observe(event);
    }
  };
}

/** An address that no question needs is refused before it is parsed further. */
function requireBoundedAddress(url: string): void {
  const query = url.indexOf('?');
  const parameters = query === -1 ? 0 : url.slice(query).split('&').length;
  if (url.length > MAX_TARGET_LENGTH || parameters > MAX_QUERY_PARAMETERS) {
    throw new Problem('query_invalid', {
      detail: `The address has ${url.length} characters and ${parameters} parameters; at most ${MAX_TARGET_LENGTH} and ${MAX_QUERY_PARAMETERS} are read.`,
    });
  }
}
