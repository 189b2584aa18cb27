import type { StatisticName } from '../focus/utilisation.ts';
import { unitNamed, type UseMetric, type UseUnit } from './utilisation-units.ts';

const PLAIN_FIELDS = {
  resourceId: ['resourceid', 'resource', 'instanceid', 'instance', 'vmid', 'vm', 'node', 'id', 'resourcename', 'name'],
  container: ['container', 'containername'],
  workload: ['workload', 'workloadname', 'deployment', 'controller', 'owner'],
  namespace: ['namespace'],
  pod: ['pod', 'podname'],
  from: ['from', 'windowfrom', 'windowstart', 'start', 'starttime', 'startdate', 'periodstart', 'observationstart'],
  to: ['to', 'windowto', 'windowend', 'end', 'endtime', 'enddate', 'periodend', 'observationend'],
  window: ['window', 'period', 'interval'],
  cpuUnit: ['cpuunit', 'cpuunits'],
  memoryUnit: ['memoryunit', 'memoryunits', 'memunit', 'ramunit'],
  networkIdle: ['networkidle', 'idlenetwork', 'nonetwork'],
} as const;

export type PlainField = keyof typeof PLAIN_FIELDS;

/** What a column, or a field of a JSON item, holds. Of two spellings of a field the one of lower rank says it more surely. `foreign` is passed over; `unknown` looks like a measurement but is none that is known. */
export type ColumnMeaning =
  | { readonly kind: 'plain'; readonly field: PlainField; readonly rank: number }
  | { readonly kind: 'use'; readonly metric: UseMetric; readonly statistic: StatisticName; readonly unit: UseUnit | null }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unknown'; readonly reason: string };

const METRICS: Readonly<Record<string, UseMetric>> = { cpu: 'cpu', processor: 'cpu', memory: 'memory', mem: 'memory', ram: 'memory' };

const STATISTIC_WORDS: Readonly<Record<string, StatisticName>> = {
  mean: 'mean', average: 'mean', avg: 'mean', p50: 'p50', median: 'p50', percentile50: 'p50', '50thpercentile': 'p50', p95: 'p95',
  percentile95: 'p95', '95thpercentile': 'p95', max: 'max', maximum: 'max', peak: 'max', p100: 'max',
}; // prettier-ignore

/** Statistics that other tools export and the model does not use, and sizes of what was bought rather than used. */
const UNUSED_WORDS = ['min', 'minimum', 'p25', 'p75', 'p90', 'p98', 'p99', 'stddev', 'count', 'samples', 'allocated', 'request', 'requests',
  'requested', 'limit', 'limits', 'capacity', 'size', 'total', 'hours', 'price', 'cost', 'model', 'family', 'type'] as const; // prettier-ignore

const FILLER_WORDS = ['utilisation', 'utilization', 'usage', 'use', 'used', 'workingset', 'percentiles', 'percentile', 'in', 'of'] as const;

const UNIT_WORDS = [
  'percent', 'pct', 'share', 'fraction', 'millicores', 'millicore', 'nanocores', 'cores', 'core', 'vcpus', 'bytes', 'kib', 'mib', 'gib', 'tib', 'kb',
  'mb', 'gb', 'tb',
] as const; // prettier-ignore

const WORDS = [...Object.keys(METRICS), ...Object.keys(STATISTIC_WORDS), ...UNUSED_WORDS, ...FILLER_WORDS, ...UNIT_WORDS].toSorted(
  (a, b) => b.length - a.length || (a < b ? -1 : 1),
);
const NEXT_WORD = new RegExp(`^(?:${WORDS.join('|')})`);
const LIKE_A_MEASUREMENT = /cpu|memory|^mem|^ram|p\d\d/;

/** A name without case, blanks and signs, so that cpuP95Percent, cpu_p95_percent and "CPU P95 (%)" are one. */
const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll('%', 'percent')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

/** The meaning of a column by its name, in any usual spelling and order of words. */
export function columnMeaning(name: string): ColumnMeaning {
  const plain = plainName(name);
  for (const [field, spellings] of Object.entries(PLAIN_FIELDS)) {
    const rank = spellings.findIndex((spelling) => spelling === plain);
    if (rank >= 0 && isPlainField(field)) return { kind: 'plain', field, rank };
  }
  const words = wordsOf(plain);
  const metric = words?.map((word) => METRICS[word]).find((one) => one !== undefined);
  if (words === null || metric === undefined) {
    if (/^v?cpus?$/.test(plain) || !LIKE_A_MEASUREMENT.test(plain)) return { kind: 'foreign' };
    return { kind: 'unknown', reason: 'is no statistic that is known; use mean, p50, p95 or max of cpu or memory' };
  }
  if (words.some((word) => UNUSED_WORDS.some((unused) => unused === word))) return { kind: 'foreign' };
  return measured(metric, words);
}

function measured(metric: UseMetric, words: readonly string[]): ColumnMeaning {
  const statistics = [...new Set(words.flatMap((word) => STATISTIC_WORDS[word] ?? []))];
  const [statistic] = statistics;
  if (statistic === undefined || statistics.length > 1) {
    return { kind: 'unknown', reason: 'names no single statistic; add one of mean, p50, p95, max' };
  }
  const unitWord = words.find((word) => UNIT_WORDS.some((unit) => unit === word));
  if (unitWord === undefined) return { kind: 'use', metric, statistic, unit: null };
  const unit = unitNamed(metric, unitWord);
  return unit === null
    ? { kind: 'unknown', reason: `has the unit ${unitWord}, which is none of ${metric}` }
    : { kind: 'use', metric, statistic, unit };
}

/** The words a name is made of; null when something is left over. */
function wordsOf(plain: string): string[] | null {
  const words: string[] = [];
  for (let rest = plain; rest !== '';) {
    const [word] = NEXT_WORD.exec(rest) ?? [];
    if (word === undefined) return null;
    words.push(word);
    rest = rest.slice(word.length);
  }
  return words;
}

const isPlainField = (field: string): field is PlainField => field in PLAIN_FIELDS;
