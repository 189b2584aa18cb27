import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenBuckets } from '../../src/http/rate-limiter.ts';
import { NOW, testApp } from './app-fixture.ts';

const requests = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 20 }), cost: fc.integer({ min: 1, max: 5 }) }), { maxLength: 60 });

describe('a token bucket', () => {
  it('never lets more through than the burst and what time refilled', () => {
    fc.assert(
      fc.property(requests, fc.integer({ min: 5, max: 30 }), fc.integer({ min: 1, max: 3 }), (list, burst, rate) => {
        const limiter = createTokenBuckets({ burst, tokensPerSecond: rate, maxCallers: 10 });
        let now = 0;
        let spent = 0;
        for (const { wait, cost } of list) {
          now += wait;
          if (limiter.take('a', cost, now).allowed) spent += cost;
          expect(spent).toBeLessThanOrEqual(burst + now * rate);
        }
      }),
    );
  });

  it('lets a caller through after the wait that it named', () => {
    fc.assert(
      fc.property(requests, (list) => {
        const limiter = createTokenBuckets({ burst: 7, tokensPerSecond: 2, maxCallers: 10 });
        let now = 0;
        for (const { wait, cost } of list) {
          now += wait;
          const decision = limiter.take('a', cost, now);
          if (decision.allowed) continue;
          now += decision.retryAfterSeconds;
          expect(limiter.take('a', cost, now).allowed).toBe(true);
        }
      }),
    );
  });

  it('keeps callers apart, takes no harm from a clock set back, and remembers no more callers than it may', () => {
    const limiter = createTokenBuckets({ burst: 2, tokensPerSecond: 1, maxCallers: 2 });
    expect(limiter.take('a', 2, 100).allowed).toBe(true);
    expect(limiter.take('a', 1, 50).allowed).toBe(false);
    expect(limiter.take('b', 2, 100).allowed).toBe(true);
    expect(limiter.take('c', 1, 100).allowed).toBe(true);
    expect(limiter.take('a', 2, 100).allowed).toBe(true);
  });
});

describe('the API under too many requests', () => {
  const small = () => createTokenBuckets({ burst: 20, tokensPerSecond: 1, maxCallers: 100 });

  it('answers 429 with the seconds to wait, and goes on after them', async () => {
    let now = NOW;
    const { get, key } = testApp({ limiter: small(), clock: () => now });
    const secret = await key('read');
    for (let i = 0; i < 20; i += 1) expect((await get('/v1/rates', secret)).status).toBe(200);
    const refused = await get('/v1/rates', secret);
    expect(await refused.json()).toMatchObject({ code: 'rate_limited', status: 429 });
    expect(refused.headers.get('retry-after')).toBe('1');
    now = '2026-11-24T12:00:01.000Z';
    expect((await get('/v1/rates', secret)).status).toBe(200);
  });

  it('limits each key by itself, and costs nothing for an answer from memory', async () => {
    const { get, key } = testApp({ limiter: small() });
    const [one, other] = [await key('read'), await key('read')];
    for (let i = 0; i < 50; i += 1) expect((await get('/v1/costs', one)).status).toBe(200);
    for (let i = 0; i < 25; i += 1) await get('/v1/rates', one);
    expect((await get('/v1/rates', one)).status).toBe(429);
    expect((await get('/v1/rates', other)).status).toBe(200);
  });

  it('slows guessing of keys by address, and leaves those with a key alone', async () => {
    const { app, get, key } = testApp({ limiter: small() });
    const secret = await key('read');
    const guess = async (): Promise<number> =>
      (await app.request('/v1/rates', { headers: { authorization: 'Bearer awk_guess-guess-guess-guess' } })).status;
    expect([await guess(), await guess(), await guess()]).toEqual([401, 401, 429]);
    expect((await get('/v1/rates', secret)).status).toBe(200);
  });
});
