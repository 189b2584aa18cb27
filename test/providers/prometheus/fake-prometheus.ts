import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A query_range request as the server got it. */
export interface Asked {
  readonly query: string;
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly authorization: string | undefined;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

interface FakeSeries {
  readonly metric: Record<string, string>;
  /** The value at an instant; null where there is no sample. */
  readonly at: (seconds: number) => number | string | null;
}

/** A server on loopback that speaks the query_range API. `answer` may answer in its place; null lets it go on. */
export async function fakePrometheus(
  seriesOf: (query: string) => readonly FakeSeries[],
  answer: (asked: Asked, count: number) => Answer | null = () => null,
): Promise<{ readonly url: string; readonly asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      const form = new URLSearchParams(body);
      const number = (name: string): number => Number(form.get(name));
      const one = {
        query: form.get('query') ?? '',
        start: number('start'),
        end: number('end'),
        step: number('step'),
        authorization: request.headers.authorization,
      };
      asked.push(one);
      const known = request.method === 'POST' && request.url === '/api/v1/query_range';
      const given = known ? (answer(one, asked.length) ?? rangeOf(one, seriesOf(one.query))) : { status: 404, body: '404 page not found' };
      response.writeHead(given.status ?? 200, { 'content-type': 'application/json', ...given.headers }).end(given.body);
    });
  });
  await listening(server);
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const listening = (server: Server): Promise<void> => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

/** The wire shape of Prometheus, with its limit of points. */
function rangeOf({ start, end, step }: Asked, series: readonly FakeSeries[]): Answer {
  const points = Math.floor((end - start) / step) + 1;
  if (points > 11_000) return apiError(400, 'bad_data', 'exceeded maximum resolution of 11,000 points per timeseries.');
  const result = series.flatMap(({ metric, at }) => {
    const values = Array.from({ length: points }, (_, index) => start + index * step).flatMap((seconds) => {
      const value = at(seconds);
      return value === null ? [] : [[seconds, `${value}`]];
    });
    return values.length === 0 ? [] : [{ metric, values }];
  });
  return { body: JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }) };
}

export const apiError = (status: number, errorType: string, error: string): Answer => ({
  status,
  body: JSON.stringify({ status: 'error', errorType, error }),
});
