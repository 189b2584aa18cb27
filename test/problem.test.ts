import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES } from '../src/problem-codes.ts';
import { Problem, problemText } from '../src/problem.ts';

describe('a problem', () => {
  it('carries status, title and hint of its row in the table', () => {
    const problem = new Problem('file_not_found', { detail: 'There is no file at bills/jan.csv.' });
    expect(problem).toBeInstanceOf(Error);
    expect(problem).toMatchObject({
      code: 'file_not_found',
      ...PROBLEM_CODES.file_not_found,
      message: 'There is no file at bills/jan.csv.',
    });
  });

  it('keeps its cause, so that a log can tell the whole story', () => {
    const cause = new Error('EIO');
    expect(new Problem('file_unreadable', { detail: 'Reading stopped.', cause }).cause).toBe(cause);
  });

  it('reads as a sentence, a place and a next step', () => {
    const problem = new Problem('row_cost_invalid', {
      detail: '"12,5o" is not a number.',
      path: 'jan.csv',
      line: 17,
      column: 'BilledCost',
    });
    expect(problemText(problem)).toBe(
      `row_cost_invalid: "12,5o" is not a number. (jan.csv, line 17, column BilledCost)\n  ${PROBLEM_CODES.row_cost_invalid.hint}`,
    );
  });

  it('names no place where there is none', () => {
    expect(problemText(new Problem('no_data', { detail: 'Nothing is published.' }))).toBe(
      `no_data: Nothing is published.\n  ${PROBLEM_CODES.no_data.hint}`,
    );
  });
});

describe('the table of codes', () => {
  it('has a status of HTTP, a title without a full stop and a hint that is a sentence, for each', () => {
    const rows = Object.entries(PROBLEM_CODES);
    expect(rows.filter(([, row]) => row.status < 400 || row.status > 599).map(([code]) => code)).toEqual([]);
    expect(rows.filter(([, row]) => !/^[A-Z].*[^.]$/.test(row.title)).map(([code]) => code)).toEqual([]);
    expect(rows.filter(([, row]) => !/^[A-Z].*\.$/.test(row.hint)).map(([code]) => code)).toEqual([]);
  });

  it('spells codes in snake_case', () => {
    expect(Object.keys(PROBLEM_CODES).filter((code) => !/^[a-z]+(_[a-z0-9]+)*$/.test(code))).toEqual([]);
  });
});
