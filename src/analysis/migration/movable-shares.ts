import { MIGRATION_ASSUMPTION_IDS, type RangeAssumptionId } from '../../catalog/migration-assumptions.ts';
import type { MigrationRoute } from '../../finding/migration-finding.ts';
import type { DataItem } from './compute-item.ts';
import type { FunctionLot } from './function-lot.ts';
import type { ScenarioInputs } from './scenario-inputs.ts';
import type { WorkloadLot } from './workload-lots.ts';

/** Which share of a route moves, in every scenario. */
export interface MovableShares {
  readonly ofRoute: (route: MigrationRoute) => Float64Array;
  /** Of what follows a provider's workloads: the mean of their shares, weighted by spend. */
  readonly following: (provider: string) => Float64Array;
}

interface Movers {
  readonly lots: readonly WorkloadLot[];
  readonly functions: readonly FunctionLot[];
  readonly data: readonly DataItem[];
}

export function movableShares({ lots, functions, data }: Movers, inputs: ScenarioInputs): MovableShares {
  const none = new Float64Array(inputs.size);
  const ofRoute = (route: MigrationRoute): Float64Array => {
    const id = `movable.${route}`;
    return isMovableId(id) ? inputs.range(id) : none;
  };
  const weights = [
    ...lots.map((lot) => ({ provider: lot.provider, route: lot.route, spend: lot.spend })),
    ...functions.map((lot) => ({ provider: lot.provider, route: 'faas' as const, spend: lot.spend })),
    ...data.map((item) => ({ provider: item.provider, route: item.route, spend: item.monthlyEffective })),
  ];
  const known = new Map<string, Float64Array>();
  const following = (provider: string): Float64Array => {
    const found =
      known.get(provider) ??
      meanShare(
        weights.filter((weight) => weight.provider === provider),
        { ofRoute, none },
      );
    known.set(provider, found);
    return found;
  };
  return { ofRoute, following };
}

const isMovableId = (id: string): id is RangeAssumptionId & `movable.${string}` => MIGRATION_ASSUMPTION_IDS.some((known) => known === id);

interface Weight {
  readonly route: MigrationRoute;
  readonly spend: number;
}

function meanShare(
  weights: readonly Weight[],
  { ofRoute, none }: { readonly ofRoute: (route: MigrationRoute) => Float64Array; readonly none: Float64Array },
): Float64Array {
  const total = weights.reduce((sum, { spend }) => sum + spend, 0);
  if (total <= 0) return none;
  const byRoute = [...Map.groupBy(weights, ({ route }) => route).entries()].map(([route, list]) => ({
    shares: ofRoute(route),
    weight: list.reduce((sum, { spend }) => sum + spend, 0) / total,
  }));
  return none.map((_, at) => byRoute.reduce((sum, { shares, weight }) => sum + weight * (shares[at] ?? 0), 0));
}
