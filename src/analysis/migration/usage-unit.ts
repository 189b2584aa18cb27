import { approximateDecimal } from '../../money.ts';
import type { UsageLine } from '../../focus/usage-line.ts';

/** Hours that price lists count as a month. */
export const HOURS_A_MONTH = 730;

/** What one unit of a bill's quantity is. */
export interface UsageUnit {
  /** How many: "100 Hours" is 100. */
  readonly block: number;
  /** Seconds of the time in it; null where there is none. */
  readonly seconds: number | null;
  /** GiB of the data in it; null where there is none. Bills and price lists say GB and mean GiB. */
  readonly gib: number | null;
  /** What is counted, where it is processors: their number of vCPU on x86, see `vcpuOf`. */
  readonly processor: ProcessorUnit | null;
}

export type ProcessorUnit = 'vcpu' | 'millicore' | 'ocpu' | 'ecpu' | 'acu';

const TIMES: readonly (readonly [RegExp, number])[] = [
  [/second|\bsecs?\b/, 1],
  [/minute|\bmins?\b/, 60],
  [/hour|\bhrs?\b/, 3600],
  [/\bdays?\b/, 86_400],
  [/month|\bmo\b/, HOURS_A_MONTH * 3600],
];

const SIZES: readonly (readonly [RegExp, number])[] = [
  [/\bpi?b\b|pebibyte|petabyte/, 1024 ** 2],
  [/\bti?b\b|tebibyte|terabyte/, 1024],
  [/\bgi?b\b|gibibyte|gigabyte/, 1],
  [/\bmi?b\b|mebibyte|megabyte/, 1 / 1024],
  [/\bki?b\b|kibibyte|kilobyte/, 1 / 1024 ** 2],
  [/\bbytes?\b/, 1 / 1024 ** 3],
];

const PROCESSORS: readonly (readonly [RegExp, ProcessorUnit])[] = [
  [/\bocpus?\b/, 'ocpu'],
  [/\becpus?\b/, 'ecpu'],
  [/\bacus?\b|\bacu hr\b/, 'acu'],
  [/\bmcpus?\b|milli ?v?cpu/, 'millicore'],
  [/\bv?cpus?\b|\bv?cores?\b|processor/, 'vcpu'],
];

const NUMBER = /^\s*(\d+(?:[.,]\d+)*)\s*([km](?![a-z]))?/;
const MULTIPLES: Readonly<Record<string, number>> = { k: 1000, m: 1_000_000 };

const known = new Map<string, UsageUnit>();

/** Reads unit texts of all clouds: "Hrs", "100 Hours", "GB-Mo", "byte-seconds", "10000 GB Memory-Seconds", "VIRTUAL_PROCESSOR_CORE_HOURS". */
export function usageUnit(text: string): UsageUnit {
  const held = known.get(text);
  if (held !== undefined) return held;
  const unit = parsed(text);
  known.set(text, unit);
  return unit;
}

function parsed(text: string): UsageUnit {
  const plain = text.toLowerCase();
  const words = plain.replaceAll(/[^a-z0-9.,]+/g, ' ');
  // A throughput, not an amount of data.
  const isRate = /bps|(?:gi?b|mi?b)\/s/.test(plain);
  return {
    block: blockOf(words),
    seconds: isRate ? null : firstOf(TIMES, words),
    gib: isRate ? null : firstOf(SIZES, words),
    processor: firstOf(PROCESSORS, words),
  };
}

function blockOf(words: string): number {
  const [, digits, multiple] = NUMBER.exec(words) ?? [];
  const count = digits === undefined ? 1 : approximateDecimal(digits.replaceAll(',', ''));
  const named = /\bmillions?\b/.test(words) ? 1_000_000 : /\bthousands?\b/.test(words) ? 1000 : 1;
  return (count > 0 ? count : 1) * (multiple === undefined ? 1 : (MULTIPLES[multiple] ?? 1)) * named;
}

const firstOf = <T>(table: readonly (readonly [RegExp, T])[], words: string): T | null =>
  table.find(([pattern]) => pattern.test(words))?.[1] ?? null;

/** A quantity of the bill with what its unit is. */
export interface Measured extends UsageUnit {
  readonly quantity: number;
}

/** The consumed quantity and the priced one, where the bill states them. */
export function measuredBy(line: UsageLine): Measured[] {
  const consumed = line.consumedQuantity === null ? [] : [{ ...usageUnit(line.consumedUnit), quantity: line.consumedQuantity }];
  const priced = line.pricingQuantity === null ? [] : [{ ...usageUnit(line.pricingUnit), quantity: line.pricingQuantity }];
  return [...consumed, ...priced];
}

/** Hours of things without a size: machines, processors, gateways; null where no quantity is in time alone. */
export function hoursOf(line: UsageLine): number | null {
  const found = measuredBy(line).find(({ seconds, gib }) => seconds !== null && gib === null);
  return found === undefined ? null : (found.quantity * found.block * (found.seconds ?? 0)) / 3600;
}

/** GiB-hours; null where no quantity is data over time. */
export function gibHoursOf(line: UsageLine): number | null {
  const found = measuredBy(line).find(({ seconds, gib }) => seconds !== null && gib !== null);
  return found === undefined ? null : (found.quantity * found.block * (found.gib ?? 0) * (found.seconds ?? 0)) / 3600;
}

/** GiB that went somewhere; null where no quantity is data. */
export function gibOf(line: UsageLine): number | null {
  const found = measuredBy(line).find(({ gib }) => gib !== null);
  return found === undefined ? null : found.quantity * found.block * (found.gib ?? 0);
}

/** Plain counts, such as requests; null where every quantity is time or data. */
export function countOf(line: UsageLine): number | null {
  const found = measuredBy(line).find(({ seconds, gib }) => seconds === null && gib === null);
  return found === undefined ? null : found.quantity * found.block;
}
