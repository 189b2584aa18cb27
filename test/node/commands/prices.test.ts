import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { priceBookVersion } from '../../../src/catalog/price-book.ts';
import { currentPrices } from '../../../src/jobs/import-prices.ts';
import { openStore } from '../../../src/node/db.ts';
import { auditEntries } from '../../../src/store/audit.ts';
import { importedPrices } from '../../../src/store/prices.ts';
import { aweigh, temporaryFolder } from '../aweigh.ts';

let folder = temporaryFolder();
let db = '';

beforeEach(() => {
  folder = temporaryFolder();
  db = join(folder.path, 'sample.db');
});

afterEach(() => folder.remove());

function file(name: string, ...lines: readonly string[]): string {
  const path = join(folder.path, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const NODE = 'provider,region,instance_type,vcpu,memory_gib,arch,on_demand_usd_hour,as_of,source';
const STORAGE = 'provider,region_group,item,tier_from_gb,tier_to_gb,usd,as_of,source';
const prices = (...args: readonly string[]) => aweigh('prices', ...args, '--db', db, '--json');
const listed = async (...args: readonly string[]) =>
  JSON.parse((await prices('list', ...args)).stdout) as {
    items: Record<string, unknown>[];
    nextCursor: string | null;
    priceBook: { version: string };
  };
const stored = async () => {
  const store = openStore(db);
  const rows = await importedPrices(store.db);
  store.close();
  return rows;
};

describe('aweigh prices', () => {
  it('puts imported prices in place of the default ones, beside new ones, and says so in the audit log', async () => {
    const own = file('own.csv', NODE, 'aws,us-east-1,m5.large,2,8,amd64,0.08,2026-11-01,our contract', 'civo,lon1,g4s.large,4,8,amd64,0.06,2026-11-01,"Civo, price page"'); // prettier-ignore
    const { status, stdout } = await prices('import', own);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ kind: 'node', imported: 2, replacingDefaults: 1 });
    const here = await listed('--provider', 'aws', '--region', 'us-east-1', '--kind', 'node', '--item', 'm5.large');
    expect(here.items).toMatchObject([{ onDemand: '0.08', grade: 'G', source: 'our contract', key: 'node-prices/aws/us-east-1/m5.large' }]);
    expect(here.items[0]).not.toHaveProperty('usd');
    expect((await listed('--provider', 'civo')).items).toHaveLength(1);
    expect(here.priceBook.version).toMatch(new RegExp(`^${priceBookVersion().replaceAll('.', '\\.')}\\+[0-9a-f]{8}$`));
    const store = openStore(db);
    expect((await auditEntries(store.db, { limit: 9 })).items).toMatchObject([{ action: 'prices.import', detail: '2 prices' }]);
    store.close();
  });

  it('imports nothing of a file in which one row is wrong', async () => {
    const bad = file('bad.csv', NODE, 'aws,us-east-1,m5.large,2,8,amd64,0.08,2026-11-01,list', '', 'aws,us-east-1,m5.xlarge,4,16,amd64,-1,2026-11-01,list'); // prettier-ignore
    const { status, stdout } = await prices('import', bad);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ code: 'input_invalid', line: 4, column: 'on_demand_usd_hour' });
    expect(await stored()).toEqual([]);
  });

  it('replaces a price that comes again, and all tiers of an item together', async () => {
    const tiers = [
      'aws,eu-west-1,internet-egress-gb,0,100,0.08,2026-10-01,old',
      'aws,eu-west-1,internet-egress-gb,100,,0.07,2026-10-01,old',
    ];
    await prices('import', file('old.csv', STORAGE, ...tiers, 'aws,eu-west-1,object-gb-month,,,0.02,2026-10-01,old'));
    await prices('import', file('new.csv', STORAGE, 'aws,eu-west-1,internet-egress-gb,,,0.05,2026-11-01,new'));
    expect((await stored()).map((row) => [row.item, row.source])).toEqual([
      ['internet-egress-gb@0', 'new'],
      ['object-gb-month@0', 'old'],
    ]);
    const store = openStore(db);
    const book = await currentPrices(store.db);
    store.close();
    const there = book.storage.filter((row) => row.provider === 'aws' && row.region === 'eu-west-1' && row.item === 'internet-egress-gb');
    expect(there.map((row) => row.price)).toEqual(['0.05']);
  });

  it('lists the default prices without a database, page by page without loss', async () => {
    const ask = ['--kind', 'fee', '--limit', '40'];
    const first = await listed(...ask);
    const second = await listed(...ask, '--cursor', first.nextCursor ?? '');
    expect(first.items.length + second.items.length).toBe(70);
    expect(second.nextCursor).toBeNull();
    expect(new Set([...first.items, ...second.items].map((row) => row['key'])).size).toBe(70);
    expect(first.priceBook.version).toBe(priceBookVersion());
  });

  it('refuses what it does not understand', async () => {
    expect(JSON.parse((await prices('list', '--kind', 'boat')).stdout)).toMatchObject({ code: 'usage_invalid' });
    expect(JSON.parse((await prices('list', '--limit', '0')).stdout)).toMatchObject({ code: 'usage_invalid' });
    expect(JSON.parse((await prices('list', '--cursor', 'x')).stdout)).toMatchObject({ code: 'query_invalid' });
    expect(JSON.parse((await prices('import', join(folder.path, 'none.csv'))).stdout)).toMatchObject({ code: 'file_not_found' });
  });
});
