import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { secondsBetween } from '../time.ts';
import type { AppDeps, AppEnv, RequestEvent } from './app-deps.ts';
import { Problem } from '../problem.ts';
import { addCommonHeaders } from './security-headers.ts';

const REQUEST_ID = /^[\w-]{8,64}$/;
const MAX_TARGET_LENGTH = 8192;
const MAX_QUERY_PARAMETERS = 100;

/** The outermost middleware: request id, security headers, log line and metrics of every request. */
export function requestFrame(deps: AppDeps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = deps.clock();
    const given = c.req.header('x-request-id');
    const requestId = given !== undefined && REQUEST_ID.test(given) ? given : deps.randomId();
    c.set('requestId', requestId);
    c.set('startedAt', startedAt);
    await next();
    if (c.get('hasCommonHeaders') !== true) {
      c.res.headers.set('x-request-id', requestId);
      addCommonHeaders(c.res.headers);
    }
    const event: RequestEvent = {
      requestId,
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      seconds: secondsBetween(startedAt, deps.clock()),
      actor: c.get('caller')?.keyId ?? '-',
      code: c.get('problemCode'),
      error: c.get('failure'),
    };
    deps.log(event);
    deps.metrics?.observe(event);
  };
}

/** The pattern of the route that answered; middleware that answered for a path without one has a star in its own. */
function routeOf(c: Context<AppEnv>): string {
  const route = routePath(c, -1);
  return route.endsWith('*') ? '(none)' : route;
}

/** Refuses an address that no question needs before it is parsed further. */
export const boundAddress: MiddlewareHandler<AppEnv> = (c, next) => {
  requireBoundedAddress(c.req.url);
  return next();
};

function requireBoundedAddress(url: string): void {
  const query = url.indexOf('?');
  const parameters = query === -1 ? 0 : url.slice(query).split('&').length;
  if (url.length > MAX_TARGET_LENGTH || parameters > MAX_QUERY_PARAMETERS) {
    throw new Problem('query_invalid', {
      detail: `The address has ${url.length} characters and ${parameters} parameters; at most ${MAX_TARGET_LENGTH} and ${MAX_QUERY_PARAMETERS} are read.`,
    });
  }
}
