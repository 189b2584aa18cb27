import { Problem } from '../problem.ts';
import type { ProviderDeps } from '../providers/provider.ts';
import type { Webhook } from './schedule.ts';

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 500;
const TIMEOUT_MS = 20_000;

type WebhookDeps = Pick<ProviderDeps, 'fetch' | 'clock' | 'wait' | 'random' | 'secret'>;

/**
 * Posts a JSON text, signed: X-Aweigh-Signature is `t=INSTANT,v1=HEX`, the HMAC-SHA256 of `INSTANT.BODY` under the shared
 * secret, so that a receiver can refuse what is forged or old. Tried again after a growing and jittered wait where the
 * receiver is busy or away. Throws Problem webhook_secret_missing or webhook_failed; neither names the secret's value.
 */
export async function tellWebhook(deps: WebhookDeps, webhook: Webhook, body: string): Promise<void> {
  const secret = deps.secret(webhook.secret) ?? '';
  if (secret === '') throw new Problem('webhook_secret_missing', { detail: `The environment variable ${webhook.secret} is not set.` });
  for (let attempt = 1; ; attempt += 1) {
    const reason = await postOnce(deps, { url: webhook.url, secret, body });
    if (reason === null) return;
    if (!reason.passing || attempt === ATTEMPTS) {
      throw new Problem('webhook_failed', { detail: `${new URL(webhook.url).origin} ${reason.what}, ${attempt} times asked.` });
    }
    await deps.wait(FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + deps.random() / 2));
  }
}

interface Post {
  readonly url: string;
  readonly secret: string;
  readonly body: string;
}

/** Null when it was taken; else what happened, and whether it may pass. */
async function postOnce(deps: WebhookDeps, { url, secret, body }: Post): Promise<{ what: string; passing: boolean } | null> {
  const at = deps.clock();
  const signature = `t=${at},v1=${await hmacSha256(secret, `${at}.${body}`)}`;
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-aweigh-signature': signature },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  } as const;
  const status = await deps.fetch(url, request).then(
    async (response) => {
      await response.body?.cancel();
      return response.status;
    },
    () => null,
  );
  if (status === null) return { what: 'cannot be reached', passing: true };
  if (status >= 200 && status < 300) return null;
  return { what: `answered ${status}`, passing: status >= 500 || status === 429 || status === 408 };
}

/** HMAC-SHA256 of UTF-8 texts as lower-case hex. */
async function hmacSha256(secret: string, text: string): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
