import { z } from 'zod';

export type UseMetric = 'cpu' | 'memory';

/** A unit of a measurement: what a value in it is multiplied with to be cores, MiB, or a share of what the resource has. */
export interface UseUnit {
  readonly name: string;
  readonly measures: 'cores' | 'mib' | 'share';
  readonly factor: number;
}

const MIB = 1_048_576;

const unit = (name: string, measures: UseUnit['measures'], factor: number): UseUnit => ({ name, measures, factor });

const PERCENT = unit('percent', 'share', 0.01);
const SHARE = unit('share', 'share', 1);
const CORES = unit('cores', 'cores', 1);
const MILLICORES = unit('millicores', 'cores', 1e-3);

/** Spellings without case; only CPU knows the m of Kubernetes, because M of memory would differ from it by case alone. */
const UNITS: Readonly<Record<UseMetric, Readonly<Record<string, UseUnit>>>> = {
  cpu: {
    percent: PERCENT, pct: PERCENT, '%': PERCENT, share: SHARE, fraction: SHARE, ratio: SHARE,
    cores: CORES, core: CORES, vcpu: CORES, vcpus: CORES, cpus: CORES,
    millicores: MILLICORES, millicore: MILLICORES, milli: MILLICORES, m: MILLICORES,
    nanocores: unit('nanocores', 'cores', 1e-9), n: unit('nanocores', 'cores', 1e-9),
  },
  memory: {
    percent: PERCENT, pct: PERCENT, '%': PERCENT, share: SHARE, fraction: SHARE, ratio: SHARE,
    bytes: unit('bytes', 'mib', 1 / MIB), byte: unit('bytes', 'mib', 1 / MIB), b: unit('bytes', 'mib', 1 / MIB),
    kib: unit('KiB', 'mib', 1 / 1024), ki: unit('KiB', 'mib', 1 / 1024), kb: unit('kB', 'mib', 1e3 / MIB),
    mib: unit('MiB', 'mib', 1), mi: unit('MiB', 'mib', 1), mb: unit('MB', 'mib', 1e6 / MIB),
    gib: unit('GiB', 'mib', 1024), gi: unit('GiB', 'mib', 1024), gb: unit('GB', 'mib', 1e9 / MIB),
    tib: unit('TiB', 'mib', MIB), ti: unit('TiB', 'mib', MIB), tb: unit('TB', 'mib', 1e12 / MIB),
  },
}; // prettier-ignore

/** What a value without any unit is taken for: what CloudWatch, Azure Monitor and Cloud Monitoring export. */
const UNIT_WHEN_NONE_IS_GIVEN = PERCENT;

/** The unit of a metric by its name in any case; null for one that is not known. */
export const unitNamed = (metric: UseMetric, name: string): UseUnit | null => UNITS[metric][name.trim().toLowerCase()] ?? null;

export const unitNames = (metric: UseMetric): string => [...new Set(Object.values(UNITS[metric]).map((one) => one.name))].join(', ');

/** Larger than any machine: a wrong unit, not a measurement. */
const LARGEST = { cores: 4096, mib: 128 * MIB, share: 1 } as const;

export type ReadUse = { readonly value: number; readonly unit: UseUnit; readonly assumed: boolean } | { readonly refused: string };

const NUMBER_AND_UNIT = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?)\s*([a-z%]*)$/i;
const decimal = z.coerce.number();

/**
 * Reads a cell or JSON value such as 41.5, "250m", "12 %" or "512Mi" as cores, MiB or a share; null when it is empty.
 * `stated` is the unit that the column names. Refuses what is no number, negative, above 100 percent, or larger than any machine.
 */
export function readUse(raw: unknown, metric: UseMetric, stated: UseUnit | null): ReadUse | null {
  if (raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '')) return null;
  const shown = JSON.stringify(raw);
  const match = typeof raw === 'number' || typeof raw === 'string' ? NUMBER_AND_UNIT.exec(`${raw}`.trim()) : null;
  if (match === null) return { refused: `is ${shown}; expected a number` };
  const [, digits = '', unitText = ''] = match;
  const own = unitText === '' ? null : unitNamed(metric, unitText);
  if (unitText !== '' && own === null) return { refused: `is ${shown}; the unit is none of ${unitNames(metric)}` };
  if (own !== null && stated !== null && own.name !== stated.name) return { refused: `is ${shown} in a column of ${stated.name}` };
  const used = own ?? stated ?? UNIT_WHEN_NONE_IS_GIVEN;
  const number = decimal.parse(digits);
  if (number < 0) return { refused: `is ${shown}; a measurement is never negative` };
  const value = convert(number, used);
  const assumed = own === null && stated === null;
  if (value > LARGEST[used.measures]) return { refused: tooLarge(shown, used, assumed) };
  return { value: value + 0, unit: used, assumed };
}

/** Divides where the factor is a reciprocal, so that 41 percent is 0.41 and not 0.41000000000000003. */
const convert = (number: number, { factor }: UseUnit): number => {
  const divisor = Math.round(1 / factor);
  return factor < 1 && Math.abs(divisor * factor - 1) < 1e-12 ? number / divisor : number * factor;
};

function tooLarge(shown: string, used: UseUnit, assumed: boolean): string {
  if (used.measures !== 'share') return `is ${shown} ${used.name}, more than any machine has; check the unit`;
  const hint = assumed ? '; it names no unit and is read as percent: name one, as in cpuP95Cores or memoryMaxMiB' : '';
  return `is ${shown} ${used.name}; utilisation is at most 100 percent${hint}`;
}
