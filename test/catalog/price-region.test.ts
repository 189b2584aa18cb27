import { describe, expect, it } from 'vitest';
import { catalogTargets } from '../../src/catalog/catalog-rows.ts';
import { priceBook } from '../../src/catalog/price-book.ts';
import { destinationFees, destinationOf, destinationRegion, destinations } from '../../src/catalog/price-destinations.ts';
import { continentOf, regionFor, type Continent } from '../../src/catalog/price-region.ts';

const book = priceBook();

describe('the priced region of a workload', () => {
  it.each([
    ['aws', 'us-west-2', 'us-west-2', 'exact'],
    ['aws', 'us-west-2a', 'us-west-2', 'exact'],
    ['aws', 'us-west-1', 'us-east-1', 'same-continent'],
    ['aws', 'eu-south-2', 'eu-central-1', 'same-continent'],
    ['aws', 'me-south-1', 'eu-central-1', 'other-continent'],
    ['azure', 'East US', 'eastus', 'exact'],
    ['azure', 'US East 2', 'eastus2', 'exact'],
    ['azure', 'EU West', 'westeurope', 'exact'],
    ['azure', 'swedencentral', 'westeurope', 'same-continent'],
    ['azure', 'koreacentral', 'japaneast', 'same-continent'],
    ['gcp', 'us-central1-a', 'us-central1', 'exact'],
    ['gcp', 'europe-north1', 'europe-west3', 'same-continent'],
    ['oci', 'uk-london-1', 'all-commercial', 'same-list'],
    ['ibm', 'us-south-1', 'us-south', 'exact'],
    ['ibm', 'fra02', 'eu-de', 'same-continent'],
    ['hetzner', 'us-east-1', 'fsn1', 'other-continent'],
  ])('%s %s is %s (%s)', (provider, region, expected, match) => {
    expect(regionFor(book, { provider, region })).toEqual({ region: expected, match });
  });

  it('is null at a provider without prices', () => {
    expect(regionFor(book, { provider: 'civo', region: 'lon1' })).toBeNull();
  });

  it('finds every priced region to be itself, on a continent that its name says', () => {
    for (const provider of book.nodeProviders)
      for (const region of book.nodeRegions(provider)) {
        expect(regionFor(book, { provider, region })?.region, region).toBe(region);
        if (region !== 'all-commercial') expect(continentOf(region), region).not.toBeNull();
      }
  });

  it.each<[string, Continent | null]>([
    ['ap-southeast-2', 'asia-pacific'],
    ['australiaeast', 'asia-pacific'],
    ['southeastasia', 'asia-pacific'],
    ['centralindia', 'asia-pacific'],
    ['brazilsouth', 'south-america'],
    ['sa-saopaulo-1', 'south-america'],
    ['southafricanorth', 'middle-east-africa'],
    ['uaenorth', 'middle-east-africa'],
    ['canadacentral', 'north-america'],
    ['northcentralus', 'north-america'],
    ['northamerica-northeast1', 'north-america'],
    ['uksouth', 'europe'],
    ['eu-frankfurt-1', 'europe'],
    ['', null],
    ['global', null],
  ])('knows that %s lies in %s', (region, continent) => {
    expect(continentOf(region)).toBe(continent);
  });
});

describe('destinations', () => {
  it('are the active targets, each once, and no others', () => {
    const active = catalogTargets().filter((target) => target.status === 'active');
    expect(destinations().map((row) => row.targetId)).toEqual(active.map((target) => target.id));
  });

  it('answer for a historic system with the one that continues it', () => {
    expect(destinationOf('tectonic')?.targetId).toBe('openshift');
    expect(destinationOf('pks')?.targetId).toBe('tkgi');
    expect(destinationOf('cfcr')?.targetId).toBe('korifi');
    expect(destinationOf('docker-ee')?.targetId).toBe('mke');
    expect(destinationOf('rackspace-managed-cloud')?.targetId).toBe('rackspace-managed-kubernetes');
    expect(destinationOf('iks-cisco')).toBeNull();
    expect(destinationOf('no-such-target')).toBeNull();
  });

  it('have machines with a price, or name machines as unpriced', () => {
    for (const row of destinations()) {
      const region = destinationRegion(book, row, 'europe');
      expect(region === null, row.targetId).toBe(row.unpriced.includes('machines'));
    }
  });

  it('take fees of the platform and of the network apart, and only from targets that have some', () => {
    for (const row of destinations()) {
      const found = destinationFees(book, row);
      expect(found.platform.length > 0, row.targetId).toBe(row.feesOf !== null);
      expect(found.network.length > 0, row.targetId).toBe(row.networkOf !== null);
    }
    const rosa = destinations().find((row) => row.targetId === 'rosa');
    const found = rosa === undefined ? null : destinationFees(book, rosa);
    expect(found?.platform.map((row) => row.item)).toContain('worker-surcharge-per-vcpu');
    expect(found?.network.map((row) => row.item)).toContain('nat-gateway');
    expect(found?.network.every((row) => row.targetId === 'eks')).toBe(true);
  });
});
