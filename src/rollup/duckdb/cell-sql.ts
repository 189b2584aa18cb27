/**
 * How one cell becomes a typed value. Two readings: `fast` casts plainly and notices what it cannot
 * hold exactly; `careful` is three times slower, keeps eighteen decimals and reads unusual spellings.
 */
export type Reading = 'fast' | 'careful';

export interface CellSql {
  /** The typed value; NULL for an empty cell and for one that cannot be read. */
  readonly value: string;
  /** True when the cell holds something that `value` could not read. */
  readonly bad: string;
  /** True when `value` may have lost digits; only the fast reading can. */
  readonly lossy: string;
  /** True when currency signs or thousands separators were read away; a reader should know. */
  readonly spelled?: string;
}

const FAST_MONEY = 'DECIMAL(18,10)';
const EXACT_MONEY = 'DECIMAL(38,18)';
/** Thousands separators are read only where they cannot be a decimal comma. */
const GROUPED = `'^[-+(]?[\\s]*[$€£¥]?[\\s]*[-]?\\d{1,3}(,\\d{3})+\\.\\d+\\)?$|^[-+(]?[\\s]*[$€£¥]?[\\s]*[-]?\\d{1,3}(,\\d{3}){2,}\\)?$|^[-+(]?[\\s]*[$€£¥][\\s]*\\d{1,3}(,\\d{3})+\\)?$'`;

const NUMERIC = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*|DOUBLE|FLOAT)$/;
const INTEGER = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const DATED = /^(DATE|TIMESTAMP.*)$/;

/** A column of a type that cannot hold such a value: every cell that is not empty is bad. */
const unreadable = (value: string, type: string): CellSql => ({
  value: `CAST(NULL AS ${type})`,
  bad: `(${value} IS NOT NULL)`,
  lossy: 'false',
});

export function moneyCell(value: string, type: string, reading: Reading): CellSql {
  if (type === 'VARCHAR') return reading === 'fast' ? fastMoneyText(value) : carefulMoneyText(value);
  if (type === 'DOUBLE' || type === 'FLOAT') return doubleMoney(value, reading);
  if (!NUMERIC.test(type)) return unreadable(value, EXACT_MONEY);
  const target = reading === 'fast' ? FAST_MONEY : EXACT_MONEY;
  const cast = `TRY_CAST(${value} AS ${target})`;
  return {
    value: cast,
    bad: `(${value} IS NOT NULL AND ${cast} IS NULL)`,
    lossy: reading === 'fast' ? `(${cast} IS DISTINCT FROM ${value})` : 'false',
  };
}

function fastMoneyText(value: string): CellSql {
  const cast = `TRY_CAST(${value} AS ${FAST_MONEY})`;
  const long = `CASE WHEN strlen(${value}) > 11 THEN strlen(rtrim(${value}, '0')) - instr(${value}, '.') > 10 ELSE false END`;
  const exponent = `contains(lower(${value}), 'e')`;
  return {
    value: cast,
    bad: `(${value} IS NOT NULL AND ${cast} IS NULL)`,
    lossy: `coalesce(${long} OR ${exponent} OR contains(${value}, '_'), false)`,
  };
}

function carefulMoneyText(value: string): CellSql {
  const bare = `trim(replace(${value}, chr(65279), ''))`;
  const unsigned = `regexp_replace(${bare}, '[$€£¥,()\\s+]', '', 'g')`;
  const grouped = `CASE WHEN regexp_full_match(${bare}, ${GROUPED}) OR regexp_full_match(${bare}, '\\(?[-]?[$€£¥][\\s]*-?[\\d.]+\\)?')
    THEN (CASE WHEN starts_with(${bare}, '(') THEN '-' ELSE '' END) || ${unsigned}
    WHEN contains(${bare}, '_') THEN NULL ELSE ${bare} END`;
  const cast = `TRY_CAST(${grouped} AS ${EXACT_MONEY})`;
  return {
    value: cast,
    bad: `(${value} IS NOT NULL AND ${bare} <> '' AND ${cast} IS NULL)`,
    lossy: 'false',
    spelled: `(${cast} IS NOT NULL AND regexp_matches(${bare}, '[$€£¥,(]'))`,
  };
}

/** Up to here, scaling a double to ten decimals errs by less than half of the tenth. */
const EXACT_DOUBLE = 200_000;

/** A double is read by its shortest decimal text, which is what the exporter meant by it. */
function doubleMoney(value: string, reading: Reading): CellSql {
  if (reading === 'careful') {
    const cast = `TRY_CAST(CAST(${value} AS VARCHAR) AS ${EXACT_MONEY})`;
    return { value: cast, bad: `(${value} IS NOT NULL AND ${cast} IS NULL)`, lossy: 'false' };
  }
  const cast = `CASE WHEN abs(${value}) < ${EXACT_DOUBLE} THEN TRY_CAST(${value} AS ${FAST_MONEY}) ELSE TRY_CAST(CAST(${value} AS VARCHAR) AS ${FAST_MONEY}) END`;
  return { value: cast, bad: `(${value} IS NOT NULL AND (${cast}) IS NULL)`, lossy: `(CAST(${cast} AS DOUBLE) IS DISTINCT FROM ${value})` };
}

