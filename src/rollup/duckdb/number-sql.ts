import { COST_METRICS, SERIES_DIMENSIONS, type SeriesDimension } from '../../focus/columns.ts';
import { UNDATED_DAY } from '../../time.ts';
import { ATTRIBUTES, KEY_DIMENSIONS } from './fold-sql.ts';

/** Every text column of a series, in the order it is stored. */
export const SERIES_TEXTS: readonly (SeriesDimension | 'chargeDescription')[] = [...SERIES_DIMENSIONS, 'chargeDescription'];

/** Costs of a charge: ten decimals in 64 bits where every one of them fits, eighteen in 128 otherwise. */
export type ChargeMoney = 'DECIMAL(18,10)' | 'DECIMAL(38,18)';

/** The facts of all files in one relation; the same series on the same day in two files is one fact. */
export function allFactsSql(fileCount: number): string {
  const columns = `h, chargeDate, periodDate, knownCosts, ${COST_METRICS.join(', ')}, consumedQuantity, pricingQuantity, rowCount`;
  if (fileCount === 1) return `CREATE TEMP VIEW facts AS SELECT ${columns} FROM facts_0 WHERE NOT bad`;
  const wide = COST_METRICS.map((metric) => `CAST(${metric} AS DECIMAL(38,18)) AS ${metric}`).join(', ');
  const parts = Array.from({ length: fileCount }, (_, index) => `SELECT * REPLACE (${wide}) FROM facts_${index} WHERE NOT bad`);
  return `CREATE TEMP TABLE facts AS SELECT h, chargeDate, periodDate, knownCosts, ${COST_METRICS.map((metric) => `sum(${metric}) AS ${metric}`).join(', ')},
    sum(consumedQuantity) AS consumedQuantity, sum(pricingQuantity) AS pricingQuantity, sum(rowCount) AS rowCount
    FROM (${parts.join(' UNION ALL BY NAME ')}) GROUP BY h, chargeDate, periodDate, knownCosts`;
}

export function allDimensionsSql(fileCount: number): string {
  if (fileCount === 1) return 'CREATE TEMP VIEW dimensions AS SELECT * FROM dimensions_0';
  const parts = Array.from({ length: fileCount }, (_, index) => `SELECT * FROM dimensions_${index}`);
  return `CREATE TEMP TABLE dimensions AS SELECT h, ${KEY_DIMENSIONS.join(', ')}, ${ATTRIBUTES.map((name) => `max(${name}) AS ${name}`).join(', ')}
    FROM (${parts.join(' UNION ALL BY NAME ')}) GROUP BY h, ${KEY_DIMENSIONS.join(', ')}`;
}

/**
 * Numbers for series, in the order of their digest. The digest names a series in every database, whatever
 * engine or order it came by; in its order the unique index on it grows without jumping about. Each text goes
 * with its length: a text may hold the separator itself.
 */
export const seriesKeySql = `SELECT h, knownCosts, digest, CAST(row_number() OVER (ORDER BY digest) - 1 AS INTEGER) AS no FROM
  (SELECT d.h, k.knownCosts, md5_number(concat_ws(chr(31), k.knownCosts, ${KEY_DIMENSIONS.map((name) => `strlen(d.${name}), d.${name}`).join(', ')})) AS digest
   FROM dimensions d JOIN (SELECT DISTINCT h, knownCosts FROM facts) k USING (h))`;

export const seriesSql = 'SELECT d.*, k.knownCosts, k.digest, k.no FROM series_key k JOIN dimensions d USING (h)';

const PERIOD = `coalesce(strftime(f.periodDate, '%Y-%m'), '')`;

export const unitsSql = `SELECT billingAccountId, periodDate, period, CAST(row_number() OVER (ORDER BY billingAccountId, period) - 1 AS INTEGER) AS unit FROM
  (SELECT DISTINCT s.billingAccountId, f.periodDate, ${PERIOD} AS period FROM (SELECT DISTINCT h, knownCosts, periodDate FROM facts) f JOIN series s USING (h, knownCosts))`;

export const chargesSql = (money: ChargeMoney): string => `SELECT u.unit, s.no AS series,
  coalesce(CAST(f.chargeDate - DATE '1970-01-01' AS INTEGER), ${UNDATED_DAY}) AS day,
  coalesce(CAST(year(f.chargeDate) * 100 + month(f.chargeDate) AS INTEGER), 0) AS month, s.knownCosts,
  ${COST_METRICS.map((metric) => `CAST(coalesce(f.${metric}, 0) AS ${money}) AS ${metric}`).join(', ')},
  f.consumedQuantity, f.pricingQuantity, CAST(f.rowCount AS BIGINT) AS rowCount
  FROM facts f JOIN series s USING (h, knownCosts)
  JOIN unit u ON u.billingAccountId = s.billingAccountId AND u.periodDate IS NOT DISTINCT FROM f.periodDate`;

/** Charges of one series and month together: what the monthly summaries are folded from. */
export const monthsSql = `SELECT unit, series, month, any_value(knownCosts) AS knownCosts,
  ${COST_METRICS.map((metric) => `sum(${metric}) AS ${metric}`).join(', ')}, CAST(sum(rowCount) AS BIGINT) AS rowCount
  FROM charge GROUP BY unit, series, month`;

export const termsSql = `SELECT text, CAST(row_number() OVER (ORDER BY text) - 1 AS INTEGER) AS no FROM (
  ${SERIES_TEXTS.map((name) => `SELECT ${name} AS text FROM series`).join(' UNION ')} UNION SELECT '')`;

/** One dimension of all series as term numbers, in the order of the series, so that columns can be laid side by side. */
export const seriesTermSql = (name: string): string =>
  `SELECT s.no, t.no AS term FROM (SELECT no, ${name} AS text FROM series) s JOIN term t USING (text) ORDER BY s.no`;
