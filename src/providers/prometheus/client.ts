import { Problem } from '../../problem.ts';
import { errorAnswer, rangeAnswer, type RangeSeries } from './wire.ts';

/** What the client needs from outside: the web's fetch, a clock that waits, and randomness for the jitter. */
export interface PrometheusDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export interface PrometheusServer {
  /** The address of the API without /api/v1. */
  readonly url: string;
  /** A bearer token; never logged, never in a Problem. */
  readonly token: string | null;
}

/** A range of instants in seconds since 1970, both ends inclusive, as the API has it. */
export interface RangeQuery {
  readonly query: string;
  readonly start: number;
  readonly end: number;
  readonly stepSeconds: number;
}

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
const TIMEOUT_MS = 60_000;
const MAX_ANSWER_BYTES = 64 * 1_048_576;

/** Answers that the same request may not get again: the server is busy, restarting, or behind a gateway that is. */
const PASSING_STATUSES = [408, 425, 429, 500, 502, 503, 504];

type Outcome = { readonly series: RangeSeries[] } | { readonly passing: Problem; readonly retryAfter: string | null };

/**
 * Asks one range query, again after a growing and jittered wait when the server is unreachable or busy. Throws Problem
 * prometheus_unreachable, prometheus_refused, prometheus_answer_invalid or prometheus_answer_too_large.
 */
export async function queryRange(deps: PrometheusDeps, server: PrometheusServer, query: RangeQuery): Promise<RangeSeries[]> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await askOnce(deps, server, query);
    if ('series' in outcome) return outcome.series;
    if (attempt === ATTEMPTS) throw outcome.passing;
    await deps.wait(waitBefore(attempt, outcome.retryAfter, deps.random()));
  }
}

/** Half of the doubling wait and a random part of the other half; a Retry-After of the server in seconds counts up to ten. */
function waitBefore(attempt: number, retryAfter: string | null, random: number): number {
  const doubling = FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + random / 2);
  const asked = /^\d{1,4}$/.test(retryAfter ?? '') ? +(retryAfter ?? 0) * 1000 : 0;
  return Math.min(LONGEST_WAIT_MS, Math.max(doubling, asked));
}

async function askOnce(deps: PrometheusDeps, server: PrometheusServer, query: RangeQuery): Promise<Outcome> {
  const { url, token } = server;
  const body = new URLSearchParams({
    query: query.query,
    start: `${query.start}`,
    end: `${query.end}`,
    step: `${query.stepSeconds}`,
  });
  try {
    const response = await deps.fetch(`${url.replace(/\/+$/, '')}/api/v1/query_range`, {
      method: 'POST',
      // A form body, so that long queries fit; a redirect would carry the token elsewhere.
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: body.toString(),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return outcomeOf(response, await textWithin(response), query);
  } catch (error) {
    if (error instanceof Problem) throw error;
    return { passing: new Problem('prometheus_unreachable', { detail: `${url}: ${reasonOf(error)}.`, cause: error }), retryAfter: null };
  }
}

/** The cause of a failed fetch is what a person can act on: refused, not found, timed out. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the request failed';
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} seconds`;
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

async function textWithin(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > MAX_ANSWER_BYTES) {
      throw new Problem('prometheus_answer_too_large', { detail: `An answer is larger than ${MAX_ANSWER_BYTES / 1_048_576} MiB.` });
    }
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

function outcomeOf(response: Response, text: string, { query }: RangeQuery): Outcome {
  const { status } = response;
  const parsed = jsonOf(text);
  if (status === 401 || status === 403) {
    throw new Problem('prometheus_refused', { detail: `The server answered ${status}: the token is missing or not valid.` });
  }
  const refused = errorAnswer.safeParse(parsed);
  const said = refused.success ? `${refused.data.errorType}: ${refused.data.error}` : `status ${status}`;
  if (PASSING_STATUSES.includes(status)) {
    const passing = new Problem('prometheus_unreachable', { detail: `The server answered ${status} (${said}).` });
    return { passing, retryAfter: response.headers.get('retry-after') };
  }
  if (refused.success) throw new Problem('prometheus_refused', { detail: `${said}. The query was ${query}` });
  const answer = rangeAnswer.safeParse(parsed);
  if (status === 200 && answer.success) return { series: answer.data.data.result };
  const issue = answer.error?.issues[0];
  const what = parsed === undefined ? 'no JSON' : `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
  throw new Problem('prometheus_answer_invalid', { detail: `The server answered ${status} with ${what}.` });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
