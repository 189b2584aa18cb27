import { negotiationConstant } from '../../catalog/negotiation-constants.ts';
import type { Timing } from '../../finding/negotiation-case.ts';
import { addDays, addMonths, billingPeriodOf, daysBetween, firstDayOf, type Day } from '../../time.ts';

/**
 * Timing of a signature by the vendor's calendar: 1 within 45 days before its fiscal year end, 0.8 within 30 days
 * before another quarter end, 0.6 otherwise. `fiscalYearEnd` is MM-DD; quarters end 3, 6 and 9 months earlier, and a
 * year that ends with a month has quarters that do.
 */
export function vendorTiming(plannedSignature: Day, fiscalYearEnd: string): Timing {
  const period = billingPeriodOf(plannedSignature);
  const left = [0, 1, 2].map((months) => {
    const candidate = addMonths(period, months);
    return { candidate, days: daysBetween(plannedSignature, endWithin(candidate, fiscalYearEnd)) };
  });
  const closes = (step: number, withinDays: number): boolean =>
    left.some(({ candidate, days }) => days >= 0 && days <= withinDays && isQuarterOf(candidate, fiscalYearEnd, step));
  if (closes(12, negotiationConstant('yearEndDays'))) return 1;
  return closes(3, negotiationConstant('quarterEndDays')) ? 0.8 : 0.6;
}

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

const monthIndex = (text: string): number => MONTHS.indexOf(text);

function isQuarterOf(period: string, fiscalYearEnd: string, step: number): boolean {
  return (monthIndex(period.slice(5)) - monthIndex(fiscalYearEnd.slice(0, 2)) + 12) % step === 0;
}

/** The day of a month on which a quarter that ends in it closes. */
function endWithin(period: string, fiscalYearEnd: string): Day {
  const lastDay = addDays(firstDayOf(addMonths(period, 1)), -1);
  const endsWithMonth = addDays(`2023-${fiscalYearEnd}`.replace('02-29', '02-28'), 1).endsWith('-01');
  if (endsWithMonth) return lastDay;
  const sameDay = `${period}-${fiscalYearEnd.slice(3)}`;
  return sameDay < lastDay ? sameDay : lastDay;
}
