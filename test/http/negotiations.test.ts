import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NegotiationFinding } from '../../src/finding/negotiation-finding.ts';
import { evaluateCase } from '../../src/jobs/evaluate-case.ts';
import { SCOPES } from '../../src/store/keys.ts';
import { ROOT } from '../source-files.ts';
import { testApp, type TestApp } from './app-fixture.ts';

const example = (): Record<string, unknown> =>
  JSON.parse(readFileSync(join(ROOT, 'examples/negotiation-case.json'), 'utf8')) as Record<string, unknown>;

const evaluate = (test: TestApp, secret: string, body: unknown): Promise<Response> =>
  test.send('/v1/negotiations/evaluate', secret, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

describe('POST /v1/negotiations/evaluate', () => {
  it('answers what the command line answers', async () => {
    const test = testApp();
    const response = await evaluate(test, await test.key('report:internal'), example());
    expect(response.status).toBe(200);
    const finding = (await response.json()) as NegotiationFinding;
    expect(finding).toEqual(JSON.parse(JSON.stringify(await evaluateCase(test.deps, example()))));
  });

  it('opens to report:internal and admin alone', async () => {
    const test = testApp();
    for (const scope of SCOPES) {
      const status = (await evaluate(test, await test.key(scope), example())).status;
      expect([scope, status]).toEqual([scope, scope === 'report:internal' || scope === 'admin' ? 200 : 403]);
    }
  });

  it('names every field that is wrong, by its path', async () => {
    const test = testApp();
    const secret = await test.key('report:internal');
    const response = await evaluate(test, secret, { ...example(), growth: -2, colour: 'blue' });
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = (await response.json()) as { code: string; errors: { field: string }[] };
    expect([problem.code, problem.errors.map(({ field }) => field)]).toEqual(['case_invalid', ['growth', 'colour']]);
    const untied = (await (await evaluate(test, secret, { ...example(), monthlyBillList: 1 })).json()) as typeof problem;
    expect([untied.code, untied.errors.map(({ field }) => field)]).toEqual(['case_invalid', ['groups']]);
  });

  it('refuses what is not JSON', async () => {
    const test = testApp();
    const response = await test.send('/v1/negotiations/evaluate', await test.key('report:internal'), {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, 'body_invalid']);
  });
});
