import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/node/db.ts';
import { reportFile } from '../../../src/store/reports.ts';
import { storeWith } from '../../store/sample-charges.ts';
import { aweigh, temporaryFolder } from '../aweigh.ts';

let folder: ReturnType<typeof temporaryFolder>;
let db: string;
beforeAll(() => {
  folder = temporaryFolder();
  db = join(folder.path, 'aweigh.db');
  const dimensions = { billingCurrency: 'USD', serviceProviderName: 'AWS', serviceName: 'AWS Lambda', chargeCategory: 'Usage' };
  storeWith([{ day: '2026-02-28', dimensions, costs: { billedCost: '12.34', effectiveCost: '12.34' } }], {}, db).close();
});
afterAll(() => folder.remove());

describe('aweigh report', () => {
  it('writes a PDF, keeps it in the database and answers both in one JSON document', async () => {
    const out = join(folder.path, 'spend.pdf');
    const { status, stdout } = await aweigh('report', 'spend', '--db', db, '--out', out, '--json');
    expect(status).toBe(0);
    const answer = JSON.parse(stdout) as { id: string; sha256: string; path: string; bytes: number };
    const bytes = readFileSync(out);
    expect(answer).toMatchObject({ path: out, bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') });
    const store = openStore(db);
    expect(Buffer.compare(Buffer.from(await reportFile(store.db, answer.id)), bytes)).toBe(0);
    store.close();
  });

  it('prints other formats to stdout with --out -', async () => {
    const { status, stdout } = await aweigh('report', 'lock-in', '--db', db, '--format', 'md', '--out', '-');
    expect(status).toBe(0);
    expect(stdout).toContain('# Cloud Lock-in Report');
  });

  it('replaces a file whole, and leaves no temporary one behind', async () => {
    const out = join(folder.path, 'again.md');
    writeFileSync(out, 'before');
    expect((await aweigh('report', 'spend', '--db', db, '--format', 'md', '--out', out)).status).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('# Cloud Spend Report');
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('says what is wrong: unknown kind, missing folder, a folder for a file, a vendor edition, no database', async () => {
    mkdirSync(join(folder.path, 'folder'));
    expect((await aweigh('report', 'gossip', '--db', db)).status).toBe(2);
    const missing = await aweigh('report', 'spend', '--db', db, '--format', 'md', '--out', join(folder.path, 'none', 'a.md'));
    expect(missing.stderr).toContain('file_not_found');
    const directory = await aweigh('report', 'spend', '--db', db, '--format', 'md', '--out', join(folder.path, 'folder'));
    expect(directory).toMatchObject({ status: 2 });
    expect((await aweigh('report', 'spend', '--db', db, '--edition', 'vendor')).stderr).toContain('report_edition_unavailable');
    expect((await aweigh('report', 'spend', '--db', join(folder.path, 'absent.db'))).stderr).toContain('no_data');
  });
});
