import type { ChargeFile } from '../../billfile/charge-file.ts';
import { COST_METRICS, focusName, KNOWN_COST_BITS, NO_CURRENCY, SERIES_DIMENSIONS, type SeriesDimension } from '../../focus/columns.ts';
import { dateCell, moneyCell, quantityCell, type CellSql, type DateOrder, type Reading } from './cell-sql.ts';
import { literal } from './session.ts';
import { textSql, typeOf, valueSql, type FileSource } from './source-sql.ts';

/** Names that go with an id: kept with the series, but not part of what makes it distinct. */
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

/** Some exports write the body of the JSON object without its braces. */
const TAGS_WITH_BRACES = `CASE WHEN starts_with(ltrim(tags), '"') THEN '{' || tags || '}' ELSE tags END AS tags`;

export interface FoldPlan {
  readonly file: ChargeFile;
  readonly source: FileSource;
  readonly reading: Reading;
  readonly dateOrder: DateOrder;
}

/** The typed cells of one file, by the name they get in the fold. */
interface Cells {
  readonly costs: readonly (CellSql | null)[];
  readonly chargeDate: CellSql | null;
  readonly periodDate: CellSql | null;
  readonly consumed: CellSql | null;
  readonly pricing: CellSql | null;
  readonly currency: string | null;
}

export function cellsOf({ file, source, reading, dateOrder }: FoldPlan): Cells {
  const cell = (focus: string, make: (value: string, type: string) => CellSql): CellSql | null => {
    const value = valueSql(file, focus);
    return value === null ? null : make(value, typeOf(file, source, focus));
  };
  return {
    costs: COST_METRICS.map((metric) => cell(focusName(metric), (value, type) => moneyCell(value, type, reading))),
    chargeDate: cell('ChargePeriodStart', (value, type) => dateCell(value, type, reading, dateOrder)),
    periodDate: cell('BillingPeriodStart', (value, type) => dateCell(value, type, reading, dateOrder)),
    consumed: cell('ConsumedQuantity', quantityCell),
    pricing: cell('PricingQuantity', quantityCell),
    currency: textSql(file, source, 'BillingCurrency'),
  };
}

/** True for a row that cannot be counted: an unreadable cost or date, or no currency where the column exists. */
export function badRowSql(cells: Cells): string {
  const parts = [
    ...cells.costs.flatMap((cost) => (cost === null ? [] : [cost.bad])),
    ...(cells.chargeDate === null ? [] : [cells.chargeDate.bad]),
    ...(cells.periodDate === null ? [] : [cells.periodDate.bad]),
    ...(cells.currency === null ? [] : [`(${cells.currency} = '')`]),
  ];
  return parts.length === 0 ? 'false' : parts.join(' OR ');
}

