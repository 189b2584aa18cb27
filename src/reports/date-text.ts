import type { BillingPeriod, Day } from '../time.ts';
import { date, type DateRef } from './model.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const monthOf = (text: string): string => MONTHS.find((_, index) => String(index + 1).padStart(2, '0') === text.slice(5, 7)) ?? text;

/** "October 2026". */
export const monthName = (period: BillingPeriod): DateRef => date(`${monthOf(period)} ${period.slice(0, 4)}`);

/** "Oct 2026", for column heads. */
export const shortMonth = (period: BillingPeriod): DateRef => date(`${monthOf(period).slice(0, 3)} ${period.slice(0, 4)}`);

/** "9 November 2026". */
export const dayName = (day: Day): DateRef => date(`${day.slice(8, 10).replace(/^0/, '')} ${monthOf(day)} ${day.slice(0, 4)}`);
