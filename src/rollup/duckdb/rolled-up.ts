import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { ChargeChunk, SeriesChunk, SummaryChunk } from '../../focus/charge-chunk.ts';
import { COST_METRICS, LOT_BIT } from '../../focus/columns.ts';
import type { RolledUp, SummaryQuestion } from '../rollup.ts';
import { narrowCosts, nullableNumbers, numbers, texts, wideCosts } from './columns.ts';
import { SERIES_TEXTS, type ChargeMoney } from './number-sql.ts';
import { engineProblem } from './engine-problem.ts';
import type { Session } from './session.ts';

type Streams = Pick<RolledUp, 'terms' | 'series' | 'charges' | 'summary'>;

/** The streams of a numbered roll-up. */
export function streamsOf(session: Session, money: ChargeMoney): Streams {
  return {
    terms: () => termStream(session),
    series: () => seriesStream(session),
    charges: (seriesIds) => chargeStream(session, seriesIds, money),
    summary: (question) => summaryStream(session, question),
  };
}

async function* chunks(session: Session, sql: string): AsyncGenerator<DuckDBDataChunk> {
  try {
    const result = await session.stream(sql);
    for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) yield chunk;
  } catch (error) {
    throw engineProblem(error, []);
  }
}

async function* termStream(session: Session): AsyncGenerator<readonly string[]> {
  for await (const chunk of chunks(session, 'SELECT text FROM term ORDER BY no')) yield texts(chunk, 0);
}

async function* seriesStream(session: Session): AsyncGenerator<SeriesChunk> {
  const columns = SERIES_TEXTS.map((_, index) => `t${index}.term`).join(', ');
  const sideBySide = SERIES_TEXTS.map((_, index) => `POSITIONAL JOIN term_${index} t${index}`).join(' ');
  const sql = `SELECT k.digest, k.knownCosts, ${columns} FROM (SELECT digest, knownCosts FROM series_key ORDER BY no) k ${sideBySide}`;
  for await (const chunk of chunks(session, sql)) {
    const dimensions = Object.fromEntries(SERIES_TEXTS.map((name, index) => [name, numbers(chunk, index + 2)]));
    yield {
      count: chunk.rowCount,
      digests: chunk.getColumnValues(0).map((digest) => digestBytes(digest as bigint)),
      knownCosts: numbers(chunk, 1),
      dimensions: allTexts(dimensions),
    };
  }
}

/** Made from SERIES_TEXTS, so that every name is there. */
const allTexts = (dimensions: Record<string, ArrayLike<number>>): SeriesChunk['dimensions'] =>
  dimensions as unknown as SeriesChunk['dimensions'];

function digestBytes(digest: bigint): Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt.asUintN(64, digest >> 64n));
  view.setBigUint64(8, BigInt.asUintN(64, digest));
  return bytes;
}

async function* chargeStream(session: Session, seriesIds: Int32Array, money: ChargeMoney): AsyncGenerator<ChargeChunk> {
  await session.run('CREATE OR REPLACE TEMP TABLE series_id (no INTEGER, id INTEGER)');
  const appender = await session.connection.createAppender('series_id');
  seriesIds.forEach((id, no) => {
    appender.appendInteger(no);
    appender.appendInteger(id);
    appender.endRow();
  });
  appender.closeSync();
  const narrow = money === 'DECIMAL(18,10)';
  const sql = `SELECT unit, id, day, CAST(rowCount AS INTEGER) AS n, consumedQuantity, pricingQuantity, ${COST_METRICS.join(', ')}
    FROM charge JOIN series_id ON series_id.no = charge.series ORDER BY unit, id, day`;
  for await (const chunk of chunks(session, sql)) {
    yield {
      count: chunk.rowCount,
      units: numbers(chunk, 0),
      seriesIds: numbers(chunk, 1),
      days: numbers(chunk, 2),
      rowCounts: numbers(chunk, 3),
      consumedQuantities: nullableNumbers(chunk, 4),
      pricingQuantities: nullableNumbers(chunk, 5),
      costs: narrow ? narrowCosts(chunk, 6) : wideCosts(chunk, 6),
    };
  }
}

/** Units of a currency that 64 bits of nanos hold with room to spare. */
const LOT = 9_000_000_000;

/**
 * A month of a service may add up to more than 64 bits of nanos hold, in dong or rupiah soon enough. Such a
 * cell is stored as several rows, told apart by bits of `knownCosts` that mean no cost; sums do not see it.
 */
function inLotsSql(cells: string): string {
  const most = `greatest(${COST_METRICS.map((metric) => `abs(CAST(${metric} AS DOUBLE))`).join(', ')})`;
  const lots = COST_METRICS.map((metric) => {
    const part = (amount: string): string => `greatest(0, least(${LOT}, ${amount} - lot * ${LOT}))`;
    return `CAST(CASE WHEN ${metric} < 0 THEN -${part(`-${metric}`)} ELSE ${part(metric)} END AS DECIMAL(38,18)) AS ${metric}`;
  });
  return `SELECT * REPLACE (${lots.join(', ')}, CASE WHEN lot = 0 THEN rowCount ELSE 0 END AS rowCount)
    FROM (SELECT *, CAST(unnest(range(1 + CAST(floor(${most} / ${LOT}) AS BIGINT))) AS INTEGER) AS lot FROM (${cells}))`;
}

/** A summary is folded from the monthly sums of each series, or from the charges where days are asked for. */
async function* summaryStream(session: Session, question: SummaryQuestion): AsyncGenerator<SummaryChunk> {
  const indexes = question.dimensions.map((name) => SERIES_TEXTS.indexOf(name));
  const names = question.dimensions.map((_, position) => `d${position}`).join(', ');
  const joins = indexes.map((index) => `JOIN term_${index} ON term_${index}.no = s.no`).join(' ');
  await session.run(`CREATE OR REPLACE TEMP TABLE grouping AS SELECT no, knownCosts, ${names}, CAST(dense_rank() OVER (ORDER BY ${names}, knownCosts) AS INTEGER) AS g FROM
    (SELECT s.no, s.knownCosts, ${indexes.map((index, position) => `term_${index}.term AS d${position}`).join(', ')} FROM series s ${joins})`);
  const [from, time] = question.grain === 'day' ? ['charge', 'day'] : ['charge_month', 'month'];
  const sums = COST_METRICS.map((metric) => `CAST(sum(c.${metric}) AS DECIMAL(38,18)) AS ${metric}`).join(', ');
  const cells = inLotsSql(`SELECT c.unit, c.${time} AS time, s.g, ${sums}, sum(c.rowCount) AS rowCount
     FROM ${from} c JOIN grouping s ON s.no = c.series GROUP BY c.unit, c.${time}, s.g`);
  const sql = `SELECT unit, time, knownCosts + ${LOT_BIT} * lot, CAST(rowCount AS INTEGER) AS n, ${names}, ${COST_METRICS.join(', ')}
    FROM (${cells}) JOIN (SELECT DISTINCT g, knownCosts, ${names} FROM grouping) USING (g) ORDER BY unit, time, g, lot`;
  for await (const chunk of chunks(session, sql)) {
    yield {
      count: chunk.rowCount,
      units: numbers(chunk, 0),
      times: numbers(chunk, 1),
      knownCosts: numbers(chunk, 2),
      rowCounts: numbers(chunk, 3),
      dimensions: indexes.map((_, position) => numbers(chunk, 4 + position)),
      costs: wideCosts(chunk, 4 + indexes.length),
    };
  }
}
