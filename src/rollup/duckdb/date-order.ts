import type { ChargeFile } from '../../billfile/charge-file.ts';
import type { DateOrder } from './cell-sql.ts';
import type { Session } from './session.ts';
import { valueOf } from './formula-text.ts';
import type { FileSource } from './source-sql.ts';

/**
 * Month first or day first, from the whole file: a first part above 12 can only be a day.
 * Without evidence for either, month first is assumed, as billing exports in that style write it; a warning says so.
 */
export async function findDateOrder(session: Session, file: ChargeFile, source: FileSource): Promise<DateOrder> {
  const texts = ['ChargePeriodStart', 'BillingPeriodStart'].flatMap((focus) => {
    const value = valueOf(file, source, focus);
    return value !== null && value.type === 'VARCHAR' ? [value.sql] : [];
  });
  if (texts.length === 0) return 'iso';
  const parts = texts.map((text) => `SELECT DISTINCT ${text} AS written FROM ${source.sql}`).join(' UNION ');
  const above12 = (part: string): string =>
    `coalesce(bool_or(CAST(regexp_extract(written, '^\\s*(\\d{1,2})/(\\d{1,2})/', ${part}) AS INTEGER) > 12), false)`;
  const rows = await session.rows(`SELECT count(*) AS slashes, ${above12('1')} AS dayfirst, ${above12('2')} AS monthfirst
    FROM (${parts}) WHERE regexp_matches(written, '^\\s*\\d{1,2}/\\d{1,2}/\\d{2,4}')`);
  if (Number(rows[0]?.['slashes'] ?? 0) === 0) return 'iso';
  if (rows[0]?.['dayfirst'] === true) return 'day-first';
  return rows[0]?.['monthfirst'] === true ? 'month-first' : 'month-first-assumed';
}
