import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NegotiationFinding } from '../../../src/finding/negotiation-finding.ts';
import { ROOT } from '../../source-files.ts';
import { aweigh, temporaryFolder } from '../aweigh.ts';

const EXAMPLE = join(ROOT, 'examples/negotiation-case.json');

function fileWith(text: string): string {
  const folder = temporaryFolder();
  onTestFinished(folder.remove);
  const path = join(folder.path, 'case.json');
  writeFileSync(path, text);
  return path;
}

describe('aweigh negotiate --case', () => {
  it('answers one JSON document with the lines as discount and money', async () => {
    const { status, stdout } = await aweigh('negotiate', '--case', EXAMPLE, '--json');
    const finding = JSON.parse(stdout) as NegotiationFinding;
    expect(status).toBe(0);
    const { discount, yearOne, presentValue } = finding.walkAway;
    expect(discount).toBe(finding.dStar + finding.rho);
    expect([yearOne.currency, presentValue.currency]).toEqual(['USD', 'USD']);
    expect(Number(yearOne.amount)).toBeCloseTo(discount * 0.93 * 1_620_000, 6);
    expect(Number(presentValue.amount)).toBeCloseTo(discount * 0.93 * 4_338_338.091660406, 6);
    expect(yearOne.amount).toMatch(/^\d+\.\d{9}$/);
    expect(Object.keys(finding.packages[0] ?? {})).toEqual(expect.arrayContaining(['name', 'headline', 'basketPv', 'totalPv']));
    expect(finding.snapshotHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('prints the four lines, the posture and the three widest drivers', async () => {
    const { status, stdout } = await aweigh('negotiate', '--case', EXAMPLE);
    expect(status).toBe(0);
    expect(stdout).toMatch(/walk-away +6\.3 +94269 +252450\n/);
    expect(stdout).toMatch(/expected +10\.4 /);
    expect(stdout).toMatch(/target +11\.8 /);
    expect(stdout).toMatch(/opening +14\.8 /);
    expect(stdout).toContain('posture: negotiate with the exit ready');
    expect(stdout.match(/^driver \d/gm)).toHaveLength(3);
  });

  it('says where a file or a field is wrong', async () => {
    const absent = await aweigh('negotiate', '--case', '/nowhere/case.json');
    expect([absent.status, absent.stderr]).toEqual([1, expect.stringContaining('file_not_found')]);
    const broken = await aweigh('negotiate', '--case', fileWith('{ "vendor": '), '--json');
    expect(JSON.parse(broken.stdout)).toMatchObject({ code: 'case_invalid', path: expect.stringContaining('case.json') });
    const wrong = await aweigh('negotiate', '--case', fileWith('{ "vendor": "Nimbus Cloud", "growht": 0.1 }'), '--json');
    expect(wrong.status).toBe(1);
    const { errors } = JSON.parse(wrong.stdout) as { errors: { field: string; detail: string }[] };
    expect(errors).toContainEqual({ field: 'growht', detail: 'is not a field of a case' });
    expect(errors).toContainEqual({ field: 'termYears', detail: 'is missing' });
  });

  it('is wrong usage without a case', async () => {
    expect((await aweigh('negotiate')).status).toBe(2);
  });
});
