import type { Command } from 'commander';
import { setTimeout as wait } from 'node:timers/promises';
import type { UtilisationWindow } from '../../focus/utilisation.ts';
import { keepUtilisation, type UtilisationDeps, type UtilisationResult } from '../../jobs/ingest-utilisation.ts';
import { readWindow } from '../../jobs/utilisation-window.ts';
import { Problem } from '../../problem.ts';
import { readPrometheusUtilisation, type UtilisationQuestion } from '../../providers/prometheus/read-utilisation.ts';
import { addDays, dayOf, isDay, secondsBetween } from '../../time.ts';
import { withCommonOptions, type CommonOptions } from '../context.ts';
import { note } from '../output.ts';
import { systemClock } from '../system.ts';

export interface PrometheusOptions extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly step: string;
  readonly bearerEnv?: string;
}

/** Two whole weeks: each day of the week twice, and within the default retention of Prometheus. */
const DEFAULT_DAYS = 14;

const STEP_UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `aweigh utilisation prometheus URL`. */
export function registerUtilisationPrometheus(
  parent: Command,
  {
    deps,
    print,
  }: { readonly deps: (options: CommonOptions) => UtilisationDeps; readonly print: (result: UtilisationResult, json: boolean) => void },
): void {
  const command = parent
    .command('prometheus')
    .description('read P50, P95 and maximum of CPU and memory of every container and node from the HTTP API of a Prometheus')
    .argument('<url>', 'address of the API without /api/v1, such as http://prometheus.example.net:9090')
    .option('--from <day>', `start of the window (default: ${DEFAULT_DAYS} days before its end)`)
    .option('--to <day>', 'end of the window, exclusive (default: the start of today, UTC)')
    .option('--step <duration>', 'time between samples, such as 5m or 1h', '5m')
    .option('--bearer-env <name>', 'environment variable that holds a bearer token');
  withCommonOptions(command, 'aweigh utilisation prometheus http://prometheus.example.net:9090 --bearer-env PROMETHEUS_TOKEN').action(
    async (url: string, options: PrometheusOptions) => {
      const question = questionOf(url, options);
      const records = await readPrometheusUtilisation({ fetch, wait: (milliseconds) => wait(milliseconds), random: Math.random }, question);
      print(await keepUtilisation(deps(options), { records, source: question.source, notes: [] }), options.json === true);
    },
  );
}

function questionOf(url: string, options: PrometheusOptions): UtilisationQuestion {
  const address = addressOf(url);
  const token = tokenOf(options.bearerEnv);
  if (token !== null && address.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(address.hostname)) {
    note('note  the token travels unencrypted: the address is http');
  }
  const window = windowOf(options);
  const [fromSeconds, toSeconds] = [window.from, window.to].map(secondsOf);
  const source = `prometheus ${address.origin}${address.pathname.replace(/\/+$/, '')}`;
  return {
    server: { url: source.slice('prometheus '.length), token },
    window,
    fromSeconds: fromSeconds ?? 0,
    toSeconds: toSeconds ?? 0,
    stepSeconds: stepOf(options.step),
    source,
  };
}

/** An http address without credentials: what stands in it is stored and printed. */
function addressOf(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null || !['http:', 'https:'].includes(address.protocol)) {
    throw new Problem('usage_invalid', { detail: 'The address is not one of http or https, such as http://localhost:9090.' });
  }
  if (address.username !== '' || address.password !== '' || address.search !== '') {
    throw new Problem('usage_invalid', {
      detail: 'The address holds a user, a password or a query; name a token with --bearer-env instead.',
    });
  }
  return address;
}

function tokenOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  const token = process.env[name]?.trim() ?? '';
  if (token === '') throw new Problem('usage_invalid', { detail: `The environment variable ${name} is empty or not set.` });
  if (/[^\x21-\x7e]/.test(token))
    throw new Problem('usage_invalid', { detail: `The environment variable ${name} holds no token: it has blanks.` });
  return token;
}

function windowOf({ from, to }: PrometheusOptions): UtilisationWindow {
  const end = to ?? dayOf(systemClock());
  const start = from ?? (isDay(end.slice(0, 10)) ? `${addDays(end.slice(0, 10), -DEFAULT_DAYS)}${end.slice(10)}` : null);
  const read = readWindow({ window: null, from: start, to: end }, null);
  if ('refused' in read) throw new Problem('usage_invalid', { detail: `--${read.field} ${read.refused}.` });
  return read;
}

const secondsOf = (moment: string): number => secondsBetween('1970-01-01T00:00:00Z', isDay(moment) ? `${moment}T00:00:00Z` : moment);

function stepOf(text: string): number {
  const [, digits = '', unit = 's'] = /^(\d{1,6})([smhd])?$/.exec(text) ?? [];
  const seconds = Number(digits) * (STEP_UNITS[unit] ?? 1);
  if (digits === '' || seconds < 15 || seconds > 86_400) {
    throw new Problem('usage_invalid', { detail: `--step ${text} is not a duration from 15s to 1d, such as 5m.` });
  }
  return seconds;
}
