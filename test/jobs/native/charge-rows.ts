import { sql } from 'drizzle-orm';
import { COST_METRICS, columnName, KNOWN_COST_BITS, type CostMetric, type SeriesDimension } from '../../../src/focus/columns.ts';
import { attosFromParts, exactText } from '../../../src/money.ts';
import type { NodeStore } from '../../../src/node/db.ts';

type Charge = Readonly<Record<CostMetric, string | null>> &
  Readonly<Record<'day' | 'period', string>> &
  Readonly<Record<string, string | null>>;

/** The stored charges with some of their dimensions; costs as exact text, null where no row states them. */
export async function chargeRows(store: NodeStore, dimensions: readonly SeriesDimension[]): Promise<Charge[]> {
  const names = dimensions.map((name) => `(SELECT text FROM term WHERE id = s.${columnName(name)}) AS "${name}"`);
  const amounts = COST_METRICS.flatMap((metric) => [
    `CAST(c.${columnName(metric)} AS TEXT) AS ${metric}`,
    `CAST(c.${columnName(metric)}_rest AS TEXT) AS ${metric}_rest`,
  ]);
  const rows = await store.db.all<Record<string, string | number>>(
    sql.raw(`SELECT ${[...names, ...amounts].join(', ')}, s.known_costs AS known, p.billing_period AS period, date(c.day * 86400, 'unixepoch') AS day
      FROM charge c JOIN series s ON s.id = c.series_id JOIN run_period p ON p.id = c.run_period_id WHERE p.state = 'published' ORDER BY c.day, s.id`),
  );
  return rows.map((row) => ({
    ...Object.fromEntries(dimensions.map((name) => [name, String(row[name])])),
    ...costsOf(row),
    day: String(row['day']),
    period: String(row['period']),
  }));
}

const costsOf = (row: Readonly<Record<string, string | number>>): Record<CostMetric, string | null> =>
  Object.fromEntries(
    COST_METRICS.map((metric) => {
      const known = ((row['known'] as number) & KNOWN_COST_BITS[metric]) !== 0;
      return [metric, known ? exactText(attosFromParts(BigInt(row[metric] ?? 0), BigInt(row[`${metric}_rest`] ?? 0))) : null];
    }),
  ) as Record<CostMetric, string | null>;

/** An order that does not depend on that of the database. */
export const byText = (a: readonly unknown[], b: readonly unknown[]): number => (String(a) < String(b) ? -1 : 1);
