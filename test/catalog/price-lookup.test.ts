import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceBook } from '../../src/catalog/price-book.ts';
import { egressPrice, fees, managedPrice, nodePrices, storagePrice, tieredCost } from '../../src/catalog/price-lookup.ts';

const book = priceBook();
const groups = [
  ...new Map(book.storage.filter((row) => row.item === 'internet-egress-gb').map((row) => [`${row.provider}/${row.region}`, row])).values(),
].map(({ provider, region }) => ({ provider, region }));
const place = fc.constantFrom(...groups);
const gb = fc.double({ min: 0, max: 1_000_000, noNaN: true });
const usdOf = (at: { readonly provider: string; readonly region: string }, volume: number): number =>
  egressPrice(book, { ...at, gb: volume })?.usd ?? Number.NaN;

describe('egress', () => {
  it('costs what the published tiers add up to', () => {
    const tenTb = 10_240 * 0.09;
    expect(usdOf({ provider: 'aws', region: 'us-east-1' }, 100_000)).toBeCloseTo(tenTb + 40_960 * 0.085 + 48_800 * 0.07, 6);
    expect(usdOf({ provider: 'azure', region: 'westeurope' }, 100)).toBe(0);
    expect(usdOf({ provider: 'azure', region: 'westeurope' }, 1_100)).toBeCloseTo(87, 9);
    expect(usdOf({ provider: 'oci', region: 'eu-frankfurt-1' }, 10_240)).toBe(0);
    expect(usdOf({ provider: 'oci', region: 'ap-tokyo-1' }, 20_240)).toBeCloseTo(250, 9);
    expect(usdOf({ provider: 'hetzner', region: 'fsn1' }, 21_480)).toBeCloseTo(1.13, 9);
  });

  it('never falls with volume', () => {
    fc.assert(fc.property(place, gb, gb, (at, a, b) => usdOf(at, Math.min(a, b)) <= usdOf(at, Math.max(a, b)) + 1e-9));
  });

  it('is continuous: a little more costs a little more, at the edge of a tier too', () => {
    const edge = fc.constantFrom(5, 100, 1_024, 10_000, 10_240, 20_480, 50_000, 51_200, 150_000, 153_600);
    fc.assert(fc.property(place, fc.oneof(edge, gb), (at, volume) => Math.abs(usdOf(at, volume + 0.001) - usdOf(at, volume)) <= 0.001));
  });

  it('accounts for every gigabyte in one tier, or says that it is not priced', () => {
    fc.assert(
      fc.property(place, gb, (at, volume) => {
        const cost = egressPrice(book, { ...at, gb: volume });
        const counted = (cost?.parts ?? []).reduce((sum, part) => sum + part.gb, cost?.unpricedGb ?? 0);
        expect(counted).toBeCloseTo(volume, 3);
        expect(cost?.parts.every((part) => part.gb > 0)).toBe(true);
      }),
    );
  });

  it('is null, not zero, where a provider has no price', () => {
    expect(egressPrice(book, { provider: 'linode', region: 'us-east', gb: 10 })).toBeNull();
  });

  it('leaves what lies beyond the last tier unpriced', () => {
    const tier = storagePrice(book, { provider: 'azure', region: 'eastus', item: 'block-ssd-premium-P4-32gib-disk-month' });
    expect(tier === null ? null : tieredCost(tier, 40).unpricedGb).toBe(8);
  });
});

describe('unit prices', () => {
  it('of storage are those of the region, or of the nearest, with that said', () => {
    const exact = storagePrice(book, { provider: 'aws', region: 'eu-central-1', item: 'block-ssd-gb-month' });
    expect([exact?.match, exact?.tiers.map((row) => row.price)]).toEqual(['exact', ['0.0952']]);
    const near = storagePrice(book, { provider: 'aws', region: 'eu-south-2', item: 'block-ssd-gb-month' });
    expect([near?.match, near?.tiers[0]?.region]).toEqual(['same-continent', 'eu-central-1']);
    expect(storagePrice(book, { provider: 'oci', region: 'uk-london-1', item: 'object-gb-month' })?.match).toBe('same-list');
    expect(storagePrice(book, { provider: 'aws', region: 'us-east-1', item: 'no-such-gb-month' })).toBeNull();
  });

  it('of managed services are found by item, never guessed by another item', () => {
    const answer = managedPrice(book, { provider: 'aws', service: 'lambda', item: 'duration-x86', region: 'us-east-1' });
    expect([answer?.row.price, answer?.row.freePerMonth, answer?.match]).toEqual(['0.0000166667', 400_000, 'exact']);
    expect(managedPrice(book, { provider: 'aws', service: 'lambda', item: 'duration', region: 'us-east-1' })).toBeNull();
    expect(managedPrice(book, { provider: 'aws', service: 'msk', item: 'kafka.m5.large', region: 'eu-west-1' })?.row.region).toBe(
      'eu-central-1',
    );
  });

  it('of Kubernetes keep small prices exact and name their variant', () => {
    const storage = fees(book, 'gke').find((row) => row.item === 'pod-ephemeral-storage@autopilot');
    expect([storage?.price, storage?.variant, storage?.unit]).toEqual(['0.0000548', 'autopilot', 'gib-hour']);
    expect(fees(book, 'eks').find((row) => row.item === 'control-plane')?.usd).toBe(0.1);
    expect(fees(book, 'no-such-target')).toEqual([]);
  });

  it('of machines keep their digits, with floats for models beside them', () => {
    const row = nodePrices(book, { provider: 'aws', region: 'us-east-1' }).find((price) => price.instanceType === 'm7i-flex.12xlarge');
    expect([row?.onDemand, row?.commit1y, row?.commit3y, row?.spot]).toEqual(['2.29824', '1.52019', '1.04258', '0.850349']);
    expect(row?.usd).toEqual({ onDemand: 2.29824, commit1y: 1.52019, commit3y: 1.04258, spot: 0.850349 });
    expect(nodePrices(book, { provider: 'aws', region: 'nowhere' })).toEqual([]);
  });
});
