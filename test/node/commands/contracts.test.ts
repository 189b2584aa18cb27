import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../source-files.ts';
import { aweigh, temporaryFolder } from '../aweigh.ts';

let folder = temporaryFolder();
let db = '';

beforeEach(() => {
  folder = temporaryFolder();
  db = join(folder.path, 'sample.db');
});

afterEach(() => folder.remove());

const SAMPLE = join(ROOT, 'examples/sample-company/contract-aws.json');

describe('aweigh contracts', () => {
  it('adds the sample contract, lists it and shows every clause', async () => {
    const added = await aweigh('contracts', 'add', '--file', SAMPLE, '--db', db, '--json');
    expect(added.status).toBe(0);
    const { id } = JSON.parse(added.stdout) as { id: string };
    const listed = await aweigh('contracts', 'list', '--vendor', 'amazon', '--db', db);
    expect(listed.stdout).toMatch(new RegExp(`^${id} +AWS +.* +2027-07-01 +4300000\\.00 USD +7 %$`, 'm'));
    const shown = await aweigh('contracts', 'show', id, '--db', db);
    expect(shown.stdout).toMatch(/^shortfallRollover +unknown/m);
    expect(shown.stdout).toMatch(/^renewalNotice +yes +90 days/m);
  });

  it('takes options over the file, refuses a second of the same name, and replaces it when told', async () => {
    const options = ['--name', 'Short', '--discount', '0.09', '--clause', 'ramp=yes', 'autoRenewal=no', '--db', db, '--json'];
    const first = JSON.parse((await aweigh('contracts', 'add', '--file', SAMPLE, ...options)).stdout) as { id: string; discount: number };
    expect(first.discount).toBe(0.09);
    const again = await aweigh('contracts', 'add', '--file', SAMPLE, ...options);
    expect([again.status, again.stderr.includes('contract_exists')]).toEqual([1, true]);
    const replaced = await aweigh('contracts', 'add', '--file', SAMPLE, ...options, '--replace', '--eligible-share', '0.9');
    expect(JSON.parse(replaced.stdout)).toMatchObject({ id: first.id, eligibleShare: 0.9, clauses: { ramp: { answer: 'yes' } } });
  });

  it('names what it cannot take', async () => {
    const bad = await aweigh(
      'contracts',
      'add',
      '--vendor',
      'AWS',
      '--name',
      'x',
      '--currency',
      'USD',
      '--discount',
      '7',
      '--db',
      db,
      '--json',
    );
    expect(JSON.parse(bad.stdout)).toMatchObject({ code: 'input_invalid', errors: [{ field: 'discount' }] });
    expect((await aweigh('contracts', 'add', '--discount', 'much', '--db', db)).status).toBe(2);
    const list = join(folder.path, 'list.json');
    writeFileSync(list, '[]');
    expect((await aweigh('contracts', 'add', '--file', list, '--db', db)).stderr).toContain('input_invalid');
    await aweigh('contracts', 'add', '--file', SAMPLE, '--db', db);
    expect((await aweigh('contracts', 'show', 'contract_none', '--db', db)).stderr).toContain('contract_not_found');
  });
});

describe('aweigh offers', () => {
  it('logs offers from options and files and lists them by day', async () => {
    const file = join(folder.path, 'offer.json');
    writeFileSync(
      file,
      JSON.stringify({ vendor: 'AWS', offeredOn: '2026-12-01', headline: 0.1, grantedAsks: { paymentTerms: { extraDays: 30 } } }),
    );
    expect((await aweigh('offers', 'add', '--file', file, '--headline', '0.14', '--db', db)).status).toBe(0);
    expect((await aweigh('offers', 'add', '--vendor', 'AWS', '--headline', '0.12', '--on', '2026-11-01', '--db', db)).status).toBe(0);
    const page = JSON.parse((await aweigh('offers', 'list', '--vendor', 'aws', '--db', db, '--json')).stdout) as {
      items: { headline: number }[];
    };
    expect(page.items.map((one) => one.headline)).toEqual([0.12, 0.14]);
    expect((await aweigh('offers', 'list', '--db', db)).stdout).toMatch(
      /^2026-12-01 +AWS +14 % +not known +not stated +not known +0 +paymentTerms/m,
    );
    expect((await aweigh('offers', 'add', '--headline', '0.12', '--on', '2026-11-01', '--db', db)).stderr).toContain('vendor: is missing');
  });
});
