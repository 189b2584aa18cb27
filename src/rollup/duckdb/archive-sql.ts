import { COST_METRICS } from '../../focus/columns.ts';
import { literal } from './session.ts';

/**
 * Keeps the roll-up beside the database as two Parquet files, the texts of each series once and the
 * charges sorted by series and day: to drill down freely, and to rebuild the database from.
 */
export const archiveSql = (folder: string): readonly string[] => [
  `COPY (SELECT * EXCLUDE (h) FROM series) TO ${literal(`${folder}/series.parquet`)} (FORMAT parquet, COMPRESSION snappy)`,
  `COPY (SELECT c.series, u.billingAccountId, u.period, c.day, ${COST_METRICS.map((metric) => `c.${metric}`).join(', ')},
    c.consumedQuantity, c.pricingQuantity, c.rowCount FROM charge c JOIN unit u USING (unit) ORDER BY c.series, c.day)
    TO ${literal(`${folder}/charges.parquet`)} (FORMAT parquet, COMPRESSION snappy)`,
];
