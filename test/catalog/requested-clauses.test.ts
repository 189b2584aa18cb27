import { describe, expect, it } from 'vitest';
import { clausesToRequest } from '../../src/catalog/requested-clauses.ts';
import { CLAUSE_IDS, type ClauseAnswer, type ClauseId } from '../../src/focus/contract.ts';

const answers = (granted: readonly ClauseId[]): Record<ClauseId, ClauseAnswer> =>
  Object.fromEntries(
    CLAUSE_IDS.map((id) => [id, { answer: granted.includes(id) ? 'yes' : 'no', number: null, amount: null, note: null }]),
  ) as Record<ClauseId, ClauseAnswer>;

describe('clauses to ask for', () => {
  it('leave out what the agreement grants already', () => {
    const all = clausesToRequest(null).length;
    expect(clausesToRequest(answers([]))).toHaveLength(all);
    const labels = clausesToRequest(answers(['shortfallRollover', 'priceHoldOver'])).map(({ label }) => label);
    expect(labels).toHaveLength(all - 2);
  });

  it('name a source for every precedent, and none without one', () => {
    clausesToRequest(null).forEach(({ precedent, source }) => expect(source === null).toBe(precedent === null));
  });
});
