import type { BillingPeriod, Day } from '../time.ts';
import { date, type DateRef, type ReportLanguage } from './model.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const monthOf = (text: string): string => MONTHS.find((_, index) => String(index + 1).padStart(2, '0') === text.slice(5, 7)) ?? text;

const withoutZero = (digits: string): string => digits.replace(/^0/, '');

/** "October 2026", 「2026年10月」. */
export const monthName = (period: BillingPeriod, language: ReportLanguage = 'en'): DateRef =>
  date(language === 'ja' ? `${period.slice(0, 4)}年${withoutZero(period.slice(5, 7))}月` : `${monthOf(period)} ${period.slice(0, 4)}`);

/** "Oct 2026", for column heads. */
export const shortMonth = (period: BillingPeriod): DateRef => date(`${monthOf(period).slice(0, 3)} ${period.slice(0, 4)}`);

/** "9 November 2026", 「2026年11月9日」. */
export const dayName = (day: Day, language: ReportLanguage = 'en'): DateRef =>
  language === 'ja'
    ? date(`${monthName(day, 'ja').text}${withoutZero(day.slice(8, 10))}日`)
    : date(`${withoutZero(day.slice(8, 10))} ${monthOf(day)} ${day.slice(0, 4)}`);
