import { sql, type SQL } from 'drizzle-orm';
import { columnName, type SeriesDimension } from '../focus/columns.ts';
import type { ChargeFilter, CostDimension, NamedDimension } from '../focus/filter.ts';
import { dayNumber, isBillingPeriod, isDay, monthNumber, UNDATED_DAY, type DayRange } from '../time.ts';
import type { Db } from './db.ts';
import { tagTermIds } from './tags.ts';
import { termIds } from './terms.ts';

/** A filter whose texts were looked up in the dictionary. A list that is empty matches nothing; null is no condition. */
export interface ResolvedFilter {
  readonly range: DayRange | null;
  readonly terms: readonly { readonly dimension: SeriesDimension; readonly ids: readonly number[] }[];
  readonly billingPeriods: readonly string[] | null;
  readonly days: readonly number[] | null;
  readonly months: readonly number[] | null;
}

/** Where conditions find their columns: `m` holds time and sums, `rp` the run period, and `dimensions` the terms. */
export interface FilteredTables {
  readonly dimensions: 'm' | 's';
  readonly grain: 'day' | 'month';
}

/** Month number of undated sums. */
export const UNDATED_MONTH = 0;

/** The month of a day column in SQL; SQLite itself would put the undated day before the year 0. */
export const MONTH_OF_DAY = `CASE m.day WHEN ${UNDATED_DAY} THEN ${UNDATED_MONTH} ELSE CAST(strftime('%Y%m', m.day * 86400, 'unixepoch') AS INTEGER) END`;

export const isTag = (dimension: CostDimension): dimension is `tag:${string}` => dimension.startsWith('tag:');

export const tagKey = (dimension: `tag:${string}`): string => dimension.slice('tag:'.length);

/** Dimensions that are no column of a series. */
const isTime = (dimension: CostDimension): dimension is 'billingPeriod' | 'day' | 'month' =>
  dimension === 'billingPeriod' || dimension === 'day' || dimension === 'month';

/** The dimensions that a filter names. */
export const filteredDimensions = (where: ChargeFilter['where']): CostDimension[] => Object.keys(where).filter(isDimension);

/** A filter's keys are dimensions by its type; the compiler only knows that they are texts. */
const isDimension = (name: string): name is CostDimension => name.length > 0;

/** The series column that a dimension groups or filters by; null for times. */
export function seriesDimension(dimension: CostDimension): SeriesDimension | null {
  if (isTag(dimension)) return 'tags';
  return isTime(dimension) ? null : (dimension satisfies Exclude<NamedDimension, 'billingPeriod' | 'day' | 'month'>);
}

/** Looks the texts of a filter up, so that the statement that reads charges compares integers. */
export async function resolveFilter(db: Db, filter: ChargeFilter): Promise<ResolvedFilter> {
  const terms: { dimension: SeriesDimension; ids: readonly number[] }[] = [];
  const { where, billingCurrency } = filter;
  for (const name of filteredDimensions(where)) {
    const dimension = seriesDimension(name);
    const values = where[name];
    if (dimension === null || values === undefined) continue;
    terms.push({ dimension, ids: isTag(name) ? await tagTermIds(db, tagKey(name), values) : await termIds(db, values) });
  }
  if (billingCurrency !== undefined) terms.push({ dimension: 'billingCurrency', ids: await termIds(db, [billingCurrency]) });
  return {
    range: filter.range,
    terms,
    billingPeriods: where.billingPeriod ?? null,
    days: where.day?.filter((day) => day === '' || isDay(day)).map((day) => (day === '' ? UNDATED_DAY : dayNumber(day))) ?? null,
    months:
      where.month
        ?.filter((month) => month === '' || isBillingPeriod(month))
        .map((month) => (month === '' ? UNDATED_MONTH : monthNumber(month))) ?? null,
  };
}

const among = (expression: string, values: readonly (string | number)[]): SQL =>
  sql`${sql.raw(expression)} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** Conditions on dimensions of a series, on a table that holds them. */
export const termConditions = (alias: string, filter: ResolvedFilter): SQL[] =>
  filter.terms.map(({ dimension, ids }) => among(`${alias}.${columnName(dimension)}`, ids));

/** All conditions of a filter but its range. The run period must be published. */
export function conditions(tables: FilteredTables, filter: ResolvedFilter): SQL[] {
  const month = tables.grain === 'month' ? 'm.month' : MONTH_OF_DAY;
  return [
    sql`rp.state = 'published'`,
    ...termConditions(tables.dimensions, filter),
    ...(filter.billingPeriods === null ? [] : [among('rp.billing_period', filter.billingPeriods)]),
    ...(filter.days === null ? [] : [among('m.day', filter.days)]),
    ...(filter.months === null ? [] : [among(month, filter.months)]),
  ];
}

/** The half-open range as conditions. On monthly sums both ends must be firsts of a month. */
export function rangeConditions(tables: FilteredTables, range: DayRange | null): SQL[] {
  if (range === null) return [];
  const from = dayNumber(range.from);
  const to = dayNumber(range.to);
  const inside =
    tables.grain === 'day'
      ? sql`m.day >= ${from} AND m.day < ${to}`
      : sql`m.month >= ${monthNumber(range.from.slice(0, 7))} AND m.month < ${monthNumber(range.to.slice(0, 7))}`;
  return [sql`rp.first_day < ${to} AND rp.last_day >= ${from}`, inside];
}

/** Rows without a date: no range takes them in. */
export const undatedCondition = (tables: FilteredTables): SQL =>
  tables.grain === 'day' ? sql`m.day = ${UNDATED_DAY}` : sql`m.month = ${UNDATED_MONTH}`;
