import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/node/db.ts';
import { auditEntries } from '../../../src/store/audit.ts';
import { utilisation } from '../../../src/store/utilisation.ts';
import { fakePrometheus } from '../../providers/prometheus/fake-prometheus.ts';
import { aweigh, temporaryFolder } from '../aweigh.ts';

let folder = temporaryFolder();
let db = '';

beforeEach(() => {
  folder = temporaryFolder();
  db = join(folder.path, 'sample.db');
});

afterEach(() => folder.remove());

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder.path, name);
  writeFileSync(path, text);
  return path;
}

const ingest = (path: string, ...more: string[]) => aweigh('ingest', 'utilisation', path, '--db', db, '--json', ...more);
const stored = async () => {
  const store = openStore(db);
  const records = await utilisation(store.db);
  store.close();
  return records;
};

const CSV = [
  '\uFEFFResource ID;Container;CPU P50 (millicores);CPU P95 (millicores);Memory Max (MiB);From;To;Region',
  'i-01;web;100;250;300;2026-10-01;2026-11-01;eu-north-1',
  '"i-02";;"";40m;;2026-10-01;2026-11-01;eu-north-1',
].join('\r\n');

describe('aweigh ingest utilisation', () => {
  it('loads a CSV in any usual spelling, names its source, and says what it passed over', async () => {
    const { status, stdout } = await ingest(file('usage.csv', CSV));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'stored', records: 2, stored: 2, unchanged: 0, grades: { A: 1, B: 0, C: 1, D: 0 }, notes: ['passed over: Region'],
    }); // prettier-ignore
    const [first, second] = await stored();
    expect(first).toMatchObject({
      resourceId: 'i-01',
      container: 'web',
      cpu: { unit: 'cores', p50: 0.1, p95: 0.25 },
      memory: { unit: 'mib', max: 300 },
    });
    expect(second).toMatchObject({ resourceId: 'i-02', container: null, cpu: { unit: 'cores', p95: 0.04 }, memory: null, grade: 'C' });
    expect(first?.source).toMatch(/^usage\.csv sha256:[0-9a-f]{64}$/);
  });

  it('changes nothing when the same file comes again, and replaces what a newer file says', async () => {
    const path = file('usage.csv', CSV);
    await ingest(path);
    expect(JSON.parse((await ingest(path)).stdout)).toMatchObject({ status: 'unchanged', stored: 0, unchanged: 2 });
    await ingest(file('newer.json', JSON.stringify([{ resourceId: 'i-02', cpuP95: '60m', from: '2026-11-01', to: '2026-11-08' }])));
    expect((await stored()).map((record) => [record.resourceId, record.cpu?.p95])).toEqual([['i-01', 0.25], ['i-02', 0.06]]); // prettier-ignore
    const store = openStore(db);
    const entries = (await auditEntries(store.db, { limit: 10 })).items;
    store.close();
    expect(entries.map((entry) => [entry.action, entry.detail])).toEqual([['utilisation.ingest', '1 of 1 records'], ['utilisation.ingest', '2 of 2 records']]); // prettier-ignore
  });

  it('takes a JSON object whose other fields hold for every item, and a window from the command line', async () => {
    const items = [
      { resourceId: 'a', cpu: { p95: 12 } },
      { resourceId: 'b', cpu: { p95: 20 } },
    ];
    await ingest(file('a.json', JSON.stringify({ window: { from: '2026-09-01', to: '2026-10-01' }, items })));
    expect((await stored()).map((record) => record.window.from)).toEqual(['2026-09-01', '2026-09-01']);
    await ingest(file('b.json', JSON.stringify(items)), '--from', '2026-08-01', '--to', '2026-09-01');
    expect((await stored()).map((record) => record.window.to)).toEqual(['2026-09-01', '2026-09-01']);
    expect((await ingest(file('b.json', JSON.stringify(items)), '--from', 'May')).status).toBe(2);
  });

  it('stores nothing of a file with one bad row, and names its line and column', async () => {
    const { status, stdout } = await ingest(file('bad.csv', `${CSV}\r\ni-03;;;40m;120%;2026-10-01;2026-11-01;x`));
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ code: 'input_invalid', line: 4, column: 'Memory Max (MiB)' });
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['cpuP95,from\n1,2', 'header_missing_column', 'resourceId'],
    ['resourceId,region\na,b', 'header_missing_column', undefined],
    ['resourceId,cpuP95,cpu_p95_percent\na,1,1', 'header_duplicate', 'cpu_p95_percent'],
    ['resourceId,cpuP95Furlongs\na,1', 'input_invalid', 'cpuP95Furlongs'],
    ['resourceId,cpuP95\n', 'nothing_to_load', undefined],
    ['resourceId,cpuP95\na,1,2\n', 'row_malformed', undefined],
    ['resourceId,cpuP95\n"a,1\n', 'row_malformed', undefined],
    ['{"items": 3}', 'input_invalid', undefined],
    ['[{"resourceId": "a"', 'row_malformed', undefined],
    ['[3]', 'input_invalid', undefined],
    ['[]', 'nothing_to_load', undefined],
    [' \n', 'file_empty', undefined],
  ])('refuses %j with %s', async (text, code, column) => {
    const outcome = await ingest(file('bad.txt', text), '--from', '2026-10-01', '--to', '2026-11-01');
    const problem = JSON.parse(outcome.stdout) as { code: string; column?: string };
    expect([outcome.status, problem.code, problem.column]).toEqual([1, code, column]);
  });

  it('says what kind of file it cannot read', async () => {
    expect((await ingest(join(folder.path, 'none.csv'))).stderr).toContain('file_not_found');
    expect((await ingest(file('latin.csv', Uint8Array.from([0x63, 0xe9, 0x0a])))).stderr).toContain('file_not_utf8');
    mkdirSync(join(folder.path, 'folder'));
    expect((await ingest(join(folder.path, 'folder'))).stderr).toContain('file_unreadable');
  });
});

