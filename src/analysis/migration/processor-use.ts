import type { UsageLine } from '../../focus/usage-line.ts';
import { usageText } from './line-texts.ts';
import { gibHoursOf, hoursOf, measuredBy, type ProcessorUnit } from './usage-unit.ts';

/** Hours of capacity that a line pays for. */
export interface CapacityHours {
  /** Hours of machines, plans or instances whose size their name says. */
  readonly machine: number;
  readonly vcpu: number;
  readonly gib: number;
  readonly gpu: number;
}

const NO_HOURS: CapacityHours = { machine: 0, vcpu: 0, gib: 0, gpu: 0 };

/** Accelerators that Google Cloud bills beside the machine they are in. */
const GPU_ATTACHED = /\bgpu\b.*(?:attached|running|to )|nvidia (?:tesla|l4|a100|h100)/i;
const GPU_MODEL = /\b(t4|l4|p4|p100|v100|k80|a100|h100|h200)\b/i;

/** The model of an accelerator that a text names; '' where none is. */
export const gpuModelIn = (text: string): string => (GPU_MODEL.exec(text)?.[1] ?? '').toLowerCase();

/** Surcharges of machines: they cost, but are no capacity. */
const SURCHARGE =
  /licen[sc]|cpu ?credits|ebs-?optimi[sz]ed|performance units|premium image|\bfee for\b|extended support|ephemeral|ecs-ec2|ecs-anywhere|requests?\b.*\bcount|http calls/i;
const MEMORY_TEXT = /\bram\b|- memory\b|\bmemory (?:allocation|time|gb|requests|seconds|hours)|fargate-gb|gb-hours|^memory$/i;
const CORES_TEXT = /\bv?cpus?\b|\bcores?\b|\bvcores?\b|\bocpus?\b|\becpus?\b|\bmcpus?\b|vcpu-hours|flex core/i;
const NOT_CORES = /memory optimi[sz]ed|core infrastructure/gi;
const GIB_PER_ACU = 2;
/** OCI shapes on which an OCPU is one vCPU; on all others it is two threads. */
const SINGLE_THREAD_OCPU = /\ba1\b|ampere a1/i;
const ARM_TEXT = /\barm(?:64)?\b|-arm\b|graviton|ampere|axion|\b(?:t2a|c4a|n4a)\b|\ba[124](?:\.flex)?\b/i;

export const isArm = (text: string): boolean => ARM_TEXT.test(text);

/** Reads what capacity a line of machines, containers, plans or databases pays for; null where it pays for something else, or states no quantity. */
export function capacityOf(line: UsageLine): CapacityHours | null {
  const meter = `${line.usageType} | ${line.skuMeter} | ${line.chargeDescription}`;
  if (SURCHARGE.test(meter)) return null;
  const gib = gibHoursOf(line);
  if (gib !== null) return isMemory(line, meter) ? { ...NO_HOURS, gib } : null;
  const hours = hoursOf(line);
  if (hours === null) return null;
  if (GPU_ATTACHED.test(meter)) return { ...NO_HOURS, gpu: hours };
  const stated = measuredBy(line).find(({ processor }) => processor !== null)?.processor ?? null;
  if (stated === null && MEMORY_TEXT.test(meter)) return { ...NO_HOURS, gib: hours };
  const unit = stated ?? unitInText(meter);
  if (unit === null || /instance/i.test(line.consumedUnit)) return { ...NO_HOURS, machine: hours };
  return { ...NO_HOURS, vcpu: hours * vcpuOf(unit, usageText(line)), gib: unit === 'acu' ? hours * GIB_PER_ACU : 0 };
}

const isMemory = (line: UsageLine, meter: string): boolean =>
  MEMORY_TEXT.test(meter) || /memory|\bram\b/i.test(`${line.consumedUnit} ${line.pricingUnit}`) || isBareSize(meter);

/** A meter that is only a size over time, such as "GB Seconds" of a container. */
const isBareSize = (meter: string): boolean => /gb[- ]?second|gib[- ]?second/i.test(meter);

function unitInText(meter: string): ProcessorUnit | null {
  const text = meter.replaceAll(NOT_CORES, '');
  if (/\bocpus?\b/i.test(text)) return 'ocpu';
  if (/\becpus?\b/i.test(text)) return 'ecpu';
  if (/\bmcpus?\b/i.test(text)) return 'millicore';
  return CORES_TEXT.test(text) ? 'vcpu' : null;
}

/** vCPU in one unit: 1 OCPU is 2 threads on x86 and 1 core of an A1; Oracle counts 4 ECPU an OCPU; an Aurora ACU of 2 GiB brings about a quarter [M]. */
function vcpuOf(unit: ProcessorUnit, text: string): number {
  if (unit === 'ocpu') return SINGLE_THREAD_OCPU.test(text) ? 1 : 2;
  if (unit === 'ecpu') return 0.5;
  if (unit === 'acu') return 0.25;
  return unit === 'millicore' ? 0.001 : 1;
}
