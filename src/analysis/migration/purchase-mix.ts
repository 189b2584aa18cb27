import type { ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import type { NodePrice } from '../../catalog/price-row.ts';
import type { DestinationNode } from '../../finding/migration-finding.ts';
import type { Place } from './place.ts';

/** Prices of committed and spot capacity over on demand, for the machines that were chosen; 1 where a provider sells neither at list. */
export interface PurchaseRatios {
  readonly commit: number;
  readonly spot: number;
  /** True where a share is assumed because no price is published per size. */
  readonly assumed: boolean;
}

interface Chosen {
  readonly price: NodePrice;
  readonly count: number;
}

/** Cost-weighted over the chosen machines; a machine without such a price is bought on demand. Migration model 0.1, sections 2.3 and 3.5. */
export function purchaseRatios(place: Place, machines: readonly Chosen[], assumptions: ResolvedAssumptions): PurchaseRatios {
  const years = assumptions.number('purchase.commitYears');
  if (place.provider === 'azure' && !machines.some(({ price }) => price.usd.commit1y !== null || price.usd.spot !== null)) {
    const commit = years === 0 ? 1 : assumptions.number(years === 1 ? 'purchase.azureCommit1y' : 'purchase.azureCommit3y');
    return { commit, spot: assumptions.number('purchase.azureSpot'), assumed: true };
  }
  const ratio = (of: (price: NodePrice) => number | null): number => {
    const total = machines.reduce((sum, { price, count }) => sum + count * price.usd.onDemand, 0);
    if (total === 0) return 1;
    const reduced = machines.reduce(
      (sum, { price, count }) => sum + count * Math.min(price.usd.onDemand, of(price) ?? price.usd.onDemand),
      0,
    );
    return reduced / total;
  };
  const commit = years === 0 ? 1 : ratio((price) => (years === 1 ? price.usd.commit1y : (price.usd.commit3y ?? price.usd.commit1y)));
  return { commit, spot: ratio((price) => price.usd.spot), assumed: false };
}

/** Shares of capacity by way of purchase: committed first, spot of what is left, the rest on demand. */
export interface PurchaseShares {
  readonly commit: number;
  readonly spot: number;
}

/** What a unit of capacity costs over its on-demand price under a mix; spot brings spare capacity with it. */
export function mixFactor({ commit, spot }: PurchaseShares, ratios: PurchaseRatios, spare: number): number {
  const onSpot = Math.min(spot, 1 - commit);
  return commit * ratios.commit + onSpot * ratios.spot * (1 + spare) + (1 - commit - onSpot);
}

type Purchase = DestinationNode['purchase'];

/** A thousandth of the capacity is no way of purchase worth a word. */
const LEAST_SHARE = 0.001;

interface Bought {
  readonly price: NodePrice;
  readonly shares: PurchaseShares;
  readonly ratios: PurchaseRatios;
  readonly years: number;
}

/** How a machine is bought under a mix: in one way, or in several. Where no committed or spot price is known it is on demand. */
export function purchaseOfMachine({ price, shares, ratios, years }: Bought): Purchase {
  const { commit1y, commit3y, spot } = price.usd;
  const term: Purchase | null = years >= 3 && (commit3y !== null || ratios.assumed) ? 'commit-3y' : years >= 1 && (commit1y !== null || ratios.assumed) ? 'commit-1y' : null; // prettier-ignore
  const committed = term === null ? 0 : shares.commit;
  const onSpot = spot === null && !ratios.assumed ? 0 : shares.spot;
  const ways: [Purchase, number][] = [[term ?? 'on-demand', committed], ['spot', onSpot], ['on-demand', 1 - committed - onSpot]]; // prettier-ignore
  const used = ways.filter(([, share]) => share > LEAST_SHARE).map(([way]) => way);
  return used.length === 1 ? (used[0] ?? 'on-demand') : 'mixed';
}
