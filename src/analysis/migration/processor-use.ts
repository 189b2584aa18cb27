import type { UsageLine } from '../../focus/usage-line.ts';
import { usageText } from './line-texts.ts';
import { gibHoursOf, hoursOf, measuredBy, type ProcessorUnit } from './usage-unit.ts';

/** Hours of capacity that a line pays for; null where it pays for something else, or states no quantity. */
export type CapacityHours =
  | { readonly of: 'machine'; readonly hours: number }
  | { readonly of: 'vcpu'; readonly hours: number }
  | { readonly of: 'gib'; readonly hours: number };

/** Surcharges of machines: they cost, but are no capacity. */
const SURCHARGE = /licen[sc]|cpu ?credits|ebs-?optimi[sz]ed|performance units|premium image|\bfee for\b|requests?\b.*\bcount|http calls/i;
const MEMORY_TEXT = /\bram\b|- memory\b|\bmemory (?:allocation|time|gb|requests|seconds|hours)|fargate-gb|gb-hours|^memory$/i;
const CORES_TEXT = /\bv?cpus?\b|\bcores?\b|\bvcores?\b|\bocpus?\b|\becpus?\b|\bmcpus?\b|vcpu-hours|flex core/i;
const NOT_CORES = /memory optimi[sz]ed|core infrastructure/gi;
/** OCI shapes on which an OCPU is one vCPU; on all others it is two threads. */
const SINGLE_THREAD_OCPU = /\ba1\b|ampere a1/i;
const ARM_TEXT = /\barm(?:64)?\b|-arm\b|graviton|ampere|axion|\b(?:t2a|c4a|n4a)\b|\ba[124](?:\.flex)?\b/i;

export const isArm = (text: string): boolean => ARM_TEXT.test(text);

/** Reads what capacity a line of machines, containers, plans or databases pays for. */
export function capacityOf(line: UsageLine): CapacityHours | null {
  const meter = `${line.usageType} | ${line.skuMeter} | ${line.chargeDescription}`;
  if (SURCHARGE.test(meter)) return null;
  const gib = gibHoursOf(line);
  if (gib !== null)
    return MEMORY_TEXT.test(meter) || /memory|ram/i.test(`${line.consumedUnit} ${line.pricingUnit}`) || isBareSize(meter)
      ? { of: 'gib', hours: gib }
      : null;
  const hours = hoursOf(line);
  if (hours === null) return null;
  const unit = measuredBy(line).find(({ processor }) => processor !== null)?.processor ?? null;
  const isMachine = (unit === null && !CORES_TEXT.test(meter.replaceAll(NOT_CORES, ''))) || /instance/i.test(line.consumedUnit);
  if (unit === null && MEMORY_TEXT.test(meter)) return { of: 'gib', hours };
  if (isMachine) return { of: 'machine', hours };
  return { of: 'vcpu', hours: hours * vcpuOf(unit ?? unitInText(meter), usageText(line)) };
}

/** A meter that is only a size over time, such as "GB Seconds" of a container. */
const isBareSize = (meter: string): boolean => /gb[- ]?second|gib[- ]?second/i.test(meter);

function unitInText(meter: string): ProcessorUnit {
  if (/\bocpus?\b/i.test(meter)) return 'ocpu';
  if (/\becpus?\b/i.test(meter)) return 'ecpu';
  if (/\bmcpus?\b|milli/i.test(meter)) return 'millicore';
  return 'vcpu';
}

/** vCPU in one unit: 1 OCPU is 2 threads on x86 and 1 core of an A1; Oracle counts 4 ECPU an OCPU; an Aurora ACU of 2 GiB brings about a quarter [M]. */
function vcpuOf(unit: ProcessorUnit, text: string): number {
  if (unit === 'ocpu') return SINGLE_THREAD_OCPU.test(text) ? 1 : 2;
  if (unit === 'ecpu') return 0.5;
  if (unit === 'acu') return 0.25;
  return unit === 'millicore' ? 0.001 : 1;
}
