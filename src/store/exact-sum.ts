import { sql, type SQL } from 'drizzle-orm';
import { columnName, type CostMetric } from '../focus/columns.ts';

/** The parts of one exact sum as they cross the driver: text, because a JavaScript number holds only 53 bits. */
export interface SumParts {
  readonly units: string;
  readonly nanos: string;
  readonly rests: string;
}

/**
 * Selects the parts of the exact sum of a cost column of table `alias`. Whole units and nanos are summed
 * apart: a plain sum of nanos leaves 63 bits at 9.2 billion units, and SQLite then fails.
 */
export function exactSum(alias: string, metric: CostMetric): SQL {
  const column = `${alias}.${columnName(metric)}`;
  return sql.raw(
    `CAST(sum(${column} / 1000000000) AS TEXT) AS units, ` +
      `CAST(sum(${column} % 1000000000) AS TEXT) AS nanos, ` +
      `CAST(sum(${column}_rest) AS TEXT) AS rests`,
  );
}

/** Attos of a sum selected by `exactSum`. */
export const attosOfSum = (parts: SumParts): bigint =>
  BigInt(parts.units) * 10n ** 18n + BigInt(parts.nanos) * 10n ** 9n + BigInt(parts.rests);
