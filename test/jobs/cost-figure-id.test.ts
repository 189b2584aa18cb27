import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costFigureId, costFigureOf, isCostFigureId } from '../../src/jobs/cost-figure-id.ts';
import { anyQuestion } from '../store/charge-arbitraries.ts';

const anyFigure = fc.tuple(anyQuestion, fc.array(fc.string({ unit: 'grapheme' })), fc.boolean()).map(([question, values, converted]) => ({
  question,
  key: Object.fromEntries(question.groupBy.map((dimension, index) => [dimension, values[index] ?? ''])),
  currency: 'USD',
  converted,
}));

describe('the id of a cost figure', () => {
  it('holds its question, and is safe in an address', () => {
    fc.assert(
      fc.property(anyFigure, (figure) => {
        const id = costFigureId(figure);
        expect(id).toMatch(/^cost\.[\w-]+$/);
        expect(isCostFigureId(id)).toBe(true);
        const { question, ...rest } = costFigureOf(id);
        expect(rest).toEqual({ key: figure.key, currency: 'USD', converted: figure.converted });
        expect(costFigureId({ question, ...rest })).toBe(id);
      }),
    );
  });

  it('is the same however the filter was written', () => {
    const question = { range: null, groupBy: [], metric: 'billedCost' } as const;
    const one = { ...question, where: { serviceName: ['b', 'a', 'b'], regionId: ['x'] } };
    const other = { ...question, where: { regionId: ['x'], serviceName: ['a', 'b'] } };
    const rest = { key: {}, currency: 'USD', converted: false };
    expect(costFigureId({ question: one, ...rest })).toBe(costFigureId({ question: other, ...rest }));
  });

  const forged = (payload: unknown): string => `cost.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;

  it.each([
    'cost.',
    'cost.!!!',
    'cost.AAAA',
    forged({}),
    forged([null, 'price', [], [], [], 'USD', false]),
    forged([null, 'billedCost', ['constructor'], [], ['x'], 'USD', false]),
    forged([null, 'billedCost', ['serviceName'], [], [], 'USD', false]),
    forged([['2026-02-30', '2026-03-01'], 'billedCost', [], [], [], 'USD', false]),
  ])('that is broken or forged (%s) is a figure that is not found', (id) => {
    expect(() => costFigureOf(id)).toThrow(expect.objectContaining({ code: 'figure_not_found' }));
  });
});