/** Which of day and month comes first where a file writes dates with slashes or dots. */
export type DateOrder = 'iso' | 'month-first' | 'month-first-assumed' | 'day-first';

interface DateReading {
  readonly reading: Reading;
  readonly order: DateOrder;
  /** An empty cell is "not known" rather than bad, and a month is its first day. */
  readonly optional: boolean;
}

export function dateCell(value: string, type: string, how: DateReading): CellSql {
  if (how.optional && INTEGER.test(type)) return dateCell(`CAST(${value} AS VARCHAR)`, 'VARCHAR', how);
  if (type !== 'VARCHAR' && !DATED.test(type)) return { ...unreadable(value, 'DATE'), bad: 'true' };
  const date = type === 'VARCHAR' ? textDate(value, how) : `CAST(${value} AS DATE)`;
  const plausible = `CASE WHEN year(${date}) BETWEEN 1990 AND 2200 THEN ${date} END`;
  const stated = how.optional ? ` AND coalesce(trim(CAST(${value} AS VARCHAR)), '') <> ''` : '';
  return { value: plausible, bad: `(${plausible} IS NULL${stated})`, lossy: 'false' };
}

function textDate(value: string, { reading, order, optional }: DateReading): string {
  const iso = (text: string): string => `CAST(TRY_CAST(${text} AS TIMESTAMPTZ) AS DATE)`;
  if (reading === 'fast') return plainIsoDate(value);
  const bare = `trim(replace(${value}, chr(65279), ''))`;
  const seconds = `regexp_replace(${bare}, '^(\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2})(Z|[+-]\\d{2}:?\\d{2})$', '\\1:00\\2')`;
  const first = `split_part(replace(${bare}, 'T', ' '), ' ', 1)`;
  const slashes = order === 'day-first' ? '%d/%m/' : '%m/%d/';
  const written = (year: string): string => `CAST(try_strptime(${first}, ['${slashes}${year}', '%d.%m.${year}']) AS DATE)`;
  return `CASE
    WHEN regexp_full_match(${bare}, '\\d{8}') THEN CAST(try_strptime(${bare}, '%Y%m%d') AS DATE)
    ${optional ? monthOnly(bare) : ''}
    WHEN regexp_full_match(${first}, '\\d{4}/\\d{1,2}/\\d{1,2}') THEN CAST(try_strptime(${first}, '%Y/%m/%d') AS DATE)
    WHEN regexp_full_match(${first}, '\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}') THEN ${written('%Y')}
    WHEN regexp_full_match(${first}, '\\d{1,2}[/.]\\d{1,2}[/.]\\d{2}') THEN ${written('%y')}
    ELSE ${iso(seconds)} END`;
}

/** Months, as invoices name them: their first day. */
const monthOnly = (
  bare: string,
): string => `WHEN regexp_full_match(${bare}, '\\d{6}') THEN CAST(try_strptime(${bare} || '01', '%Y%m%d') AS DATE)
    WHEN regexp_full_match(${bare}, '\\d{4}-\\d{2}') THEN CAST(try_strptime(${bare} || '-01', '%Y-%m-%d') AS DATE)`;

/** The usual spellings of an instant in UTC, read without the calendar of time zones; anything else is left to the careful reading. */
function plainIsoDate(value: string): string {
  const length = `strlen(${value})`;
  const local = `(${length} = 16 OR (${length} = 19 AND substr(${value}, 17, 1) = ':'))`;
  const zoned = `(${length} BETWEEN 17 AND 30 AND ends_with(${value}, 'Z'))`;
  return `CASE WHEN ${length} = 10 OR (substr(${value}, 11, 1) IN ('T', ' ') AND substr(${value}, 12, 3) BETWEEN '00:' AND '23:' AND (${local} OR ${zoned})) THEN TRY_CAST(left(${value}, 10) AS DATE) END`;
}

/** Quantities are floats: they are never added to money. */
export function quantityCell(value: string, type: string): CellSql {
  if (type !== 'VARCHAR' && !NUMERIC.test(type)) return unreadable(value, 'DOUBLE');
  const cast = type === 'VARCHAR' ? `TRY_CAST(${value} AS DOUBLE)` : `CAST(${value} AS DOUBLE)`;
  const finite = `CASE WHEN isfinite(${cast}) THEN ${cast} END`;
  return { value: finite, bad: `(${value} IS NOT NULL AND ${finite} IS NULL)`, lossy: 'false' };
}
