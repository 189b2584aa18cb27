import type { UtilisationRecord } from '../../focus/utilisation.ts';
import { regionFor } from '../../catalog/price-region.ts';
import { appServicePlan } from '../../catalog/plan-sizes.ts';
import { isSpot, marksOfAll, type WorkloadMarks } from './line-marks.ts';
import type { ComputeKind } from './line-place.ts';
import { usageText } from './line-texts.ts';
import type { MachineReading } from './machine-reading.ts';
import { regionOf, type DemandReading, type PlacedLine } from './placed-line.ts';
import { measuredUse } from './measured-use.ts';
import type { ComputeDemand } from './portfolio.ts';
import { capacityOf, gpuModelIn, isArm } from './processor-use.ts';

/** A demand with the price rows and flags by which it was read, or why none could be. */
export type ReadDemand<D> =
  | { readonly ok: true; readonly demand: D; readonly priceKeys: readonly string[]; readonly flags: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** Capacity of the lines of one resource over the window. */
export interface CapacitySums {
  readonly machines: ReadonlyMap<string, { readonly machine: MachineReading; readonly hours: number }>;
  /** Hours of machines whose name no size is known for, by what the bill calls them. */
  readonly unknown: ReadonlyMap<string, number>;
  readonly vcpuHours: number;
  readonly gibHours: number;
  readonly gpuHours: number;
  readonly committedHours: number;
  readonly spotHours: number;
  readonly allHours: number;
}

export interface CapacityQuestion {
  readonly machineOf: (placed: PlacedLine) => MachineReading | null;
  readonly lines: readonly PlacedLine[];
}

/** Adds up the hours of machines, processors and memory; nothing is extrapolated over hours that did not run. */
export function capacitySums({ machineOf, lines }: CapacityQuestion): CapacitySums {
  const machines = new Map<string, { machine: MachineReading; hours: number }>();
  const unknown = new Map<string, number>();
  const sums = { vcpuHours: 0, gibHours: 0, gpuHours: 0, committedHours: 0, spotHours: 0, allHours: 0 };
  for (const placed of lines) {
    const { line } = placed;
    const capacity = capacityOf(line);
    if (capacity === null) continue;
    sums.gibHours += capacity.gib;
    sums.vcpuHours += capacity.vcpu;
    sums.gpuHours += capacity.gpu;
    const machine = capacity.machine > 0 ? machineOf(placed) : null;
    if (machine !== null) {
      const held = machines.get(machine.instanceType);
      machines.set(machine.instanceType, { machine, hours: (held?.hours ?? 0) + capacity.machine });
    } else if (capacity.machine > 0) {
      const name = line.skuMeter || line.usageType || line.chargeDescription || line.serviceName;
      unknown.set(name, (unknown.get(name) ?? 0) + capacity.machine);
    }
    const hours = capacity.vcpu + capacity.machine * (machine?.vcpu ?? 1);
    sums.allHours += hours;
    if (line.commitmentDiscountStatus !== '' || line.pricingCategory === 'Committed') sums.committedHours += hours;
    if (isSpot(line)) sums.spotHours += hours;
  }
  return { machines, unknown, ...sums };
}

/** Capacity as it runs today, from the lines of one resource (or of a group without resource ids). */
export function computeDemand(reading: DemandReading, runs: ComputeKind, lines: readonly PlacedLine[]): ReadDemand<ComputeDemand> {
  const sums = capacitySums({ machineOf: (placed) => machineOf(reading, runs, placed), lines });
  const marks = marksOfAll(lines.map(({ line }) => line));
  const size = sizeOf(reading, runs, { sums, lines });
  if (size === null) return { ok: false, reason: noSizeReason(sums) };
  const list = listPrice(reading, { machine: size.machine, lines });
  return {
    ok: true,
    demand: {
      kind: 'compute',
      instanceType: size.machine.instanceType,
      count: size.count,
      vcpu: size.machine.vcpu,
      memoryGib: size.machine.memoryGib,
      arch: size.machine.arch,
      gpus: size.machine.gpus,
      gpuModel: size.machine.gpuModel,
      ...markedDemand(runs, marks),
      committedShare: shareOf(sums.committedHours, sums.allHours),
      spotShare: shareOf(sums.spotHours, sums.allHours),
      listUsdHour: list?.usdHour ?? null,
      utilisation: measuredUse(recordsOf(reading, lines), size.machine),
    },
    priceKeys: list === null ? [] : [list.key],
    flags: [...size.flags, ...(list?.flags ?? [])],
  };
}

const markedDemand = (runs: ComputeKind, marks: WorkloadMarks) => ({
  windows: marks.windows,
  autoscaled: marks.autoscaled || runs === 'container' || runs === 'platform',
  stateful: marks.stateful,
  jvm: marks.jvm,
});

/** Measurements of the resource itself; of many machines in one group, none says what all do. */
function recordsOf({ use }: DemandReading, lines: readonly PlacedLine[]): readonly UtilisationRecord[] {
  const records = new Set(lines.flatMap(({ line }) => use.recordsOf(line)));
  return [...records];
}

const shareOf = (part: number, whole: number): number => (whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0);

function machineOf(reading: DemandReading, runs: ComputeKind, { line, provider }: PlacedLine): MachineReading | null {
  const plan = runs === 'platform' && provider === 'azure' ? appServicePlan(usageText(line)) : null;
  if (plan === null) return reading.machines.read(provider, line);
  return { instanceType: plan.plan, vcpu: plan.vcpu, memoryGib: plan.memoryGiB, arch: 'amd64', gpus: 0, gpuModel: '', flag: null };
}

interface Sized {
  readonly machine: MachineReading;
  readonly count: number;
  readonly flags: readonly string[];
}

interface SizeQuestion {
  readonly sums: CapacitySums;
  readonly lines: readonly PlacedLine[];
}

function sizeOf(reading: DemandReading, runs: ComputeKind, { sums, lines }: SizeQuestion): Sized | null {
  const ordered = [...sums.machines.values()].toSorted((a, b) => b.hours * b.machine.vcpu - a.hours * a.machine.vcpu);
  const main = ordered[0];
  if (main !== undefined && main.hours > 0) {
    // A resized machine counts as so many of the type that it mostly was.
    const equivalent = ordered.reduce((hours, { machine, hours: own }) => hours + (own * machine.vcpu) / main.machine.vcpu, 0);
    const mixed = ordered.length > 1 ? [`several machine types, counted as ${main.machine.instanceType}`] : [];
    return {
      machine: main.machine,
      count: equivalent / reading.hours,
      flags: [...(main.machine.flag === null ? [] : [main.machine.flag]), ...mixed],
    };
  }
  if (sums.vcpuHours <= 0 && sums.gibHours <= 0) return null;
  return sizeOfParts(reading, runs, { sums, lines });
}

/** Processors and memory billed apart: the average that ran, in pieces where it is more than one piece holds. */
function sizeOfParts({ assumptions, hours }: DemandReading, runs: ComputeKind, { sums, lines }: SizeQuestion): Sized {
  const gibPerVcpu = assumptions.number('reading.gibPerVcpu');
  const vcpu = (sums.vcpuHours > 0 ? sums.vcpuHours : sums.gibHours / gibPerVcpu) / hours;
  const memoryGib = (sums.gibHours > 0 ? sums.gibHours : sums.vcpuHours * gibPerVcpu) / hours;
  const piece = assumptions.number(runs === 'container' || runs === 'platform' ? 'reading.podVcpu' : 'reading.machineVcpu');
  // A pod takes whole accelerators: as many machines as there are of them, each with one.
  const count = sums.gpuHours > 0 ? sums.gpuHours / hours : Math.max(1, vcpu / Math.max(piece, 0.001));
  const texts = lines.map(({ line }) => usageText(line)).join(' | ');
  const machine: MachineReading = {
    instanceType: '',
    vcpu: vcpu / count,
    memoryGib: memoryGib / count,
    arch: isArm(texts) ? 'arm64' : 'amd64',
    gpus: sums.gpuHours > 0 ? 1 : 0,
    gpuModel: sums.gpuHours > 0 ? gpuModelIn(texts) : '',
    flag: null,
  };
  const flags = [
    ...(count > 1 && sums.gpuHours === 0 ? [`the bill states processors, not machines: taken as pieces of ${piece} vCPU`] : []),
    ...(sums.gibHours > 0 ? [] : [`no memory on the bill: ${gibPerVcpu} GiB beside each vCPU`]),
    ...(sums.vcpuHours > 0 ? [] : [`no processors on the bill: one vCPU for each ${gibPerVcpu} GiB`]),
  ];
  return { machine, count, flags };
}

function noSizeReason({ unknown }: CapacitySums): string {
  const [name] = [...unknown].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0] ?? [];
  return name === undefined ? 'the bill states no machine and no hours' : `no size is known of "${name}"`;
}

interface ListPrice {
  readonly usdHour: number;
  readonly key: string;
  readonly flags: readonly string[];
}

/** On-demand price of one machine where it runs, or in the nearest priced region with a flag. */
function listPrice(
  { prices }: DemandReading,
  { machine, lines }: { readonly machine: MachineReading; readonly lines: readonly PlacedLine[] },
): ListPrice | null {
  const first = lines[0];
  if (first === undefined || machine.instanceType === '') return null;
  const wanted = regionOf(first.line);
  const near = regionFor(prices, { provider: first.provider, region: wanted });
  if (near === null) return null;
  const row = prices.nodes(first.provider, near.region).find(({ instanceType }) => instanceType === machine.instanceType);
  if (row === undefined) return null;
  const isOwn = near.match === 'exact' || near.match === 'same-list';
  return {
    usdHour: row.usd.onDemand,
    key: row.key,
    flags: isOwn ? [] : [`priced in ${near.region} for ${wanted === '' ? 'an unknown region' : wanted}`],
  };
}
