import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config.ts';
import { examine } from '../../../src/node/doctor-checks.ts';
import { openStore } from '../../../src/node/db.ts';
import { activeKeyBySha256, listKeys } from '../../../src/store/keys.ts';
import { auditEntries } from '../../../src/store/audit.ts';
import { storeWith } from '../../store/sample-charges.ts';
import { aweigh, temporaryFolder } from '../aweigh.ts';
import { createHash } from 'node:crypto';

let folder = temporaryFolder();
let db = '';

beforeEach(() => {
  folder = temporaryFolder();
  db = join(folder.path, 'sample.db');
  const charge = { costs: { billedCost: '1.5' }, dimensions: { serviceName: 'Functions' } };
  storeWith(
    [
      { run: 'run_new', day: '2026-01-01', ...charge },
      { run: 'run_old', day: '2026-01-01', ...charge },
      { run: 'run_dead', day: '2026-01-02', ...charge },
    ],
    { run_old: 'superseded', run_dead: 'loading' },
    db,
  ).close();
});

afterEach(() => folder.remove());

describe('aweigh costs', () => {
  it('prints a table with totals and what they rest on', async () => {
    const { status, stdout } = await aweigh('costs', '--db', db, '--group-by', 'serviceName,month');
    expect(status).toBe(0);
    expect(stdout).toMatch(/Functions +2026-01 +1\.50 +USD/);
    expect(stdout).toMatch(/total +1\.50 +USD/);
    expect(stdout).toContain('coverage: 1 bill rows of 1 runs; stated: billedCost 100.0 %, effectiveCost 0.0 %');
  });

  it('prints one JSON document, and refuses unknown names with those it knows', async () => {
    const good = await aweigh('costs', '--db', db, '--filter', 'serviceName=Functions', '--json');
    expect(JSON.parse(good.stdout)).toMatchObject({ totals: [{ currency: 'USD', amount: '1.500000000' }], coverage: { rowCount: 1 } });
    const bad = await aweigh('costs', '--db', db, '--metric', 'price', '--json');
    expect(bad.status).toBe(1);
    expect(JSON.parse(bad.stdout)).toMatchObject({ code: 'query_invalid', errors: [{ field: 'metric' }] });
  });

  it('says that nothing is loaded instead of answering zero', async () => {
    const empty = join(folder.path, 'empty.db');
    openStore(empty).close();
    expect((await aweigh('costs', '--db', empty)).stderr).toContain('no_data');
    const missing = await aweigh('costs', '--db', join(folder.path, 'none.db'));
    expect([missing.status, existsSync(join(folder.path, 'none.db'))]).toEqual([1, false]);
    expect(missing.stderr).toContain('no_data');
  });
});

describe('aweigh keys', () => {
  it('shows a secret once, keeps its hash alone, and records who made and revoked it', async () => {
    const made = await aweigh('keys', 'create', 'nightly', '--scope', 'read', 'ingest', '--expires', '2099-01-01', '--db', db);
    expect(made.status).toBe(0);
    const secret = made.stdout.trim();
    expect(secret).toMatch(/^awk_[\w-]{43}$/);
    expect(made.stderr).not.toContain(secret);
    const store = openStore(db);
    const sha256 = createHash('sha256').update(secret).digest('hex');
    const key = await activeKeyBySha256(store.db, sha256, '2026-01-01T00:00:00.000Z');
    expect(key).toMatchObject({ name: 'nightly', scopes: ['read', 'ingest'], expiresAt: '2099-01-01T00:00:00.000Z' });
    expect(await activeKeyBySha256(store.db, sha256, '2099-01-01T00:00:00.000Z')).toBeNull();
    expect(readFileSync(db).includes(secret.slice(12))).toBe(false);
    expect((await aweigh('keys', 'list', '--db', db)).stdout).not.toContain(secret.slice(12));
    expect((await aweigh('keys', 'revoke', key?.id ?? '', '--db', db)).status).toBe(0);
    expect(await activeKeyBySha256(store.db, sha256, '2026-01-01T00:00:00.000Z')).toBeNull();
    expect((await auditEntries(store.db, { limit: 10 })).items.map((entry) => [entry.action, entry.subject])).toEqual([
      ['key.revoke', key?.id],
      ['key.create', key?.id],
    ]);
    store.close();
  });

  it('refuses unknown scopes and days gone by as wrong usage', async () => {
    expect((await aweigh('keys', 'create', 'x', '--scope', 'root', '--db', db)).status).toBe(2);
    expect((await aweigh('keys', 'create', 'x', '--expires', '2020-01-01', '--db', db)).status).toBe(2);
    const store = openStore(db);
    expect(await listKeys(store.db)).toEqual([]);
    store.close();
  });
});

describe('aweigh rates', () => {
  it('imports all rates of a file or none, and names the line that is wrong', async () => {
    const file = join(folder.path, 'rates.csv');
    writeFileSync(
      file,
      '\uFEFFdate,base,quote,rate,source\r\n2026-01-01,EUR,USD,1.25,Example Bank\r\n2026-01-02,EUR,USD,0,Example Bank\r\n',
    );
    const bad = await aweigh('rates', 'import', file, '--db', db, '--json');
    expect(bad.status).toBe(1);
    expect(JSON.parse(bad.stdout)).toMatchObject({ code: 'input_invalid', line: 3, column: 'rate' });
    expect(JSON.parse((await aweigh('rates', 'list', '--db', db, '--json')).stdout)).toMatchObject({ items: [] });
    writeFileSync(file, 'date,base,quote,rate,source\n2026-01-01,EUR,USD,1.25,Example Bank\n');
    expect(JSON.parse((await aweigh('rates', 'import', file, '--db', db, '--json')).stdout)).toEqual({ imported: 1 });
    expect((await aweigh('costs', '--db', db, '--currency', 'EUR')).stdout).toContain('1 EUR = 1.25 USD, 2026-01-01, Example Bank');
  });
});

