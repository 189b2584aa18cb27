import { describe, expect, it } from 'vitest';
import { assumptionsFromCsv, assumptionsFromJson } from '../../src/jobs/parse-assumptions.ts';
import { Problem } from '../../src/problem.ts';

const lines = (text: string) => text.split('\n').map((line, index) => ({ line: index + 1, cells: line.split(',') }));

const problemOf = (act: () => unknown): Problem => {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('assumptions of a user', () => {
  it('are read from JSON and from CSV alike', () => {
    const expected = { 'effort.hourRate': 120, 'rightSizing.adoption': { low: 0.1, mid: 0.2, high: 0.3 } };
    expect(assumptionsFromJson(expected)).toEqual(expected);
    expect(assumptionsFromCsv(lines('ID,Value,Low,Mid,High\neffort.hourRate,120,,,\nrightSizing.adoption,,.1,0.2,3e-1'), 'a.csv')).toEqual(
      expected,
    );
    expect(assumptionsFromCsv(lines('id,value\neffort.hourRate,1.2e2'), 'a.csv')).toEqual({ 'effort.hourRate': 120 });
  });

  it('are refused with the row that is wrong', () => {
    const refused = (text: string): [number | undefined, string] => {
      const problem = problemOf(() => assumptionsFromCsv(lines(text), 'a.csv'));
      expect(problem.code).toBe('assumption_invalid');
      return [problem.context.line, problem.message];
    };
    expect(refused('id,value\neffort.hourRate,90\neffort.hourRates,90')).toEqual([
      3,
      expect.stringContaining('did you mean effort.hourRate?'),
    ]);
    expect(refused('id,value\neffort.hourRate,ninety')).toEqual([2, expect.stringContaining('not a decimal number')]);
    expect(refused('id,value\neffort.hourRate,-1')).toEqual([2, expect.stringContaining('must lie between')]);
    expect(refused('id,value\neffort.hourRate,1\neffort.hourRate,2')).toEqual([3, expect.stringContaining('first in line 2')]);
    expect(refused('id,value,low,mid,high\nrightSizing.adoption,0.5,0.1,0.2,0.3')).toEqual([2, expect.stringContaining('both')]);
    expect(refused('name,amount\neffort.hourRate,1')).toEqual([1, expect.stringContaining('expected id,value')]);
  });

  it('are refused when a value is of another form than its default', () => {
    const fields = (given: unknown) => problemOf(() => assumptionsFromJson(given)).context.errors?.map((error) => error.field);
    expect(fields({ 'effort.hourRate': '90' })).toEqual(['effort.hourRate']);
    expect(fields({ 'rightSizing.adoption': { low: 0.1, mid: 0.2 } })).toEqual(['rightSizing.adoption']);
    expect(fields({ 'rightSizing.adoption': 0.5, unheard: 1 })).toEqual(['rightSizing.adoption', 'unheard']);
    expect(fields([1])).toEqual(['']);
    expect(fields(null)).toEqual(['']);
  });
});
