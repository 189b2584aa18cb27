import { approximateDecimal } from '../money.ts';
import type { CpuArchitecture, Shape } from './shape-row.ts';

/*
 * Machine types whose size stands in their name, so that no price row needs to know them. Oracle's memory per OCPU is from its
 * compute shape documentation as generally known, reviewed 2026-11-23, grade M.
 */

const whole = (digits: string | undefined): number => approximateDecimal(digits ?? '0');

interface Size {
  readonly instanceType: string;
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly arch?: CpuArchitecture;
}

const shape = (provider: string, { arch = 'amd64', ...size }: Size): Shape => ({
  provider,
  arch,
  gpuCount: 0,
  gpuModel: null,
  localSsdGiB: null,
  maxPods: null,
  ...size,
});

/** "bx2-4x16", "b3c.4x16" and "gx3-16x80x1l4": vCPU, GiB and GPUs. */
function ibmShape(name: string): Shape | null {
  const [, vcpu, memory, gpus, gpuModel] = /^[a-z]+\d[a-z]*[-.](\d+)x(\d+)(?:x(\d+)([a-z][a-z0-9]*))?/.exec(name.toLowerCase()) ?? [];
  if (vcpu === undefined) return null;
  const sized = shape('ibm', { instanceType: name, vcpu: whole(vcpu), memoryGiB: whole(memory) });
  return gpuModel === undefined ? sized : { ...sized, gpuCount: whole(gpus), gpuModel };
}

const GCP_ARM = /^(?:t2a|c4a|n4a)$/;

/** "n2-custom-4-16384" and "custom-2-7680" (first generation): vCPU and MiB. */
function googleShape(name: string): Shape | null {
  const [, series = 'n1', vcpu, memory] = /^(?:([a-z]\d[a-z]?)-)?custom-(\d+)-(\d+)(?:-ext)?$/.exec(name.toLowerCase()) ?? [];
  if (vcpu === undefined) return null;
  const arch = GCP_ARM.test(series) ? 'arm64' : 'amd64';
  return shape('gcp', { instanceType: name, vcpu: whole(vcpu), memoryGiB: whole(memory) / 1024, arch });
}

/** vCPU of an OCPU: two threads of a core, or the whole core of the first Arm generation. */
export const vcpuPerOcpu = (family: string): number => (/\bA1\b/i.test(family) ? 1 : 2);

const isArm = (family: string): boolean => /\bA[124]\b/i.test(family);

/** GiB per OCPU of shapes that come in fixed sizes only. */
const OCI_FIXED: readonly (readonly [family: RegExp, gibPerOcpu: number])[] = [
  [/^vm\.standard2$/, 15],
  [/^vm\.standard1$/, 7],
  [/^vm\.standard\.e2$/, 8],
  [/^vm\.standard\.b1$/, 12],
  [/^vm\.denseio2$/, 15],
  [/^bm\.standard2$/, 768 / 52],
  [/^bm\.standard3$/, 16],
  [/^bm\.standard\.e2$/, 8],
  [/^bm\.standard\.e3$/, 16],
  [/^bm\.standard\.e4$/, 16],
  [/^bm\.standard\.e5$/, 12],
  [/^bm\.standard\.a1$/, 6.4],
  [/^bm\.optimized3$/, 512 / 36],
];

/** "VM.Standard.E4.Flex.2ocpu.16gb" in any spelling, and fixed shapes such as "VM.Standard2.4": OCPUs stand at the end. */
function oracleShape(name: string): Shape | null {
  const [, flexible, ocpus, gib] = /^(.+\.flex)[\s.:,-]+(\d+)\s*ocpus?[\s.:,-]+(\d+)\s*(?:gb|gib)$/i.exec(name) ?? [];
  if (flexible !== undefined) {
    const vcpu = whole(ocpus) * vcpuPerOcpu(flexible);
    return shape('oci', { instanceType: name, vcpu, memoryGiB: whole(gib), arch: isArm(flexible) ? 'arm64' : 'amd64' });
  }
  const [, family = '', size] = /^((?:vm|bm)\.[a-z0-9.]+)\.(\d+)$/.exec(name.toLowerCase()) ?? [];
  const perOcpu = OCI_FIXED.find(([pattern]) => pattern.test(family))?.[1];
  if (perOcpu === undefined) return null;
  const vcpu = whole(size) * vcpuPerOcpu(family);
  return shape('oci', { instanceType: name, vcpu, memoryGiB: whole(size) * perOcpu, arch: isArm(family) ? 'arm64' : 'amd64' });
}

/** The shape that a name spells out; null when it does not. */
export function shapeByRule(provider: string, name: string): Shape | null {
  const found =
    provider === 'ibm' ? ibmShape(name) : provider === 'gcp' ? googleShape(name) : provider === 'oci' ? oracleShape(name) : null;
  return found === null || found.vcpu <= 0 || found.memoryGiB <= 0 ? null : found;
}
