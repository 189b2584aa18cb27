import { azureCachePlan, azureDiskGib } from '../../catalog/plan-sizes.ts';
import { capacitySums, type ReadDemand } from './compute-demand.ts';
import { usageText } from './line-texts.ts';
import type { MachineReading } from './machine-reading.ts';
import type { DemandReading, PlacedLine } from './placed-line.ts';
import type { ControlPlaneDemand, DataEngine, DataServiceDemand, FunctionDemand, StorageDemand } from './portfolio.ts';
import { isArm } from './processor-use.ts';
import { countOf, gibHoursOf, gibOf, hoursOf, HOURS_A_MONTH, measuredBy } from './usage-unit.ts';

const BACKUP = /backup|snapshot|export/i;
const STORAGE = /storage|volume|disk|byte ?hrs|capacity\b|\bdata stored\b|gp[23]|io[12]\b|ssd|hdd/i;
const MEMORY = /\bram\b|\bmemory\b/i;
const HIGHLY_AVAILABLE = /multi-?az|multi-availability|regional|high(?:ly)?[- ]availab|zone[- ]redundant|\bha\b|mirror|replica/i;
const PROVISIONED = /provisioned-?(?:concurrency|gb|duration)/i;
/** Bills that state the unit of GB-seconds as seconds. */
const GB_SECOND = /gb-?seconds?/i;
const INVOCATIONS = /request|invocation|execution(?!s? time)|count|calls/i;

/** GiB on average over the window: data-months, data over time, or disks of a known size by the month. */
function averageGib(reading: DemandReading, { line, provider }: PlacedLine): number | null {
  const hours = gibHoursOf(line);
  if (hours !== null) return hours / HOURS_A_MONTH / reading.months;
  const disk = provider === 'azure' ? azureDiskGib(`${line.skuMeter} | ${line.chargeDescription}`) : null;
  const months = measuredBy(line).find(({ seconds, gib }) => gib === null && (seconds === null || seconds === HOURS_A_MONTH * 3600));
  if (disk !== null && months !== undefined) return (disk * months.quantity * months.block) / reading.months;
  return null;
}

/** Stored gigabytes. `medium` is what the group of lines holds. */
export function storageDemand(
  reading: DemandReading,
  medium: StorageDemand['medium'],
  lines: readonly PlacedLine[],
): ReadDemand<StorageDemand> {
  const sizes = lines.map((placed) => averageGib(reading, placed)).filter((gib) => gib !== null);
  if (sizes.length === 0) return { ok: false, reason: 'the bill states no stored gigabytes' };
  const texts = lines.map(({ line }) => usageText(line)).join(' | ');
  const demand: StorageDemand = {
    kind: 'storage',
    medium,
    performance: performanceOf(texts),
    gb: sizes.reduce((sum, gib) => sum + gib, 0),
  };
  return { ok: true, demand, priceKeys: [], flags: [] };
}

export function performanceOf(text: string): StorageDemand['performance'] {
  if (/\bio[12]\b|provisioned iops|ultra|extreme|premium ssd v2|piops/i.test(text)) return 'fast';
  if (/magnetic|\bst1\b|\bsc1\b|\bhdd\b|standard pd|standard storage pd|storage pd capacity|lower cost/i.test(text)) return 'standard';
  return 'balanced';
}

/** Function use a month; provisioned concurrency is paid for, but is not use. */
export function functionDemand(reading: DemandReading, lines: readonly PlacedLine[]): ReadDemand<FunctionDemand> {
  let gbSeconds = 0;
  let invocations: number | null = null;
  for (const { line } of lines) {
    const text = `${line.usageType} | ${line.skuMeter} | ${line.chargeDescription}`;
    const gibHours = PROVISIONED.test(text) ? null : (gibHoursOf(line) ?? (GB_SECOND.test(text) ? hoursOf(line) : null));
    if (gibHours !== null) gbSeconds += gibHours * 3600;
    const count = gibHours === null && INVOCATIONS.test(text) ? countOf(line) : null;
    if (count !== null) invocations = (invocations ?? 0) + count;
  }
  const hasUse = gbSeconds > 0 || invocations === 0 || lines.every(({ usd }) => usd === 0n);
  if (!hasUse) return { ok: false, reason: 'the bill does not state how long the functions ran' };
  const memoryMb = reading.assumptions.number('reading.functionMemory');
  return {
    ok: true,
    demand: {
      kind: 'function',
      invocations: invocations === null ? null : invocations / reading.months,
      gbSeconds: gbSeconds / reading.months,
      memoryMb,
      arch: isArm(lines.map(({ line }) => usageText(line)).join(' | ')) ? 'arm64' : 'amd64',
    },
    priceKeys: [],
    flags: [`functions of ${memoryMb} MB, as the bill does not state their memory`],
  };
}

export interface DataQuestion {
  readonly engine: DataEngine;
  readonly engineAssumed: boolean;
  readonly lines: readonly PlacedLine[];
}

