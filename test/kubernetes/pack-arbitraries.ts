import fc from 'fast-check';
import type { NodeShape, PackCase, PackResult, Workload } from '../../src/kubernetes/pack-case.ts';
import { allocatable } from '../../src/kubernetes/allocatable.ts';

export const shape = (parts: Partial<NodeShape> & { readonly name: string }): NodeShape => ({
  vcpu: 4,
  memoryGiB: 16,
  usdPerHour: 0.2,
  arch: 'amd64',
  gpus: 0,
  ...parts,
});

export const workload = (parts: Partial<Workload> & { readonly name: string }): Workload => ({
  replicas: 1,
  cpuMillis: 500,
  memoryMiB: 1024,
  ...parts,
});

export const packCase = (parts: Partial<PackCase>): PackCase => ({
  platform: 'eks',
  minNodes: 3,
  maxNodeShare: 1,
  daemonSets: { cpuMillis: 200, memoryMiB: 400, pods: 6 },
  shapes: [shape({ name: 'general' })],
  workloads: [],
  ...parts,
});

/** Machine types as clouds sell them: a price near what processors and memory cost, some dearer than they need be. */
export const anyShape = fc
  .record({
    vcpu: fc.constantFrom(2, 4, 8, 16, 32),
    ratio: fc.constantFrom(2, 4, 8),
    markup: fc.integer({ min: 80, max: 140 }),
    maxPods: fc.option(fc.constantFrom(20, 58, 110), { nil: undefined }),
  })
  .map(({ vcpu, ratio, markup, maxPods }) => ({
    ...shape({ name: '', vcpu, memoryGiB: vcpu * ratio, maxPods }),
    usdPerHour: Math.round(vcpu * (0.034 + 0.0041 * ratio) * markup * 100) / 10_000,
  }));

/** Names by position, so that they are unique. */
const named = <T>(prefix: string, list: readonly T[]): (T & { name: string })[] =>
  list.map((one, at) => ({ ...one, name: `${prefix}-${String(at).padStart(3, '0')}` }));

const anyShapes = (max: number): fc.Arbitrary<NodeShape[]> =>
  fc.array(anyShape, { minLength: 1, maxLength: max }).map((list) => named('shape', list));

const anySize = fc.record({
  replicas: fc.integer({ min: 1, max: 6 }),
  cpuMillis: fc.integer({ min: 25, max: 6000 }),
  memoryMiB: fc.integer({ min: 64, max: 24_000 }),
});

export const anyWorkloads = (max: number): fc.Arbitrary<Workload[]> =>
  fc.array(anySize, { maxLength: max }).map((list) => named('workload', list));

export const anyCase = fc
  .record({ shapes: anyShapes(8), workloads: anyWorkloads(20), minNodes: fc.integer({ min: 0, max: 4 }) })
  .map((parts) => packCase(parts));

/** What is wrong with an answer: nodes that hold more than they offer, pods lost or doubled, prices that do not add up. */
export function faultsOf(given: PackCase, result: PackResult): string[] {
  const faults: string[] = [];
  const shapes = new Map(given.shapes.map((one) => [one.name, one]));
  const workloads = new Map(given.workloads.map((one) => [one.name, one]));
  const nodes = Map.groupBy(result.placements, ({ node }) => node);
  for (const [node, pods] of nodes) {
    const on = shapes.get(pods[0]?.shape ?? '');
    if (on === undefined) return [`${node} is of no shape`];
    const offer = allocatable(given.platform, on);
    const sum = (size: (one: Workload) => number): number =>
      pods.reduce((total, pod) => total + size(workloads.get(pod.workload) ?? workload({ name: '' })), 0);
    if (sum((one) => one.cpuMillis) > offer.cpuMillis - given.daemonSets.cpuMillis + 1e-6) faults.push(`${node}: processors`);
    if (sum((one) => one.memoryMiB) > offer.memoryMiB - given.daemonSets.memoryMiB + 1e-6) faults.push(`${node}: memory`);
    if (pods.length > offer.pods - given.daemonSets.pods) faults.push(`${node}: pods`);
    if (sum((one) => one.gpus ?? 0) > on.gpus) faults.push(`${node}: GPUs`);
    const zones = new Set(pods.flatMap((pod) => workloads.get(pod.workload)?.zone ?? []));
    if (zones.size > 1) faults.push(`${node}: in zones ${[...zones].join(', ')}`);
    for (const pod of pods) {
      const one = workloads.get(pod.workload);
      if (one === undefined) continue;
      if ((one.arch ?? 'amd64') !== 'any' && (one.arch ?? 'amd64') !== on.arch) faults.push(`${node}: architecture of ${one.name}`);
      if ((one.os ?? 'linux') !== (on.os ?? 'linux')) faults.push(`${node}: system of ${one.name}`);
      if ((one.gpus ?? 0) > 0 !== on.gpus > 0) faults.push(`${node}: GPU of ${one.name}`);
      if (one.gpuModel !== undefined && one.gpuModel !== on.gpuModel) faults.push(`${node}: GPU model of ${one.name}`);
    }
  }
  const unplaced = new Set(result.unplaced.map((one) => one.workload));
  const expected = given.workloads.reduce((sum, one) => sum + (unplaced.has(one.name) ? 0 : one.replicas), 0);
  const distinct = new Set(result.placements.map((pod) => `${pod.workload}/${pod.replica}`));
  if (distinct.size !== expected || result.placements.length !== expected) faults.push(`${expected} pods wanted, ${distinct.size} placed`);
  const price = result.nodes.reduce((sum, { name, count }) => sum + (shapes.get(name)?.usdPerHour ?? 0) * count, 0);
  if (Math.abs(price - result.usdPerHour) > 1e-6) faults.push(`nodes cost ${price}, not ${result.usdPerHour}`);
  if (result.nodes.reduce((sum, { count }) => sum + count, 0) < nodes.size) faults.push('fewer nodes than are used');
  return faults;
}
