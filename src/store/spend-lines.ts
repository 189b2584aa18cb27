import { sql, type SQL } from 'drizzle-orm';
import { columnName, COST_METRICS, type CostMetric } from '../focus/columns.ts';
import type { SpendLine } from '../focus/spend-line.ts';
import { billingPeriodOf, dayNumber, monthNumber, type DayRange } from '../time.ts';
import type { Db } from './db.ts';
import { attosOfSum } from './exact-sum.ts';
import { termIds, termTexts } from './terms.ts';

const DIMENSIONS = [
  'billingCurrency',
  'serviceProviderName',
  'billingAccountId',
  'subAccountId',
  'serviceName',
  'chargeCategory',
  'commitmentDiscountStatus',
  'usageType',
  'operation',
  'skuMeter',
  'resourceType',
] as const;

type LineDimension = (typeof DIMENSIONS)[number] | 'chargeDescription';

type SumColumn = `${CostMetric}_${'units' | 'nanos' | 'rests'}`;

type LineRow = Readonly<Record<LineDimension, number>> &
  Readonly<Record<SumColumn, string>> & {
    readonly knownCosts: number;
    readonly rowCount: number;
    readonly unfitFallback: CostMetric | null;
    readonly unfitReason: string | null;
  };

/** Published spend of whole months by what tells services apart, read from the monthly summary; a null range is every charge, undated ones included. */
export async function spendLines(db: Db, range: DayRange | null): Promise<SpendLine[]> {
  const months =
    range === null
      ? sql`1 = 1`
      : sql`m.month >= ${monthNumber(billingPeriodOf(range.from))} AND m.month < ${monthNumber(billingPeriodOf(range.to))}`;
  const rows = await db.all<LineRow>(sql`
    SELECT ${dimensionColumns('m')}, 0 AS chargeDescription, ${measureColumns('m')}
    FROM summary_usage_month m
    JOIN run_period rp ON rp.id = m.run_period_id AND rp.state = 'published'
    ${unfitJoin('m')}
    WHERE ${months}
    GROUP BY ${dimensionColumns('m', false)}, m.known_costs, u.fallback, u.reason`);
  return linesOf(db, rows);
}

/** The same lines of some service names, told apart by charge description too; read from the daily charges. */
export async function describedSpendLines(db: Db, range: DayRange | null, serviceNames: readonly string[]): Promise<SpendLine[]> {
  const names = await termIds(db, serviceNames);
  const days = range === null ? sql`1 = 1` : sql`c.day >= ${dayNumber(range.from)} AND c.day < ${dayNumber(range.to)}`;
  const rows = await db.all<LineRow>(sql`
    SELECT ${dimensionColumns('s')}, s.charge_description AS chargeDescription, ${measureColumns('c', 's')}
    FROM series s
    JOIN term account ON account.id = s.billing_account_id
    JOIN run_period rp ON rp.billing_account_id = account.text AND rp.state = 'published'
    JOIN charge c ON c.run_period_id = rp.id AND c.series_id = s.id
    ${unfitJoin('s')}
    WHERE s.service_name IN (SELECT value FROM json_each(${JSON.stringify(names)})) AND ${days}
    GROUP BY ${dimensionColumns('s', false)}, s.charge_description, s.known_costs, u.fallback, u.reason`);
  return linesOf(db, rows);
}

const dimensionColumns = (alias: string, named = true): SQL =>
  sql.raw(DIMENSIONS.map((name) => `${alias}.${columnName(name)}${named ? ` AS ${name}` : ''}`).join(', '));

/** Parts of the exact sums of all costs, see exact-sum.ts; known costs stand beside the dimensions. */
function measureColumns(alias: string, dimensions = alias): SQL {
  const sums = COST_METRICS.flatMap((metric) => {
    const column = `${alias}.${columnName(metric)}`;
    return [
      `CAST(sum(${column} / 1000000000) AS TEXT) AS ${metric}_units`,
      `CAST(sum(${column} % 1000000000) AS TEXT) AS ${metric}_nanos`,
      `CAST(sum(${column}_rest) AS TEXT) AS ${metric}_rests`,
    ];
  });
  return sql.raw(
    `${sums.join(', ')}, sum(${alias}.row_count) AS rowCount, ${dimensions}.known_costs AS knownCosts, u.fallback AS unfitFallback, u.reason AS unfitReason`,
  );
}

/** What stands in for the effective cost of a provider where the plausibility gate found it unfit. */
const unfitJoin = (alias: string): SQL =>
  sql.raw(`LEFT JOIN (
      SELECT unfit_column.run_id, term.id AS provider_id, unfit_column.fallback, unfit_column.reason
      FROM unfit_column JOIN term ON term.text = unfit_column.service_provider_name
      WHERE unfit_column.column_name = 'effectiveCost'
    ) u ON u.run_id = rp.run_id AND u.provider_id = ${alias}.service_provider_name`);

async function linesOf(db: Db, rows: readonly LineRow[]): Promise<SpendLine[]> {
  const texts = await termTexts(
    db,
    rows.flatMap((row) => [...DIMENSIONS.map((name) => row[name]), row.chargeDescription]),
  );
  return rows.map((row) => {
    const text = (name: LineDimension): string => texts.get(row[name]) ?? '';
    const attos = (metric: CostMetric): bigint =>
      attosOfSum({ units: row[`${metric}_units`], nanos: row[`${metric}_nanos`], rests: row[`${metric}_rests`] });
    return {
      billingCurrency: text('billingCurrency'),
      serviceProviderName: text('serviceProviderName'),
      billingAccountId: text('billingAccountId'),
      subAccountId: text('subAccountId'),
      serviceName: text('serviceName'),
      chargeCategory: text('chargeCategory'),
      commitmentDiscountStatus: text('commitmentDiscountStatus'),
      usageType: text('usageType'),
      operation: text('operation'),
      skuMeter: text('skuMeter'),
      resourceType: text('resourceType'),
      chargeDescription: text('chargeDescription'),
      knownCosts: row.knownCosts,
      unfit: row.unfitReason === null ? null : { fallback: row.unfitFallback ?? 'billedCost', reason: row.unfitReason },
      billedCost: attos('billedCost'),
      effectiveCost: attos('effectiveCost'),
      listCost: attos('listCost'),
      contractedCost: attos('contractedCost'),
      rowCount: row.rowCount,
    };
  });
}
