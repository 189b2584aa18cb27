import type { ChargeFile } from '../../billfile/charge-file.ts';
import type { DateOrder } from './cell-sql.ts';
import type { Session } from './session.ts';
import { typeOf, valueSql, type FileSource } from './source-sql.ts';

/**
 * Month first or day first, from the whole file: a first part above 12 can only be a day.
 * Without such evidence month first is read, as billing exports in that style write it.
 */
export async function findDateOrder(session: Session, file: ChargeFile, source: FileSource): Promise<DateOrder> {
  const texts = ['ChargePeriodStart', 'BillingPeriodStart'].flatMap((focus) => {
    const value = valueSql(file, source, focus);
    return value !== null && typeOf(file, source, focus) === 'VARCHAR' ? [value] : [];
  });
  if (texts.length === 0) return 'iso';
  const parts = texts.map((text) => `SELECT DISTINCT ${text} AS written FROM ${source.sql}`).join(' UNION ');
  const rows =
    await session.rows(`SELECT count(*) AS slashes, coalesce(bool_or(CAST(regexp_extract(written, '^(\\d{1,2})/', 1) AS INTEGER) > 12), false) AS dayfirst
    FROM (${parts}) WHERE regexp_matches(written, '^\\s*\\d{1,2}/\\d{1,2}/\\d{2,4}')`);
  if (Number(rows[0]?.['slashes'] ?? 0) === 0) return 'iso';
  return rows[0]?.['dayfirst'] === true ? 'day-first' : 'month-first';
}
