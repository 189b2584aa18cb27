import type { ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import type { PooledCpu, PortfolioItem } from './portfolio.ts';

/** Mean and standard deviation of one load. */
export interface Load {
  readonly mean: number;
  readonly sd: number;
}

/** Standard normal value below which 95 of 100 outcomes lie. */
const Z_95 = 1.6448536269514722;

/**
 * pooled = mu + z x sqrt(sum sd_i^2 + 2 rho sum_(i<j) sd_i sd_j): the P95 of a sum of loads, which is less than the sum of their
 * P95s unless all move together. Migration model 0.1, section 3.4.
 */
export function pooledDemand(loads: readonly Load[], { z, rho }: { readonly z: number; readonly rho: number }): number {
  const mean = loads.reduce((sum, load) => sum + load.mean, 0);
  const squares = loads.reduce((sum, load) => sum + load.sd ** 2, 0);
  const total = loads.reduce((sum, load) => sum + load.sd, 0);
  // 2 sum_(i<j) sd_i sd_j is the square of the sum without the squares.
  return mean + z * Math.sqrt(squares + rho * (total ** 2 - squares));
}

/** CPU of the workloads whose mean and P95 were measured, once as a sum of P95s and once pooled; null where none was. */
export function pooledCpu(items: readonly PortfolioItem[], assumptions: ResolvedAssumptions): PooledCpu | null {
  const loads = items.flatMap(({ demand }) => {
    if (demand.kind !== 'compute') return [];
    const { cpuMean, cpuP95 } = demand.utilisation;
    if (cpuMean === null || cpuP95 === null) return [];
    const vcpu = demand.count * demand.vcpu;
    return [{ mean: cpuMean * vcpu, p95: cpuP95 * vcpu, sd: (Math.max(0, cpuP95 - cpuMean) * vcpu) / Z_95 }];
  });
  if (loads.length === 0) return null;
  return {
    workloads: loads.length,
    sumOfP95Vcpu: loads.reduce((sum, { p95 }) => sum + p95, 0),
    pooledP95Vcpu: pooledDemand(loads, { z: Z_95, rho: assumptions.number('rightSizing.pooledCorrelation') }),
  };
}
