import type { Context } from 'hono';
import type { AppEnv } from './app-deps.ts';

/** For answers that no browser should ever render. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** For our own pages: files of this origin and nothing inline. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** For reports as HTML: they carry their styles and fonts inside and run no script. */
const DOCUMENT_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

const COMMON_HEADERS = Object.entries({
  'content-security-policy': API_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'strict-transport-security': 'max-age=31536000',
  'cache-control': 'no-store',
});

/** Set before the handler runs, so that errors carry them too; a handler may replace one. */
export const setSecurityHeaders = (c: Context<AppEnv>): void => COMMON_HEADERS.forEach(([name, value]) => c.header(name, value));

export const allowPage = (c: Context<AppEnv>): void => c.header('content-security-policy', PAGE_POLICY);

export const allowDocument = (c: Context<AppEnv>): void => c.header('content-security-policy', DOCUMENT_POLICY);
