import type { Context } from 'hono';
import type { AppEnv } from './app-deps.ts';

/** For answers that no browser should ever render. */
const API_POLICY = "default-src 'none'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** For our own pages: files of this origin and nothing inline. */
const PAGE_POLICY =
  "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** For reports as HTML: they carry their styles and fonts inside and run no script. */
const DOCUMENT_POLICY =
  "sandbox; default-src 'none'; object-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** The headers of every answer, unless its handler set another value. */
export const COMMON_HEADERS = {
  'content-security-policy': API_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'cache-control': 'no-store',
} as const;

const COMMON_PAIRS = Object.entries(COMMON_HEADERS);

/** Completes an answer, a refusal included. */
export function addCommonHeaders(headers: Headers): void {
  for (const [name, value] of COMMON_PAIRS) if (!headers.has(name)) headers.set(name, value);
}

export const allowPage = (c: Context<AppEnv>): void => c.header('content-security-policy', PAGE_POLICY);

export const allowDocument = (c: Context<AppEnv>): void => c.header('content-security-policy', DOCUMENT_POLICY);
