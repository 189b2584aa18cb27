import { cheapestCluster, clusterBound, nodesOf, rulesOf, type Cluster, type ClusterBound } from './cluster.ts';
import type { PackCase, PackOptions, PackResult, ResourcePrices } from './pack-case.ts';
import { byName, GIB, nodeKind, offersOf, podsOf, usdOf, VCPU, whyUnplaced } from './pack-model.ts';

/**
 * Packs pods on nodes at the lowest price that the search finds, and says how far from a provable lower bound that is.
 * The input is trusted: names are unique, numbers are finite and not negative, replicas are whole.
 * The order of shapes and workloads does not matter, and the same case gives the same answer.
 * Pods that no shape holds are named in `unplaced`; they count neither in the price nor in the bound.
 */
export function packWorkloads(packCase: PackCase, { placements = true, effort = 1 }: PackOptions = {}): PackResult {
  const { offers, allocatables } = offersOf(packCase);
  const all = podsOf(packCase);
  const unplaced = all.flatMap((one) => whyUnplaced(one, offers) ?? []);
  const refused = new Set(unplaced.map(({ workload }) => workload));
  const pods = all.filter(({ workload }) => !refused.has(workload.name));
  const rules = rulesOf(packCase, effort);
  const bound = clusterBound(pods, offers, rules);
  const cluster = cheapestCluster(pods, offers, rules);
  const usdPerHour = usdOf(cluster.price);
  const lowerBoundUsdPerHour = Math.min(usdPerHour, usdOf(Math.floor(bound.whole + 1e-6)));
  return {
    allocatable: allocatables,
    nodes: countsOf(cluster),
    usdPerHour,
    lowerBoundUsdPerHour,
    fluidUsdPerHour: Math.min(lowerBoundUsdPerHour, usdOf(Math.floor(bound.fluid + 1e-6))),
    quality: lowerBoundUsdPerHour > 0 ? usdPerHour / lowerBoundUsdPerHour : 1,
    resourcePrices: bound.pools.map(resourcePricesOf).sort((a, b) => byName(a.nodes, b.nodes)),
    placements: placements ? placementsOf(cluster) : [],
    unplaced,
  };
}

function countsOf(cluster: Cluster): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { offer, count } of nodesOf(cluster)) counts.set(offer.shape.name, (counts.get(offer.shape.name) ?? 0) + count);
  return [...counts].sort(([a], [b]) => byName(a, b)).map(([name, count]) => ({ name, count }));
}

function resourcePricesOf({ pool, bound }: ClusterBound['pools'][number]): ResourcePrices {
  const [cpu = 0, memory = 0, , gpu = 0] = bound.duals.duals;
  const kinds = [...new Set(pool.offers.map(({ shape }) => nodeKind(shape)))].sort(byName);
  return {
    nodes: kinds.join(', '),
    usdPerVcpuHour: usdOf(cpu * VCPU),
    usdPerGiBHour: usdOf(memory * GIB),
    usdPerGpuHour: pool.offers.some(({ shape }) => shape.gpus > 0) ? usdOf(gpu) : null,
  };
}

/** Pods by workload and replica. A workload's replicas are numbered in the order of the nodes that hold them. */
function placementsOf(cluster: Cluster): PackResult['placements'] {
  const numbers = new Map<string, number>();
  const replicas = new Map<string, number>();
  const next = (map: Map<string, number>, key: string): number => {
    const value = map.get(key) ?? 0;
    map.set(key, value + 1);
    return value;
  };
  const list = cluster.packings.flatMap(({ offers, nodes, pods }) =>
    nodes.flatMap(({ offer, rows, counts }) => {
      const shape = offers[offer]?.shape.name ?? '';
      const node = `${shape}#${next(numbers, shape) + 1}`;
      return rows.flatMap((row, at) => {
        const workload = pods[row]?.workload.name ?? '';
        return Array.from({ length: counts[at] ?? 0 }, () => ({ workload, replica: next(replicas, workload), node, shape }));
      });
    }),
  );
  return list.sort((a, b) => byName(a.workload, b.workload) || a.replica - b.replica);
}
