import { egressPrice, storagePrice, tieredCost } from '../../catalog/price-lookup.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { FeePrice } from '../../catalog/price-row.ts';
import type { Place } from './place.ts';
import type { TrafficPaths } from './portfolio.ts';

/** List prices of traffic at a place; a path without one is null and keeps what it costs elsewhere. */
export interface NetworkPrices {
  readonly internet: (gb: number) => number | null;
  readonly crossZoneGb: number | null;
  readonly crossRegionGb: number | null;
  readonly natGb: number | null;
  readonly natHour: number | null;
  readonly loadBalancerHour: number | null;
  readonly keys: readonly string[];
}

type Priced = Pick<Place, 'provider' | 'region'> & { readonly network: readonly FeePrice[] };

/** Prices of a place: fees of its network, and the storage list for traffic by the GB. */
export function networkPrices(book: PriceBook, { provider, region, network }: Priced): NetworkPrices {
  const perGb = (item: string) => {
    const price = storagePrice(book, { provider, region, item });
    const [first] = price?.tiers ?? [];
    return price === null || first === undefined ? null : { usd: tieredCost(price, 1).usd, key: first.key };
  };
  const fee = (test: (row: FeePrice) => boolean) => network.find(test) ?? null;
  const zone = fee((row) => row.item === 'cross-az-gb') ?? perGb('cross-az-gb-each-way');
  const between = perGb('inter-region-gb') ?? perGb('internet-egress-gb');
  const natGb = fee((row) => row.item === 'nat-data');
  const natHour = fee((row) => row.item === 'nat-gateway');
  const balancer = fee((row) => row.item.startsWith('load-balancer') && row.unit.endsWith('hour') && !row.unit.startsWith('lcu'));
  return {
    internet: (gb) => egressPrice(book, { provider, region, gb })?.usd ?? null,
    crossZoneGb: zone?.usd ?? null,
    crossRegionGb: between?.usd ?? null,
    natGb: natGb?.usd ?? null,
    natHour: natHour?.usd ?? null,
    loadBalancerHour: balancer?.usd ?? null,
    keys: [zone, between, natGb, natHour, balancer].flatMap((row) => row?.key ?? []),
  };
}

/** A provider's fees for network that no target of the book carries: found by the provider's name. */
export const ownNetwork = (book: PriceBook, provider: string): readonly FeePrice[] => book.fees.filter((row) => row.provider === provider);

/** US dollars a month of traffic by path; where `prices` lack a path, those of `other` stand in. Section 3.8. */
export function trafficCost(traffic: TrafficPaths, prices: NetworkPrices, other: NetworkPrices): number {
  const unit = (of: (prices: NetworkPrices) => number | null): number => of(prices) ?? of(other) ?? 0;
  return (
    (prices.internet(traffic.internetGb) ?? other.internet(traffic.internetGb) ?? 0) +
    traffic.crossZoneGb * unit((one) => one.crossZoneGb) +
    traffic.crossRegionGb * unit((one) => one.crossRegionGb) +
    traffic.natGb * unit((one) => one.natGb) +
    traffic.natHours * unit((one) => one.natHour) +
    traffic.loadBalancerHours * unit((one) => one.loadBalancerHour)
  );
}
