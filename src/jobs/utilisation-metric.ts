import { STATISTICS, type CpuUse, type MemoryUse, type StatisticName } from '../focus/utilisation.ts';
import type { PlainField } from './utilisation-columns.ts';
import { readUse, unitNamed, unitNames, type UseMetric, type UseUnit } from './utilisation-units.ts';

/** Says what is wrong with a field of the row at hand. */
export type SayFault = (field: string, detail: string) => void;

/** A field with the name the file gives it. */
export interface PlainValue {
  readonly name: string;
  readonly value: unknown;
  readonly rank: number;
}

/** Fields that are no measurement. */
export type Plain = Partial<Record<PlainField, PlainValue>>;

/** A field that holds a statistic. */
export interface Measured {
  readonly name: string;
  readonly statistic: StatisticName;
  readonly unit: UseUnit | null;
  readonly value: unknown;
}

interface MetricContext {
  readonly uses: readonly Measured[];
  readonly plain: Plain;
  /** Called with the name of each field that was taken for percent because nothing names a unit. */
  readonly assumedPercent: (name: string) => void;
  readonly fault: SayFault;
}

type Statistics = Record<StatisticName, number | null> & { measures: UseUnit['measures'] };

/** The statistics of one metric; null where the row states none or one that is at fault. */
export function readMetric(metric: UseMetric, { uses, plain, assumedPercent, fault }: MetricContext): Statistics | null {
  const unitField = plain[metric === 'cpu' ? 'cpuUnit' : 'memoryUnit'];
  const unitText = textOf(unitField, fault);
  const rowUnit = unitText === null ? null : unitNamed(metric, unitText);
  if (unitText !== null && rowUnit === null) {
    fault(unitField?.name ?? `${metric}Unit`, `is "${unitText}"; expected one of ${unitNames(metric)}`);
    return null;
  }
  const found: Statistics = { mean: null, p50: null, p95: null, max: null, measures: 'share' };
  let first: string | null = null;
  for (const { name, statistic, unit, value } of uses) {
    const use = readUse(value, metric, unit ?? rowUnit);
    if (use === null) continue;
    if ('refused' in use) {
      fault(name, use.refused);
      return null;
    }
    if (use.assumed) assumedPercent(name);
    if (first !== null && use.unit.measures !== found.measures) {
      fault(name, `is in ${use.unit.name} where ${first} is not; one metric has one unit in a row`);
      return null;
    }
    first ??= name;
    found.measures = use.unit.measures;
    found[statistic] = use.value;
  }
  if (first === null) return null;
  return risingOrFault(found, uses, fault) ? found : null;
}

/** Values of one measurement, in pairs of which the second is never smaller. */
const ORDER = [['p50', 'p95'], ['p50', 'max'], ['p95', 'max'], ['mean', 'max']] as const satisfies readonly (readonly [StatisticName, StatisticName])[]; // prettier-ignore

function risingOrFault(found: Statistics, uses: readonly Measured[], fault: SayFault): boolean {
  const broken = ORDER.find(([low, high]) => (found[low] ?? 0) > (found[high] ?? Infinity));
  if (broken === undefined) return true;
  const [low, high] = broken.map((statistic) => uses.find((use) => use.statistic === statistic));
  fault(low?.name ?? broken[0], `is ${JSON.stringify(low?.value)}, above ${high?.name} (${JSON.stringify(high?.value)})`);
  return false;
}

const statisticsOf = (found: Statistics): Record<StatisticName, number | null> => {
  const [mean, p50, p95, max] = STATISTICS.map((statistic) => found[statistic]);
  return { mean: mean ?? null, p50: p50 ?? null, p95: p95 ?? null, max: max ?? null };
};

export const cpuUse = (found: Statistics): CpuUse => ({ unit: found.measures === 'share' ? 'share' : 'cores', ...statisticsOf(found) });

export const memoryUse = (found: Statistics): MemoryUse => ({ unit: found.measures === 'share' ? 'share' : 'mib', ...statisticsOf(found) });

/** Trimmed text; null where the field is absent or empty. A number is taken as its digits, as ids of CSV files are. */
export function textOf(field: PlainValue | undefined, fault: SayFault): string | null {
  if (field === undefined || field.value === null || field.value === undefined) return null;
  if (typeof field.value === 'string' || typeof field.value === 'number') return `${field.value}`.trim() || null;
  fault(field.name, `is ${JSON.stringify(field.value)}; expected text`);
  return null;
}

export function booleanOf(field: PlainValue | undefined, fault: SayFault): boolean | null {
  if (field === undefined || field.value === null || field.value === undefined || field.value === '') return null;
  const plain = JSON.stringify(field.value).replaceAll('"', '').trim().toLowerCase();
  if (['true', 'yes', '1'].includes(plain)) return true;
  if (['false', 'no', '0'].includes(plain)) return false;
  fault(field.name, `is ${JSON.stringify(field.value)}; expected true or false`);
  return null;
}
