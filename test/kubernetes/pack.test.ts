import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packWorkloads } from '../../src/kubernetes/pack.ts';
import { anyCase, anyShape, anyWorkloads, faultsOf, packCase, shape, workload } from './pack-arbitraries.ts';

/** A packing searches for some tens of milliseconds. */
fc.configureGlobal({ numRuns: 50 });

const total = (nodes: readonly { readonly count: number }[]): number => nodes.reduce((sum, { count }) => sum + count, 0);

describe('packing', () => {
  it('puts every pod that fits on one node that holds it, and adds up the nodes', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        expect(faultsOf(given, packWorkloads(given))).toEqual([]);
      }),
    );
  });

  it('never is cheaper than its bound, nor the bound than the fluid', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { usdPerHour, lowerBoundUsdPerHour, fluidUsdPerHour, quality, nodes } = packWorkloads(given);
        expect(usdPerHour).toBeGreaterThanOrEqual(lowerBoundUsdPerHour);
        expect(lowerBoundUsdPerHour).toBeGreaterThanOrEqual(fluidUsdPerHour);
        expect(quality).toBeGreaterThanOrEqual(1);
        expect(total(nodes)).toBeGreaterThanOrEqual(given.minNodes);
      }),
    );
  });

  it('has a fluid bound that scales with demand', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 2, max: 5 }), (given, times) => {
        const workloads = given.workloads.map((one) => ({ ...one, replicas: one.replicas * times }));
        const once = packWorkloads(given, { effort: 0 }).fluidUsdPerHour;
        const scaled = packWorkloads({ ...given, workloads }, { effort: 0 }).fluidUsdPerHour;
        expect(scaled).toBeCloseTo(once * times, 6);
      }),
    );
  });

  it('never gets dearer, in price or bound, by one more shape', () => {
    fc.assert(
      fc.property(anyCase, anyShape, (given, one) => {
        const before = packWorkloads(given);
        const after = packWorkloads({ ...given, shapes: [...given.shapes, { ...one, name: 'shape-new' }] });
        fc.pre(before.unplaced.length === after.unplaced.length);
        expect(after.usdPerHour).toBeLessThanOrEqual(before.usdPerHour);
        expect(after.fluidUsdPerHour).toBeLessThanOrEqual(before.fluidUsdPerHour);
      }),
      { numRuns: 100 },
    );
  });

  it('never lowers the bound when a pod asks for more', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(), fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 2000 }), (given, at, cpu, memory) => {
        const chosen = given.workloads.length === 0 ? -1 : at % given.workloads.length;
        const workloads = given.workloads.map((one, index) =>
          index === chosen ? { ...one, cpuMillis: one.cpuMillis + cpu, memoryMiB: one.memoryMiB + memory } : one,
        );
        const before = packWorkloads(given, { effort: 0 });
        const after = packWorkloads({ ...given, workloads }, { effort: 0 });
        fc.pre(before.unplaced.length === after.unplaced.length);
        expect(after.fluidUsdPerHour).toBeGreaterThanOrEqual(before.fluidUsdPerHour - 1e-8);
      }),
    );
  });

  it('does not depend on the order of shapes and workloads', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const turned = { ...given, shapes: given.shapes.toReversed(), workloads: given.workloads.toReversed() };
        const { allocatable: _, ...rest } = packWorkloads(given);
        expect(packWorkloads(turned)).toMatchObject(rest);
      }),
    );
  });

  it('never gets a lower bound by larger DaemonSets, nor a price below the bound that held without them', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 600 }), (given, cpuMillis, memoryMiB) => {
        const daemonSets = { cpuMillis: 200 + cpuMillis, memoryMiB: 400 + memoryMiB, pods: 6 };
        const before = packWorkloads(given);
        const after = packWorkloads({ ...given, daemonSets });
        fc.pre(before.unplaced.length === after.unplaced.length);
        expect(after.fluidUsdPerHour).toBeGreaterThanOrEqual(before.fluidUsdPerHour - 1e-8);
        expect(after.usdPerHour).toBeGreaterThanOrEqual(before.lowerBoundUsdPerHour);
      }),
    );
  });

  it('mixes shapes where lean and wide pods together cost less on two than on either', () => {
    const shapes = [
      shape({ name: 'compute', vcpu: 8, memoryGiB: 16, usdPerHour: 0.357 }),
      shape({ name: 'memory', vcpu: 8, memoryGiB: 64, usdPerHour: 0.5292 }),
    ];
    const workloads = [workload({ name: 'lean', replicas: 60, memoryMiB: 768 }), workload({ name: 'wide', replicas: 60, memoryMiB: 3584 })];
    const mixed = packWorkloads(packCase({ shapes, workloads }));
    const single = shapes.map((one) => packWorkloads(packCase({ shapes: [one], workloads })).usdPerHour);
    expect(mixed.usdPerHour).toBeLessThan(Math.min(...single));
    expect(mixed.quality).toBeLessThanOrEqual(1.15);
  });

  it('stays within a tenth of the bound for some hundred workloads of usual sizes', () => {
    const sizes = fc.sample(anyWorkloads(200), { seed: 7, numRuns: 60 }).find((list) => list.length >= 150) ?? [];
    const shapes = [2, 4, 8, 16, 32].flatMap((vcpu) =>
      [2, 4, 8].map((ratio) =>
        shape({ name: `${vcpu}x${ratio}`, vcpu, memoryGiB: vcpu * ratio, usdPerHour: vcpu * (0.034 + 0.0041 * ratio) }),
      ),
    );
    const { quality, unplaced } = packWorkloads(packCase({ shapes, workloads: sizes }));
    expect(unplaced).toEqual([]);
    expect(quality).toBeLessThanOrEqual(1.1);
  });
});

