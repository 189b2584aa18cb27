import { packWorkloads } from '../src/kubernetes/pack.ts';
import type { NodeShape, PackCase, Workload } from '../src/kubernetes/pack-case.ts';
import { median } from './statistics.ts';

export interface PackingMeasure {
  readonly workloads: number;
  readonly shapes: number;
  readonly ms: number;
  readonly quality: number;
  readonly nodes: number;
}

/** Machine types of 25 families in 8 sizes, priced near what processors and memory cost. */
function syntheticShapes(): NodeShape[] {
  const sizes = [2, 4, 8, 16, 32, 48, 64, 96];
  const families = Array.from({ length: 25 }, (_, at) => ({
    letter: String.fromCharCode(97 + at),
    ratio: [2, 4, 8][at % 3] ?? 4,
    markup: 0.9 + ((at * 7) % 25) / 60,
  }));
  return families.flatMap(({ letter, ratio, markup }) =>
    sizes.map((vcpu) => ({
      name: `${letter}-${vcpu}`,
      vcpu,
      memoryGiB: vcpu * ratio,
      maxPods: vcpu < 4 ? 29 : vcpu < 16 ? 58 : 234,
      usdPerHour: Math.round(vcpu * (0.034 + 0.0041 * ratio) * markup * 1e5) / 1e5,
      arch: 'amd64' as const,
      gpus: 0,
    })),
  );
}

/** A fleet of sizes of its own each: most pods small, memory a half to four times what processors suggest. The same for the same number. */
function syntheticFleet(count: number): Workload[] {
  let state = count;
  const draw = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, (_, at) => {
    const cpuMillis = Math.round(25 * 2 ** (8 * draw() * draw() + 1));
    return { name: `workload-${at}`, replicas: 1, cpuMillis, memoryMiB: Math.round(cpuMillis * 2 ** (3 * draw()) + 64) };
  });
}

/** Packs a fleet of so many workloads on 200 shapes, in process. */
export function measurePacking(workloads: number, runs: number): PackingMeasure {
  const packCase: PackCase = {
    platform: 'eks',
    minNodes: 3,
    maxNodeShare: 1,
    daemonSets: { cpuMillis: 200, memoryMiB: 400, pods: 6 },
    shapes: syntheticShapes(),
    workloads: syntheticFleet(workloads),
  };
  const measured = Array.from({ length: runs }, () => {
    const started = performance.now();
    const result = packWorkloads(packCase);
    return { ms: performance.now() - started, result };
  });
  const [first] = measured;
  return {
    workloads,
    shapes: packCase.shapes.length,
    ms: median(measured.map(({ ms }) => ms)),
    quality: first?.result.quality ?? Number.NaN,
    nodes: first?.result.nodes.reduce((sum, { count }) => sum + count, 0) ?? 0,
  };
}
