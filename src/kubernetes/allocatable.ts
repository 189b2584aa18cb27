import type { Allocatable } from './pack-case.ts';
import type { NodeArchitecture, Platform } from './platform.ts';

/** The machine as it is sold. */
export interface Machine {
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly maxPods?: number | undefined;
  readonly arch: NodeArchitecture;
}

/** A tier takes `share` of what lies below `upTo` and above the tier before. */
type Tiers = readonly (readonly [upTo: number, share: number])[];

/** Of cores: EKS, GKE, OKE and IKS. */
const CORE_TIERS: Tiers = [
  [1, 0.06],
  [2, 0.01],
  [4, 0.005],
  [Infinity, 0.0025],
];

/** Of cores: AKS publishes 60, 100, 140, 180, 260, 420 and 740m at 1, 2, 4, 8, 16, 32 and 64 cores, which these slopes join. */
const AKS_CORE_TIERS: Tiers = [
  [1, 0.06],
  [2, 0.04],
  [4, 0.02],
  [Infinity, 0.01],
];

/** Of GiB: GKE, OKE, IKS and AKS before 1.29. */
const MEMORY_TIERS: Tiers = [
  [4, 0.25],
  [8, 0.2],
  [16, 0.1],
  [128, 0.06],
  [Infinity, 0.02],
];

const MIB_PER_GIB = 1024;
const EVICTION_MIB = 100;
/** Below one GiB a node of GKE keeps this instead of the tiers. */
const SMALL_NODE_RESERVE_MIB = 255;

interface Reserve {
  readonly cpuMillis: number;
  readonly memoryMiB: number;
}

const ofTiers = (amount: number, tiers: Tiers): number =>
  tiers.reduce((sum, [upTo, share], index) => {
    const from = tiers[index - 1]?.[0] ?? 0;
    return sum + Math.max(0, Math.min(amount, upTo) - from) * share;
  }, 0);

const tierMillis = (vcpu: number, tiers: Tiers): number => ofTiers(vcpu, tiers) * 1000;

const tierMiB = (memoryGiB: number): number => (memoryGiB < 1 ? SMALL_NODE_RESERVE_MIB : ofTiers(memoryGiB, MEMORY_TIERS) * MIB_PER_GIB);

/** As Karpenter models it: 7.5% of memory goes to the virtual machine before Kubernetes sees it, and 64 MiB before that on arm64. */
function eksReserve({ vcpu, memoryGiB, arch }: Machine, pods: number): Reserve {
  const firmware = arch === 'arm64' ? 64 : 0;
  const seen = memoryGiB * MIB_PER_GIB - firmware;
  const memoryMiB = firmware + Math.ceil(seen * 0.075) + 255 + 11 * pods + EVICTION_MIB;
  return { cpuMillis: tierMillis(vcpu, CORE_TIERS), memoryMiB };
}

/** The source counts 1,000 MB to the GB that the machine is sold in, so 20 MB a pod is 0.02 of that unit, and the eviction limit 0.1. */
function aksReserve({ vcpu, memoryGiB }: Machine, pods: number): Reserve {
  const reservedGB = Math.min(0.02 * pods + 0.05, 0.25 * memoryGiB);
  return { cpuMillis: tierMillis(vcpu, AKS_CORE_TIERS), memoryMiB: (reservedGB + 0.1) * MIB_PER_GIB };
}

const tieredReserve = ({ vcpu, memoryGiB }: Machine): Reserve => ({
  cpuMillis: tierMillis(vcpu, CORE_TIERS),
  memoryMiB: tierMiB(memoryGiB) + EVICTION_MIB,
});

const RESERVES: Readonly<Record<Platform, (machine: Machine, pods: number) => Reserve>> = {
  eks: eksReserve,
  gke: tieredReserve,
  aks: aksReserve,
  'aks-pre-1.29': ({ vcpu, memoryGiB }) => ({ cpuMillis: tierMillis(vcpu, AKS_CORE_TIERS), memoryMiB: tierMiB(memoryGiB) + 750 }),
  oke: tieredReserve,
  iks: tieredReserve,
  openshift: () => ({ cpuMillis: 500, memoryMiB: MIB_PER_GIB }),
  kubeadm: ({ vcpu, memoryGiB }) => ({
    cpuMillis: 80 + vcpu * 10,
    memoryMiB: 330 + 0.05 * memoryGiB * MIB_PER_GIB + EVICTION_MIB,
  }),
};

/** Pods a node takes where its shape does not say: with prefix delegation on EKS, 250 on OpenShift, else 110. */
export function defaultMaxPods(platform: Platform, vcpu: number): number {
  if (platform === 'openshift') return 250;
  return platform === 'eks' && vcpu > 30 ? 250 : 110;
}

/**
 * What a node offers to pods, before DaemonSets: millicores rounded down, MiB to four places; never below zero.
 * Sources: Karpenter's instance types for EKS (all 1,363 published), Google's documentation of node allocatable for GKE,
 * Azure's of node resource reservations for AKS, the ROSA service definition for OpenShift, Google's of clusters on VMware for kubeadm.
 * OKE and IKS are taken to reserve as GKE does (general knowledge).
 */
export function allocatable(platform: Platform, machine: Machine): Allocatable {
  const pods = machine.maxPods ?? defaultMaxPods(platform, machine.vcpu);
  const reserve = RESERVES[platform](machine, pods);
  return {
    cpuMillis: Math.max(0, Math.floor(machine.vcpu * 1000 - reserve.cpuMillis + 1e-6)),
    memoryMiB: Math.max(0, Math.floor((machine.memoryGiB * MIB_PER_GIB - reserve.memoryMiB) * 1e4 + 1e-3) / 1e4),
    pods,
  };
}