describe('the rules of a cluster', () => {
  it('keep three nodes under two tiny pods, which cost more than a small machine', () => {
    const tiny = [workload({ name: 'a', cpuMillis: 50, memoryMiB: 64 }), workload({ name: 'b', cpuMillis: 50, memoryMiB: 64 })];
    const { nodes, usdPerHour, quality } = packWorkloads(
      packCase({ shapes: [shape({ name: 'small', vcpu: 2, memoryGiB: 4, usdPerHour: 0.0416 })], workloads: tiny }),
    );
    expect(nodes).toEqual([{ name: 'small', count: 3 }]);
    expect(usdPerHour).toBe(0.1248);
    expect(usdPerHour * 730).toBeGreaterThan(5);
    expect(quality).toBe(1);
  });

  it('never make a longer search give a dearer cluster than the shortest', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom(0.25, 0.34), (given, maxNodeShare) => {
        const rules = { ...given, maxNodeShare };
        const [quick, long] = [0, 1].map((effort) => packWorkloads(rules, { placements: false, effort }).usdPerHour);
        expect(long).toBeLessThanOrEqual((quick ?? NaN) * (1 + 1e-12));
      }),
    );
  });

  it('keep every node within its share of the cluster', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom(0.2, 0.25, 0.34, 0.5), (given, maxNodeShare) => {
        const rules = { ...given, maxNodeShare };
        const result = packWorkloads(rules);
        expect(faultsOf(rules, result)).toEqual([]);
        const sizes = new Map(given.shapes.map((one) => [one.name, one]));
        for (const size of ['vcpu', 'memoryGiB'] as const) {
          const whole = result.nodes.reduce((sum, { name, count }) => sum + (sizes.get(name)?.[size] ?? 0) * count, 0);
          const largest = Math.max(0, ...result.nodes.map(({ name }) => sizes.get(name)?.[size] ?? 0));
          expect(largest / whole).toBeLessThanOrEqual(maxNodeShare + 1e-6);
        }
        expect(result.usdPerHour).toBeGreaterThanOrEqual(result.lowerBoundUsdPerHour);
      }),
    );
  });

  it('spread the replicas of a workload over the minimum of nodes', () => {
    const given = packCase({
      shapes: [shape({ name: 'large', vcpu: 32, memoryGiB: 128, usdPerHour: 1.6 })],
      workloads: [workload({ name: 'web', replicas: 7, cpuMillis: 100 })],
    });
    const most = (spreadReplicas: boolean): number => {
      const nodes = Map.groupBy(packWorkloads({ ...given, spreadReplicas }).placements, ({ node }) => node);
      return Math.max(...[...nodes.values()].map((pods) => pods.length));
    };
    expect(most(true)).toBe(3);
    expect(most(false)).toBe(7);
  });

  it('send GPU pods to nodes with that GPU only, and no other pod there', () => {
    const gpu = { vcpu: 8, memoryGiB: 32, usdPerHour: 1 };
    const given = packCase({
      shapes: [
        shape({ name: 'plain' }),
        shape({ name: 'g-l4', gpus: 1, gpuModel: 'L4', ...gpu }),
        shape({ name: 'g-a10', gpus: 2, gpuModel: 'A10G', ...gpu }),
      ],
      workloads: [
        workload({ name: 'api', replicas: 4 }),
        workload({ name: 'train', replicas: 3, gpus: 1, gpuModel: 'A10G' }),
        workload({ name: 'infer', replicas: 2, gpus: 1 }),
        workload({ name: 'huge', gpus: 1, gpuModel: 'H100' }),
      ],
    });
    const result = packWorkloads(given);
    expect(faultsOf(given, result)).toEqual([]);
    expect(result.unplaced).toMatchObject([{ workload: 'huge', code: 'no_gpu_model' }]);
    expect(result.placements.filter((pod) => pod.workload === 'train').every((pod) => pod.shape === 'g-a10')).toBe(true);
    expect(result.placements.filter((pod) => pod.workload === 'api').every((pod) => pod.shape === 'plain')).toBe(true);
  });

  it('use arm64 only where it is declared, though it is cheaper', () => {
    const shapes = [shape({ name: 'x86' }), shape({ name: 'arm', arch: 'arm64', usdPerHour: 0.1 })];
    const where = (arch: 'arm64' | 'any' | undefined): string[] => [
      ...new Set(
        packWorkloads(packCase({ shapes, workloads: [workload({ name: 'api', replicas: 3, arch })] })).placements.map((pod) => pod.shape),
      ),
    ];
    expect(where(undefined)).toEqual(['x86']);
    expect(where('arm64')).toEqual(['arm']);
    expect(where('any')).toEqual(['arm']);
  });

  it('keep pods that are bound to zones on nodes of one zone', () => {
    const given = packCase({
      workloads: ['a', 'b', 'c'].flatMap((zone) => [
        workload({ name: `data-${zone}`, replicas: 2, zone }),
        workload({ name: `free-${zone}`, replicas: 3 }),
      ]),
    });
    const result = packWorkloads(given);
    expect(faultsOf(given, result)).toEqual([]);
    expect(total(result.nodes)).toBe(3);
  });

  it('name each workload that no shape takes, with the reason', () => {
    const { unplaced, usdPerHour } = packWorkloads(
      packCase({
        workloads: [
          workload({ name: 'arm', arch: 'arm64' }),
          workload({ name: 'gpu', gpus: 1 }),
          workload({ name: 'large', cpuMillis: 3800, replicas: 2 }),
          workload({ name: 'windows', os: 'windows' }),
        ],
      }),
    );
    expect(unplaced.map(({ workload: name, code }) => [name, code])).toEqual([
      ['arm', 'no_shape_of_architecture'],
      ['gpu', 'no_gpu'],
      ['large', 'larger_than_every_node'],
      ['windows', 'no_shape_of_os'],
    ]);
    expect(usdPerHour).toBe(0.6);
  });

  it('add no node that is too small for its DaemonSets', () => {
    const shapes = [shape({ name: 'tiny', vcpu: 1, memoryGiB: 1, usdPerHour: 0.01 }), shape({ name: 'small', vcpu: 2, usdPerHour: 0.1 })];
    const { nodes, quality } = packWorkloads(packCase({ shapes, workloads: [workload({ name: 'api' })] }));
    expect(nodes).toEqual([{ name: 'small', count: 3 }]);
    expect(quality).toBe(1);
  });

  it('price an empty cluster at its minimum of nodes', () => {
    expect(packWorkloads(packCase({}))).toMatchObject({ usdPerHour: 0.6, lowerBoundUsdPerHour: 0.6, quality: 1, placements: [] });
  });
});
