import { COST_METRICS, SERIES_DIMENSIONS, type SeriesDimension } from '../../focus/columns.ts';
import { UNDATED_DAY } from '../../time.ts';
import { ATTRIBUTES, KEY_DIMENSIONS } from './fold-sql.ts';

/** Every text column of a series, in the order it is stored. */
export const SERIES_TEXTS: readonly (SeriesDimension | 'chargeDescription')[] = [...SERIES_DIMENSIONS, 'chargeDescription'];

const DAY = `coalesce(CAST(chargeDate - DATE '1970-01-01' AS INTEGER), ${UNDATED_DAY})`;
const PERIOD = `coalesce(strftime(periodDate, '%Y-%m'), '')`;
const SEPARATOR = 'chr(31)';

/** Rows of several files with the same dimensions and day become one. */
export const mergedSql = `SELECT ${KEY_DIMENSIONS.join(', ')}, knownCosts, chargeDate, periodDate,
  ${ATTRIBUTES.map((name) => `min(${name}) AS ${name}`).join(', ')},
  ${COST_METRICS.map((metric) => `sum(${metric}) AS ${metric}`).join(', ')},
  sum(consumedQuantity) AS consumedQuantity, sum(pricingQuantity) AS pricingQuantity, CAST(sum(rowCount) AS BIGINT) AS rowCount
  FROM folded GROUP BY ALL`;

/** Adds the run unit (billing account and period), the day number and the digest that names the series. */
export const keyedSql = (from: string): string => `SELECT * EXCLUDE (chargeDate, periodDate), ${DAY} AS day, ${PERIOD} AS period,
  md5_number(concat_ws(${SEPARATOR}, knownCosts, ${KEY_DIMENSIONS.join(', ')})) AS digest FROM ${from}`;

export const unitsSql = `SELECT billingAccountId, period, CAST(row_number() OVER (ORDER BY billingAccountId, period) - 1 AS INTEGER) AS unit
  FROM (SELECT DISTINCT billingAccountId, period FROM keyed)`;

/** Series in an order that keeps one service of one account together, which is how they are asked for. */
export const seriesSql = `SELECT *, CAST(row_number() OVER (ORDER BY serviceName, subAccountId, resourceId, digest) - 1 AS INTEGER) AS no
  FROM (SELECT digest, any_value(knownCosts) AS knownCosts, ${KEY_DIMENSIONS.map((name) => `any_value(${name}) AS ${name}`).join(', ')},
  ${ATTRIBUTES.map((name) => `min(${name}) AS ${name}`).join(', ')} FROM keyed GROUP BY digest)`;

/**
 * Nanos and the attos below them, as two integers with the sign of the amount. The cast to
 * BIGINT is what refuses an amount above 9.2 billion units.
 */
function nanosAndRest(metric: string): string {
  const value = `coalesce(${metric}, 0::DECIMAL(38,18))`;
  const whole = `CAST(trunc(${value}) AS HUGEINT)`;
  const attos = `CAST((${value} - trunc(${value})) * 1000000000000000000::DECIMAL(19,0) AS HUGEINT)`;
  return `CAST(${whole} * 1000000000 + ${attos} // 1000000000 AS BIGINT) AS ${metric}, CAST(${attos} % 1000000000 AS BIGINT) AS ${metric}Rest`;
}

export const chargesSql = `SELECT u.unit, s.no AS series, k.day, CAST(CASE WHEN k.day = ${UNDATED_DAY} THEN 0
    ELSE year(DATE '1970-01-01' + k.day) * 100 + month(DATE '1970-01-01' + k.day) END AS INTEGER) AS month,
  ${COST_METRICS.map((metric) => nanosAndRest(`k.${metric}`).replaceAll(`AS k.${metric}`, `AS ${metric}`)).join(',\n  ')},
  k.consumedQuantity, k.pricingQuantity, k.rowCount
  FROM keyed k JOIN series s USING (digest) JOIN unit u ON u.billingAccountId = k.billingAccountId AND u.period = k.period`;

export const termsSql = `SELECT text, CAST(row_number() OVER (ORDER BY text) - 1 AS INTEGER) AS no FROM (
  ${SERIES_TEXTS.map((name) => `SELECT ${name} AS text FROM series`).join(' UNION ')} UNION SELECT '')`;

/** One dimension of all series as term numbers; columns with a single text need no join. */
export const seriesTermSql = (name: string): string => `SELECT s.no, t.no AS term FROM series s JOIN term t ON t.text = s.${name}`;
