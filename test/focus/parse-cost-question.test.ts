import { describe, expect, it } from 'vitest';
import { parseCostQuestion } from '../../src/focus/parse-cost-question.ts';

describe('a cost question as text', () => {
  it('is read into dimensions, range and values; equal signs may stand in a value', () => {
    const question = parseCostQuestion({
      from: '2026-01-01',
      to: '2026-02-01',
      groupBy: 'serviceName, tag:team,serviceName',
      metric: 'listCost',
      filters: ['regionId=north', 'regionId=', 'tag:a=b=c'],
    });
    expect(question).toEqual({
      range: { from: '2026-01-01', to: '2026-02-01' },
      groupBy: ['serviceName', 'tag:team'],
      metric: 'listCost',
      where: { regionId: ['north', ''], 'tag:a': ['b=c'] },
    });
  });

  it('asks for all days, undated ones included, when it names none, and is open at the end it leaves out', () => {
    expect(parseCostQuestion({})).toEqual({ range: null, groupBy: [], metric: 'billedCost', where: {} });
    expect(parseCostQuestion({ from: '2026-01-01' }).range).toEqual({ from: '2026-01-01', to: '9999-01-01' });
  });

  it.each([
    [{ groupBy: 'service' }, 'groupBy', 'serviceName'],
    [{ groupBy: 'tag:' }, 'groupBy', 'tag:<key>'],
    [{ metric: 'cost' }, 'metric', 'effectiveCost'],
    [{ filters: ['serviceName'] }, 'filter', 'dimension=value'],
    [{ filters: ['__proto__=x'] }, 'filter', 'serviceName'],
    [{ from: '2026-02-30' }, 'from', 'not a day'],
    [{ from: '2026-02-01', to: '2026-02-01' }, 'to', 'not after from'],
  ])('that is wrong (%j) names the field and what is accepted', (text, field, accepted) => {
    expect(() => parseCostQuestion(text)).toThrow(
      expect.objectContaining({
        code: 'query_invalid',
        message: expect.stringContaining(accepted),
        context: expect.objectContaining({ errors: [expect.objectContaining({ field })] }),
      }),
    );
  });
});
