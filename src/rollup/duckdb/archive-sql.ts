import { COST_METRICS } from '../../focus/columns.ts';
import { SERIES_TEXTS } from './number-sql.ts';
import { literal } from './session.ts';

/** Keeps the roll-up as one Parquet file, sorted as it is asked for: to drill down freely, and to rebuild the database from. */
export const archiveSql = (path: string): string => `COPY (SELECT s.${SERIES_TEXTS.join(', s.')}, u.period, c.day,
  ${COST_METRICS.flatMap((metric) => [`c.${metric}`, `c.${metric}Rest`]).join(', ')}, c.consumedQuantity, c.pricingQuantity, c.rowCount, s.knownCosts
  FROM charge c JOIN series s ON s.no = c.series JOIN unit u USING (unit) ORDER BY c.series, c.day)
  TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`;
