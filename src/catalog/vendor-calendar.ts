import { z } from 'zod';
import { addDays, addMonths, dayNumber, firstDayOf, type Day } from '../time.ts';
import { once, parseRows } from './catalog-rows.ts';
import rows from './rows/vendor-calendar.json' with { type: 'json' };

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
] as const; // prettier-ignore

const RULE = new RegExp(
  `^(?:(about )?(\\d\\d-\\d\\d)|(${WEEKDAYS.join('|')}) nearest (\\d\\d-\\d\\d)|last (${WEEKDAYS.join('|')}) of (${MONTHS.join('|')}))$`,
);

const text = z.string().trim().min(1);
const rule = z.string().regex(RULE, 'MM-DD, "about MM-DD", "Sunday nearest MM-DD" or "last Saturday of July"');

/** When a vendor's fiscal year and its quarters end, as rules for any year, in the vendor's own order of quarters. */
export const vendorCalendarSchema = z.strictObject({
  id: text,
  name: text,
  aliases: z.array(text),
  fiscalYearEnd: rule,
  quarterEnds: z.array(rule).length(4),
  notes: z.string(),
  source: text,
  reviewedOn: z.iso.date(),
  grade: z.enum(['S', 'M', 'W']),
  /** General knowledge that nobody has looked up: to be checked before it is printed. */
  verify: z.boolean(),
});

export type VendorCalendar = Readonly<z.infer<typeof vendorCalendarSchema>>;

/** The calendars of all vendors that are known. Throws Problem catalog_row_invalid. */
export const vendorCalendars: () => readonly VendorCalendar[] = once(() => parseRows(vendorCalendarSchema, rows, 'vendor calendar'));

/** 0 is Sunday; day 0, the first of January 1970, was a Thursday. */
const weekdayOf = (day: Day): number => (((dayNumber(day) + 4) % 7) + 7) % 7;

const lastDayOf = (period: string): Day => addDays(firstDayOf(addMonths(period, 1)), -1);

/** The day a rule names in a year. 02-28 means the end of February, the 29th in leap years. */
export function dayOfRule(calendarRule: string, year: string): Day {
  const [, , fixed, nearestWeekday, anchor, lastWeekday, month] = RULE.exec(calendarRule) ?? [];
  if (fixed !== undefined) return fixed === '02-28' ? lastDayOf(`${year}-02`) : `${year}-${fixed}`;
  if (anchor !== undefined) {
    const start = addDays(`${year}-${anchor}`, -3);
    return addDays(start, (WEEKDAYS.findIndex((name) => name === nearestWeekday) - weekdayOf(start) + 7) % 7);
  }
  const last = lastDayOf(
    addMonths(
      `${year}-01`,
      MONTHS.findIndex((name) => name === month),
    ),
  );
  return addDays(last, -((weekdayOf(last) - WEEKDAYS.findIndex((name) => name === lastWeekday) + 7) % 7));
}

/** The days the rules name from `from` to `to`, both inclusive, in order and each once. */
export function daysOfRules(rules: readonly string[], from: Day, to: Day): Day[] {
  const found = new Set<Day>();
  // A week rule can name a day of the month after; a year on either side holds every candidate.
  for (let january = addMonths(`${from.slice(0, 4)}-01`, -12); january <= addMonths(to.slice(0, 7), 12); january = addMonths(january, 12)) {
    rules.map((one) => dayOfRule(one, january.slice(0, 4))).forEach((day) => found.add(day));
  }
  return [...found].filter((day) => day >= from && day <= to).toSorted();
}