/** A data service: its machines or processors, its storage and its backups. Storage alone is answered as block storage. */
export function dataDemand(
  reading: DemandReading,
  { engine, engineAssumed, lines }: DataQuestion,
): ReadDemand<DataServiceDemand | StorageDemand> {
  const stored = lines.filter((placed) => isStored(placed));
  const running = lines.filter((placed) => !isStored(placed));
  const gib = (some: readonly PlacedLine[]): number => some.reduce((sum, placed) => sum + (averageGib(reading, placed) ?? 0), 0);
  const backups = stored.filter(({ line }) => BACKUP.test(usageText(line)));
  const storageGb = gib(stored.filter((placed) => !backups.includes(placed)));
  const size = dataSize(reading, engine, running);
  if (size === null) {
    const total = storageGb + gib(backups);
    if (total <= 0) return { ok: false, reason: noSize(running) };
    const performance = performanceOf(lines.map(({ line }) => usageText(line)).join(' | '));
    const medium = storageGb > 0 ? 'block' : 'snapshot';
    return { ok: true, demand: { kind: 'storage', medium, performance, gb: total }, priceKeys: [], flags: ['storage of a data service'] };
  }
  const { machine, count, flags } = size;
  return {
    ok: true,
    demand: {
      kind: 'data-service',
      engine,
      instanceType: machine.instanceType,
      count,
      vcpu: machine.vcpu,
      memoryGib: machine.memoryGib,
      storageGb,
      backupGb: gib(backups),
      highlyAvailable: lines.some(({ line }) => HIGHLY_AVAILABLE.test(usageText(line))),
    },
    priceKeys: [],
    flags: [...flags, ...(engineAssumed ? [`engine not on the bill: taken as ${engine}`] : [])],
  };
}

function isStored({ line }: PlacedLine): boolean {
  const text = `${line.usageType} | ${line.skuMeter} | ${line.chargeDescription}`;
  return gibHoursOf(line) !== null ? !MEMORY.test(text) : STORAGE.test(text) && hoursOf(line) === null;
}

interface DataSize {
  readonly machine: MachineReading;
  readonly count: number;
  readonly flags: readonly string[];
}

function dataSize(reading: DemandReading, engine: DataEngine, lines: readonly PlacedLine[]): DataSize | null {
  const sums = capacitySums({ machineOf: (placed) => dataMachine(reading, engine, placed), lines });
  const [main, ...others] = [...sums.machines.values()].toSorted((a, b) => b.hours * b.machine.vcpu - a.hours * a.machine.vcpu);
  if (main !== undefined && main.hours > 0) {
    const equivalent = [main, ...others].reduce((hours, one) => hours + (one.hours * one.machine.vcpu) / main.machine.vcpu, 0);
    const flags = [
      ...(main.machine.flag === null ? [] : [main.machine.flag]),
      ...(others.length > 0 ? [`several machine types, counted as ${main.machine.instanceType}`] : []),
    ];
    return { machine: main.machine, count: equivalent / reading.hours, flags };
  }
  if (sums.vcpuHours <= 0 && sums.gibHours <= 0) return null;
  return dataParts(reading, sums);
}

/** Processors and memory of a database that are billed apart, in machines of at most the usual size. */
function dataParts({ assumptions, hours }: DemandReading, sums: { readonly vcpuHours: number; readonly gibHours: number }): DataSize {
  const gibPerVcpu = assumptions.number('reading.gibPerVcpu');
  const vcpu = (sums.vcpuHours > 0 ? sums.vcpuHours : sums.gibHours / gibPerVcpu) / hours;
  const memory = (sums.gibHours > 0 ? sums.gibHours : sums.vcpuHours * gibPerVcpu) / hours;
  const count = Math.max(1, vcpu / MAX_DATABASE_VCPU);
  const machine = {
    instanceType: '',
    vcpu: vcpu / count,
    memoryGib: memory / count,
    arch: 'amd64',
    gpus: 0,
    gpuModel: '',
    flag: null,
  } as const;
  const flags = [
    ...(sums.gibHours > 0 ? [] : [`no memory on the bill: ${gibPerVcpu} GiB beside each vCPU`]),
    ...(sums.vcpuHours > 0 ? [] : [`no processors on the bill: one vCPU for each ${gibPerVcpu} GiB`]),
    ...(count > 1 ? [`the bill states processors, not machines: taken as pieces of ${MAX_DATABASE_VCPU} vCPU`] : []),
  ];
  return { machine, count, flags };
}

/** Above this, processor hours of one database are taken for several databases. */
const MAX_DATABASE_VCPU = 16;

function dataMachine(reading: DemandReading, engine: DataEngine, { line, provider }: PlacedLine): MachineReading | null {
  const plan = engine === 'cache' && provider === 'azure' ? azureCachePlan(usageText(line)) : null;
  if (plan === null) return reading.machines.read(provider, line);
  return { instanceType: plan.plan, vcpu: plan.vcpu, memoryGib: plan.memoryGiB, arch: 'amd64', gpus: 0, gpuModel: '', flag: null };
}

function noSize(lines: readonly PlacedLine[]): string {
  const [largest] = lines.toSorted((a, b) => (a.usd === b.usd ? 0 : a.usd < b.usd ? 1 : -1));
  const name = largest === undefined ? '' : largest.line.skuMeter || largest.line.usageType || largest.line.chargeDescription;
  return name === '' ? 'the bill states no size of the service' : `no size is known of "${name}"`;
}

/** Control planes running on average. */
export function controlPlaneDemand(reading: DemandReading, lines: readonly PlacedLine[]): ReadDemand<ControlPlaneDemand> {
  const hours = lines.map(({ line }) => hoursOf(line)).filter((value) => value !== null);
  const clusters = hours.length === 0 ? null : hours.reduce((sum, value) => sum + value, 0) / reading.hours;
  return { ok: true, demand: { kind: 'control-plane', clusters }, priceKeys: [], flags: [] };
}

/** Gigabytes of a line of traffic a month; null where the bill states none. */
export const monthlyGib = (reading: DemandReading, { line }: PlacedLine): number | null => {
  const gib = gibOf(line);
  return gib === null ? null : gib / reading.months;
};
