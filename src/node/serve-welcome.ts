import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { WelcomePort } from '../http/app-deps.ts';

const MINUTES_VALID = 15;

export interface Welcome extends WelcomePort {
  readonly token: string;
}

/**
 * The one-time link of a first start. The token lives in memory, works once, for 15 minutes,
 * and only while `hasKeys` still answers no.
 */
export function createWelcome(now: () => number, hasKeys: () => Promise<boolean>): Welcome {
  const token = randomBytes(32).toString('base64url');
  const expected = createHash('sha256').update(token).digest();
  const expiresAt = now() + MINUTES_VALID * 60_000;
  let used = false;
  return {
    token,
    async redeem(given) {
      const right = timingSafeEqual(createHash('sha256').update(given).digest(), expected);
      if (!right || used || now() > expiresAt) return false;
      // Taken before the question is awaited: of two requests at once only one may pass.
      used = true;
      return !(await hasKeys());
    },
  };
}
