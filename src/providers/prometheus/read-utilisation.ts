import type { UtilisationRecord, UtilisationWindow } from '../../focus/utilisation.ts';
import { Problem } from '../../problem.ts';
import { queryRange, type PrometheusDeps, type PrometheusServer, type RangeQuery } from './client.ts';
import { recordsOf, resourceIdOfProvider, type Samples, type SeriesKey } from './map.ts';
import { valuesOf, type RangeSeries } from './wire.ts';

export interface UtilisationQuestion {
  readonly server: PrometheusServer;
  readonly window: UtilisationWindow;
  /** The same window in seconds since 1970; the end is exclusive. */
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly stepSeconds: number;
  /** How the records name the server. */
  readonly source: string;
}

/** Well below the 11,000 points a series that Prometheus answers at most, so that answers of large clusters stay small. */
const MAX_POINTS_A_QUERY = 1000;

/** What the samples of all series may take in memory: about 160 MB. */
const MAX_SAMPLES = 20_000_000;

/** Rates over less than this are noise at the usual scrape interval. */
const SHORTEST_RATE_SECONDS = 300;

/** The expressions that are asked; docs/utilisation.md shows them. */
function queriesOf(stepSeconds: number) {
  const rate = `${Math.max(stepSeconds, SHORTEST_RATE_SECONDS)}s`;
  const containers = 'container!="",container!="POD"';
  return {
    containerCpu: `sum by (namespace, pod, container) (rate(container_cpu_usage_seconds_total{${containers}}[${rate}]))`,
    containerMemory: `max by (namespace, pod, container) (container_memory_working_set_bytes{${containers}})`,
    nodeCpu: `sum by (node, instance) (rate(container_cpu_usage_seconds_total{id="/"}[${rate}]))`,
    nodeMemory: `max by (node, instance) (container_memory_working_set_bytes{id="/"})`,
    nodeNames: 'max by (node, provider_id) (kube_node_info)',
  } as const;
}

/**
 * How busy every container and node of a cluster was over a window, from the cAdvisor metrics that kubelets expose. Long windows are
 * asked in parts. Throws Problem utilisation_empty when there is no sample, prometheus_answer_too_large when there are too many,
 * and what queryRange throws.
 */
export async function readPrometheusUtilisation(deps: PrometheusDeps, question: UtilisationQuestion): Promise<UtilisationRecord[]> {
  const queries = queriesOf(question.stepSeconds);
  const found = new Map<string, Samples>();
  const counter = { samples: 0 };
  for (const metric of ['cpuCores', 'memoryBytes'] as const) {
    for (const query of metric === 'cpuCores' ? [queries.containerCpu, queries.nodeCpu] : [queries.containerMemory, queries.nodeMemory]) {
      for (const part of partsOf(query, question)) {
        for (const series of await queryRange(deps, question.server, part)) collect(series, { metric, found, counter });
      }
    }
  }
  const nodes = await nodeIds(deps, question, queries.nodeNames);
  const records = recordsOf([...found.values()], { ...question, resourceIdOf: (node) => nodes.get(node) ?? node });
  if (records.length > 0) return records;
  const { from, to } = question.window;
  throw new Problem('utilisation_empty', { detail: `There is no sample of container_cpu_usage_seconds_total from ${from} to ${to}.` });
}

/** The window in parts of at most so many points; the next begins one step after the last point of the one before. */
export function* partsOf(query: string, { fromSeconds, toSeconds, stepSeconds }: UtilisationQuestion): Generator<RangeQuery> {
  const span = (MAX_POINTS_A_QUERY - 1) * stepSeconds;
  for (let start = fromSeconds; start < toSeconds; start += span + stepSeconds) {
    const points = Math.ceil((Math.min(start + span + stepSeconds, toSeconds) - start) / stepSeconds);
    yield { query, start, end: start + (points - 1) * stepSeconds, stepSeconds };
  }
}

interface Collection {
  readonly metric: 'cpuCores' | 'memoryBytes';
  readonly found: Map<string, Samples>;
  readonly counter: { samples: number };
}

function collect(series: RangeSeries, { metric, found, counter }: Collection): void {
  const key = keyOf(series.metric);
  if (key === null) return;
  const id = JSON.stringify(key);
  const samples = found.get(id) ?? { key, cpuCores: [], memoryBytes: [] };
  found.set(id, samples);
  const values = valuesOf(series);
  counter.samples += values.length;
  if (counter.samples > MAX_SAMPLES)
    throw new Problem('prometheus_answer_too_large', { detail: `There are more than ${MAX_SAMPLES} samples.` });
  for (const value of values) if (value >= 0) samples[metric].push(value);
}

/** Null for a series that names neither a container nor a node. */
function keyOf(labels: RangeSeries['metric']): SeriesKey | null {
  const { namespace = '', pod = '', container = '' } = labels;
  if (container !== '') return pod === '' ? null : { node: null, namespace, pod, container };
  const node = labels['node'] ?? labels['instance']?.replace(/:\d+$/, '');
  return node === undefined || node === '' ? null : { node, namespace: '', pod: '', container: '' };
}

/** Ids by which bills name the nodes, where kube-state-metrics tells them. */
async function nodeIds(deps: PrometheusDeps, question: UtilisationQuestion, query: string): Promise<Map<string, string>> {
  const { server, stepSeconds, toSeconds } = question;
  const last = toSeconds - stepSeconds;
  const series = await queryRange(deps, server, { query, start: last, end: last, stepSeconds });
  return new Map(
    series.flatMap(({ metric }): [string, string][] => {
      const id = resourceIdOfProvider(metric['provider_id'] ?? '');
      return metric['node'] === undefined || id === null ? [] : [[metric['node'], id]];
    }),
  );
}
