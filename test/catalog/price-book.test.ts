import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/catalog/content-hash.ts';
import { priceBook, priceBookVersion, withPrices } from '../../src/catalog/price-book.ts';
import { conflictIn, readPrice } from '../../src/catalog/price-csv.ts';
import { listedPrices } from '../../src/catalog/price-list.ts';
import { PRICE_GRADES, type PriceRow } from '../../src/catalog/price-row.ts';
import { utilisationRows } from '../../src/catalog/utilisation-rows.ts';
import { attosOf } from '../../src/money.ts';
import { isDay } from '../../src/time.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const ROWS = join(ROOT, 'src/catalog/rows');
const FACTS = resolve(ROOT, '../shared/facts');
const book = priceBook();
const all = listedPrices(book, {});
const attos = (text: string): bigint => attosOf(text) ?? -1n;

const priced = (cells: Record<string, string>, kind: 'node' | 'storage' = 'node'): PriceRow => {
  const row = readPrice(kind, cells);
  if (!('key' in row)) throw new Error(row.detail);
  return row;
};
const dated = { as_of: '2026-11-01', source: 'our contract' };
const node = (instanceType: string, usd: string, more: Record<string, string> = {}): PriceRow =>
  priced({ provider: 'aws', region: 'us-east-1', instance_type: instanceType, vcpu: '2', memory_gib: '8', arch: 'amd64', on_demand_usd_hour: usd, ...dated, ...more }); // prettier-ignore

describe('the default prices', () => {
  it('say of every row where it is from, when it held and how far to trust it', () => {
    const bad = all.filter((row) => row.source === '' || !isDay(row.asOf) || !PRICE_GRADES.includes(row.grade) || row.grade === 'G');
    expect(bad).toEqual([]);
    expect(new Set(all.map((row) => row.key)).size).toBe(all.length);
  });

  it('never have a machine without size or price, nor spot above on demand, nor a commitment above it', () => {
    const bad = all.filter((row) => {
      if (row.kind !== 'node') return attos(row.price) < 0n;
      const most = attos(row.onDemand);
      const commitments = [row.commit1y, row.commit3y].filter((text) => text !== null);
      const spotKept = row.spot === null || (attos(row.spot) > 0n && attos(row.spot) < most);
      const committedKept = commitments.every((text) => attos(text) > 0n && attos(text) <= most);
      return !(row.vcpu > 0 && row.memoryGiB > 0 && most > 0n && spotKept && committedKept);
    });
    expect(bad.map((row) => row.key)).toEqual([]);
  });

  it('leave no hole and no overlap between tiers, and repeat no key', () => {
    expect(conflictIn(all)).toBeNull();
  });

  it('price general, compute and memory machines of five clouds in at least three regions, and some of neutral hosts', () => {
    const FAMILIES: Record<string, readonly string[]> = {
      aws: ['m6i', 'm7i', 'm7g', 'm8g', 'c6i', 'c7g', 'c8g', 'r6i', 'r7i', 'r8g', 't3', 't4g', 'm5', 'c5', 'r5', 't2', 'g5'],
      gcp: ['e2', 'n1', 'n2', 'n2d', 'n4', 'c3', 'c3d', 'c4', 'c4a', 't2d', 'm3', 'a2', 'g2'],
      azure: ['D4s_v5', 'E4s_v5', 'F4s_v2', 'D4s_v3', 'E4s_v4', 'D4ps_v5', 'D4s_v6', 'E4as_v7', 'B2ms', 'NC24ads_A100_v4'],
      ibm: ['bx2', 'cx2', 'mx2'],
    };
    for (const [provider, families] of Object.entries(FAMILIES))
      for (const family of families) {
        const named = (type: string): boolean => type.replace('Standard_', '').split(/[.-]/)[0] === family;
        const regions = book.nodeRegions(provider).filter((region) => book.nodes(provider, region).some((row) => named(row.instanceType)));
        expect(regions.length, `${provider} ${family}`).toBeGreaterThanOrEqual(3);
      }
    expect(book.nodes('oci', 'all-commercial').length).toBeGreaterThan(200);
    for (const host of ['hetzner', 'digitalocean', 'linode', 'ovh', 'scaleway'])
      expect(book.nodeRegions(host).length, host).toBeGreaterThan(0);
  });

  it('grade a listed price S, a derived one D and an approximation W', () => {
    const grade = (key: string): string | undefined => all.find((row) => row.key === key)?.grade;
    expect(grade('node-prices/gcp/europe-west3/n2-standard-4')).toBe('S');
    expect(grade('node-prices/ibm/eu-de/bx2-4x16')).toBe('D');
    expect(grade('kubernetes-fees/aws/all/eks/auto-mode-surcharge')).toBe('W');
    expect(grade('kubernetes-fees/aws/all/eks/control-plane')).toBe('M');
    const spot = book.nodes('aws', 'us-east-1').find((row) => row.instanceType === 'm5.large');
    expect([spot?.grade, spot?.spotGrade]).toEqual(['S', 'D']);
  });

  it('take at most 3 MB of disk, and have a version that changes with their content', () => {
    const files = readdirSync(ROWS).filter((name) => name.startsWith('prices-') || name === 'utilisation.json');
    const bytes = files.reduce((sum, name) => sum + statSync(join(ROWS, name)).size, 0);
    expect(bytes).toBeLessThan(3_000_000);
    const order = ['aws', 'azure', 'gcp', 'ibm', 'oci', 'hosts'].map((name) => `prices-nodes-${name}`);
    const texts = [...order, 'prices-fees', 'prices-storage', 'prices-managed', 'utilisation'].map((name) =>
      readFileSync(join(ROWS, `${name}.json`), 'utf8'),
    );
    expect(priceBookVersion()).toBe(`${book.newestAsOf}.${contentHash(texts.join(''))}`);
    expect(book.version).toBe(priceBookVersion());
  });

  it('carry published utilisation with unit and source', () => {
    expect(utilisationRows()).toHaveLength(93);
    expect(utilisationRows().every((row) => row.unit !== '' && row.source !== '' && row.source !== 'same as above')).toBe(true);
  });
});

