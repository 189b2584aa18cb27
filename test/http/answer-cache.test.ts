import { describe, expect, it } from 'vitest';
import { createAnswerCache } from '../../src/http/answer-cache.ts';

const answer = (length: number) => ({ body: 'x'.repeat(length), etag: '"e"' });

describe('remembered answers', () => {
  it('are forgotten in the order of last use once there are too many', () => {
    const cache = createAnswerCache(2, 1000);
    cache.set('a', answer(1));
    cache.set('b', answer(1));
    cache.get('a');
    cache.set('c', answer(1));
    expect(['a', 'b', 'c'].map((key) => cache.get(key) !== undefined)).toEqual([true, false, true]);
  });

  it('never hold more letters in all than allowed, and no single large one', () => {
    const cache = createAnswerCache(100, 100);
    for (const key of ['a', 'b', 'c', 'd', 'e']) cache.set(key, answer(25));
    expect(cache.get('a')).toBeUndefined();
    expect(cache.get('e')).toBeDefined();
    cache.set('large', answer(26));
    expect(cache.get('large')).toBeUndefined();
  });

  it('that are set again count once', () => {
    const cache = createAnswerCache(100, 100);
    for (let i = 0; i < 10; i += 1) cache.set('a', answer(25));
    cache.set('b', answer(25));
    expect([cache.get('a'), cache.get('b')].every((one) => one !== undefined)).toBe(true);
  });
});
