import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { aweigh, temporaryFolder, type Outcome } from '../aweigh.ts';

const CASE = {
  platform: 'eks',
  minNodes: 3,
  maxNodeShare: 1,
  hoursPerMonth: 730,
  daemonSets: { cpuMillis: 200, memoryMiB: 400, pods: 6 },
  shapes: [{ name: 'm7i.large', vcpu: 2, memoryGiB: 8, maxPods: 29, usdPerHour: 0.1008, arch: 'amd64', gpus: 0 }],
  workloads: [{ name: 'api', replicas: 3, cpuMillis: 500, memoryMiB: 1024, arch: 'amd64', gpus: 0 }],
};

const folder = temporaryFolder();
afterEach(() => folder.remove());

function pack(given: unknown, ...options: string[]): Promise<Outcome> {
  const own = temporaryFolder();
  const path = join(own.path, 'case.json');
  writeFileSync(path, typeof given === 'string' ? given : JSON.stringify(given));
  return aweigh('pack', '--case', path, ...options).finally(own.remove);
}

async function fieldsRefused(parts: object): Promise<string[]> {
  const { status, stdout } = await pack({ ...CASE, ...parts }, '--json');
  const answer: { code: string; errors: { field: string }[] } = JSON.parse(stdout);
  expect([status, answer.code]).toEqual([1, 'input_invalid']);
  return answer.errors.map(({ field }) => field);
}

describe('aweigh pack --case', () => {
  it('answers one JSON document with nodes, price, bound and placements', async () => {
    const { status, stdout } = await pack(CASE, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      allocatable: [{ name: 'm7i.large', cpuMillis: 1930, memoryMiB: 6903, pods: 29 }],
      nodes: [{ name: 'm7i.large', count: 3 }],
      usdPerHour: 0.3024,
      usdPerMonth: 220.752,
      lowerBoundUsdPerHour: 0.3024,
      quality: 1,
      placements: [0, 1, 2].map((replica) => ({ workload: 'api', replica, node: `m7i.large#${replica + 1}` })),
      unplaced: [],
    });
  });

  it('prints a table, the price, the bound and the quality without --json', async () => {
    const { status, stdout } = await pack(CASE);
    expect(status).toBe(0);
    expect(stdout).toContain('m7i.large      3');
    expect(stdout).toContain('0.3024 USD an hour, 220.75 USD in 730 hours');
    expect(stdout).toContain('1.000 times the bound');
  });

  it('reads requests as manifests write them, and fills in what is left out', async () => {
    const { platform, shapes } = CASE;
    const { status, stdout } = await pack({ platform, shapes, workloads: [{ name: 'api', cpu: '500m', memory: '1Gi' }] }, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ nodes: [{ name: 'm7i.large', count: 3 }] });
  });

  it('ends with status 3 when a workload is larger than every node, and says so', async () => {
    const { status, stdout, stderr } = await pack(
      { ...CASE, workloads: [...CASE.workloads, { name: 'huge', cpuMillis: 1900, memoryMiB: 1 }] },
      '--json',
    );
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ unplaced: [{ workload: 'huge', code: 'larger_than_every_node' }] });
    expect(stderr).toContain('1 workload could not be placed');
  });

  it.each([
    ['a shape without memory', { shapes: [{ ...CASE.shapes[0], memoryGiB: 0 }] }, ['shapes[0].memoryGiB']],
    ['a negative price', { shapes: [{ ...CASE.shapes[0], usdPerHour: -0.1 }] }, ['shapes[0].usdPerHour']],
    ['an absurd price', { shapes: [{ ...CASE.shapes[0], usdPerHour: 1e9 }] }, ['shapes[0].usdPerHour']],
    ['a price that is text', { shapes: [{ ...CASE.shapes[0], usdPerHour: '0.1' }] }, ['shapes[0].usdPerHour']],
    ['two shapes of one name', { shapes: [CASE.shapes[0], CASE.shapes[0]] }, ['shapes[1].name']],
    ['two workloads of one name', { workloads: [CASE.workloads[0], CASE.workloads[0]] }, ['workloads[1].name']],
    ['no shapes', { shapes: [] }, ['shapes']],
    ['an unknown platform', { platform: 'nomad' }, ['platform']],
    ['a part of a replica', { workloads: [{ ...CASE.workloads[0], replicas: 1.5 }] }, ['workloads[0].replicas']],
    ['a negative request', { workloads: [{ ...CASE.workloads[0], cpuMillis: -1 }] }, ['workloads[0].cpuMillis']],
    ['a request that is missing', { workloads: [{ name: 'a', memoryMiB: 1 }] }, ['workloads[0].cpuMillis']],
    ['a request that is given twice', { workloads: [{ ...CASE.workloads[0], cpu: '1' }] }, ['workloads[0].cpu']],
    ['a unit that is unknown', { workloads: [{ name: 'a', cpu: '1', memory: '1GB' }] }, ['workloads[0].memory']],
    ['a node share of nothing', { maxNodeShare: 0 }, ['maxNodeShare']],
    ['a GPU model without a GPU', { workloads: [{ ...CASE.workloads[0], gpuModel: 'L4' }] }, ['workloads[0].gpuModel']],
    ['fields nobody knows', { region: 'x', daemonSets: { cpu: 1 } }, ['daemonSets.cpu', 'region']],
  ])('refuses %s and names the field', async (_, parts, fields) => {
    expect((await fieldsRefused(parts)).toSorted()).toEqual(fields);
  });

  it('refuses what is no JSON, and a file that is not there', async () => {
    expect(await pack('{ "platform": ')).toMatchObject({ status: 1, stderr: expect.stringMatching(/^input_invalid: Not JSON/) });
    expect(await aweigh('pack', '--case', join(folder.path, 'none.json'))).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^file_not_found/),
    });
  });

  it('without a case is wrong usage', async () => {
    expect(await aweigh('pack')).toMatchObject({ status: 2 });
  });
});