describe.skipIf(!existsSync(FACTS))('against the fact files beside the checkout (skipped: no ../shared/facts)', () => {
  it('is what the script makes of them, byte by byte', () => {
    const out = mkdtempSync(join(tmpdir(), 'aweigh-prices-'));
    try {
      execFileSync(process.execPath, [join(ROOT, 'scripts/price-book.ts'), FACTS, out]);
      const differing = readdirSync(out).filter((name) => readFileSync(join(out, name), 'utf8') !== readFileSync(join(ROWS, name), 'utf8'));
      expect(differing).toEqual([]);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });

  it('holds every node price with all its digits', () => {
    const rows = parse(readFileSync(join(FACTS, 'node-prices.csv'), 'utf8'), { columns: true }) as unknown as Record<string, string>[];
    const known = new Map(all.map((row) => [row.key, row]));
    const same = (text: string | undefined, found: string | null): boolean =>
      (text ?? '') === '' ? found === null : attos(text ?? '') === attos(found ?? 'x');
    const lost = rows.filter((cells) => {
      const row = known.get(`node-prices/${cells['provider']}/${cells['region']}/${cells['instance_type']}`);
      if (row?.kind !== 'node') return true;
      const prices = same(cells['on_demand_usd_hour'], row.onDemand) && same(cells['commit_1y_usd_hour'], row.commit1y);
      return !(
        prices &&
        same(cells['commit_3y_usd_hour'], row.commit3y) &&
        same(cells['spot_usd_hour'], row.spot) &&
        row.asOf === cells['as_of']
      );
    });
    expect(rows.length).toBeGreaterThan(30_000);
    expect(lost).toEqual([]);
  });
});

describe('imported prices', () => {
  it('stand in place of the default one of the same key and beside all others', () => {
    const own = withPrices(book, [
      node('m5.large', '0.08'),
      node('m99.large', '0.09'),
      node('g4s.large', '0.05', { provider: 'civo', region: 'lon1' }),
    ]);
    const here = own.nodes('aws', 'us-east-1');
    expect(here.find((row) => row.instanceType === 'm5.large')?.onDemand).toBe('0.08');
    expect(here).toHaveLength(book.nodes('aws', 'us-east-1').length + 1);
    expect(here.map((row) => row.instanceType)).toEqual(here.map((row) => row.instanceType).sort());
    expect(own.nodeRegions('civo')).toEqual(['lon1']);
    expect(own.shapes('aws').some((shape) => shape.instanceType === 'm99.large')).toBe(true);
    expect(own.newestAsOf).toBe('2026-11-01');
  });

  it('change the version with their content and not with their order', () => {
    const [a, b] = [node('m5.large', '0.08'), node('m5.xlarge', '0.16')];
    expect(withPrices(book, [a, b]).version).toBe(withPrices(book, [b, a]).version);
    expect(withPrices(book, [a]).version).not.toBe(withPrices(book, [node('m5.large', '0.081')]).version);
    expect(withPrices(book, [])).toBe(book);
  });

  it('replace the tiers of a storage item together', () => {
    const cells = { provider: 'aws', region_group: 'us-east-1', item: 'internet-egress-gb', usd: '0.02', ...dated };
    const own = withPrices(book, [priced(cells, 'storage')]);
    const tiers = own.storage.filter((row) => row.provider === 'aws' && row.region === 'us-east-1' && row.item === 'internet-egress-gb');
    expect(tiers.map((row) => [row.tierFromGb, row.tierToGb, row.price])).toEqual([[0, null, '0.02']]);
  });
});