describe('aweigh backup', () => {
  it('writes a copy that answers the same, and replaces nothing unasked', async () => {
    const copy = join(folder.path, 'copy.db');
    expect((await aweigh('backup', copy, '--db', db)).status).toBe(0);
    const original = await aweigh('costs', '--db', db, '--json');
    expect(await aweigh('costs', '--db', copy, '--json')).toEqual(original);
    const again = await aweigh('backup', copy, '--db', db);
    expect([again.status, again.stderr.includes('file_exists')]).toEqual([1, true]);
    expect((await aweigh('backup', copy, '--db', db, '--force')).status).toBe(0);
    expect((await aweigh('backup', db, '--db', db, '--force')).status).toBe(2);
  });
});

describe('aweigh sweep', () => {
  it('removes dead runs and replaced figures, keeps what is published and files of others', async () => {
    const rollUps = join(folder.path, 'rollups');
    mkdirSync(rollUps);
    for (const run of ['run_new', 'run_old', 'run_dead', 'run_of_another_database']) {
      mkdirSync(join(rollUps, run));
      writeFileSync(join(rollUps, run, 'charges.parquet'), 'x');
    }
    const before = (await aweigh('costs', '--db', db, '--json')).stdout;
    expect(JSON.parse((await aweigh('sweep', '--db', db, '--json')).stdout)).toMatchObject({
      deadRuns: 1,
      supersededPeriods: 1,
      charges: 2,
      rollUpFiles: 2,
    });
    expect((await aweigh('costs', '--db', db, '--json')).stdout).toBe(before);
    expect(['run_new', 'run_old', 'run_dead', 'run_of_another_database'].map((run) => existsSync(join(rollUps, run)))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(JSON.parse((await aweigh('sweep', '--db', db, '--json')).stdout)).toMatchObject({
      deadRuns: 0,
      supersededPeriods: 0,
      charges: 0,
      rollUpFiles: 0,
    });
  });

  it('leaves an ingestion that is running alone', async () => {
    const lock = new Database(`${db}.ingest-lock`);
    lock.exec('BEGIN EXCLUSIVE');
    const refused = await aweigh('sweep', '--db', db);
    lock.close();
    expect([refused.status, refused.stderr.includes('ingest_in_progress')]).toEqual([1, true]);
  });
});

describe('aweigh doctor', () => {
  const look = (databasePath: string) =>
    examine(
      { config: parseConfig({}), databasePath, open: () => openStore(databasePath), now: '2026-12-01T00:00:00.000Z' },
      () => undefined,
    );

  it('answers one line a check, and a status that a script can read', async () => {
    const { status, stdout } = await aweigh('doctor', '--db', join(folder.path, 'none.db'));
    expect(status).toBe(3);
    expect(stdout).toMatch(/^ok +config /m);
    expect(stdout).toMatch(/^warn +database .*→ Load a bill/m);
    expect(stdout).toMatch(/^ok +pdf +one page/m);
    expect(existsSync(join(folder.path, 'none.db'))).toBe(false);
  });

  it('finds figures that no longer add up to what was read', async () => {
    const store = openStore(db);
    store.sqlite.exec("INSERT INTO control_total SELECT id, 'USD', '1.5', 0, 0, 0, 1 FROM run_period WHERE run_id = 'run_new'");
    store.close();
    expect((await look(db)).find((check) => check.name === 'reconciliation')?.status).toBe('ok');
    const broken = new Database(db);
    broken.exec('UPDATE charge SET billed_cost = billed_cost + 1');
    broken.close();
    const found = (await look(db)).find((check) => check.name === 'reconciliation');
    expect(found).toMatchObject({ status: 'fail', detail: expect.stringContaining('billedCost 1.500000001 stored, 1.5 USD read') });
  });

  it('warns of a source whose latest run brought nothing', async () => {
    const store = openStore(db);
    store.sqlite.exec(
      "INSERT INTO run VALUES ('run_bad', 'other bills', 'failed', 'replacement', 'd', '2026-11-01T00:00:00Z', NULL, 'file_truncated', NULL)",
    );
    store.close();
    const checks = await look(db);
    expect(checks.find((check) => check.name === 'source other bills')).toMatchObject({
      status: 'warn',
      detail: 'failed 2026-11-01T00:00:00Z by run_bad (file_truncated)',
    });
  });

  it('goes on after a database that cannot be opened', async () => {
    const file = join(folder.path, 'text.db');
    writeFileSync(file, 'not a database, but long enough to look like one'.repeat(40));
    const checks = await look(file);
    expect(checks.find((check) => check.name === 'database')).toMatchObject({
      status: 'fail',
      detail: expect.stringContaining('database_unreadable'),
    });
    expect(checks.find((check) => check.name === 'pdf')?.status).toBe('ok');
  });
});
