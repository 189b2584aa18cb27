import { sql, type SQL } from 'drizzle-orm';
import { columnName, COST_METRICS, SERIES_DIMENSIONS, type CostMetric, type SeriesDimension } from '../focus/columns.ts';
import type { ChargeFilter } from '../focus/filter.ts';
import { attosFromParts, moneyJson, type MoneyJson } from '../money.ts';
import { dayNumber, dayText, UNDATED_DAY } from '../time.ts';
import { conditions, rangeConditions, resolveFilter, type ResolvedFilter } from './charge-filter.ts';
import { states } from './cost-coverage.ts';
import { CHARGES_BY_RUN_PERIOD, CHARGES_BY_SERIES, namesFewSeries, planCharges } from './cost-plan.ts';
import { allOf } from './cost-sums.ts';
import type { Db } from './db.ts';
import { positionOf, type Page, type PageRequest } from './page.ts';
import { termTexts } from './terms.ts';

/** One charge: bill rows of one series on one day, folded. Costs that those rows do not state are null, not zero. */
export type Charge = Readonly<Partial<Record<SeriesDimension | 'chargeDescription', string>>> &
  Readonly<Record<CostMetric, MoneyJson | null>> & {
    readonly runId: string;
    readonly billingPeriod: string;
    /** YYYY-MM-DD; '' when the bill states none. */
    readonly day: string;
    readonly consumedQuantity: number | null;
    readonly pricingQuantity: number | null;
    /** How many bill rows were folded into it. */
    readonly rowCount: number;
  };

type DimensionIds = Readonly<Record<SeriesDimension | 'chargeDescription', number>>;
type CostTexts = Readonly<Record<CostMetric | `${CostMetric}Rest`, string>>;

interface ChargeRow extends DimensionIds, CostTexts {
  readonly runId: string;
  readonly billingPeriod: string;
  readonly runPeriodId: number;
  readonly seriesId: number;
  readonly day: number;
  readonly knownCosts: number;
  readonly consumedQuantity: number | null;
  readonly pricingQuantity: number | null;
  readonly rowCount: number;
}

/** Below this many series, seeking them in each run period beats reading it from end to end until a page is full. */
const SERIES_WORTH_SEEKING = 2_000;
const CURSOR = /^\d{1,15}!\d{1,15}!-?\d{1,9}$/;
const NAMES = [...SERIES_DIMENSIONS, 'chargeDescription'] as const;

const SELECTED = sql.raw(
  [
    'rp.run_id AS runId, rp.billing_period AS billingPeriod, m.run_period_id AS runPeriodId, m.series_id AS seriesId, m.day AS day',
    's.known_costs AS knownCosts, m.consumed_quantity AS consumedQuantity, m.pricing_quantity AS pricingQuantity, m.row_count AS rowCount',
    ...COST_METRICS.map(
      (metric) => `CAST(m.${columnName(metric)} AS TEXT) AS ${metric}, CAST(m.${columnName(metric)}_rest AS TEXT) AS ${metric}Rest`,
    ),
    ...NAMES.map((name) => `s.${columnName(name)} AS ${name}`),
  ].join(', '),
);

/** The published charges that a filter selects, in the order of run period, series and day; each exactly once over all pages. */
export async function charges(db: Db, filter: ChargeFilter, request: PageRequest): Promise<Page<Charge>> {
  const position = positionOf(request, CURSOR);
  const resolved = await resolveFilter(db, filter);
  const few = await namesFewSeries(db, resolved, SERIES_WORTH_SEEKING);
  const rows = few
    ? await rowsOfSeries(db, resolved, { ...request, position })
    : await rowsByRunPeriod(db, resolved, { ...request, position });
  return pageOfCharges(db, rows, request.limit);
}

interface Place extends PageRequest {
  /** Run period, series and day of the last charge of the page before. */
  readonly position: readonly string[] | null;
}

const integer = (text: string | undefined): SQL => sql`CAST(${text ?? '0'} AS INTEGER)`;

