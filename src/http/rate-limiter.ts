/** Says whether a caller may go on. `nowSeconds` only has to move forward. */
export interface RateLimiter {
  take(caller: string, cost: number, nowSeconds: number): RateDecision;
}

export interface RateDecision {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds until one more token is there; 0 when allowed. */
  readonly retryAfterSeconds: number;
}

export interface BucketSize {
  /** Tokens a caller may spend at once. */
  readonly burst: number;
  readonly tokensPerSecond: number;
  /** Callers remembered at most; the longest unseen are forgotten first. */
  readonly maxCallers: number;
}

/**
 * A token bucket for each caller, in this process's memory. A caller that was forgotten starts with a full bucket.
 * The order of the map is the order of last use, so that forgetting needs no timer.
 */
export function createTokenBuckets({ burst, tokensPerSecond, maxCallers }: BucketSize): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(caller, cost, nowSeconds) {
      const bucket = buckets.get(caller) ?? { tokens: burst, at: nowSeconds };
      const elapsed = Math.max(0, nowSeconds - bucket.at);
      const tokens = Math.min(burst, bucket.tokens + elapsed * tokensPerSecond);
      const allowed = tokens >= cost;
      const left = allowed ? tokens - cost : tokens;
      buckets.delete(caller);
      buckets.set(caller, { tokens: left, at: Math.max(bucket.at, nowSeconds) });
      if (buckets.size > maxCallers) buckets.delete(buckets.keys().next().value ?? caller);
      const retryAfterSeconds = allowed ? 0 : Math.max(1, Math.ceil((cost - tokens) / tokensPerSecond));
      return { allowed, limit: burst, remaining: Math.floor(left), retryAfterSeconds };
    },
  };
}
