import { sql, type SQL } from 'drizzle-orm';
import { columnName, COST_METRICS, type CostMetric } from '../focus/columns.ts';
import type { UsageLine } from '../focus/usage-line.ts';
import { dayNumber, type DayRange } from '../time.ts';
import type { Db } from './db.ts';
import { attosOfSum } from './exact-sum.ts';
import { termTexts } from './terms.ts';

const DIMENSIONS = [
  'billingCurrency',
  'serviceProviderName',
  'billingAccountId',
  'subAccountId',
  'serviceCategory',
  'serviceSubcategory',
  'serviceName',
  'regionId',
  'regionName',
  'resourceId',
  'resourceName',
  'resourceType',
  'chargeCategory',
  'pricingCategory',
  'commitmentDiscountId',
  'commitmentDiscountStatus',
  'usageType',
  'operation',
  'skuMeter',
  'skuPriceDetails',
  'consumedUnit',
  'pricingUnit',
  'tags',
  'chargeDescription',
] as const;

type LineDimension = (typeof DIMENSIONS)[number];

type SumColumn = `${CostMetric}_${'units' | 'nanos' | 'rests'}`;

type LineRow = Readonly<Record<LineDimension, number>> &
  Readonly<Record<SumColumn, string>> & {
    readonly knownCosts: number;
    readonly rowCount: number;
    readonly consumedQuantity: number | null;
    readonly pricingQuantity: number | null;
    readonly unfitFallback: CostMetric | null;
    readonly unfitReason: string | null;
  };

/**
 * Published charges of a range folded to what tells workloads apart, in a fixed order; a null range is every charge,
 * undated ones included. Costs are exact, quantities are plain sums.
 */
export async function usageLines(db: Db, range: DayRange | null): Promise<UsageLine[]> {
  const days = range === null ? sql`1 = 1` : sql`c.day >= ${dayNumber(range.from)} AND c.day < ${dayNumber(range.to)}`;
  // The inner question folds days to one row a series, in the order of the charges' own key, so that nothing is sorted (the
  // plus keeps an index on state from giving another order); only those few rows carry twenty-odd dimensions through the outer one.
  const rows = await db.all<LineRow>(sql`
    SELECT ${dimensionColumns}, s.known_costs AS knownCosts, u.fallback AS unfitFallback, u.reason AS unfitReason, ${outerSums}
    FROM (
      SELECT rp.run_id AS run_id, c.series_id AS series_id, ${innerSums}
      FROM run_period rp CROSS JOIN charge c ON c.run_period_id = rp.id
      WHERE +rp.state = 'published' AND ${days}
      GROUP BY rp.id, c.series_id
    ) f
    JOIN series s ON s.id = f.series_id
    LEFT JOIN (
      SELECT unfit_column.run_id, term.id AS provider_id, unfit_column.fallback, unfit_column.reason
      FROM unfit_column JOIN term ON term.text = unfit_column.service_provider_name
      WHERE unfit_column.column_name = 'effectiveCost'
    ) u ON u.run_id = f.run_id AND u.provider_id = s.service_provider_name
    GROUP BY ${groupColumns}, s.known_costs, u.fallback, u.reason
    ORDER BY min(s.digest)`);
  const texts = await termTexts(
    db,
    rows.flatMap((row) => DIMENSIONS.map((name) => row[name])),
  );
  return rows.map((row) => lineOf(row, texts));
}

const dimensionColumns: SQL = sql.raw(DIMENSIONS.map((name) => `s.${columnName(name)} AS ${name}`).join(', '));
const groupColumns: SQL = sql.raw(DIMENSIONS.map((name) => `s.${columnName(name)}`).join(', '));

/** Parts of exact sums, see exact-sum.ts, summed twice: none of them can leave 63 bits before the other would. */
const innerSums: SQL = sql.raw(
  [
    ...COST_METRICS.flatMap((metric) => [
      `sum(c.${columnName(metric)} / 1000000000) AS ${metric}_units`,
      `sum(c.${columnName(metric)} % 1000000000) AS ${metric}_nanos`,
      `sum(c.${columnName(metric)}_rest) AS ${metric}_rests`,
    ]),
    'sum(c.consumed_quantity) AS consumed',
    'sum(c.pricing_quantity) AS priced',
    'sum(c.row_count) AS row_count',
  ].join(', '),
);

const outerSums: SQL = sql.raw(
  [
    ...COST_METRICS.flatMap((metric) =>
      ['units', 'nanos', 'rests'].map((part) => `CAST(sum(f.${metric}_${part}) AS TEXT) AS ${metric}_${part}`),
    ),
    'sum(f.consumed) AS consumedQuantity',
    'sum(f.priced) AS pricingQuantity',
    'sum(f.row_count) AS rowCount',
  ].join(', '),
);

function lineOf(row: LineRow, texts: ReadonlyMap<number, string>): UsageLine {
  const text = (name: LineDimension): string => texts.get(row[name]) ?? '';
  const attos = (metric: CostMetric): bigint =>
    attosOfSum({ units: row[`${metric}_units`], nanos: row[`${metric}_nanos`], rests: row[`${metric}_rests`] });
  return {
    billingCurrency: text('billingCurrency'),
    serviceProviderName: text('serviceProviderName'),
    billingAccountId: text('billingAccountId'),
    subAccountId: text('subAccountId'),
    serviceCategory: text('serviceCategory'),
    serviceSubcategory: text('serviceSubcategory'),
    serviceName: text('serviceName'),
    regionId: text('regionId'),
    regionName: text('regionName'),
    resourceId: text('resourceId'),
    resourceName: text('resourceName'),
    resourceType: text('resourceType'),
    chargeCategory: text('chargeCategory'),
    pricingCategory: text('pricingCategory'),
    commitmentDiscountId: text('commitmentDiscountId'),
    commitmentDiscountStatus: text('commitmentDiscountStatus'),
    usageType: text('usageType'),
    operation: text('operation'),
    skuMeter: text('skuMeter'),
    skuPriceDetails: text('skuPriceDetails'),
    consumedUnit: text('consumedUnit'),
    pricingUnit: text('pricingUnit'),
    tags: text('tags'),
    chargeDescription: text('chargeDescription'),
    knownCosts: row.knownCosts,
    unfit: row.unfitReason === null ? null : { fallback: row.unfitFallback ?? 'billedCost', reason: row.unfitReason },
    billedCost: attos('billedCost'),
    effectiveCost: attos('effectiveCost'),
    listCost: attos('listCost'),
    contractedCost: attos('contractedCost'),
    consumedQuantity: row.consumedQuantity,
    pricingQuantity: row.pricingQuantity,
    rowCount: row.rowCount,
  };
}