describe('aweigh utilisation list', () => {
  it('shows each record with its grade, in pages that meet without gap', async () => {
    const items = ['z!1', 'a b', 'a,b', 'ü', 'm'].map((resourceId) => ({
      resourceId,
      cpuP95: 12.5,
      cpuMax: 80,
      from: '2026-10-01',
      to: '2026-11-01',
    }));
    await ingest(file('usage.json', JSON.stringify({ items })));
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = JSON.parse(
        (await aweigh('utilisation', 'list', '--db', db, '--json', '--limit', '2', ...(cursor === '' ? [] : ['--cursor', cursor]))).stdout,
      ) as {
        items: { resourceId: string }[];
        nextCursor: string | null;
      };
      ids.push(...page.items.map((item) => item.resourceId));
      cursor = page.nextCursor;
    }
    expect(ids).toEqual(['a b', 'a,b', 'm', 'z!1', 'ü']);
    const { stdout } = await aweigh('utilisation', 'list', '--db', db);
    expect(stdout).toMatch(/^m +-\/12\.5\/80 % +not known +2026-10-01 to 2026-11-01 +C +usage\.json$/m);
    expect((await aweigh('utilisation', 'list', '--db', db, '--limit', '0')).status).toBe(2);
    expect((await aweigh('utilisation', 'list', '--db', db, '--cursor', 'nonsense')).stderr).toContain('query_invalid');
  });
});

describe('aweigh utilisation prometheus', () => {
  const series = (query: string) =>
    query.includes('container!=')
      ? [{ metric: { namespace: 'shop', pod: 'db-0', container: 'db' }, at: () => (query.includes('cpu') ? 0.25 : 1_073_741_824) }]
      : [];

  it('keeps what a server answers, and the same again changes nothing', async () => {
    const { url, asked } = await fakePrometheus(series);
    const call = [
      'utilisation',
      'prometheus',
      `${url}/`,
      '--from',
      '2026-10-01',
      '--to',
      '2026-10-08',
      '--step',
      '1h',
      '--db',
      db,
      '--json',
    ];
    expect(JSON.parse((await aweigh(...call)).stdout)).toMatchObject({
      status: 'stored',
      records: 1,
      grades: { A: 1 },
      source: `prometheus ${url}`,
    });
    expect(asked[0]).toMatchObject({ start: 1_790_812_800, end: 1_790_812_800 + 167 * 3600, step: 3600 });
    expect(JSON.parse((await aweigh(...call)).stdout)).toMatchObject({ status: 'unchanged' });
    expect(await stored()).toMatchObject([
      { resourceId: 'shop/db-0', container: 'db', workload: 'shop/db', memory: { unit: 'mib', max: 1024 } },
    ]);
  });

  it('takes a token from the environment and prints it nowhere', async () => {
    const { url, asked } = await fakePrometheus(series);
    process.env['SAMPLE_PROMETHEUS_TOKEN'] = 'token-of-nobody';
    const outcome = await aweigh('utilisation', 'prometheus', url, '--bearer-env', 'SAMPLE_PROMETHEUS_TOKEN', '--step', '1d', '--db', db);
    delete process.env['SAMPLE_PROMETHEUS_TOKEN'];
    expect([outcome.status, asked[0]?.authorization]).toEqual([0, 'Bearer token-of-nobody']);
    expect(outcome.stdout + outcome.stderr).not.toContain('token-of-nobody');
    expect((await aweigh('utilisation', 'prometheus', url, '--bearer-env', 'SAMPLE_PROMETHEUS_TOKEN', '--db', db)).status).toBe(2);
  });

  it.each([
    ['ftp://example.net'],
    ['prometheus'],
    ['http://user:swordfish@127.0.0.1:1'],
    ['http://127.0.0.1:1', '--step', '1y'],
    ['http://127.0.0.1:1', '--step', '5s'],
    ['http://127.0.0.1:1', '--from', '2026-10-02', '--to', '2026-10-01'],
  ])('refuses %s %s %s as wrong usage', async (...args) => {
    const { status, stderr } = await aweigh('utilisation', 'prometheus', ...args, '--db', db);
    expect([status, stderr.includes('swordfish')]).toEqual([2, false]);
  });
});
