import { approximateDecimal } from '../../money.ts';
import type { ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import { utilisationRows } from '../../catalog/utilisation-rows.ts';
import { betaQuantile, betaShapeOf, empiricalQuantile, normalShare } from './distribution.ts';
import type { ComputeDemand } from './portfolio.ts';
import { normalTable } from './scenario-inputs.ts';

/** Share of today's allocation that a workload needs, by a standard normal value: its place among what could be. */
export type NeedCurve = (z: number) => number;

/** How a workload's need of processor and memory is drawn; machines with the same key share their curves. */
export interface NeedCurves {
  readonly key: string;
  readonly cpu: NeedCurve;
  readonly memory: NeedCurve;
  /** Correlation of errors between workloads: low where each is measured, high where none is. */
  readonly rho: number;
}

const FLEET = 'azure VMs 2019, whole fleet';
const P95 = 'cpu-p95-of-5-minute-max';

/** Curves for the demands of one estimate; tables are made once for each profile. */
export function needCurves(assumptions: ResolvedAssumptions): (demand: ComputeDemand) => NeedCurves {
  const known = new Map<string, NeedCurves>();
  const unmeasuredCpu = publishedCpu();
  const beta = betaQuantile(
    betaShapeOf(assumptions.number('rightSizing.memoryShareMean'), assumptions.number('rightSizing.memoryShareSd')),
  );
  const unmeasuredMemory = normalTable((z) => beta(Math.min(1 - 1e-12, Math.max(1e-12, normalShare(z)))));
  return (demand) => {
    const { grade, cpuP95, memoryMax } = demand.utilisation;
    const key = [grade, cpuP95, memoryMax, demand.autoscaled, demand.jvm].join('|');
    const found = known.get(key) ?? {
      key,
      rho: assumptions.number(grade === 'A' ? 'uncertainty.rhoA' : grade === 'D' ? 'uncertainty.rhoD' : 'uncertainty.rhoB'),
      cpu: cpuCurve({ assumptions, unmeasured: unmeasuredCpu }, demand),
      memory: memoryCurve({ assumptions, unmeasured: unmeasuredMemory }, demand),
    };
    known.set(key, found);
    return found;
  };
}

interface CurveDeps {
  readonly assumptions: ResolvedAssumptions;
  readonly unmeasured: NeedCurve;
}

/** min(1, P95 x (1 + headroom)), or P95 / target utilisation for a scaled fleet; above 1 only where today is too small already. */
function cpuCurve({ assumptions, unmeasured }: CurveDeps, { autoscaled, utilisation }: ComputeDemand): NeedCurve {
  const { grade, cpuP95 } = utilisation;
  const factor = autoscaled ? 1 / assumptions.number('rightSizing.targetUtilisation') : 1 + assumptions.number('rightSizing.cpuHeadroom');
  if (cpuP95 === null || grade === 'D') return (z) => Math.min(1, unmeasured(z) * factor);
  const sd = assumptions.number(grade === 'A' ? 'uncertainty.cpuSdA' : grade === 'B' ? 'uncertainty.cpuSdB' : 'uncertainty.cpuSdC');
  const cap = cpuP95 > assumptions.number('rightSizing.undersizedAbove') ? Infinity : 1;
  return (z) => Math.min(cap, cpuP95 * factor * Math.exp(sd * z));
}

/** min(1, maximum x (1 + headroom)); where memory was not measured, a share of today drawn from a beta distribution. */
function memoryCurve({ assumptions, unmeasured }: CurveDeps, { jvm, utilisation }: ComputeDemand): NeedCurve {
  const { grade, memoryMax } = utilisation;
  if (memoryMax === null || grade === 'C' || grade === 'D') return unmeasured;
  const headroom = assumptions.number(jvm ? 'rightSizing.memoryHeadroomJvm' : 'rightSizing.memoryHeadroom');
  const sd = assumptions.number(grade === 'A' ? 'uncertainty.memorySdA' : 'uncertainty.memorySdB');
  return (z) => Math.min(1, memoryMax * (1 + headroom) * Math.exp(sd * z));
}

/** P95 of CPU use of a whole cloud's machines, as published: what is known of a machine of which nothing is known. */
function publishedCpu(): NeedCurve {
  const points = utilisationRows()
    .filter((row) => row.population === FLEET && row.metric === P95 && row.statistic.startsWith('cdf_at_'))
    .flatMap((row) => {
      const match = /^cdf_at_(\d+)_percent/.exec(row.statistic);
      return match === null ? [] : [{ value: approximateDecimal(match[1] ?? '') / 100, share: row.value / 100 }];
    })
    .sort((a, b) => a.value - b.value);
  const quantile = empiricalQuantile([{ value: 0, share: 0 }, ...points, { value: 1, share: 1 }]);
  return normalTable((z) => quantile(normalShare(z)));
}
