import { describe, expect, it } from 'vitest';
import { parseConfig } from '../src/config.ts';
import { Problem } from '../src/problem.ts';

const problemOf = (environment: Record<string, string>): Problem => {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('the environment was accepted');
};

describe('the configuration', () => {
  it('has a working default for everything', () => {
    expect(parseConfig({})).toMatchObject({ databasePath: './data/aweigh.db', memoryLimit: '800MB', threads: 2, logLevel: 'info' });
  });

  it('takes what the environment says and passes over what is not its own', () => {
    const config = parseConfig({ AWEIGH_DB: 'bills.db', AWEIGH_THREADS: '8', AWEIGH_MEMORY_LIMIT: '4GB', PATH: '/usr/bin' });
    expect(config).toMatchObject({ databasePath: 'bills.db', threads: 8, memoryLimit: '4GB' });
  });

  it('names every variable that is wrong, not only the first', () => {
    const problem = problemOf({ AWEIGH_THREADS: 'many', AWEIGH_LOG_LEVEL: 'loud' });
    expect(problem.code).toBe('config_invalid');
    expect(problem.context.errors?.map((error) => error.field).toSorted()).toEqual(['AWEIGH_LOG_LEVEL', 'AWEIGH_THREADS']);
  });

  it.each([
    ['AWEIGH_THREADS', '0'],
    ['AWEIGH_THREADS', '1.5'],
    ['AWEIGH_MEMORY_LIMIT', '1TB; DROP TABLE term'],
    ['AWEIGH_MAX_UPLOAD_BYTES', '-1'],
    ['AWEIGH_DB', ''],
  ])('refuses %s=%s', (name, value) => {
    expect(problemOf({ [name]: value }).message).toContain(name);
  });
});
