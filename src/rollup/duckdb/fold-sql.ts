import type { ChargeFile } from '../../billfile/charge-file.ts';
import { COST_METRICS, focusName, KNOWN_COST_BITS, NO_CURRENCY, SERIES_DIMENSIONS, type SeriesDimension } from '../../focus/columns.ts';
import { badQuantitySql, badRowSql, cellsOf, lossyRowSql, spelledCostSql, type FoldPlan } from './row-cells.ts';
import { literal } from './session.ts';
import type { FileSource } from './source-sql.ts';
import { plainColumns, textSql } from './formula-text.ts';
import { tagsSql } from './json-object-sql.ts';

/** Names that go with an id: kept with the series, the greatest so that any stands before none, but not part of what makes it distinct. */
export const ATTRIBUTES: readonly (SeriesDimension | 'chargeDescription')[] = [
  'billingAccountName',
  'subAccountName',
  'regionName',
  'resourceName',
  'commitmentDiscountName',
  'skuPriceDetails',
  'chargeDescription',
];

export const KEY_DIMENSIONS: readonly SeriesDimension[] = SERIES_DIMENSIONS.filter((name) => !ATTRIBUTES.includes(name));

/**
 * A bill is read twice: once for what it adds up to, keyed by a hash of the dimensions, and once for the
 * dimensions themselves. Carrying thirty texts through the sums costs four times as much as the second look.
 */
export function factsSql(plan: FoldPlan, salt: number): string {
  const cells = cellsOf(plan);
  const costs = COST_METRICS.map((metric, index) => `${cells.costs[index]?.value ?? 'CAST(NULL AS DECIMAL(18,10))'} AS ${metric}`);
  const known = COST_METRICS.map((metric) => `(CASE WHEN ${metric} IS NULL THEN 0 ELSE ${KNOWN_COST_BITS[metric]} END)`).join(' + ');
  return `SELECT h, chargeDate, periodDate, bad, CAST(${known} AS INTEGER) AS knownCosts,
    ${COST_METRICS.map((metric) => `sum(${metric}) AS ${metric}`).join(', ')},
    fsum(consumedQuantity) AS consumedQuantity, fsum(pricingQuantity) AS pricingQuantity, ${remarksSql(plan)}, count(*) AS rowCount
    FROM (SELECT ${hashSql(plan, salt)} AS h, ${costs.join(', ')},
      ${cells.chargeDate?.value ?? 'CAST(NULL AS DATE)'} AS chargeDate,
      date_trunc('month', ${periodSql(plan, cells)}) AS periodDate,
      ${cells.consumed?.value ?? 'CAST(NULL AS DOUBLE)'} AS consumedQuantity, ${cells.pricing?.value ?? 'CAST(NULL AS DOUBLE)'} AS pricingQuantity,
      (${badRowSql(cells)}) IS NOT FALSE AS bad, (${lossyRowSql(cells)}) AS lossy, (${badQuantitySql(cells)}) AS quantityBad, (${spelledCostSql(cells)}) AS spelled
      FROM ${plan.source.sql} ${withoutRepeatedHeaders(plan)}) GROUP BY h, chargeDate, periodDate, bad, knownCosts`;
}

/** The billing period; without one the month of the charge, in a native export also where a row leaves it empty. */
function periodSql({ file }: FoldPlan, { periodDate, chargeDate }: ReturnType<typeof cellsOf>): string {
  const charge = chargeDate?.value ?? 'CAST(NULL AS DATE)';
  if (periodDate === null) return charge;
  return file.rules === 'native' ? `coalesce(${periodDate.value}, ${charge})` : periodDate.value;
}

/** The fast reading asks only whether anything is worth a remark; the careful one counts. */
const remarksSql = ({ reading }: FoldPlan): string =>
  reading === 'fast'
    ? 'bool_or(lossy OR quantityBad) AS lossy, 0 AS quantityBad, 0 AS spelled'
    : 'false AS lossy, count(*) FILTER (WHERE quantityBad) AS quantityBad, count(*) FILTER (WHERE spelled) AS spelled';

/** The distinct dimensions of a file with the hash that its facts carry. */
export function dimensionsSql(plan: FoldPlan, salt: number): string {
  const columns = [...KEY_DIMENSIONS, ...ATTRIBUTES].map((name) => `${dimensionSql(plan, name)} AS ${name}`);
  const names = KEY_DIMENSIONS.join(', ');
  return `SELECT hash(${salt}, ${names}) AS h, * FROM
    (SELECT ${names}, ${ATTRIBUTES.map((name) => `max(${name}) AS ${name}`).join(', ')}
    FROM (SELECT ${columns.join(', ')} FROM ${plan.source.sql} ${withoutRepeatedHeaders(plan)}) GROUP BY ${names})`;
}

/** A hash of all key dimensions. Two dimension sets with one hash are noticed later and cured by another salt. */
const hashSql = (plan: FoldPlan, salt: number): string =>
  `hash(${salt}, ${KEY_DIMENSIONS.map((name) => dimensionSql(plan, name)).join(', ')})`;

/** A dimension of a row as text, '' when absent. */
function dimensionSql({ file, source }: FoldPlan, name: SeriesDimension | 'chargeDescription'): string {
  const sql = textSql(file, source, focusName(name));
  if (name === 'billingCurrency') {
    if (sql === null) return literal(NO_CURRENCY);
    return file.rules === 'native' ? `coalesce(nullif(upper(trim(${sql})), ''), ${literal(NO_CURRENCY)})` : `upper(trim(${sql}))`;
  }
  if (sql === null) return `''`;
  const formula = file.columns['Tags'];
  // Other formulas than a plain column make the object themselves.
  return name === 'tags' && formula !== undefined && plainColumns(formula) !== null ? tagsSql(sql) : sql;
}

/** Files glued together carry their header again in the middle; such a line is no charge. */
export function repeatedHeaderSql(file: ChargeFile, source: FileSource): string | null {
  if (file.container.kind !== 'csv' || file.pivot !== undefined) return null;
  const telling = ['BilledCost', 'ChargePeriodStart'].flatMap((focus) => {
    const formula = file.columns[focus];
    return formula === undefined ? [] : (plainColumns(formula) ?? []);
  });
  const [name] = telling;
  const column = name === undefined ? undefined : source.columns.get(name);
  return name === undefined || column === undefined ? null : `trim(replace(${column.sql}, chr(65279), '')) = ${literal(name.trim())}`;
}

function withoutRepeatedHeaders({ file, source, reading }: FoldPlan): string {
  const repeated = reading === 'careful' ? repeatedHeaderSql(file, source) : null;
  return repeated === null ? '' : `WHERE (${repeated}) IS NOT TRUE`;
}