/** All charges of a few series are found and put in order; that is less work than reading run periods until a page is full. */
function rowsOfSeries(db: Db, filter: ResolvedFilter, { limit, position }: Place): Promise<ChargeRow[]> {
  const [period, series, day] = (position ?? []).map(integer);
  const after = position === null ? [] : [sql`(m.run_period_id, m.series_id, m.day) > (${period}, ${series}, ${day})`];
  const where = allOf([...conditions(DAILY, filter), ...rangeConditions(DAILY, filter.range), ...after]);
  const order = sql`ORDER BY m.run_period_id, m.series_id, m.day LIMIT ${limit + 1}`;
  return Promise.resolve(db.all<ChargeRow>(sql`SELECT ${SELECTED} FROM ${CHARGES_BY_SERIES} WHERE ${where} ${order}`));
}

/** Reads run period by run period in the order of the key, so that a page ends the reading. */
async function rowsByRunPeriod(db: Db, filter: ResolvedFilter, { limit, position }: Place): Promise<ChargeRow[]> {
  const rows: ChargeRow[] = [];
  for (const id of await runPeriodsOf(db, filter, position?.[0])) {
    const missing = limit + 1 - rows.length;
    if (missing === 0) break;
    const after = `${id}` === position?.[0] ? [sql`(m.series_id, m.day) > (${integer(position[1])}, ${integer(position[2])})`] : [];
    const where = allOf([sql`rp.id = ${id}`, ...conditions(DAILY, filter), ...rangeConditions(DAILY, filter.range), ...after]);
    const order = sql`ORDER BY m.series_id, m.day LIMIT ${missing}`;
    rows.push(...(await db.all<ChargeRow>(sql`SELECT ${SELECTED} FROM ${CHARGES_BY_RUN_PERIOD} WHERE ${where} ${order}`)));
  }
  return rows;
}

const DAILY = { dimensions: 's', grain: 'day' } as const;

/** How many charges a filter selects. */
export async function countCharges(db: Db, filter: ChargeFilter): Promise<number> {
  const resolved = await resolveFilter(db, filter);
  const { from } = await planCharges(db, resolved);
  const where = allOf([...conditions(DAILY, resolved), ...rangeConditions(DAILY, filter.range)]);
  const rows = await db.all<{ n: number }>(sql`SELECT count(*) AS n FROM ${from} WHERE ${where}`);
  return rows[0]?.n ?? 0;
}

/** Published run periods that may hold such charges, from the id `first` on. */
async function runPeriodsOf(db: Db, filter: ResolvedFilter, first: string | undefined): Promise<number[]> {
  const parts: SQL[] = [sql`state = 'published'`, sql`id >= ${integer(first)}`];
  if (filter.range !== null) parts.push(sql`first_day < ${dayNumber(filter.range.to)} AND last_day >= ${dayNumber(filter.range.from)}`);
  const rows = await db.all<{ id: number }>(sql`SELECT id FROM run_period WHERE ${allOf(parts)} ORDER BY id`);
  return rows.map((row) => row.id);
}

async function pageOfCharges(db: Db, rows: readonly ChargeRow[], limit: number): Promise<Page<Charge>> {
  const shown = rows.slice(0, limit);
  const texts = await termTexts(
    db,
    shown.flatMap((row) => NAMES.map((name) => row[name])),
  );
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => chargeOf(row, texts)),
    nextCursor: last === undefined ? null : `${last.runPeriodId}!${last.seriesId}!${last.day}`,
  };
}

function chargeOf(row: ChargeRow, texts: ReadonlyMap<number, string>): Charge {
  const text = (name: (typeof NAMES)[number]): string => texts.get(row[name]) ?? '';
  const cost = (metric: CostMetric): MoneyJson | null => {
    if (!states(row.knownCosts, metric)) return null;
    const attos = attosFromParts(BigInt(row[metric]), BigInt(row[`${metric}Rest`]));
    return moneyJson({ attos, currency: text('billingCurrency') });
  };
  return {
    runId: row.runId,
    billingPeriod: row.billingPeriod,
    day: row.day === UNDATED_DAY ? '' : dayText(row.day),
    billedCost: cost('billedCost'),
    effectiveCost: cost('effectiveCost'),
    listCost: cost('listCost'),
    contractedCost: cost('contractedCost'),
    consumedQuantity: row.consumedQuantity,
    pricingQuantity: row.pricingQuantity,
    rowCount: row.rowCount,
    ...Object.fromEntries(NAMES.map((name) => [name, text(name)])),
  };
}
