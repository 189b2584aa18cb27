import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { MetricsPort } from '../http/app-deps.ts';

/** Counters of this process for Prometheus; a registry of its own, so that two servers in one process do not mix. */
export function createMetrics(pendingRuns: () => number): MetricsPort {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['method', 'route', 'status'] as const;
  const requests = new Counter({ name: 'aweigh_http_requests_total', help: 'Requests answered.', labelNames, registers: [registry] });
  const seconds = new Histogram({
    name: 'aweigh_http_request_seconds',
    help: 'Time to answer.',
    labelNames: ['route'] as const,
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers: [registry],
  });
  const pending: Gauge = new Gauge({
    name: 'aweigh_runs_pending',
    help: 'Uploaded bill files whose run has not ended.',
    registers: [registry],
    collect: () => pending.set(pendingRuns()),
  });
  // Looked up once each: the labels are routes, methods and statuses, so there are few.
  const known = new Map<string, { count: Counter.Internal; time: Histogram.Internal<'route'> }>();
  return {
    observe: ({ method, route, status, seconds: taken }) => {
      const name = `${method} ${route} ${status}`;
      const series = known.get(name) ?? { count: requests.labels({ method, route, status }), time: seconds.labels({ route }) };
      known.set(name, series);
      series.count.inc();
      series.time.observe(taken);
    },
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
