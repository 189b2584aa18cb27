import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocatable, defaultMaxPods } from '../../src/kubernetes/allocatable.ts';
import { PLATFORMS } from '../../src/kubernetes/platform.ts';

const amd64 = { arch: 'amd64' } as const;

describe('what a node offers', () => {
  it('is what EKS publishes, within one MiB and one millicore', () => {
    expect(allocatable('eks', { vcpu: 2, memoryGiB: 8, maxPods: 29, ...amd64 })).toEqual({ cpuMillis: 1930, memoryMiB: 6903, pods: 29 });
    expect(allocatable('eks', { vcpu: 16, memoryGiB: 64, maxPods: 110, ...amd64 })).toEqual({
      cpuMillis: 15890,
      memoryMiB: 59055,
      pods: 110,
    });
    expect(allocatable('eks', { vcpu: 2, memoryGiB: 8, maxPods: 29, arch: 'arm64' }).memoryMiB).toBe(6844);
  });

  it('is what the tiers of GKE leave, and OKE and IKS keep the same', () => {
    for (const platform of ['gke', 'oke', 'iks'] as const) {
      expect(allocatable(platform, { vcpu: 4, memoryGiB: 16, ...amd64 })).toEqual({ cpuMillis: 3920, memoryMiB: 13621.6, pods: 110 });
      expect(allocatable(platform, { vcpu: 40, memoryGiB: 150, ...amd64 }).memoryMiB / 1024).toBeCloseTo(140.1423, 4);
    }
  });

  it('depends on pods on AKS from 1.29, and on tiers before', () => {
    const node = { vcpu: 4, memoryGiB: 16, ...amd64 };
    const gib = [30, 110, 250].map((maxPods) => allocatable('aks', { ...node, maxPods }).memoryMiB / 1024);
    expect(gib.map((value) => Math.round(value * 1e4) / 1e4)).toEqual([15.25, 13.65, 11.9]);
    expect(allocatable('aks', { vcpu: 2, memoryGiB: 8, maxPods: 30, ...amd64 }).memoryMiB / 1024).toBeCloseTo(7.25, 6);
    expect(allocatable('aks-pre-1.29', { ...node, maxPods: 30 }).memoryMiB).toBeCloseTo(16384 - 2662.4 - 750, 3);
  });

  it('keeps the millicores that AKS publishes for each size', () => {
    const reserved = [1, 2, 4, 8, 16, 32, 64].map((vcpu) => vcpu * 1000 - allocatable('aks', { vcpu, memoryGiB: 64, ...amd64 }).cpuMillis);
    expect(reserved).toEqual([60, 100, 140, 180, 260, 420, 740]);
  });

  it('is less half a core and a GiB on OpenShift, and less a hundredth and a twentieth on kubeadm', () => {
    expect(allocatable('openshift', { vcpu: 4, memoryGiB: 16, ...amd64 })).toEqual({ cpuMillis: 3500, memoryMiB: 15360, pods: 250 });
    expect(allocatable('kubeadm', { vcpu: 4, memoryGiB: 16, ...amd64 })).toEqual({ cpuMillis: 3880, memoryMiB: 15134.8, pods: 110 });
  });

  it('never is below zero nor above the machine, and grows with it', () => {
    const size = { vcpu: fc.double({ min: 0.1, max: 256, noNaN: true }), memoryGiB: fc.double({ min: 0.25, max: 4096, noNaN: true }) };
    fc.assert(
      fc.property(fc.constantFrom(...PLATFORMS), fc.record(size), fc.constantFrom('amd64', 'arm64'), (platform, machine, arch) => {
        const node = allocatable(platform, { ...machine, arch });
        expect(node.cpuMillis).toBeGreaterThanOrEqual(0);
        expect(node.cpuMillis).toBeLessThanOrEqual(machine.vcpu * 1000);
        expect(node.memoryMiB).toBeGreaterThanOrEqual(0);
        expect(node.memoryMiB).toBeLessThanOrEqual(machine.memoryGiB * 1024);
        const larger = allocatable(platform, { vcpu: machine.vcpu * 2, memoryGiB: machine.memoryGiB * 2, maxPods: node.pods, arch });
        expect(larger.cpuMillis).toBeGreaterThanOrEqual(node.cpuMillis);
        expect(larger.memoryMiB).toBeGreaterThanOrEqual(Math.floor(node.memoryMiB));
      }),
    );
  });

  it('takes 110 pods unless the platform says otherwise', () => {
    expect(PLATFORMS.map((platform) => defaultMaxPods(platform, 8))).toEqual([110, 110, 110, 110, 110, 110, 250, 110]);
    expect(defaultMaxPods('eks', 48)).toBe(250);
  });
});
