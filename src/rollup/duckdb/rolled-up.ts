import type { DuckDBDataChunk } from '@duckdb/node-api';
import { COST_METRICS } from '../../focus/columns.ts';
import type { ChargeChunk, SeriesChunk, SummaryChunk } from '../../focus/charge-chunk.ts';
import type { RolledUp, SummaryQuestion } from '../rollup.ts';
import { costColumns, nullableNumbers, numbers, texts } from './columns.ts';
import { chargesSql, keyedSql, mergedSql, SERIES_TEXTS, seriesSql, seriesTermSql, termsSql, unitsSql } from './number-sql.ts';
import type { Session } from './session.ts';

const SERIES_CHUNK = 20_000;

/** Numbers texts, series, units and charges of the `folded` table, so that only integers leave the engine. */
export async function numberFolded(session: Session, fileCount: number): Promise<void> {
  await session.run(`CREATE TEMP TABLE keyed AS ${keyedSql(fileCount > 1 ? `(${mergedSql})` : 'folded')}`);
  await session.run('DROP TABLE folded');
  await session.run(`CREATE TEMP TABLE unit AS ${unitsSql}`);
  await session.run(`CREATE TEMP TABLE series AS ${seriesSql}`);
  await session.run(`CREATE TEMP TABLE charge AS ${chargesSql}`);
  await session.run(`CREATE TEMP TABLE term AS ${termsSql}`);
  for (const [index, name] of SERIES_TEXTS.entries()) {
    await session.run(`CREATE TEMP TABLE term_${index} AS ${seriesTermSql(name)}`);
  }
}

type Streams = Pick<RolledUp, 'terms' | 'series' | 'charges' | 'summary'>;

/** The streams of a numbered roll-up. */
export function streamsOf(session: Session): Streams {
  return {
    terms: () => termStream(session),
    series: () => seriesStream(session),
    charges: (seriesIds) => chargeStream(session, seriesIds),
    summary: (question) => summaryStream(session, question),
  };
}

async function* chunks(session: Session, sql: string): AsyncGenerator<DuckDBDataChunk> {
  const result = await session.stream(sql);
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) yield chunk;
}

async function* termStream(session: Session): AsyncGenerator<readonly string[]> {
  for await (const chunk of chunks(session, 'SELECT text FROM term ORDER BY no')) yield texts(chunk, 0);
}

async function* seriesStream(session: Session): AsyncGenerator<SeriesChunk> {
  const [{ n }] = (await session.rows('SELECT CAST(count(*) AS INTEGER) AS n FROM series')) as [{ n: number }];
  for (let from = 0; from < n; from += SERIES_CHUNK) {
    const range = `BETWEEN ${from} AND ${from + SERIES_CHUNK - 1}`;
    const heads = await session.rows(`SELECT digest, knownCosts FROM series WHERE no ${range} ORDER BY no`);
    const dimensions: Record<string, Int32Array> = {};
    for (const [index, name] of SERIES_TEXTS.entries()) {
      const column = new Int32Array(heads.length);
      let at = 0;
      for await (const chunk of chunks(session, `SELECT term FROM term_${index} WHERE no ${range} ORDER BY no`)) {
        column.set(Int32Array.from(numbers(chunk, 0)), at);
        at += chunk.rowCount;
      }
      dimensions[name] = column;
    }
    yield {
      count: heads.length,
      digests: heads.map((head) => digestBytes(head['digest'] as bigint)),
      knownCosts: heads.map((head) => Number(head['knownCosts'])),
      dimensions: allTexts(dimensions),
    };
  }
}

/** The loop over SERIES_TEXTS has filled every name. */
const allTexts = (dimensions: Record<string, Int32Array>): SeriesChunk['dimensions'] => dimensions as unknown as SeriesChunk['dimensions'];

function digestBytes(digest: bigint): Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt.asUintN(64, digest >> 64n));
  view.setBigUint64(8, BigInt.asUintN(64, digest));
  return bytes;
}

const COST_LIST = COST_METRICS.map((metric) => `${metric}, ${metric}Rest`).join(', ');

async function* chargeStream(session: Session, seriesIds: Int32Array): AsyncGenerator<ChargeChunk> {
  await session.run('CREATE OR REPLACE TEMP TABLE series_id (no INTEGER, id INTEGER)');
  const appender = await session.connection.createAppender('series_id');
  seriesIds.forEach((id, no) => {
    appender.appendInteger(no);
    appender.appendInteger(id);
    appender.endRow();
  });
  appender.closeSync();
  const sql = `SELECT unit, id, day, ${COST_LIST}, CAST(rowCount AS INTEGER) AS n, consumedQuantity, pricingQuantity
    FROM charge JOIN series_id ON series_id.no = charge.series ORDER BY unit, id, day`;
  for await (const chunk of chunks(session, sql)) {
    yield {
      count: chunk.rowCount,
      units: numbers(chunk, 0),
      seriesIds: numbers(chunk, 1),
      days: numbers(chunk, 2),
      costs: costColumns(chunk, 3),
      rowCounts: numbers(chunk, 11),
      consumedQuantities: nullableNumbers(chunk, 12),
      pricingQuantities: nullableNumbers(chunk, 13),
    };
  }
}

async function* summaryStream(session: Session, question: SummaryQuestion): AsyncGenerator<SummaryChunk> {
  const indexes = question.dimensions.map((name) => SERIES_TEXTS.indexOf(name));
  const joins = indexes.map((index) => `JOIN term_${index} ON term_${index}.no = c.series`).join(' ');
  const terms = indexes.map((index, position) => `term_${index}.term AS d${position}`).join(', ');
  const sums = COST_METRICS.map((metric) => {
    const attos = `(sum(CAST(${metric} AS HUGEINT) * 1000000000 + ${metric}Rest))`;
    return `CAST(${attos} // 1000000000 AS BIGINT) AS ${metric}, CAST(${attos} % 1000000000 AS BIGINT) AS ${metric}Rest`;
  }).join(', ');
  const names = question.dimensions.map((_, position) => `d${position}`).join(', ');
  const time = question.grain === 'day' ? 'c.day' : 'c.month';
  const sql = `SELECT unit, time, knownCosts, ${sums}, CAST(sum(rowCount) AS INTEGER) AS n, ${names} FROM
    (SELECT c.unit, ${time} AS time, CAST(s.knownCosts AS INTEGER) AS knownCosts, c.* EXCLUDE (unit), ${terms} FROM charge c JOIN series s ON s.no = c.series ${joins})
    GROUP BY unit, time, knownCosts, ${names} ORDER BY unit, time, ${names}, knownCosts`;
  for await (const chunk of chunks(session, sql)) {
    yield {
      count: chunk.rowCount,
      units: numbers(chunk, 0),
      times: numbers(chunk, 1),
      knownCosts: numbers(chunk, 2),
      costs: costColumns(chunk, 3),
      rowCounts: numbers(chunk, 11),
      dimensions: indexes.map((_, position) => numbers(chunk, 12 + position)),
    };
  }
}