/** Folds one file: one row for each distinct combination of dimensions, day, period and known costs. */
export function foldSql(plan: FoldPlan): string {
  const { file, source } = plan;
  const cells = cellsOf(plan);
  const dimensions = KEY_DIMENSIONS.flatMap((name) => {
    const sql = textSql(file, source, focusName(name));
    return sql === null ? [] : [`${name === 'billingCurrency' ? `upper(${sql})` : sql} AS ${name}`];
  });
  const attributes = ATTRIBUTES.flatMap((name) => {
    const sql = textSql(file, source, focusName(name));
    return sql === null ? [] : [{ name, sql }];
  });
  const lossy = cells.costs.flatMap((cost) => (cost === null || cost.lossy === 'false' ? [] : [cost.lossy]));
  const quantityBad = [cells.consumed, cells.pricing].flatMap((cell) => (cell === null ? [] : [cell.bad]));
  const spelled = cells.costs.flatMap((cost) => cost?.spelled ?? []);
  const costValue = (index: number): string => cells.costs[index]?.value ?? 'CAST(NULL AS DECIMAL(18,10))';
  const inner = [
    ...dimensions,
    ...attributes.map(({ name, sql }) => `${sql} AS ${name}`),
    ...COST_METRICS.map((metric, index) => `${costValue(index)} AS ${metric}`),
    `${cells.chargeDate?.value ?? 'CAST(NULL AS DATE)'} AS chargeDate`,
    `date_trunc('month', ${cells.periodDate?.value ?? cells.chargeDate?.value ?? 'CAST(NULL AS DATE)'}) AS periodDate`,
    `${cells.consumed?.value ?? 'CAST(NULL AS DOUBLE)'} AS consumedQuantity`,
    `${cells.pricing?.value ?? 'CAST(NULL AS DOUBLE)'} AS pricingQuantity`,
    `(${badRowSql(cells)}) AS bad`,
    `(${lossy.length === 0 ? 'false' : lossy.join(' OR ')}) AS lossy`,
    `(${quantityBad.length === 0 ? 'false' : quantityBad.join(' OR ')}) AS quantityBad`,
    `(${spelled.length === 0 ? 'false' : spelled.join(' OR ')}) AS spelled`,
  ];
  const known = COST_METRICS.map((metric) => `(CASE WHEN ${metric} IS NULL THEN 0 ELSE ${KNOWN_COST_BITS[metric]} END)`).join(' + ');
  return `SELECT ${KEY_DIMENSIONS.filter((name) => file.columns[focusName(name)] !== undefined).join(', ')}${dimensions.length > 0 ? ',' : ''}
    chargeDate, periodDate, bad, ${known} AS knownCosts,
    ${attributes.map(({ name }) => `min(${name}) AS ${name}`).join(', ')}${attributes.length > 0 ? ',' : ''}
    ${COST_METRICS.map((metric) => `sum(${metric}) AS ${metric}`).join(', ')},
    fsum(consumedQuantity) AS consumedQuantity, fsum(pricingQuantity) AS pricingQuantity,
    bool_or(lossy) AS lossy, count(*) FILTER (WHERE quantityBad) AS quantityBad,
    count(*) FILTER (WHERE spelled) AS spelled, count(*) AS rowCount
    FROM (SELECT ${inner.join(',\n      ')}\n      FROM ${source.sql} ${withoutRepeatedHeaders(plan)})
    GROUP BY ALL`;
}

/** Files glued together carry their header again in the middle; such a line is no charge. */
export function repeatedHeaderSql(file: ChargeFile): string | null {
  const value = file.container.kind === 'csv' ? valueSql(file, 'BilledCost') : null;
  return value === null ? null : `replace(${value}, chr(65279), '') = ${literal(file.columns['BilledCost']?.[0] ?? '')}`;
}

function withoutRepeatedHeaders({ file, reading }: FoldPlan): string {
  const repeated = reading === 'careful' ? repeatedHeaderSql(file) : null;
  return repeated === null ? '' : `WHERE (${repeated}) IS NOT TRUE`;
}

/** The same fold in the one shape that all files share: every dimension present, costs with eighteen decimals. */
export function commonShapeSql(plan: FoldPlan, table: string): string {
  const has = (name: string): boolean => plan.file.columns[focusName(name)] !== undefined;
  const absent = (name: string): string => (name === 'billingCurrency' ? `'${NO_CURRENCY}'` : `''`);
  const text = [...KEY_DIMENSIONS, ...ATTRIBUTES].map((name) => {
    if (!has(name)) return `${absent(name)} AS ${name}`;
    return name === 'tags' ? TAGS_WITH_BRACES : name;
  });
  return `SELECT ${text.join(', ')}, knownCosts, chargeDate, periodDate,
    ${COST_METRICS.map((metric) => `CAST(${metric} AS DECIMAL(38,18)) AS ${metric}`).join(', ')},
    consumedQuantity, pricingQuantity, CAST(rowCount AS BIGINT) AS rowCount FROM ${table} WHERE NOT bad`;
}
