import { secondsBetween } from '../../time.ts';
import type { ProviderDeps } from '../provider.ts';

const ATTEMPTS = 6;
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 20_000;

/** What the SDK hands over between two attempts. */
interface RetryToken {
  getRetryCount(): number;
  getRetryDelay(): number;
}

interface FailedAttempt {
  readonly errorType: string;
  readonly retryAfterHint?: Date;
}

const tokenOf = (count: number): RetryToken => ({ getRetryCount: () => count, getRetryDelay: () => 0 });

/**
 * Retries of the SDK with waits that the caller owns: at most six attempts, and only for what the SDK calls throttling,
 * passing or the server's fault. Which errors those are, clock skew among them, stays the SDK's to say.
 */
export const retryStrategy = ({ wait, random, clock }: Pick<ProviderDeps, 'wait' | 'random' | 'clock'>) => ({
  acquireInitialRetryToken: (): Promise<RetryToken> => Promise.resolve(tokenOf(0)),
  async refreshRetryTokenForRetry(token: RetryToken, { errorType, retryAfterHint }: FailedAttempt): Promise<RetryToken> {
    const failed = token.getRetryCount() + 1;
    if (errorType === 'CLIENT_ERROR' || failed >= ATTEMPTS) throw new RangeError('no attempt left');
    const asked = retryAfterHint === undefined ? 0 : secondsBetween(clock(), retryAfterHint.toISOString()) * 1000;
    await wait(Math.min(LONGEST_WAIT_MS, Math.max(backoff(failed, random()), asked)));
    return tokenOf(failed);
  },
  recordSuccess: (): void => undefined,
});

/** Milliseconds before the next attempt: half of the doubling wait, and a random part of the other half. */
export const backoff = (failed: number, random: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failed - 1)) * (0.5 + random / 2);
